"""Strips along a border: "a 6-mile wide buffer zone along the Lebanese-Israeli border"."""

import re
from collections.abc import Iterator, Sequence

from onrecord.records import Link, Mention
from onrecord.resolve.relative import KM_PER_MILE
from onrecord.syntax import Parse

_ALONG = re.compile(
    r",? (?:\w+ing )?(?:along|across|on both sides of|on either side of) (?:the )?"
    r"(?:(?:border|frontier) (?:between|with|of) (?:the )?)?"
)
_WIDTH = re.compile(
    r"(?P<n>\d[\d,.]*|[a-z]+)[ -](?P<unit>km|kilomet(?:re|er)s?|miles?)\b", re.IGNORECASE
)
_ACROSS = re.compile(
    r"[ -](?:wide|deep)\b|\b(?:zone|strip|belt|band|corridor|area)\b", re.IGNORECASE
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip


def find_bands(
    parse: Parse, mentions: Sequence[Mention], links: Sequence[Link]
) -> Iterator[tuple[Mention, Link, float | None]]:
    """(description, link of the border it lies along, its width in km or None), in text order."""
    linked = {link.mention for link in links}
    borders: dict[int, Link] = {}
    for link in links:
        if link.relation is not None and link.relation.kind in {"border", "between"}:
            for said in link.evidence:  # the border may be told before its names or after
                borders.setdefault(said.start, link)
    for mention in mentions:
        if mention.level != "NOM" or mention.type not in {"LOC", "FAC", "GPE"}:
            continue
        along = _ALONG.match(parse.doc.text, mention.span.end)
        if along is None or mention.id in linked:
            continue
        ends = (along.end(), along.end() - len("the "))
        border = next((borders[end] for end in ends if end in borders), None)
        if border is not None:
            yield mention, border, _width(mention.span.quote)


def _width(phrase: str) -> float | None:
    """The kilometres that "a 6-mile wide strip" is wide."""
    found = _WIDTH.search(phrase)
    if found is None or not _ACROSS.search(phrase, found.end("unit")):
        return None
    word = found["n"].casefold().rstrip(".")
    digits = word.replace(",", "")
    number = float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else _NUMBERS.get(word)
    if not number:
        return None
    return round(number * (KM_PER_MILE if found["unit"].casefold().startswith("mi") else 1.0), 1)
