"""Full text: what is indexed, and what a query asks for.

Both engines get the same words: accents off, everything but letters and digits a space. Stemming is
by the language of the report, as far as both engines stem it; other languages are found as written.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from onrecord.errors import InputError

STEMMED = frozenset({"en"})
"""The languages that are stemmed."""
MAX_QUERY = 1_000
"""The longest query, in characters."""

MAX_TERMS = 32
"""The most terms of a query: a beginning of a word takes a fifth of a second in 100,000 reports."""
_REPORTS = 40
"""How many bits of a filing number tell the report."""

_TERM = re.compile(r'(-?)"([^"]*)("?)|(\S+)')
_BREAK = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; `left_out` where the report must not have them."""

    words: tuple[str, ...]
    left_out: bool = False
    start_only: bool = False
    """Whether the last word is the beginning of a word."""


def filing_number(published: str | None, report: int) -> int:
    """What the full text of a report is filed under: the latest highest, of one day the last added.

    The index gives reports in this order, so that the latest are found without the others.

    >>> filing_number("2031-04-12", 3) > filing_number("2031-04-11", 9) > filing_number(None, 12)
    True
    """
    day = dt.date.fromisoformat(published).toordinal() if published else 0
    return day << _REPORTS | report


def filed_report(number: str) -> str:
    """SQL for the report of a filing number.

    >>> filed_report("rowid")
    '(rowid & 1099511627775)'
    """
    return f"({number} & {(1 << _REPORTS) - 1})"


def fold(text: str) -> str:
    """Text as it is indexed and asked for: no accents, no signs.

    >>> fold("Zelenskyy’s “cease-fire” in Priština")
    'Zelenskyy s cease fire in Pristina'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _BREAK.sub(" ", text).strip()


def read_query(query: str) -> tuple[tuple[Term, ...], ...]:
    """What a query asks for: one of several alternatives, each of terms that must all hold.

    Words must all be there; "words in quotes" stand together; -word or -"some words" must not be
    there; word* is the beginning of a word; OR stands between alternatives.

    Raises:
        InputError: it is empty, too long, or has only terms that must not be there, or too many.

    >>> read_query('"peace talks" -geneva')[0][1].left_out
    True
    """
    if len(query) > MAX_QUERY:
        raise InputError(
            f"the query is {len(query):,} characters; {MAX_QUERY:,} are taken",
            remedy="ask for fewer words",
        )
    groups: list[list[Term]] = [[]]
    for minus, quoted, _, word in _TERM.findall(query):
        if word in {"OR", "|"}:
            groups.append([])
            continue
        text = quoted or word.removeprefix("-").strip('"')
        words = tuple(fold(text).split())
        if words:
            left_out = bool(minus) or (not quoted and word.startswith("-"))
            start_only = not quoted and word.endswith("*")
            groups[-1].append(Term(words, left_out=left_out, start_only=start_only))
    count = sum(map(len, groups))
    if count > MAX_TERMS:
        raise InputError(
            f"the query has {count:,} words and phrases; {MAX_TERMS} are taken",
            remedy="ask for fewer words, or put those that stand together in quotes",
        )
    for group in groups:
        if all(term.left_out for term in group):
            raise InputError(
                f"{query!r} names no word to look for",
                remedy='ask for words, "words together", -without, begin* or this OR that',
            )
    return tuple(tuple(group) for group in groups)
