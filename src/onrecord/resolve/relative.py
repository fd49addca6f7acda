"""Places told by another place: "200 miles from Kyiv", "north of Goma", "the Lebanese-Israeli border".

What is read is the relation, its distance and its bearing; where the anchors lie is left to
`places`. A relative place never takes its anchor's point.
"""

import re
from dataclasses import dataclass

from onrecord.syntax import Parse

KM_PER_MILE = 1.609344
REACH = 90
"""How many characters before a name can hold the words of its relation."""

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
     "ninety": 90, "hundred": 100, "dozen": 12, "half": 0.5, "a": 1, "few": 3}  # fmt: skip
_COMPASS = {
    "north": "N", "south": "S", "east": "E", "west": "W", "northeast": "NE", "northwest": "NW",
    "southeast": "SE", "southwest": "SW",
}  # fmt: skip

_DIRECTION = r"(?P<dir>(?:north|south)[ -]?(?:east|west)?|east|west)"
_PART = (
    r"(?P<part>(?:(?:far|mainly|mostly)[ -])?(?:(?:north|south)[ -]?(?:east|west)?|east|west)ern|"
    r"(?:north|south)(?:[ -]?(?:east|west))?|east|west|central|upper|lower|coastal|rural)"
)
_AREA = r"(?:the )?(?:(?:capital|city|town|village|port|outskirts|centre|center)(?: city)?(?: of)?,? )?"
_NUMBER = r"(?P<n1>\d[\d,.]*|[a-z]+)(?:\s?(?:to|-|–|or)\s?(?P<n2>\d[\d,.]*))?"
_UNIT = r"[\s-](?P<unit>km|kms|kilomet(?:re|er)s?|miles?|mi)\b\.?(?:\s?\([^()]{1,30}\))?"

_BEFORE = tuple(
    (kind, re.compile(pattern + r"\s*$", re.IGNORECASE))
    for kind, pattern in (
        (
            "distance",
            rf"{_NUMBER}{_UNIT},?(?: (?:away|out|further))?(?: to the)?(?: {_DIRECTION})?"
            rf" (?:from|of|outside(?: of)?) {_AREA}",
        ),
        ("direction", rf"\b{_DIRECTION} of {_AREA}"),
        ("outside", rf"\b(?:just )?(?:outside(?: of)?|on the outskirts of|on the edge of) {_AREA}"),
        ("off", r"\boff (?:the coast of )?(?:the )?"),
        (
            "near",
            rf"\b(?:near(?:by)?|close to|not far from|next to|adjacent to|in the vicinity of|"
            rf"in the vicinity of|near to|around) {_AREA}",
        ),
        ("along", r"\b(?:along|across|on|at|near|over) (?:the )?(?:\w+ern )?border with (?:the )?"),
        ("border", r"\b(?:the|its|their) (?:\w+ern )?border(?:s)? (?:with|of) (?:the )?"),
        ("part", rf"(?:^|[\s(“\"]){_PART} "),
    )
)
_BETWEEN = re.compile(
    r"\b(?:road|highway|route|border|frontier|line|corridor|stretch|area|zone|halfway|midway|"
    r"somewhere|located|situated|lies|villages?|towns?)\s+(?:\w+\s+)?between (?:the )?$",
    re.IGNORECASE,
)
_LEADING_PART = re.compile(rf"(?:the\s+)?{_PART}\s+(?=[A-Z])")
_BORDER = re.compile(r"\b(?:border|frontier|boundary|front line|frontline)s?\b", re.IGNORECASE)
_ALONG = re.compile(r"\b(?:along|across|near)\b", re.IGNORECASE)
_INSIDE_PART = re.compile(rf"\b{_PART}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of a relation: `start` is where they begin in the document's text."""

    kind: str
    start: int
    distance_km: tuple[float, float] | None = None
    bearing: str | None = None


def read_before(parse: Parse, start: int) -> Cue | None:
    """The relation that the words before the name at `start` put some place in to it, if any."""
    sent = parse.sentence_at(start)
    if sent is None:
        return None
    floor = max(parse.sentences[sent].span.start, start - REACH)
    before = parse.doc.text[floor:start]
    for kind, pattern in _BEFORE:
        if found := pattern.search(before):
            groups = found.groupdict()
            at = floor + found.start() + (len(found[0]) - len(found[0].lstrip()))
            if kind == "distance":
                distance = _kilometres(groups["n1"], groups["n2"], groups["unit"])
                if distance is None:
                    continue
                return Cue("distance", at, distance, read_bearing(groups["dir"]))
            return Cue(kind, at, None, read_bearing(groups.get("dir") or groups.get("part")))
    return None


def read_between(parse: Parse, start: int) -> bool:
    """Whether the words before `start` open "the road between X and Y"."""
    return bool(_BETWEEN.search(parse.doc.text[max(0, start - REACH) : start]))


def read_phrase(phrase: str) -> Cue:
    """The relation inside a phrase ("the northern border of Ukraine", "eastern Syria")."""
    part = _INSIDE_PART.search(phrase)
    bearing = read_bearing(part["part"]) if part else None
    if _BORDER.search(phrase):
        return Cue("border", 0, None, bearing)
    if _ALONG.search(phrase):
        return Cue("along", 0, None, bearing)
    return Cue("part", 0, None, bearing)


def split_part(name: str) -> tuple[str, str | None] | None:
    """("Los Angeles", "S") for "South Los Angeles"; None where no such word leads the name."""
    found = _LEADING_PART.match(name)
    return (name[found.end() :], read_bearing(found["part"])) if found else None


def read_bearing(words: str | None) -> str | None:
    """"southern", "South-East" → "S", "SE"; None for "central" and the like."""
    if not words:
        return None
    plain = re.sub(r"^(?:far|mainly|mostly)[ -]|ern$|[ -]", "", words.casefold())
    return _COMPASS.get(plain)


def _kilometres(first: str, second: str | None, unit: str) -> tuple[float, float] | None:
    """(low, high); a single figure is taken to within a tenth, as such figures are rounded."""
    low = _number(first)
    if low is None:
        return None
    scale = KM_PER_MILE if unit.casefold().startswith("mi") else 1.0
    high = _number(second) if second else None
    if high is not None and high > low:
        return round(low * scale, 1), round(high * scale, 1)
    return round(low * scale * 0.9, 1), round(low * scale * 1.1, 1)


def _number(word: str) -> float | None:
    if word.casefold() in _NUMBERS:
        return float(_NUMBERS[word.casefold()])
    try:
        return float(word.replace(",", "").rstrip("."))
    except ValueError:
        return None
