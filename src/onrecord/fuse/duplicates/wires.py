"""The news agency that a report credits, and where it does so."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.records import Citation, Passage, Record

OPENING = 200
"""Code points of the first paragraph in which a dateline can name an agency."""
CLOSING = 3
"""The last paragraphs, one of which can be the agency's line."""
LONGEST_LINE = 160
"""Code points of the longest closing line, and of a byline that is read."""
_PROSE = frozenset({"body", "furniture", "byline", "dateline"})
_DATELINE = re.compile(r"[A-Z][^()\n]{1,60}\((?P<agency>[A-Z][^()\n]{1,40})\)\s*(?:[-–—]|$)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agencies:
    """Source: data/wires.toml. Credits as they are written, outlets in lower case → name."""

    of_credit: dict[str, str]
    of_outlet: dict[str, str]
    bracketed: re.Pattern[str]
    closing: re.Pattern[str]


@cache
def load_agencies() -> Agencies:
    """The bundled table."""
    path = resources.files("onrecord").joinpath("data", "wires.toml")
    rows = tomllib.loads(path.read_text("utf-8"))["agency"]
    of_credit = {credit: row["name"] for row in rows for credit in row["credit"]}
    any_credit = "|".join(sorted(map(re.escape, of_credit), key=len, reverse=True))
    return Agencies(
        of_credit=of_credit,
        of_outlet={outlet: row["name"] for row in rows for outlet in row["outlet"]},
        bracketed=re.compile(rf"\((?P<agency>{any_credit})\)"),
        closing=re.compile(
            rf"[\W_]*(?:(?:Source|Copyright|©|\(c\)|With|From|Text by|Material from)\W*"
            rf"(?:\d{{4}}\W+)?)?(?:The )?(?P<agency>{any_credit})"
            r"(?:[\W_]*|\W+(?:All rights|This material|News Agency)[^\n]*)"
        ),
    )


def agency_of_outlet(outlet: str | None) -> str | None:
    """The agency whose outlet this is, None for any other outlet.

    >>> agency_of_outlet("www.reuters.com"), agency_of_outlet("Rhine Courier")
    ('Reuters', None)
    """
    name = (outlet or "").strip().lower().removeprefix("www.")
    return load_agencies().of_outlet.get(name)


def is_outlet_of(outlet: str | None, agency: str) -> bool:
    """Whether an outlet is an agency's own: one of its outlets, or of its very name."""
    name = (outlet or "").strip()
    return agency_of_outlet(name) == agency or name.casefold() == agency.casefold()


def find_credit(record: Record) -> tuple[str, Citation] | None:
    """The agency that a report credits as its source, with the credit; None where none is.

    Looked for in the byline, in the brackets of a dateline (whoever is named there), in brackets at
    the start of the body, and in a line of its own at the end. A picture's credit and "the agency
    contributed to this report" do not count.
    """
    passages = [p for p in record.passages if p.kind in _PROSE]
    body = [p for p in passages if p.kind == "body"][:1]
    for passage in passages:
        found = None
        if passage.kind == "dateline" or passage in body:
            found = _in_dateline(passage)
        elif passage.kind == "byline":
            found = _in_byline(passage)
        if found is not None:
            return _cite(record, passage, found)
    for passage in reversed(passages[-CLOSING:]):
        found = _in_closing(passage)
        if found is not None:
            return _cite(record, passage, found)
    return None


def _in_dateline(passage: Passage) -> Span | None:
    """The source in the brackets of a dateline, or an agency in brackets soon after."""
    opening = passage.span.quote[:OPENING]
    found = _DATELINE.match(opening) or load_agencies().bracketed.search(opening)
    return None if found is None else found.span("agency")


def _in_closing(passage: Passage) -> Span | None:
    """The agency that a closing line names."""
    text = passage.span.quote
    line = text[-LONGEST_LINE:].rsplit("\n", 1)[-1]
    found = load_agencies().closing.fullmatch(line)
    offset = len(text) - len(line)
    return None if found is None else (offset + found.start("agency"), offset + found.end("agency"))


def _in_byline(passage: Passage) -> Span | None:
    """The agency that a byline names, one word to three."""
    text, of_credit = passage.span.quote, load_agencies().of_credit
    words = [found.span() for found in re.finditer(r"[\w-]+", text[:LONGEST_LINE])]
    for n, (start, _) in enumerate(words):
        for _, end in reversed(words[n : n + 3]):
            if text[start:end] in of_credit:
                return start, end
    return None


def _cite(record: Record, passage: Passage, span: Span) -> tuple[str, Citation]:
    start, end = span
    credit, begin = passage.span.quote[start:end], passage.span.start
    cited = Citation(doc=record.document.id, start=begin + start, end=begin + end, quote=credit)
    return load_agencies().of_credit.get(credit, credit), cited
