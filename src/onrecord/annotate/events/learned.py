"""What the trained reader says of an event beside what the rules say.

The rules name a type or none; the reader gives every type a chance, and the chance of no event at
all. Where the rules have a word for it, theirs is the type; one that the reader is sure of stands
beside it as PLOVER's: it learned from gold where a deed to come has another type than the deed. A
verb with both parties that no rule codes is an event where the reader is sure of its type. What
neither is sure of is kept apart as uncoded. docs/events.md has the figures behind the thresholds.

CONCEDE and RETREAT are one to the reader, as they are in the gold that it learned from.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from onrecord.annotate.event_head import NO_EVENT, EventClues, Judged, Span
from onrecord.annotate.event_words import Coding
from onrecord.annotate.events.cast import Cast
from onrecord.annotate.events.roles import find_roles
from onrecord.annotate.events.types import Coded, Coder
from onrecord.records import Alternative, EventMention, Mention, PloverType, Uncoded
from onrecord.syntax import Parse, Token
from onrecord.text import make_id

METHOD = "model:reader.events/3"
READER = "reader"
"""The operator of a coding that is the reader's and no rule's."""
YIELD = "YIELD"
YIELDING = frozenset({"CONCEDE", "RETREAT"})
LEAST = 1e-6
RULES_WORTH = 2.0
"""By how much the rules' word raises the log odds of their type between a given pair."""
ADD = 0.95
"""A verb that no rule codes is an event from this chance of its likeliest type."""
PLOVERS = "the trained reader's type, as PLOVER's gold has it"
"""The reason of an alternative that is the reader's."""
WORTH_KEEPING = 0.5
"""From this chance of its likeliest type a verb that no rule codes is kept as uncoded."""
CORRECT = 0.8
"""The reader's type stands beside the rules' from this chance."""
DOUBT = 0.9
"""An event of the rules is uncoded from this chance that there is none."""
SAYING = frozenset({"say", "tell", "add", "note", "write", "report", "explain", "be", "have"})


class Found(NamedTuple):
    """What is told, and what may be told."""

    events: tuple[EventMention, ...]
    uncoded: tuple[Uncoded, ...]


def label_of(kind: str) -> str:
    """The reader's label of a type."""
    return YIELD if kind in YIELDING else kind


def type_of(label: str, rule: PloverType | None = None) -> PloverType | None:
    """The type of a label: of the two that yield, the one that the rules name, else CONCEDE."""
    if label == NO_EVENT:
        return None
    if label == YIELD:
        return rule if rule in YIELDING else "CONCEDE"
    return label  # type: ignore[return-value]  # the other labels are types


def blend(chances: Mapping[str, float], rule: str | None, strength: float) -> dict[str, float]:
    """The chances with the rules' label raised: its odds are multiplied by exp(`strength`)."""
    raised = {
        label: max(chance, LEAST) * (math.exp(strength) if label == rule else 1.0)
        for label, chance in chances.items()
    }
    total = sum(raised.values())
    return {label: chance / total for label, chance in raised.items()}


def find_unlisted(
    parse: Parse, coder: Coder, cast: Cast, clues: EventClues, told: Iterable[Coded]
) -> Iterator[Coded]:
    """Verbs between two parties that no rule codes and that may tell of an event."""
    known = {coded.token.i for coded in told}
    for token in parse.tokens:
        if token.i in known or not _may_tell(token, coder):
            continue
        roles = find_roles(Coded(token, Coding("SANCTION", operator=READER)), coder, cast)
        if not roles.actors or not roles.recipients:
            continue
        span = parse.sentences[token.sent].span
        judged = clues.judge(
            _span(roles.actors[0]),
            _span(roles.recipients[0]),
            sentence=(span.start, span.end),
            trigger=(token.start, token.end),
        )
        if judged is not None and judged.chances[judged.type] >= WORTH_KEEPING:
            yield Coded(token, Coding(type_of(judged.type), operator=READER))


def _may_tell(token: Token, coder: Coder) -> bool:
    """Whether it is a verb that carries meaning and that the lexicon has no frame for."""
    if token.pos != "VERB" or token.dep in {"aux", "auxpass", "amod", "compound"}:
        return False
    return token.lemma not in SAYING and coder.match(token) is None


def settle_events(
    parse: Parse,
    mentions: Sequence[Mention],
    events: Sequence[EventMention],
    clues: EventClues | None,
) -> Found:
    """The events that are sure enough, with the reader's word on each, and those that are not."""
    if clues is None:
        return Found(tuple(events), ())
    spans = {mention.id: _span(mention) for mention in mentions}
    kept, uncoded = [], []
    for event in events:
        judged = judge_event(event, spans, clues)
        settled = event if judged is None else _settle(parse, event, judged)
        if isinstance(settled, Uncoded):
            uncoded.append(settled)
        else:
            kept.append(settled)
    return Found(tuple(kept), tuple(uncoded))


def judge_event(event: EventMention, spans: Mapping[str, Span], clues: EventClues) -> Judged | None:
    """What the reader says of an event; None where it did not read it."""
    sentence = event.evidence[1]
    return clues.judge(
        spans[event.actors[0]] if event.actors else None,
        spans[event.recipients[0]] if event.recipients else None,
        sentence=(sentence.start, sentence.end),
        trigger=(event.trigger.start, event.trigger.end),
    )


def _settle(parse: Parse, event: EventMention, judged: Judged) -> EventMention | Uncoded:
    """One event after the reader was heard."""
    chance = judged.chances[judged.type]
    if event.method == METHOD:
        if chance < ADD:
            return _uncoded(parse, event, judged, "no rule codes it, and the reader is not sure")
        reason = f"“{event.trigger.quote}” is {event.type} to the trained reader; no rule codes it"
        return structs.replace(event, confidence=round(chance, 3), reason=reason)
    own = {label_of(event.type), *(label_of(a.value) for a in event.alternatives)}
    if judged.chances[NO_EVENT] >= DOUBT:
        return _uncoded(parse, event, judged, f"the rules' {event.type} is no event to the reader")
    settled = structs.replace(event, confidence=round(sum(judged.chances[k] for k in own), 3))
    if judged.type not in own and chance >= CORRECT:
        return _with_other(settled, judged)
    return settled


def _with_other(event: EventMention, judged: Judged) -> EventMention:
    """The event with the reader's type among the alternatives, the first of them."""
    kind = type_of(judged.type)
    assert kind is not None  # noqa: S101 - the likeliest type is never "none": Judged.type
    other = Alternative(
        value=kind,
        score=round(judged.chances[judged.type], 3),
        reason=PLOVERS,
    )
    sure = round((event.confidence or 0.0) + judged.chances[judged.type], 3)
    return structs.replace(event, alternatives=(other, *event.alternatives), confidence=sure)


def _uncoded(parse: Parse, event: EventMention, judged: Judged, reason: str) -> Uncoded:
    likely = sorted(judged.chances.items(), key=lambda item: (-item[1], item[0]))
    return Uncoded(
        id=make_id("unc", parse.doc.id, event.trigger.start, event.trigger.end),
        trigger=event.trigger,
        actors=event.actors,
        recipients=event.recipients,
        reason=reason,
        alternatives=tuple(
            Alternative(value=label, score=round(chance, 3))
            for label, chance in likely[:3]
            if label != NO_EVENT
        ),
        evidence=event.evidence,
        method=event.method if event.method == METHOD else f"{event.method}+{METHOD}",
        confidence=round(1 - judged.chances[NO_EVENT], 3),
    )


def _span(mention: Mention) -> Span:
    return mention.span.start, mention.span.end
