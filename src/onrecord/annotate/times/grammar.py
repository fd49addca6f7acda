"""The grammar of time expressions: patterns over word classes, the longest match wins.

The patterns stand in data/time_grammar.toml, each with expressions that it reads.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from onrecord.annotate.times.words import OTHER, symbol_of

_PART = re.compile(r"\(\?(?:P<\w+>|=|!|<=|<!)|\w+(?![},])|\{\d,\d\}|[^\s\w]")
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")


class Match(NamedTuple):
    """Which reader reads the symbols `start` to `end`, and where its named parts lie."""

    reader: str
    start: int
    end: int
    parts: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The compiled rules under every symbol that they can begin with; where to search at all."""

    by_first: dict[str, list[tuple[str, re.Pattern[str]]]]
    run: re.Pattern[str]
    core: re.Pattern[str]


@cache
def _source() -> dict[str, Any]:
    path = files("onrecord").joinpath("data/time_grammar.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _grammar() -> _Grammar:
    source, symbols = _source(), symbol_of()
    by_first: dict[str, list[tuple[str, re.Pattern[str]]]] = {s: [] for s in symbols.values()}
    for rule in source["rules"]:
        parts = _expand(rule["pattern"])
        pattern = re.compile("".join(parts))
        for symbol in sorted(_first(parts)):
            by_first.setdefault(symbol, []).append((rule["read"], pattern))
    other = re.escape(OTHER)
    core = "".join(s for name, s in symbols.items() if name not in source["helpers"])
    return _Grammar(
        by_first, re.compile(f"[^{other}]+(?:{other}[^{other}]+)*"), re.compile(f"[{core}]")
    )


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern over symbols that another step looks for, by its name in the grammar."""
    return re.compile("".join(_expand(_source()["patterns"][name])))


def find_runs(symbols: str) -> Iterator[tuple[int, int]]:
    """The stretches of known words, with single others in them, that hold a word of time."""
    grammar = _grammar()
    for run in grammar.run.finditer(symbols):
        if grammar.core.search(symbols, *run.span()):
            yield run.span()


def matches_at(symbols: str, i: int) -> list[Match]:
    """What the rules find from symbol `i` on, the longest first; of equals, the earlier rule."""
    found = []
    for reader, rule in _grammar().by_first.get(symbols[i], ()):
        match = rule.match(symbols, i)
        if match and match.end() > i:
            parts = {name: match.span(name) for name, text in match.groupdict().items() if text}
            found.append(Match(reader, i, match.end(), parts))
    found.sort(key=lambda m: -m.end)
    return found


def _expand(source: str) -> list[str]:
    """The parts of a pattern: symbols, group openings, operators; fragments written out."""
    symbols, fragments = symbol_of(), _source()["fragments"]
    parts: list[str] = []
    for part in _PART.findall(source):
        if part == "other":
            parts.append(re.escape(OTHER))
        elif part in symbols:
            parts.append(symbols[part])
        elif part in fragments:
            parts.extend(_expand(fragments[part]))
        elif part[0].isalpha():
            raise ValueError(f"{part!r} is no class of times.toml and no fragment: {source!r}")
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
    empty, is_open = False, True
    while i < len(parts) and parts[i] != ")":
        if parts[i] == "|":
            empty, is_open = empty or is_open, True
            i += 1
            continue
        first, nullable = frozenset(parts[i]), False
        if parts[i].startswith("("):
            around = parts[i] in _AROUND
            first, nullable, i = _first_of(parts, i + 1)
            if around:
                first, nullable = frozenset(), True
        i += 1
        if i < len(parts) and parts[i] in ("?", "{1,2}"):
            nullable = nullable or parts[i] == "?"
            i += 1
        if is_open:
            found |= first
            is_open = nullable
    return frozenset(found), empty or is_open, i
