"""Segments joined to whole names: "Russian" + "Defence Ministry", "Ministry" + "of Defence"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.mentions.known import Known
from onrecord.annotate.mentions.lexicon import load_lexicon
from onrecord.annotate.mentions.segments import HYPHENS, POSSESSIVES, Segment
from onrecord.records import MentionType
from onrecord.syntax import Parse, Token

NUMBERED = frozenset({"Route", "Highway", "Interstate", "Road", "Motorway", "Autobahn"})
"""Roads that have a number for a name."""
DISEASES = frozenset({
    "virus", "viruses", "fever", "disease", "flu", "influenza", "syndrome", "encephalitis",
})  # fmt: skip
"""What follows the name of a disease that is called after a place: "West Nile virus"."""
OWNER_TAGS = frozenset({"DT", "PRP$", "POS", "JJ"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens `first:end`. `fixed` is its type where a table or its last word tells it.

    `skip` marks the name of something that is no mention: an event, a document, a weapon.
    """

    first: int
    end: int
    fixed: MentionType | None = None
    known: bool = False
    skip: bool = False


def join_names(parse: Parse, known: Known, segments: Sequence[Segment]) -> list[Name]:
    """The names of one sentence, in text order."""
    names: list[Name] = []
    for n, segment in enumerate(segments):
        if segment.label == "title" or (names and segment.first < names[-1].end):
            continue
        if segment.label == "known":
            name = Name(segment.first, segment.end, segment.type, known=True)
            ill = segment.type == "LOC" and is_disease(known.tokens, segment.end)
            names.append(replace(name, skip=True) if ill else _lengthen(known, name))
        else:
            _join_plain(parse, known, segments, n, names)
    return names


def _join_plain(
    parse: Parse, known: Known, segments: Sequence[Segment], n: int, names: list[Name]
) -> None:
    """Add the name of a plain segment, taking in what stands before and after it."""
    tokens, segment = parse.tokens, segments[n]
    label, first, end = _head_type(known, segment), segment.first, segment.end
    skip = _is_skipped(known, segment) or is_disease(tokens, segment.end)
    if label is not None:
        end = _of_phrase(tokens, segment, segments, n)
    if label is not None or skip:
        first = _first_joined(tokens, segments, n)
        while names and names[-1].end > first:
            names.pop()
    if label is not None and end - first == 1:
        if _is_description(parse, known, first):
            return
        label = None
    name = Name(first, end, label, skip=skip)
    names.append(name if skip else _lengthen(known, name))


def is_disease(tokens: Sequence[Token], end: int) -> bool:
    """Whether the name that ends before token `end` is that of a disease."""
    return end < len(tokens) and tokens[end].lower in DISEASES and tokens[end].text.islower()


def _is_skipped(known: Known, segment: Segment) -> bool:
    """Whether a name is that of an event, a document …: "Operation Dawn", "Women's Day"."""
    tokens, heads = known.tokens, known.heads
    if tokens[segment.first].text in heads.skip_first:
        return True
    if tokens[segment.end - 1].text in heads.skip_last:
        return True
    after = tokens[segment.end : segment.end + 2]
    return len(after) == 2 and after[0].text in POSSESSIVES and after[1].text in heads.skip_last


def _is_description(parse: Parse, known: Known, i: int) -> bool:
    """Whether one capitalised noun describes: "the Council", "its Ministry"; not "Hill said"."""
    lo = parse.bounds[parse.tokens[i].sent][0]
    return (
        i > lo and parse.tokens[i].lower in known.nominals and parse.tokens[i - 1].tag in OWNER_TAGS
    )


def _head_type(known: Known, segment: Segment) -> MentionType | None:
    """The type that the last word of a name tells, or its first ("Lake Tana", "Fort Ames")."""
    last = known.tokens[segment.end - 1].text
    found = known.heads.last.get(last)
    if found is not None:
        given = known.tokens[segment.first].lower in known.given
        return None if given and last in load_lexicon().surnames else found[0]
    if segment.end - segment.first > 1:
        return known.heads.first.get(known.tokens[segment.first].text)
    return None


def _first_joined(tokens: Sequence[Token], segments: Sequence[Segment], n: int) -> int:
    """Where a name with a telling last word begins: segments that touch it on the left join it."""
    first = segments[n].first
    for segment in reversed(segments[:n]):
        gap = tokens[segment.end : first]
        if gap and not (len(gap) == 1 and (gap[0].text in HYPHENS or gap[0].text == "&")):
            break
        if segment.label == "known" and segment.type == "PER":
            break
        first = segment.first
    return first


def _of_phrase(
    tokens: Sequence[Token], segment: Segment, segments: Sequence[Segment], n: int
) -> int:
    """The end of a name that goes on with "of": "Ministry of Foreign Affairs"."""
    end = segment.end
    for later in segments[n + 1 : n + 5]:
        words = [t.lower for t in tokens[end : min(later.first, end + 3)]]
        if not words or words[0] not in {"of", "for", "and", "&"}:
            break
        if words[1:] not in ([], ["the"]):
            break
        if words[0] in {"and", "&"} and (end == segment.end or later.label == "known"):
            break
        if words[0] == "for" and later.type == "PER":
            break
        end = later.end
        if later.type == "GPE":
            break
    return end


def _lengthen(known: Known, name: Name) -> Name:
    """A name with the noun or number after it: "M23 movement", "Anbar province", "Route 128"."""
    lexicon = load_lexicon()
    after = known.tokens[name.end : name.end + 1]
    if after and after[0].text[0].isdigit() and known.tokens[name.end - 1].text in NUMBERED:
        return replace(name, end=name.end + 1, fixed="FAC")
    if name.fixed == "ORG":
        end = _noun_after(known.tokens, name.end, lexicon.group_nouns)
        return replace(name, end=end) if end is not None else name
    if name.fixed in {"GPE", "LOC", None}:
        end = _noun_after(known.tokens, name.end, lexicon.place_nouns)
        if end is not None:
            label = known.heads.lower.get(known.tokens[end - 1].lower, "LOC")
            return replace(name, end=end, fixed=label)
    return name


def _noun_after(tokens: Sequence[Token], end: int, nouns: Collection[str]) -> int | None:
    """The end of a name lengthened by a lower-case noun that follows it and that it modifies."""
    if end >= len(tokens) or tokens[end].lower not in nouns:
        return None
    noun, last = tokens[end], tokens[end - 1]
    if noun.sent != last.sent or noun.pos not in {"NOUN", "PROPN"} or last.tag == "JJ":
        return None
    return end + 1 if last.head in {end, noun.head} else None
