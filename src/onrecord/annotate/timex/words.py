"""Words → symbols: one character a word, its class in the grammar ("May 16, 2025" → Md,y).

The grammar is then a set of regular expressions over that string, so that a report is searched at
the speed of the regular expression engine.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.annotate.numbers import Number, find_numbers, number_words, split_tokens
from onrecord.syntax import Parse, Token

OTHER = "."
BREAK = "\n"
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{1,3}0)s")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_SLASH = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{2,4})")
_MARKS = frozenset("$£€¥#№")
_VERBS = frozenset({"fall", "spring", "last", "march", "may", "close", "end", "start", "age"})
_CLASSES = (
    "dom", "year", "number", "ordinal", "clock", "slash", "month", "weekday", "weekdays", "season",
    "seasons", "part", "parts", "noon", "day_word", "unit", "units", "quarter", "quarters", "half",
    "decade", "deictic", "anaphoric", "ago", "shift", "earlier", "early", "edge", "about", "hedge",
    "every", "per", "vague", "ref", "future", "set", "ampm", "zone", "bc", "ad", "fiscal", "holiday", "eve", "new",
    "good", "orthodox", "period", "whole", "more", "than", "at", "least", "up", "no", "a",
    "another", "the", "of", "in", "on", "from", "and", "or", "so", "to", "dash", "comma", "poss",
    "old", "age", "long", "time", "times", "ahead", "oclock", "these", "near", "other",
)  # fmt: skip
SYMBOLS = {name: chr(0x100 + i) for i, name in enumerate(_CLASSES)}
"""The character of each class: beyond ASCII, so that none means anything to the engine."""


class Item(NamedTuple):
    """A word, or a number of several words, that the grammar knows."""

    name: str
    value: str
    number: float
    start: int
    end: int
    piece: int


@dataclass(frozen=True, slots=True)
class Words:
    """A report as symbols.

    `items[k]` stands behind `symbols[k]`, None for OTHER and BREAK; `at[k]` is its first piece.
    """

    symbols: str
    items: list[Item | None]
    at: list[int]
    pieces: list[Token]


@cache
def lexicon() -> dict[str, tuple[str, str, bool]]:
    """Word → class, value, whether it needs a capital; from data/times.toml and numbers.toml."""
    table = tomllib.loads(files("onrecord").joinpath("data/times.toml").read_text(encoding="utf-8"))
    capital = set(table.pop("capital"))
    words: dict[str, tuple[str, str, bool]] = {
        word: ("ordinal", str(value), False) for word, value in number_words()["ordinals"].items()
    }
    for name, values in table.items():
        for value, forms in values.items():
            for form in forms:
                words.setdefault(form, (name, value, name in capital))
    return words


def read_words(parse: Parse) -> Words:
    """The symbols of a report; a BREAK stands between two passages."""
    known = lexicon()
    pieces = split_tokens(parse.tokens)
    numbers = find_numbers(pieces)
    passages = [sentence.passage for sentence in parse.sentences]
    symbols: list[str] = []
    items: list[Item | None] = []
    at: list[int] = []
    sent, free = -1, 0
    for k, piece in enumerate(pieces):
        if k < free:
            continue
        if piece.sent != sent:
            if sent >= 0 and passages[piece.sent] != passages[sent]:
                symbols.append(BREAK)
                items.append(None)
                at.append(k)
            sent = piece.sent
        item = None
        number = numbers.get(k)
        if number is not None:
            item = _number_item(pieces, number, k)
            if item is not None:
                free = number.last
        if item is None:
            entry = known.get(piece.lower)
            if entry is not None:
                item = _word_item(piece, entry, items[-1] if items else None, k)
            elif piece.lower[0].isdigit():
                item = _figure_item(pieces, k)
        items.append(item)
        at.append(k)
        symbols.append(SYMBOLS[item.name] if item else OTHER)
    return Words("".join(symbols), items, at, pieces)


def _word_item(
    piece: Token, entry: tuple[str, str, bool], before: Item | None, k: int
) -> Item | None:
    name, value, capital = entry
    if capital and not piece.text[0].isupper():
        return None
    lower = piece.lower
    if lower == "that" and piece.tag != "DT":
        return None
    if lower in ("over", "under") and piece.dep not in ("quantmod", "advmod", "amod"):
        return None
    if lower in _VERBS and piece.tag[:2] in ("VB", "MD") and name != "edge":
        return None
    if lower == "second" and before and before.name in ("number", "dom", "every", "per"):
        name, value = "unit", "second"
    number = float(value) if name in ("ordinal", "month", "weekday", "season", "decade") else 0.0
    return Item(name, value, number, piece.start, piece.end, k)


def _number_item(pieces: Sequence[Token], number: Number, k: int) -> Item | None:
    """A number as a day of the month, a year or a plain number; None where it is a code or sum."""
    first, last = pieces[number.first], pieces[number.last - 1]
    if number.first and _is_code(pieces[number.first - 1], first):
        return None
    if number.kind == "fraction":
        return None
    name, value = "number", number.exact
    if value is None:
        return Item("vague", "several", 0.0, first.start, last.end, k)
    text = first.text
    if number.kind == "year":
        name = "year"
    elif number.kind == "digits" and number.last == number.first + 1 and text.isdigit():
        if len(text) <= 2 and 1 <= value <= 31:
            name = "dom"
        elif len(text) == 4 and 1000 <= value < 2200:
            name = "year"
    mark = "couple" if number.kind == "vague" else text
    return Item(name, mark, value, first.start, last.end, k)


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
        return Item("ordinal", text, float(found[1]), piece.start, piece.end, k)
    found = _DECADE.fullmatch(text)
    if found:
        return Item("decade", text, float(found[1]), piece.start, piece.end, k)
    found = _CLOCK.fullmatch(text)
    if found and int(found[1]) <= 24 and int(found[2]) < 60:
        value = f"{int(found[1]):02d}:{found[2]}"
        return Item("clock", value, 0.0, piece.start, piece.end, k)
    if _SLASH.fullmatch(text):
        return Item("slash", text, 0.0, piece.start, piece.end, k)
    return None
