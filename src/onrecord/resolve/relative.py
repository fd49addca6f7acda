"""Places told by another: "200 miles from Kyiv", "north of Goma", "the Lebanese-Israeli border".

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
    "half": 0.5, "a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "few": 3.0, "four": 4.0,
    "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0,
    "twelve": 12.0, "dozen": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0,
    "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0, "hundred": 100.0,
}  # fmt: skip
_COMPASS = {
    "north": "N", "south": "S", "east": "E", "west": "W", "northeast": "NE", "northwest": "NW",
    "southeast": "SE", "southwest": "SW",
}  # fmt: skip

_DIRECTION = r"(?P<dir>(?:north|south)[ -]?(?:east|west)?|east|west)"
_PART = (
    r"(?P<part>(?:(?:far|mainly|mostly)[ -])?(?:(?:north|south)[ -]?(?:east|west)?|east|west)ern|"
    r"(?:north|south)(?:[ -]?(?:east|west))?|east|west|central|upper|lower|coastal|rural)"
)
_AREA = (
    r"(?:the )?(?:(?:capital|city|town|village|port|outskirts|centre|center)(?: city)?(?: of)?,? )?"
)
_NUMBER = r"(?P<n1>\d[\d,.]*|[a-z]+)(?:\s?(?:to|-|–|or)\s?(?P<n2>\d[\d,.]*))?"
_UNIT = r"[\s-](?P<unit>km|kms|kilomet(?:re|er)s?|miles?|mi)\b\.?(?:\s?\([^()]{1,30}\))?"

_DISTANCE = (
    rf"{_NUMBER}{_UNIT},?(?: (?:away|out|further))?(?: to the)?(?: {_DIRECTION})?"
    rf" (?:from|of|outside(?: of)?) {_AREA}"
)
_OUTSIDE = rf"\b(?:just )?(?:outside(?: of)?|on the outskirts of|on the edge of) {_AREA}"
_NEAR = (
    r"\b(?:near(?:by)?|close to|not far from|next to|adjacent to|in the vicinity of|near to|around)"
    rf" {_AREA}"
)
_AT_BORDER = (
    r"\b(?:the|its|their|a|along|across|over|at|on) (?:the |its |their )?"
    r"(?:(?P<part>\w+ern) )?(?:border|frontier)s? (?:with|of) (?:the )?"
)
_BEFORE = tuple(
    (kind, re.compile(pattern + r"\s*$", re.IGNORECASE))
    for kind, pattern in (
        ("distance", _DISTANCE),
        ("direction", rf"\b{_DIRECTION} of {_AREA}"),
        ("outside", _OUTSIDE),
        ("off", r"\boff the (?:\w+ern )?coast of (?:the )?"),
        ("near", _NEAR),
        ("border", _AT_BORDER),
        ("part", rf"(?:^|[\s(“\"]){_PART} "),
    )
)
_TRIGGER = re.compile(
    r"(?:ern|north|south|east|west|central|upper|lower|coastal|rural|of|from|to|outside|off|near|"
    r"nearby|around|with)"
    r"(?: the)?(?:[ -][a-z]+){0,3},? $",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:road|highway|route|border|frontier|line|corridor|stretch|area|zone|halfway|midway|"
    r"somewhere|located|situated|lies|villages?|towns?)\s+(?:\w+\s+)?between (?:the )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"['’]s? (?P<part>(?:(?:far|mainly|mostly) )?[a-z]+(?:-[a-z]+)?ern|central|coastal) "
    r"(?P<what>territory|territories|borders?|frontier|regions?|areas?|parts?|provinces?|flank|"
    r"coast|front|half|districts?)\b"
)
_LEADING_PART = re.compile(rf"(?i:(?:the\s+)?{_PART}\s+)(?=[A-Z])")
_BORDER = re.compile(r"\b(?:border|frontier|boundary|front line|frontline)s?\b", re.IGNORECASE)
_ALONG = re.compile(r"\b(?:along|across|near)\b", re.IGNORECASE)
_INSIDE_PART = re.compile(rf"\b{_PART}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of a relation: where they begin in the text, and where they end after the name."""

    kind: str
    start: int
    distance_km: tuple[float, float] | None = None
    bearing: str | None = None
    end: int = 0


def read_before(parse: Parse, start: int) -> Cue | None:
    """The relation that the words before the name at `start` put some place in to it, if any."""
    sent = parse.sentence_at(start)
    if sent is None:
        return None
    floor = max(parse.sentences[sent].span.start, start - REACH)
    before = parse.doc.text[floor:start]
    if not _TRIGGER.search(before[-28:]):
        return None
    for kind, pattern in _BEFORE:
        if found := pattern.search(before):
            groups = found.groupdict()
            at = floor + found.start() + (len(found[0]) - len(found[0].lstrip(' (“"\n')))
            if kind == "distance":
                distance = _kilometres(groups["n1"], groups["n2"], groups["unit"])
                if distance is None:
                    continue
                return Cue("distance", at, distance, read_bearing(groups["dir"]))
            return Cue(kind, at, None, read_bearing(groups.get("dir") or groups.get("part")))
    return None


def read_after(parse: Parse, start: int, end: int) -> Cue | None:
    """The relation in the words after the name at `start:end` ("Ukraine's northern border")."""
    found = _AFTER.match(parse.doc.text, end)
    if found is None:
        return None
    kind = "border" if found["what"].startswith(("border", "frontier")) else "part"
    return Cue(kind, start, None, read_bearing(found["part"]), found.end())


def read_between(parse: Parse, start: int) -> bool:
    """Whether the words before `start` open "the road between X and Y"."""
    return bool(_BETWEEN.search(parse.doc.text[max(0, start - REACH) : start]))


def read_phrase(parse: Parse, start: int, end: int, anchor: int) -> Cue:
    """The relation inside a description ("the northern border of Ukraine", "west of Damascus").

    `anchor` is where the first place name in it begins.
    """
    phrase = parse.doc.text[start:end]
    part = _INSIDE_PART.search(phrase)
    bearing = read_bearing(part["part"]) if part else None
    if _BORDER.search(phrase):
        return Cue("border", start, None, bearing)
    before = read_before(parse, anchor)
    if before is not None and before.start >= start:
        return before
    return Cue("along" if _ALONG.search(phrase) else "part", start, None, bearing)


def split_part(name: str) -> tuple[str, str | None] | None:
    """("Los Angeles", "S") for "South Los Angeles"; None where no such word leads the name."""
    found = _LEADING_PART.match(name)
    return (name[found.end() :], read_bearing(found["part"])) if found else None


def read_bearing(words: str | None) -> str | None:
    """The compass point of "southern" or "South-East"; None for "central" and the like."""
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
        return _NUMBERS[word.casefold()]
    try:
        return float(word.replace(",", "").rstrip("."))
    except ValueError:
        return None
