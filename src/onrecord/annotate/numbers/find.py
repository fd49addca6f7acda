"""Numbers in words and digits: what times and quantities are built from.

A number is read as an interval: "24" is 24 to 24, "dozens" 24 to 119 and "tens of thousands" 20,000
to 99,999 (twice the magnitude up to ten times less one), "a few hundred" 300 to 999.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.numbers.lexicon import number_starters, number_words, vague_words
from onrecord.syntax import Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,18}(?:\.\d{1,9})?")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_LARGEST = 1e15
_DASHES = frozenset("-–—‑")
_AFTER_SCORES = frozenset({"of", "more", "others", "dead", "injured", "killed", "wounded", "were"})


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


def find_numbers(pieces: Sequence[Token]) -> dict[int, Number]:
    """Every number, by its first piece."""
    starters = number_starters()
    numbers: dict[int, Number] = {}
    free = 0
    likely = [
        i
        for i, piece in enumerate(pieces)
        if piece.lower in starters or piece.lower[0] in "0123456789"
    ]
    for i in likely:
        if i < free:
            continue
        number = read_number(pieces, i)
        if number is not None:
            numbers[i] = number
            free = number.last
    return numbers


def read_number(pieces: Sequence[Token], i: int) -> Number | None:
    """The longest number that begins at piece `i`."""
    lower = pieces[i].lower
    if lower[0] in "0123456789":
        return _read_digits(pieces, i)
    tables = number_words()
    if lower in ("a", "an"):
        return _read_article(pieces, i)
    if lower in ("half", "quarter"):
        return _read_half(pieces, i)
    if lower in tables["plurals"]:
        return _read_plural(pieces, i, 1)
    if lower in vague_words():
        return _read_vague(pieces, i)
    return _read_words(pieces, i)


def _lower(pieces: Sequence[Token], i: int) -> str:
    return pieces[i].lower if i < len(pieces) else ""


def _read_digits(pieces: Sequence[Token], i: int) -> Number | None:
    text = pieces[i].lower
    whole = _FRACTION.fullmatch(text)
    if whole:
        over = int(whole[2])
        if not over or int(whole[1]) >= over or over > 10:
            return None
        value = int(whole[1]) / over
        return Number(i, i + 1, value, value, "fraction")
    if not _DIGITS.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    last, value = _add_fraction(pieces, i + 1, value)
    last, value = _multiply(pieces, last, value)
    return Number(i, last, value, value, "digits")


def _add_fraction(pieces: Sequence[Token], i: int, value: float) -> tuple[int, float]:
    """Take "½", "1/2" or "and a half" after a whole number."""
    text = _lower(pieces, i)
    if text in _VULGAR:
        return i + 1, value + _VULGAR[text]
    found = _FRACTION.fullmatch(text)
    if found and 0 < int(found[1]) < int(found[2]) <= 10:
        return i + 1, value + int(found[1]) / int(found[2])
    j = i
    while _lower(pieces, j) in ("-", "and", "a"):
        j += 1
    if j >= i + 2 and _lower(pieces, j) in ("half", "quarter"):
        return j + 1, value + 1 / number_words()["fractions"][pieces[j].lower]
    return i, value


def _multiply(pieces: Sequence[Token], i: int, value: float) -> tuple[int, float]:
    magnitudes = number_words()["magnitudes"]
    j = i + 1 if _lower(pieces, i) in _DASHES else i
    while value < _LARGEST and _lower(pieces, j) in magnitudes and pieces[j].lower != "couple":
        value *= magnitudes[pieces[j].lower]
        i = j = j + 1
    return i, value


def _read_article(pieces: Sequence[Token], i: int) -> Number | None:
    """Read "a hundred", "a dozen", "a couple of", "a few hundred", "a third of"."""
    word = _lower(pieces, i + 1)
    tables = number_words()
    if word == "couple":
        last = i + 3 if _lower(pieces, i + 2) == "of" else i + 2
        last, value = _multiply(pieces, last, 2.0)
        return Number(i, last, value, value, "vague")
    if word in vague_words():
        number = _read_vague(pieces, i + 1)
        return replace(number, first=i) if number else None
    if word in tables["magnitudes"]:
        last, value = _multiply(pieces, i + 1, 1.0)
        after, extra = _add_fraction(pieces, last, 0.0)
        if after > last:
            return Number(i, after, value * (1 + extra), value * (1 + extra), "words")
        rest = _read_words(pieces, last + (_lower(pieces, last) == "and"), below=value)
        if rest:
            return Number(i, rest.last, value + rest.low, value + rest.low, "words")
        return Number(i, last, value, value, "words")
    if word in tables["fractions"] and word != "half" and _lower(pieces, i + 2) == "of":
        return _fraction(pieces, i, i + 2, 1 / tables["fractions"][word])
    if word == "half" and _lower(pieces, i + 2) in tables["magnitudes"]:
        number = _read_half(pieces, i + 1)
        return replace(number, first=i) if number else None
    return None


def _read_half(pieces: Sequence[Token], i: int) -> Number | None:
    """Read "half a million", "half of", "a quarter of a million"."""
    value = 1 / number_words()["fractions"][pieces[i].lower]
    if pieces[i].lower == "quarter":
        return None
    article = i + 2 if _lower(pieces, i + 1) in ("a", "an", "-") else i + 1
    last, product = _multiply(pieces, article, value)
    if last > article:
        return Number(i, last, product, product, "words")
    if _lower(pieces, i + 1) in ("of", "the", "its", "their", "his"):
        return Number(i, i + 1, value, value, "fraction")
    return None


def _fraction(pieces: Sequence[Token], first: int, last: int, value: float) -> Number:
    """A fraction; "a quarter of a million" is a number of its own."""
    if _lower(pieces, last) == "of" and _lower(pieces, last + 1) in ("a", "an"):
        end, product = _multiply(pieces, last + 2, value)
        if end > last + 2:
            return Number(first, end, product, product, "words")
    return Number(first, last, value, value, "fraction")


def _read_plural(pieces: Sequence[Token], i: int, scale: float) -> Number | None:
    """Read "dozens", "tens of thousands", "hundreds of thousands"."""
    plurals = number_words()["plurals"]
    low, last = scale * plurals[pieces[i].lower], i + 1
    if pieces[i].lower in ("scores", "tens") and _lower(pieces, last) not in _AFTER_SCORES:
        return None
    while low < _LARGEST and _lower(pieces, last) == "of" and _lower(pieces, last + 1) in plurals:
        low *= plurals[pieces[last + 1].lower]
        last += 2
    return Number(i, last, 2 * low, 10 * low - 1, "plural")


def _read_vague(pieces: Sequence[Token], i: int) -> Number | None:
    """Read "several hundred", "a few dozen"; "several" alone is no number."""
    low, high = vague_words()[pieces[i].lower]
    last, factor = _multiply(pieces, i + 1, 1.0)
    if last == i + 1:
        return None
    return Number(i, last, low * factor, (high + 1) * factor - 1, "vague")


def _read_words(pieces: Sequence[Token], i: int, below: float = 1e18) -> Number | None:
    """Read number words; `below` bounds what may follow a magnitude ("a thousand two hundred")."""
    tables = number_words()
    total = current = 0.0
    last, previous = i, ""
    for j, kind, value in _words(pieces, i):
        if kind == "ones" and previous == "ones":
            break
        if kind == "tens" and previous in ("ones", "tens"):
            if not 10 <= current <= 20 or total:
                break
            return _spoken_year(pieces, i, j, current)
        if kind == "magnitudes":
            if value >= 1000:
                total, current = total + (current or 1) * value, 0.0
            else:
                current = (current or 1) * value
        else:
            if value >= below:
                break
            current += value
        last, previous = j + 1, kind
    if last == i:
        return None
    value = total + current
    if previous != "magnitudes" or last == i + 1:
        last, value = _add_fraction(pieces, last, value)
        last, value = _multiply(pieces, last, value)
    if _ends_in_fraction(pieces, last) and 0 < value < 10:
        skip = last + 1 if _lower(pieces, last) in _DASHES else last
        share = value / tables["fractions"][pieces[skip].lower]
        return _fraction(pieces, i, skip + 1, share)
    return Number(i, last, value, value, "words")


def _words(pieces: Sequence[Token], i: int) -> Iterator[tuple[int, str, float]]:
    """The number words from piece `i` on, with their table: over "and" and dashes between them."""
    tables = number_words()
    previous = ""
    while True:
        word = _lower(pieces, i)
        kind = next((k for k in ("ones", "tens", "magnitudes") if word in tables[k]), "")
        if not kind and previous and word in ("and", "-"):
            after = _lower(pieces, i + 1)
            kind = next((k for k in ("ones", "tens", "magnitudes") if after in tables[k]), "")
            if word == "and" and (previous != "magnitudes" or kind == "magnitudes"):
                return
            i, word = i + 1, after
        if not kind or (kind == "magnitudes" and (not previous or word == "couple")):
            return
        yield i, kind, tables[kind][word]
        i, previous = i + 1, kind


def _spoken_year(pieces: Sequence[Token], i: int, j: int, century: float) -> Number:
    """Read "nineteen ninety-seven"; `j` is the piece of the tens."""
    rest = _read_words(pieces, j)
    last = rest.last if rest else j + 1
    value = century * 100 + (rest.low if rest else 0)
    return Number(i, last, value, value, "year")


def _ends_in_fraction(pieces: Sequence[Token], i: int) -> bool:
    """Whether "-thirds" or "third of" stands at piece `i`."""
    fractions = number_words()["fractions"]
    j = i + 1 if _lower(pieces, i) in _DASHES else i
    word = _lower(pieces, j)
    if word not in fractions or word in ("half", "halves"):
        return False
    if _lower(pieces, j + 1) == "of":
        return True
    return not word.startswith("quarter") and (word.endswith("s") or j > i)
