"""Parts of places and places told by another: "eastern Syria", "west of Damascus"."""

from collections.abc import Iterable, Iterator

from onrecord.annotate.mentions.names import Name
from onrecord.annotate.mentions.nominals import Described
from onrecord.records import MentionType
from onrecord.syntax import Parse

POINTS = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
    "north-east", "north-west", "south-east", "south-west",
})  # fmt: skip
PARTS = POINTS | frozenset({
    "northern", "southern", "eastern", "western", "central", "northeastern", "northwestern",
    "southeastern", "southwestern", "north-eastern", "north-western", "south-eastern",
    "south-western", "upper", "lower", "downtown", "greater", "mainland", "inner", "rural",
})  # fmt: skip
PLACES = frozenset({"GPE", "LOC"})


def find_regions(
    parse: Parse, places: Iterable[tuple[Name, MentionType]]
) -> Iterator[tuple[Described, Name]]:
    """Relative places with the name that each is told by, in text order."""
    for name, label in places:
        if label not in PLACES and label != "FAC":
            continue
        lo = parse.bounds[parse.tokens[name.first].sent][0]
        first = _part_before(parse, name, lo)
        if first is not None and label in PLACES:
            yield Described(first, name.end, name.first, "LOC", "NAM"), name
            continue
        i = name.first - 1
        if i > lo and parse.tokens[i].lower == "the":
            i -= 1
        if i > lo and parse.tokens[i].lower == "of" and parse.tokens[i - 1].lower in POINTS:
            point = parse.tokens[i - 1]
            if i - 2 < lo or parse.tokens[i - 2].lower != "the":
                yield Described(point.i, name.end, point.i, "LOC", "NOM"), name


def _part_before(parse: Parse, name: Name, lo: int) -> int | None:
    """The first token of "eastern" or "north-eastern" right before a name, None for none."""
    tokens, first = parse.tokens, name.first
    while first > lo:
        word = tokens[first - 1]
        hyphened = word.text == "-" and first - 2 >= lo and tokens[first - 2].lower in POINTS
        if word.lower in PARTS or hyphened:
            first -= 1
        else:
            break
    while first < name.first and tokens[first].text == "-":
        first += 1
    return first if first < name.first else None
