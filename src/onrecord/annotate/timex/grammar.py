"""The grammar of time expressions: patterns over word classes, the longest match wins.

A pattern is a regular expression whose letters are class names (words.SYMBOLS) and the fragments
below; spaces mean nothing. Each rule names the reader (readers.py) that gives the match its value.
No fragment repeats without bound, so that matching is linear.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.annotate.timex.words import OTHER, SYMBOLS

_RUN = re.compile(f"[^{OTHER}]+")
_HELPERS = (
    "a", "about", "age", "and", "another", "at", "comma", "dash", "dom", "early", "earlier", "edge",
    "every", "from", "good", "hedge", "in", "least", "long", "more", "near", "new", "no", "number",
    "of", "old", "on", "or", "orthodox", "other", "per", "poss", "right", "shift", "so", "sometime",
    "distance", "than", "the", "time", "times", "to", "up", "vague", "whole",
)  # fmt: skip
"""Classes that make no time by themselves."""
_CORE = re.compile("[" + "".join(s for n, s in SYMBOLS.items() if n not in _HELPERS) + "]")

FRAGMENTS = {
    "num": "(dom | year | number)",
    "dayn": "(dom | ordinal)",
    "link": "(and | to | or | dash)",
    "yr": "(year (bc | ad)? | num bc | ad year | poss (dom | number))",
    "which": "(deictic{1,2} | anaphoric{1,2})",
    "which_year": "(the? which unit | unit which)",
    "hedging": "(about | hedge | at least | up to | no? more than | near to)",
    "lead": "(?P<mod> (the? edge | the? whole) of | (early | earlier) dash? (in | on)?"
    " | the early units of | sometime | about)",
    "clocking": "((clock ampm? | num oclock? ampm | num oclock | noon | num zone | dom in the part)"
    " zone?)",
    "month_day": "(month comma? the? dayn | the? dayn of? month)",
    "full_date": "(month_day (comma? of? yr | comma? of? which_year)?)",
    "iso": "(year dash dom dash dom)",
    "new_year": "(new unit poss (unit | eve))",
    "holy": "(orthodox? (good weekday | holiday (weekday | eve | unit)?) | new_year)",
    "named_day": "((which? weekday comma? the?)? which? full_date | iso | slash | (the? which)? weekday"
    " | day_word | (the? which)? holy (comma? of? yr)?)",
    "months": "(month (comma? of? yr | of? which_year)? | the? which month)",
    "part_of": "((the | deictic | anaphoric)? early? part (unit | units)? (of | on)? the?)",
    "any_unit": "(unit | units | quarter | quarters)",
    "units_n": "((a | num | a? vague | vague of | a? another) (more | other)? any_unit (?! dash))",
    "and_half": "(and a half)",
}

RULES = (
    ("day", ("lead? (?P<clock> clocking comma? (on | from)?)? (?P<part> part_of)?"
        " (?P<core> named_day) (comma? at? (?P<late> clocking))? ((in the)? (?P<evening> part))?")),
    ("day", "the? unit (?P<shift> shift) (?P<core> which? weekday | day_word)"),
    ("first_day", "the? (dom | ordinal) (?= link dayn of? month)"),
    ("second_day", "(?<= month dayn link) dayn"),
    ("month_day", "the ordinal (of which unit)?"),
    ("month", "lead? (?P<core> months)"),
    ("season", ("(lead the? | the? early | the)?"
        " (?P<core> which? season (comma? of? (yr | which_year))? | year season)")),
    ("year", "lead? (the (unit | units))? fiscal? (?P<core> yr)"),
    ("year", "the (?P<core> yr) (period | quarter)"),
    ("year", "the unit (?P<core> number)"),
    ("second_year", "(?<= year dash) (dom | number)"),
    ("relative", "lead? the? (?P<core> which fiscal? (unit | quarter | period | time)) (or so)?"),
    ("relative", "lead the? (?P<core> fiscal? (unit | quarter))"),
    ("relative", "(?P<core> the (whole | fiscal)? (unit | quarter)) (?! dash)"),
    ("relative", "lead? (?P<core> (the | which) early? part | early dash? part)"),
    ("relative", "about? (?P<core> unit (dash | poss)?) (?P<mod> edge)"),
    ("decade", "lead? the? (early dash?)? poss? decade bc?"),
    ("century", "lead? (the | deictic)? early? ordinal dash? unit bc?"),
    ("fraction", ("lead? the? (?P<core> ((yr | which_year) poss?)? fiscal? dash? ordinal dash?"
        " (quarter | half) (of fiscal? the? (yr | which_year))?)")),
    ("ago", "(?P<hedge> hedging)? (units_n | units) (or so)? ago"),
    ("fraction", "the? (?P<core> deictic half of fiscal? the? (yr | which_year))"),
    ("ago", "the? unit dash ago (period | ordinal? quarter | num units)?"),
    ("shift", "(?P<hedge> hedging)? (units_n | units) (or so)? (earlier | shift)"),
    ("shift", "the? unit dash earlier (period | ordinal? quarter | num units)?"),
    ("span", "(?P<hedge> at least | up to | more than)? the? which (num | vague | a? vague)? (more)? (units | quarters) (or so)?"),
    ("span", "the? which units (and | or) units"),
    ("span", "the? which num link num (units | quarters)"),
    ("span", "the? (ordinal | early) (num | vague)? (units | quarters)"),
    ("span", "the ordinal unit"),
    ("length", "(?P<hedge> hedging)? units_n and_half? (or so)?"),
    ("length", "the (num | vague) units"),
    ("length", "(?P<hedge> hedging)? num and_half units"),
    ("length", "(?P<hedge> hedging)? num link num (units | quarters)"),
    ("length", "(?P<hedge> hedging)? num other_word units"),
    ("length", "(?P<hedge> hedging)? (num | vague) dash any_unit (dash? long)?"),
    ("length", "(a | the)? (num | vague) dash any_unit period"),
    ("length", "(?P<hedge> hedging)? (half (a | dash) unit | a half dash? unit)"),
    ("length", "units dash long | unit dash long | units (or | and) units | the units ahead | units"),
    ("age", "hedging? (a | the)? (num | vague) dash? (unit | units) dash? old"),
    ("age", "hedging? (num | vague) units of age"),
    ("clock", "(?P<mod> about)? (?P<clock> clocking)"),
    ("repeat", ("every (num | ordinal | anaphoric | other)?"
        " (unit | units | quarter | weekday | month | season | part)")),
    ("repeat", "weekdays part? | weekday? parts | seasons"),
    ("repeat", "per (unit | quarter) | set"),
    ("ref", "(right | more)? ref | the (deictic | distance)? future | the deictic | deictic | these units"),
)  # fmt: skip
"""The rules: reader and pattern; of matches of one length the earlier rule is tried first."""


class Match(NamedTuple):
    """Which reader reads the symbols `start` to `end`, and where its named parts lie."""

    reader: str
    start: int
    end: int
    parts: dict[str, tuple[int, int]]


@cache
def _rules() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """The rules, under every symbol that they can begin with."""
    by_first: dict[str, list[tuple[str, re.Pattern[str]]]] = {s: [] for s in SYMBOLS.values()}
    for reader, source in RULES:
        parts = _expand(source)
        pattern = re.compile("".join(parts))
        for symbol in sorted(_first(parts)):
            by_first[symbol].append((reader, pattern))
    return by_first


def compile_pattern(source: str) -> re.Pattern[str]:
    """A pattern over symbols from its source in class names and fragments."""
    return re.compile("".join(_expand(source)))


def _expand(source: str) -> list[str]:
    """The parts of a pattern: symbols, group openings, operators; fragments written out."""
    parts: list[str] = []
    for part in re.findall(r"\(\?(?:P<\w+>|=|!|<=)|\w+(?![},])|\{\d,\d\}|[^\s\w]", source):
        if part in SYMBOLS:
            parts.append(SYMBOLS[part])
        elif part == "other_word":
            parts.append(re.escape(OTHER))
        elif part in FRAGMENTS:
            parts.extend(_expand(FRAGMENTS[part]))
        else:
            parts.append(part)
    return parts


def _first(parts: list[str]) -> frozenset[str]:
    """The symbols that an expanded pattern can begin with."""
    symbols, _, _ = _first_of(parts, 0)
    return symbols


def _first_of(parts: list[str], i: int) -> tuple[frozenset[str], bool, int]:
    """First symbols of the alternatives from part `i` on, whether one is empty, where they end."""
    found: set[str] = set()
    empty, open_ = False, True
    while i < len(parts) and parts[i] != ")":
        if parts[i] == "|":
            empty, open_ = empty or open_, True
            i += 1
            continue
        if parts[i].startswith("("):
            around = parts[i] in ("(?=", "(?!", "(?<=")
            first, nullable, i = _first_of(parts, i + 1)
            if around:
                first, nullable = frozenset(), True
        else:
            first, nullable = frozenset(parts[i]), False
        i += 1
        if i < len(parts) and parts[i] in ("?", "{1,2}"):
            nullable = nullable or parts[i] == "?"
            i += 1
        if open_:
            found |= first
            open_ = nullable
    return frozenset(found), empty or open_, i


def find_runs(symbols: str) -> Iterator[tuple[int, int]]:
    """The stretches of known words that hold a word of time."""
    for run in _RUN.finditer(symbols):
        if _CORE.search(symbols, *run.span()):
            yield run.span()


def matches_at(symbols: str, i: int) -> list[Match]:
    """What the rules find from symbol `i` on, the longest first; of equals, the earlier rule."""
    found = []
    for reader, pattern in _rules()[symbols[i]]:
        match = pattern.match(symbols, i)
        if match and match.end() > i:
            parts = {name: match.span(name) for name, text in match.groupdict().items() if text}
            found.append(Match(reader, i, match.end(), parts))
    found.sort(key=lambda m: -m.end)
    return found
