"""Speakers: of sources labelled by hand, those whose statement we give to the right entity."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from onrecord.evaluate.counts import Metrics
from onrecord.evaluate.spans import Span, overlap
from onrecord.records import Entity, Evidence, Mention, Statement
from onrecord.text import name_key

Verdict = Literal["right", "wrong", "missed", "left out", "made up"]


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source of a report and who it is.

    `speaker` is the name in full, or the names that it may go by; None is NIL: a source that the
    report only describes. None among several: telling nobody is as good. `statement` false: no
    statement has this source.
    """

    id: str
    source: Span
    cue: Span
    speaker: str | tuple[str | None, ...] | None = None
    statement: bool = True

    @property
    def names(self) -> tuple[str | None, ...]:
        return self.speaker if isinstance(self.speaker, tuple) else (self.speaker,)


class Answer(NamedTuple):
    """What was made of a label, and the name that we gave, for a list of the faults."""

    label: Label
    verdict: Verdict
    given: str | None


def judge_label(
    label: Label,
    statements: Sequence[Statement],
    mentions: Iterable[Mention],
    entities: Iterable[Entity],
) -> Answer:
    """Compare a label with the statement whose source overlaps it.

    Of several, the one whose cue overlaps too, then the one that shares most of the source. A name
    is right where it or an alias of the entity has the key of a labelled one, articles apart. NIL
    is right where the statement has no speaker, or one that is no row of the actor table and is
    nowhere named.
    """
    statement = _find(label, statements)
    if not label.statement:
        return Answer(label, "left out" if statement is None else "made up", None)
    if statement is None:
        return Answer(label, "missed", None)
    entity = next((e for e in entities if e.id == statement.speaker), None)
    names = () if entity is None else (entity.name, *entity.aliases)
    if {_key(n) for n in names} & {_key(n) for n in label.names if n is not None}:
        return Answer(label, "right", names[0])
    named = entity is not None and (
        entity.actor is not None
        or any(m.level == "NAM" and m.entity == entity.id for m in mentions)
    )
    right = None in label.names and not named
    return Answer(label, "right" if right else "wrong", entity.name if entity is not None else None)


def _key(name: str) -> str:
    """The key of a name, without its article ("the Vale government")."""
    return name_key(name).removeprefix("the ")


def score_speakers(answers: Sequence[Answer]) -> Metrics:
    """`right`, `wrong`, `missed`: shares of the labelled statements.

    `named_right` and `nil_right` are the shares among those labelled with a name alone and with NIL
    alone; `made_up` is the share of the labels without a statement where we have one, and
    `right_of_all` counts these as wrong and the others as right.
    """
    statements = [a for a in answers if a.label.statement]
    others = [a for a in answers if not a.label.statement]
    named = [a for a in statements if None not in a.label.names]
    nil = [a for a in statements if a.label.names == (None,)]
    return {
        "right": _share(statements, "right"),
        "wrong": _share(statements, "wrong"),
        "missed": _share(statements, "missed"),
        "named_right": _share(named, "right"),
        "nil_right": _share(nil, "right"),
        "made_up": _share(others, "made up"),
        "right_of_all": _share(answers, "right", "left out"),
    }


def _share(answers: Sequence[Answer], *verdicts: Verdict) -> float | None:
    if not answers:
        return None
    return sum(a.verdict in verdicts for a in answers) / len(answers)


def _find(label: Label, statements: Sequence[Statement]) -> Statement | None:
    """The statement that a label is about."""
    best, most = None, (False, 0)
    for statement in statements:
        shared = _shared(label.source, statement.source)
        by_cue = any(overlap(label.cue, (e.start, e.end)) for e in statement.cue)
        if shared and (by_cue, shared) > most:
            best, most = statement, (by_cue, shared)
    return best


def _shared(span: Span, pieces: Iterable[Evidence]) -> int:
    """How many characters of the span stand in the pieces."""
    return sum(max(0, min(span[1], e.end) - max(span[0], e.start)) for e in pieces)
