"""What numbers are put together from: magnitudes, fractions, letters behind figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.numbers.lexicon import number_words
from onrecord.syntax import Token

FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
LARGEST = 1e15
DASHES = frozenset("-–—‑")
_LETTERS = {"k": 1e3, "m": 1e6}


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the pieces `first` to `last` (half-open).

    `kind` tells how it is written: "digits", "words", "year" (spoken, "nineteen ninety-seven"),
    "fraction" ("two-thirds"), "plural" ("dozens"), "vague" ("several hundred").
    """

    first: int
    last: int
    low: float
    high: float
    kind: str

    @property
    def exact(self) -> float | None:
        """The value, None where the number is an interval."""
        return self.low if self.low == self.high else None


def lower_at(pieces: Sequence[Token], i: int) -> str:
    """The word at piece `i`, "" behind the last."""
    return pieces[i].lower if i < len(pieces) else ""


def add_fraction(pieces: Sequence[Token], i: int, value: float) -> tuple[int, float]:
    """Take "½", "1/2" or "and a half" after a whole number."""
    text = lower_at(pieces, i)
    if text in _VULGAR:
        return i + 1, value + _VULGAR[text]
    found = FRACTION.fullmatch(text)
    if found and 0 < int(found[1]) < int(found[2]) <= 10:
        return i + 1, value + int(found[1]) / int(found[2])
    j = i
    while lower_at(pieces, j) in ("-", "and", "a"):
        j += 1
    if j >= i + 2 and lower_at(pieces, j) in ("half", "quarter"):
        return j + 1, value + 1 / number_words()["fractions"][pieces[j].lower]
    return i, value


def multiply(pieces: Sequence[Token], i: int, value: float) -> tuple[int, float]:
    """Take the magnitudes from piece `i` on: "million", "dozen", the "m" of "2.5m tonnes"."""
    magnitudes = number_words()["magnitudes"]
    if _is_letter(pieces, i):
        return i + 1, value * _LETTERS[pieces[i].lower]
    j = i + 1 if lower_at(pieces, i) in DASHES else i
    while value < LARGEST and lower_at(pieces, j) in magnitudes and pieces[j].lower != "couple":
        value *= magnitudes[pieces[j].lower]
        i = j = j + 1
    return i, value


def _is_letter(pieces: Sequence[Token], i: int) -> bool:
    """Whether a letter right behind figures stands for a magnitude: "2.5m tonnes", "40k troops"."""
    if not 0 < i < len(pieces) - 1 or pieces[i].lower not in _LETTERS:
        return False
    figures, after = pieces[i - 1], pieces[i + 1]
    joined = figures.end == pieces[i].start and figures.text[-1].isdigit()
    return joined and after.tag == "NNS" and after.sent == figures.sent


def fraction_of(pieces: Sequence[Token], first: int, last: int, value: float) -> Number:
    """A fraction; "a quarter of a million" is a number of its own."""
    if lower_at(pieces, last) == "of" and lower_at(pieces, last + 1) in ("a", "an"):
        end, product = multiply(pieces, last + 2, value)
        if end > last + 2:
            return Number(first, end, product, product, "words")
    return Number(first, last, value, value, "fraction")


def ends_in_fraction(pieces: Sequence[Token], i: int) -> bool:
    """Whether "-thirds" or "third of" stands at piece `i`."""
    fractions = number_words()["fractions"]
    j = i + 1 if lower_at(pieces, i) in DASHES else i
    word = lower_at(pieces, j)
    if word not in fractions or word in ("half", "halves"):
        return False
    if lower_at(pieces, j + 1) == "of":
        return True
    return not word.startswith("quarter") and (word.endswith("s") or j > i)
