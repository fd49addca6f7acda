"""Segments joined to whole names: "Russian" + "Defence Ministry", "Ministry" + "of Defence"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.mentions_segments import HYPHENS, Known, Segment
from onrecord.records import MentionType
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_name_heads, load_nominals

OF_HEADS = frozenset({"ORG", "FAC", "GPE", "LOC"})
GROUP_NOUNS = frozenset({
    "group", "movement", "party", "militia", "network", "organisation", "organization", "agency",
    "newspaper", "magazine", "coalition", "alliance", "battalion", "brigade", "regiment",
    "division", "army", "news", "company",
})  # fmt: skip
PLACE_NOUNS = frozenset({
    "province", "oblast", "district", "county", "governorate", "region", "municipality",
    "prefecture", "state", "river", "sea", "ocean", "lake", "gulf", "bay", "strait", "mountains",
    "hills", "valley", "desert", "peninsula", "island", "islands", "plateau", "heights", "canal",
    "neighbourhood", "neighborhood", "suburb", "town", "city", "village", "territory",
})  # fmt: skip


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
        if names and segment.first < names[-1].end:
            continue
        if segment.label == "title":
            continue
        if segment.label == "known":
            name = Name(segment.first, segment.end, segment.type, known=True)
            if segment.type in {"GPE", "NORP", "ORG", "LOC"}:
                name = _lengthen_known(parse, name)
            names.append(name)
        else:
            _join_plain(parse, known, segments, n, names)
    return names


def _join_plain(
    parse: Parse, known: Known, segments: Sequence[Segment], n: int, names: list[Name]
) -> None:
    """Add the name of a plain segment, taking in what stands before and after it."""
    heads, tokens, segment = load_name_heads(), parse.tokens, segments[n]
    last = tokens[segment.end - 1].text
    label, end = _head_type(tokens, segment), segment.end
    if label in OF_HEADS:
        end = _of_phrase(parse, known, segment, segments, n)
    skip = last in heads.skip_last or tokens[segment.first].text in heads.skip_first
    first = segment.first
    if label is not None or skip:
        first = _first_joined(parse, segments, n)
        while names and names[-1].end > first:
            names.pop()
    if label is not None and end - first == 1:
        if _is_description(parse, first):
            return
        label = None
    if label is None and not skip:
        place = _noun_after(tokens, end, PLACE_NOUNS)
        if place is not None:
            end, label = place, load_name_heads().lower.get(tokens[place - 1].lower, "LOC")
    names.append(Name(first, end, label, skip=skip))


def _is_description(parse: Parse, i: int) -> bool:
    """Whether one capitalised noun describes: "the Council", "its Ministry"; not "Hill said"."""
    lo = parse.bounds[parse.tokens[i].sent][0]
    before = parse.tokens[i - 1] if i > lo else None
    return parse.tokens[i].lower in load_nominals() and (
        before is not None and (before.tag in {"DT", "PRP$", "POS", "JJ"})
    )


def _head_type(tokens: Sequence[Token], segment: Segment) -> MentionType | None:
    """The type that the last word of a name tells, or its first ("Lake Tana", "Fort Ames")."""
    heads = load_name_heads()
    found = heads.last.get(tokens[segment.end - 1].text)
    if found is not None:
        return found[0]
    if segment.end - segment.first > 1:
        return heads.first.get(tokens[segment.first].text)
    return None


def _first_joined(parse: Parse, segments: Sequence[Segment], n: int) -> int:
    """Where a name with a telling last word begins: segments that touch it on the left join it."""
    first, tokens = segments[n].first, parse.tokens
    for segment in reversed(segments[:n]):
        gap = tokens[segment.end : first]
        if gap and not (len(gap) == 1 and gap[0].text in HYPHENS | {"&"}):
            break
        if segment.label == "known" and segment.type == "PER":
            break
        first = segment.first
    return first


def _of_phrase(
    parse: Parse, known: Known, segment: Segment, segments: Sequence[Segment], n: int
) -> int:
    """The end of a name that goes on with "of": "Ministry of Foreign Affairs"."""
    tokens, end = parse.tokens, segment.end
    for later in segments[n + 1 :]:
        gap = tokens[end : later.first]
        words = [t.lower for t in gap]
        if not words or len(words) > 2 or words[0] not in {"of", "for", "and", "&"}:
            break
        if words[1:] and words[1:] != ["the"]:
            break
        if words[0] in {"and", "&"} and (end == segment.end or later.label == "known"):
            break
        if words[0] == "for" and later.label == "known" and later.type == "PER":
            break
        end = later.end
        if later.label == "known" and later.type == "GPE":
            break
    return end


def _lengthen_known(parse: Parse, name: Name) -> Name:
    """A known name with the noun that tells its kind: "M23 movement", "Anbar province"."""
    tokens = parse.tokens
    if name.fixed == "ORG":
        end = _noun_after(tokens, name.end, GROUP_NOUNS)
        return replace(name, end=end) if end is not None else name
    if name.fixed in {"GPE", "LOC"}:
        end = _noun_after(tokens, name.end, PLACE_NOUNS)
        if end is None:
            return name
        label = load_name_heads().lower.get(tokens[end - 1].lower, "LOC")
        return replace(name, end=end, fixed=label)
    return name


def _noun_after(tokens: Sequence[Token], end: int, nouns: Iterable[str]) -> int | None:
    """The end of a name lengthened by a lower-case noun that follows it and that it modifies."""
    if end >= len(tokens) or tokens[end].sent != tokens[end - 1].sent:
        return None
    noun = tokens[end]
    if noun.lower not in nouns or noun.pos not in {"NOUN", "PROPN"}:
        return None
    return end + 1 if tokens[end - 1].head in {end, noun.head} else None
