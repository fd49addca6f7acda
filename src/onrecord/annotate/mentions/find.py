"""Parse → mentions of persons, organisations, states, places, facilities and peoples (ACE).

Names: capitalised segments, cut into names, with their titles, typed by votes over the report.
Descriptions and pronouns: nouns that can act. Regions: "eastern X", "west of X". Last, places that
stand for their government (metonyms).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from onrecord.annotate.mentions.known import Known
from onrecord.annotate.mentions.metonyms import is_metonym
from onrecord.annotate.mentions.names import Name, join_names
from onrecord.annotate.mentions.nominals import find_nominals, find_pronouns
from onrecord.annotate.mentions.regions import find_regions
from onrecord.annotate.mentions.segments import find_segments
from onrecord.annotate.mentions.titles import find_title
from onrecord.annotate.mentions.types import judge_names
from onrecord.records import Mention, MentionLevel, MentionType
from onrecord.syntax import Parse
from onrecord.text import make_id, quote

TypeOf = Callable[[str], MentionType | None]
METHOD = "rules:mentions/1"


class Draft(NamedTuple):
    """A mention before it is written down: tokens of its span and of its name."""

    first: int
    end: int
    name_first: int
    name_end: int
    type: MentionType
    level: MentionLevel
    titled: bool = False
    metonym: bool = False


def find_mentions(parse: Parse, *, place_type: TypeOf, actor_type: TypeOf) -> tuple[Mention, ...]:
    """Every mention of the report in text order, outer before inner.

    `place_type` and `actor_type` tell the type that a gazetteer and an actor table know for a name,
    None for a name that they do not know; they are evidence, not verdicts.
    """
    known = Known(parse, actor_type)
    names, title_of = _names(parse, known)
    types = judge_names(parse, known, names, title_of, place_type)
    typed = [
        (name, label, title_of.get(n))
        for n, (name, label) in enumerate(zip(names, types, strict=True))
        if label is not None
    ]
    drafts = [*_named(parse, known, typed), *_described(parse, typed)]
    kept = _without_inner(parse, drafts)
    return tuple(_write(parse, draft) for draft in kept)


def _names(parse: Parse, known: Known) -> tuple[list[Name], dict[int, int]]:
    """The names of the report, and for those with a title, by number, where it begins."""
    names: list[Name] = []
    title_of: dict[int, int] = {}
    for segments in find_segments(parse, known):
        found = join_names(parse, known, segments)
        ends = {name.end: name for name in found}
        for name in found:
            if name.fixed in {None, "PER"} and not name.skip:
                first = find_title(parse, known, name, ends)
                if first is not None:
                    title_of[len(names)] = first
            names.append(name)
    return names, title_of


def _named(
    parse: Parse, known: Known, typed: Sequence[tuple[Name, MentionType, int | None]]
) -> Iterator[Draft]:
    for name, label, title in typed:
        first = title if title is not None and label == "PER" else name.first
        metonym = label == "GPE" and is_metonym(parse, name, known.name(name.first, name.end))
        yield Draft(
            first, name.end, name.first, name.end, label, "NAM",
            titled=first < name.first, metonym=metonym,
        )  # fmt: skip


def _described(
    parse: Parse, typed: Sequence[tuple[Name, MentionType, int | None]]
) -> Iterator[Draft]:
    """Descriptions, pronouns and relative places."""
    taken = frozenset(
        i
        for name, label, title in typed
        for i in range(title if title is not None and label == "PER" else name.first, name.end)
    )
    for found in find_nominals(parse, taken):
        yield Draft(found.first, found.end, found.head, found.head + 1, found.type, found.level)
    for found in find_pronouns(parse):
        yield Draft(found.first, found.end, found.head, found.head + 1, found.type, found.level)
    for found, name in find_regions(parse, ((name, label) for name, label, _ in typed)):
        yield Draft(found.first, found.end, name.first, name.end, found.type, found.level)


def _without_inner(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in text order, without names that only describe the mention around them.

    Dropped are the country in a title, and the adjective in "Russian troops"; the owner in
    "Ukraine's troops" stays.
    """
    ordered = sorted(set(drafts), key=lambda d: (d.first, -d.end, d.name_first, d.type))
    kept: list[Draft] = []
    open_spans: list[Draft] = []
    for draft in ordered:
        open_spans = [d for d in open_spans if d.end > draft.first]
        around = [d for d in open_spans if (d.first, d.end) != (draft.first, draft.end)]
        if any(_describes(parse, draft, outer) for outer in around):
            continue
        if any((d.first, d.end) == (draft.first, draft.end) for d in open_spans):
            continue
        open_spans.append(draft)
        kept.append(draft)
    return kept


def _describes(parse: Parse, inner: Draft, outer: Draft) -> bool:
    if inner.level == "PRO" or inner.end > outer.end:
        return False
    if outer.titled and inner.end <= outer.name_first:
        return True
    adjective = inner.type == "NORP" or parse.tokens[inner.end - 1].dep in {"compound", "amod"}
    return (
        inner.level == "NAM"
        and inner.type in {"NORP", "GPE"}
        and adjective
        and inner.end <= outer.name_first
        and outer.level == "NOM"
    )


def _write(parse: Parse, draft: Draft) -> Mention:
    text, tokens = parse.doc.text, parse.tokens
    span = quote(text, tokens[draft.first].start, tokens[draft.end - 1].end)
    name = quote(text, tokens[draft.name_first].start, tokens[draft.name_end - 1].end)
    title = text[span.start : name.start].strip() if draft.titled else None
    return Mention(
        id=make_id("men", parse.doc.id, span.start, span.end, draft.level),
        type=draft.type,
        level=draft.level,
        span=span,
        name=name,
        title=title or None,
        metonym=draft.metonym,
        evidence=(span,),
        method=METHOD,
    )
