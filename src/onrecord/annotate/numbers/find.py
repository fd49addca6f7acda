"""Numbers in words and digits: what times and quantities are built from.

A number is read as an interval: "24" is 24 to 24, "dozens" 24 to 119 and "tens of thousands" 20,000
to 99,999 (twice the magnitude up to ten times less one), "a few hundred" 300 to 999.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.annotate.numbers.lexicon import (
    halved_words,
    number_starters,
    number_words,
    vague_words,
)
from onrecord.annotate.numbers.parts import (
    DASHES,
    FRACTION,
    LARGEST,
    Number,
    add_fraction,
    ends_in_fraction,
    fraction_of,
    lower_at,
    multiply,
)
from onrecord.syntax import Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,18}(?:\.\d{1,9})?")
_TIME_WORDS = frozenset({
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
    "month", "months", "year", "years", "decades",
})  # fmt: skip
_AFTER_SCORES = frozenset({"of", "more", "others", "dead", "injured", "killed", "wounded", "were"})


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
            number = _read_share(pieces, number) or number
            numbers[i] = number
            free = number.last
    return numbers


def _read_share(pieces: Sequence[Token], number: Number) -> Number | None:
    """Read "one in five", "nine out of ten": so many of a round number."""
    at = number.last
    if lower_at(pieces, at) == "out" and lower_at(pieces, at + 1) == "of":
        at += 2
    elif lower_at(pieces, at) == "in":
        at += 1
    else:
        return None
    whole = read_number(pieces, at) if at < len(pieces) else None
    if whole is None or whole.kind != "words" or number.kind not in ("words", "digits"):
        return None
    part, of = number.exact, whole.exact
    if part is None or of is None or not 0 < part < of <= 1000 or lower_at(pieces, at) == "a":
        return None
    if lower_at(pieces, whole.last) in _TIME_WORDS:
        return None
    return Number(number.first, whole.last, part / of, part / of, "fraction")


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


def _read_digits(pieces: Sequence[Token], i: int) -> Number | None:
    text = pieces[i].lower
    whole = FRACTION.fullmatch(text)
    if whole:
        over = int(whole[2])
        if not over or int(whole[1]) >= over or over > 10:
            return None
        value = int(whole[1]) / over
        return Number(i, i + 1, value, value, "fraction")
    if not _DIGITS.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    last, value = add_fraction(pieces, i + 1, value)
    last, value = multiply(pieces, last, value)
    return Number(i, last, value, value, "digits")


def _read_article(pieces: Sequence[Token], i: int) -> Number | None:
    """Read "a hundred", "a dozen", "a couple of", "a few hundred", "a third of"."""
    word = lower_at(pieces, i + 1)
    tables = number_words()
    if word == "couple":
        last = i + 3 if lower_at(pieces, i + 2) == "of" else i + 2
        last, value = multiply(pieces, last, 2.0)
        return Number(i, last, value, value, "vague")
    if word in vague_words():
        number = _read_vague(pieces, i + 1)
        return replace(number, first=i) if number else None
    if word in tables["magnitudes"]:
        last, value = multiply(pieces, i + 1, 1.0)
        after, extra = add_fraction(pieces, last, 0.0)
        if after > last:
            return Number(i, after, value * (1 + extra), value * (1 + extra), "words")
        rest = _read_words(pieces, last + (lower_at(pieces, last) == "and"), below=value)
        if rest:
            return Number(i, rest.last, value + rest.low, value + rest.low, "words")
        return Number(i, last, value, value, "words")
    if word in tables["fractions"] and word != "half" and lower_at(pieces, i + 2) == "of":
        return fraction_of(pieces, i, i + 2, 1 / tables["fractions"][word])
    if word == "half" and lower_at(pieces, i + 2) in tables["magnitudes"]:
        number = _read_half(pieces, i + 1)
        return replace(number, first=i) if number else None
    return None


def _read_half(pieces: Sequence[Token], i: int) -> Number | None:
    """Read "half a million", "half of", "a quarter of a million"."""
    value = 1 / number_words()["fractions"][pieces[i].lower]
    if pieces[i].lower == "quarter":
        return None
    article = i + 2 if lower_at(pieces, i + 1) in ("a", "an", "-") else i + 1
    last, product = multiply(pieces, article, value)
    if last > article:
        return Number(i, last, product, product, "words")
    if article == i + 2 and lower_at(pieces, article) in halved_words():
        return Number(i, article, value, value, "words")
    if lower_at(pieces, i + 1) in ("of", "the", "its", "their", "his"):
        return Number(i, i + 1, value, value, "fraction")
    return None


def _read_plural(pieces: Sequence[Token], i: int, scale: float) -> Number | None:
    """Read "dozens", "tens of thousands", "hundreds of thousands"."""
    plurals = number_words()["plurals"]
    low, last = scale * plurals[pieces[i].lower], i + 1
    if pieces[i].lower in ("scores", "tens") and lower_at(pieces, last) not in _AFTER_SCORES:
        return None
    while (
        low < LARGEST and lower_at(pieces, last) == "of" and lower_at(pieces, last + 1) in plurals
    ):
        low *= plurals[pieces[last + 1].lower]
        last += 2
    return Number(i, last, 2 * low, 10 * low - 1, "plural")


def _read_vague(pieces: Sequence[Token], i: int) -> Number | None:
    """Read "several hundred", "a few dozen"; "several" alone is no number."""
    low, high = vague_words()[pieces[i].lower]
    if pieces[i].lower == "handful":
        of = lower_at(pieces, i + 1) == "of"
        return Number(i, i + 1, low, high, "vague") if of else None
    last, factor = multiply(pieces, i + 1, 1.0)
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
        last, value = add_fraction(pieces, last, value)
        last, value = multiply(pieces, last, value)
    if ends_in_fraction(pieces, last) and 0 < value < 10:
        skip = last + 1 if lower_at(pieces, last) in DASHES else last
        share = value / tables["fractions"][pieces[skip].lower]
        return fraction_of(pieces, i, skip + 1, share)
    return Number(i, last, value, value, "words")


def _words(pieces: Sequence[Token], i: int) -> Iterator[tuple[int, str, float]]:
    """The number words from piece `i` on, with their table: over "and" and dashes between them."""
    tables = number_words()
    previous = ""
    while True:
        word = lower_at(pieces, i)
        kind = next((k for k in ("ones", "tens", "magnitudes") if word in tables[k]), "")
        if not kind and previous and word in ("and", "-"):
            after = lower_at(pieces, i + 1)
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
