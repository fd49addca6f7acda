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
"""Code points of the longest closing line."""


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


def find_credit(record: Record) -> tuple[str, Citation] | None:
    """The agency that a report credits as its source, with the credit; None where none is.

    Looked for in the byline and dateline, in brackets at the start of the body, and in a line of
    its own at the end. A picture's credit and "the agency contributed to this report" do not count.
    """
    prose = [p for p in record.passages if p.kind in {"body", "furniture", "byline", "dateline"}]
    for passage in prose:
        if passage.kind in {"byline", "dateline"}:
            found = _in_byline(passage)
            if found is not None:
                return _cite(record, passage, *found)
    body = [p for p in prose if p.kind == "body"]
    if body:
        bracketed = load_agencies().bracketed.search(body[0].span.quote[:OPENING])
        if bracketed is not None:
            return _cite(record, body[0], bracketed["agency"], *bracketed.span("agency"))
    for passage in reversed(prose[-CLOSING:]):
        line = passage.span.quote[-LONGEST_LINE:].rsplit("\n", 1)[-1]
        closing = load_agencies().closing.fullmatch(line)
        if closing is not None:
            offset = len(passage.span.quote) - len(line)
            start, end = closing.span("agency")
            return _cite(record, passage, closing["agency"], offset + start, offset + end)
    return None


def _in_byline(passage: Passage) -> tuple[str, int, int] | None:
    """The agency that a byline or dateline names, as a whole word or two."""
    of_credit = load_agencies().of_credit
    words = [(m[0], m.start(), m.end()) for m in re.finditer(r"[\w-]+", passage.span.quote)]
    for n, (_, start, _) in enumerate(words):
        for last in range(min(n + 2, len(words) - 1), n - 1, -1):
            end = words[last][2]
            if passage.span.quote[start:end] in of_credit:
                return passage.span.quote[start:end], start, end
    return None


def _cite(
    record: Record, passage: Passage, credit: str, start: int, end: int
) -> tuple[str, Citation]:
    begin = passage.span.start
    cited = Citation(doc=record.document.id, start=begin + start, end=begin + end, quote=credit)
    return load_agencies().of_credit[credit], cited
