"""Figures in a text about time: days, years, clocks, ordinals, dates with strokes; no codes."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.annotate.numbers import Number
from onrecord.syntax import Token

CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{1,3}0)s")
_SLASH = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{2,4})")
_MARKS = frozenset("$£€¥#№")
_NUMBERED_THINGS = frozenset({
    "apartment", "article", "box", "chapter", "decree", "flat", "flight", "gate", "highway", "hill",
    "law", "line", "no", "no.", "nos.", "number", "page", "pages", "paragraph", "pp.", "resolution",
    "room", "route", "section", "suite", "volume",
})  # fmt: skip
"""What a number names: "page 1985", "room 2019"."""


class Item(NamedTuple):
    """A word, or a number of several words, that the grammar knows."""

    name: str
    value: str
    number: float = 0.0


def number_item(pieces: Sequence[Token], number: Number) -> Item | None:
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
    if before.lower in _NUMBERED_THINGS:
        return before.lower != "no" and first.text[0].isdigit()
    if before.end != first.start:
        return before.text[-1] in _MARKS
    return before.text[-1] in _MARKS or (before.text[-1].isalpha() and first.text[0].isdigit())


def figure_item(pieces: Sequence[Token], k: int) -> Item | None:
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
    found = CLOCK.fullmatch(text)
    if found and int(found[1]) <= 24 and int(found[2]) < 60:
        value = f"{int(found[1]):02d}:{found[2]}"
        return Item("clock", value)
    if _SLASH.fullmatch(text):
        return Item("slash", text)
    return None
