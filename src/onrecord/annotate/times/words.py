"""Words → symbols: one character a word, its class in the grammar ("May 16, 2025" → Md,y).

The grammar is then a set of regular expressions over that string, so that a report is searched at
the speed of the regular expression engine.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.annotate.numbers import Number, find_numbers
from onrecord.annotate.numbers.lexicon import number_words
from onrecord.annotate.numbers.split import split_tokens
from onrecord.annotate.times.holidays import read_holiday
from onrecord.annotate.times.zones import letter_zone, read_zone
from onrecord.syntax import Parse, Token

OTHER = "."
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{1,3}0)s")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_SLASH = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{2,4})")
_FOUR = re.compile(r"(\d{2})(\d{2})")
_HOURS = frozenset({"hours", "hrs", "hrs.", "hr", "h"})
_SHIFTS = frozenset("+-−–")
_BEFORE_CLOCK = frozenset({
    "about", "after", "around", "at", "before", "by", "from", "since", "till", "to", "until",
})  # fmt: skip
_MARKS = frozenset("$£€¥#№")
_VERBS = frozenset({"fall", "spring", "last", "march", "may", "age"})
_TESTED = _VERBS | {"that", "over", "under"}
_CAPITAL = frozenset({"month", "weekday", "zone", "bc"})
_NUMBERED = frozenset({"month", "weekday", "season", "decade"})
_BEFORE_LENGTH = frozenset({
    "after", "for", "in", "just", "last", "serve", "spend", "take", "wait", "well", "within",
})  # fmt: skip
_FIGURES = ("dom", "year", "number", "ordinal", "clock", "slash", "feast")
"""Classes of figures and names of holidays; the others are the tables of data/times.toml."""


class Item(NamedTuple):
    """A word, or a number of several words, that the grammar knows."""

    name: str
    value: str
    number: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """A passage as symbols.

    `items[k]` stands behind `symbols[k]`, None for OTHER; `at[k]` is its first piece.
    """

    symbols: str
    items: list[Item | None]
    at: list[int]
    pieces: list[Token]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Words that are always of their class, and words that are so only where a test holds."""

    plain: dict[str, Item]
    tested: dict[str, Item]


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    path = files("onrecord").joinpath("data/times.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def symbol_of() -> dict[str, str]:
    """The character of each class: beyond ASCII, so that none means anything to the engine."""
    return {name: chr(0x100 + i) for i, name in enumerate((*_FIGURES, *_tables()))}


@cache
def _lexicon() -> _Lexicon:
    """The words of data/times.toml, and the ordinals of numbers.toml."""
    ordinals = number_words()["ordinals"]
    plain = {word: Item("ordinal", str(n), float(n)) for word, n in ordinals.items()}
    tested: dict[str, Item] = {}
    for name, values in _tables().items():
        for value, forms in values.items():
            number = float(value) if name in _NUMBERED else 0.0
            item = Item(name, value, number)
            for form in forms:
                target = tested if name in _CAPITAL or form in _TESTED else plain
                if form not in ordinals:
                    target[form] = item
    tested["second"] = plain.pop("second")
    return _Lexicon(plain, tested)


def read_words(parse: Parse) -> Iterator[Words]:
    """The symbols of each passage, in text order."""
    passages = [sentence.passage for sentence in parse.sentences]
    first = 0
    for s, passage in enumerate(passages):
        if s + 1 == len(passages) or passages[s + 1] != passage:
            yield _read_passage(parse.tokens[first : parse.bounds[s][1]])
            first = parse.bounds[s][1]


def _read_passage(tokens: Sequence[Token]) -> Words:
    known, symbols_of = _lexicon(), symbol_of()
    pieces = split_tokens(tokens)
    lowers = [piece.lower for piece in pieces]
    items: list[Item | None] = list(map(known.plain.get, lowers))
    numbers = find_numbers(pieces)
    merged: list[tuple[int, int]] = []
    for k, number in numbers.items():
        item = _number_item(pieces, number)
        if item is not None:
            items[k] = item
            if number.last > k + 1:
                merged.append((k + 1, number.last))
    for k, lower in enumerate(lowers):
        if lower in known.tested:
            items[k] = _tested(pieces, k, known.tested[lower], items)
        elif lower[0] in "0123456789" and items[k] is None and k not in numbers:
            items[k] = _figure_item(pieces, k)
    for first, last, item in _find_clock_words(pieces):
        items[first] = item
        merged = [gap for gap in merged if gap[1] <= first or gap[0] >= last]
        merged.append((first + 1, last))
    for k, (key, last) in _find_holidays(pieces).items():
        items[k:last] = [Item("feast", key) if key else None] + [None] * (last - k - 1)
        merged = [gap for gap in merged if gap[1] <= k or gap[0] >= last]
        merged += [(k + 1, last)] if key else []
    merged.sort()
    at = list(range(len(pieces)))
    if merged:
        at = _without(at, merged)
        items = [items[k] for k in at]
    symbols = "".join([symbols_of[item.name] if item else OTHER for item in items])
    return Words(symbols, items, at, pieces)


def _find_holidays(pieces: Sequence[Token]) -> dict[int, tuple[str, int]]:
    """The holidays by their first piece: the key of each, and the piece after it."""
    found: dict[int, tuple[str, int]] = {}
    free = 0
    for k, piece in enumerate(pieces):
        if k >= free and piece.text[0].isupper():
            holiday = read_holiday(pieces, k)
            if holiday is not None:
                found[k] = holiday
                free = holiday[1]
    return found


def _find_clock_words(pieces: Sequence[Token]) -> Iterator[tuple[int, int, Item]]:
    """Zones of several words, "0530 hours" and "ET": first piece, last, item."""
    for k, piece in enumerate(pieces):
        if piece.lower in _HOURS and k:
            clock = _military_clock(pieces, k)
            if clock is not None:
                yield k - 1, k + 1, clock
        elif piece.lower == "time" or piece.text in _SHIFTS:
            zone = read_zone(pieces, k)
            if zone is not None:
                yield zone[1], k + 1 + (piece.text in _SHIFTS), Item("zone", zone[0])
        elif len(piece.text) == 2 and (letters := letter_zone(piece)) is not None:
            yield k, k + 1, Item("zone", letters)


def _military_clock(pieces: Sequence[Token], k: int) -> Item | None:
    """Read "at 0530 hours", "19:00 hrs" before the word at piece `k`."""
    text = pieces[k - 1].text
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        clock = _FOUR.fullmatch(text)
        before = pieces[k - 2].lower if k > 1 else ""
        if clock is None or before not in _BEFORE_CLOCK:
            return None
    if int(clock[1]) > 24 or int(clock[2]) > 59:
        return None
    return Item("clock", f"{int(clock[1]):02d}:{clock[2]}")


def _without(at: list[int], gaps: list[tuple[int, int]]) -> list[int]:
    kept: list[int] = []
    done = 0
    for start, end in gaps:
        kept.extend(at[done:start])
        done = end
    kept.extend(at[done:])
    return kept


def _tested(
    pieces: Sequence[Token], k: int, item: Item, items: Sequence[Item | None]
) -> Item | None:
    """The item of a word that is one only here and there ("may", "that", "over", "second")."""
    piece = pieces[k]
    match piece.lower:
        case "that":
            return item if piece.tag == "DT" else None
        case "over" | "under":
            return item if _is_hedge(pieces, k) else None
        case "second":
            before = items[k - 1] if k else None
            counted = before is not None and before.name in ("number", "dom", "every", "per")
            return Item("unit", "second") if counted else item
    if item.name in _CAPITAL and not piece.text[0].isupper():
        return None
    if item.name == "weekday" and len(piece.text) <= 4 and piece.text[-1] != ".":
        return item if _leads_date(pieces, k) else None
    if piece.lower in _VERBS and piece.tag[:2] in ("VB", "MD"):
        return None
    return item


def _is_hedge(pieces: Sequence[Token], k: int) -> bool:
    """Whether "over" and "under" bound a length: "lasted over a week", not "over the week"."""
    if pieces[k].dep in ("quantmod", "advmod", "amod"):
        return True
    after = pieces[k + 1].lower if k + 1 < len(pieces) else ""
    if not k or after in ("the", "this", "that", "his", "her", "their", "its"):
        return False
    return pieces[k - 1].lemma in _BEFORE_LENGTH


def _leads_date(pieces: Sequence[Token], k: int) -> bool:
    """Whether a month or a figure follows: "Sun, May 4", but not "Sun Microsystems"."""
    after = [piece.lower for piece in pieces[k + 1 : k + 3]]
    word = after[1] if after[:1] == [","] and len(after) > 1 else "".join(after[:1])
    item = _lexicon().tested.get(word)
    return word[:1].isdigit() or (item is not None and item.name == "month")


def _number_item(pieces: Sequence[Token], number: Number) -> Item | None:
    """A number as a day of the month, a year or a plain number; None where it is a code or sum."""
    first = pieces[number.first]
    if number.first and _is_code(pieces[number.first - 1], first):
        return None
    if number.kind == "fraction":
        return None
    name, value = "number", number.exact
    if value is None:
        return Item("vague", "several")
    text = first.text
    if number.kind == "year":
        name = "year"
    elif number.kind == "digits" and number.last == number.first + 1 and text.isdigit():
        if len(text) <= 2 and 1 <= value <= 31:
            name = "dom"
        elif len(text) == 4 and 1000 <= value < 2200:
            name = "year"
    return Item(name, "couple" if number.kind == "vague" else text, value)


def _is_code(before: Token, first: Token) -> bool:
    """Whether a mark or letters stand right before the figure: "$5", "F-16", "T64", "No. 5"."""
    if before.lower in ("no", "no.", "nos.", "number", "article", "resolution", "flight", "page"):
        return before.lower != "no" and first.text[0].isdigit()
    if before.end != first.start:
        return before.text[-1] in _MARKS
    return before.text[-1] in _MARKS or (before.text[-1].isalpha() and first.text[0].isdigit())


def _figure_item(pieces: Sequence[Token], k: int) -> Item | None:
    """Read "20th", "1980s", "10:30", "16/05/2024"."""
    piece = pieces[k]
    if k and _is_code(pieces[k - 1], piece):
        return None
    text = piece.lower
    found = _ORDINAL.fullmatch(text)
    if found:
        return Item("ordinal", text, float(found[1]))
    found = _DECADE.fullmatch(text)
    if found:
        return Item("decade", text, float(found[1]))
    found = _CLOCK.fullmatch(text)
    if found and int(found[1]) <= 24 and int(found[2]) < 60:
        value = f"{int(found[1]):02d}:{found[2]}"
        return Item("clock", value)
    if _SLASH.fullmatch(text):
        return Item("slash", text)
    return None
