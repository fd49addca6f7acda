"""Units and currencies: what stands before or after a number.

A table of our own, not a unit library: news reports use some forty units, always in words or a few
short signs, and nothing is converted here. pint, the best kept library, takes 0.4 s to import and
reads "5 m" as metres after a dollar sign, "min" as minutes and "Pa" as pascals.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.numbers import Number
from onrecord.annotate.quantities.lexicon import lexicon
from onrecord.syntax import Token

_DASHES = frozenset("-–—‑")
_NATIONS = frozenset({"us", "u.s.", "american", "canadian", "australian"})
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit over the pieces `first` to `last` (half-open), its number among them.

    `factor` is what a letter after a sum multiplies it with ("$5m").
    """

    name: str
    first: int
    last: int
    factor: float = 1.0


def read_unit(pieces: Sequence[Token], number: Number) -> Unit | None:
    """The unit of a number; None where it is a plain count."""
    return _currency_before(pieces, number) or _unit_after(pieces, number)


def is_currency_sign(piece: Token) -> bool:
    """Whether a piece is a sign or code that stands before its sum ("$", "US$", "EUR")."""
    if piece.lower not in lexicon().currencies:
        return False
    return not piece.lower.isalpha() or (len(piece.text) == _SHORT and piece.text.isupper())


def _currency_before(pieces: Sequence[Token], number: Number) -> Unit | None:
    words = lexicon()
    at = number.first - 1
    if at < 0 or not is_currency_sign(pieces[at]):
        return None
    name, last, factor = words.currencies[pieces[at].lower], number.last, 1.0
    if last < len(pieces) and pieces[last].start == pieces[last - 1].end:
        factor = words.letters.get(pieces[last].lower.rstrip("."), 1.0)
        last += factor > 1
    return Unit(name, at, last, factor)


def _unit_after(pieces: Sequence[Token], number: Number) -> Unit | None:
    words = lexicon()
    at = number.last
    if at < len(pieces) and pieces[at].lower in _DASHES:
        at += 1
    if at >= len(pieces):
        return None
    first = pieces[at].lower
    second = pieces[at + 1].lower if at + 1 < len(pieces) else ""
    pair = words.compounds.get((first, second)) or words.compounds.get((first, second[:-1]))
    if pair:
        return Unit(pair, number.first, at + 2)
    if first in _NATIONS and second in ("dollar", "dollars"):
        name = {"canadian": "CAD", "australian": "AUD"}.get(first, "USD")
        return Unit(name, number.first, at + 2)
    if first in ("pound", "pounds") and (second == "of" or at > number.last):
        return Unit("pound", number.first, at + 1)
    name = words.units.get(first) or words.currencies.get(first, "")
    if not name or (len(first) < _SHORT and first.isalpha() and number.kind != "digits"):
        return None
    if name in ("kilometre", "mile") and second in ("/", "per", "an") and at + 2 < len(pieces):
        if pieces[at + 2].lower.rstrip(".") not in ("h", "hour", "hr"):
            return Unit(name, number.first, at + 1)
        return Unit(f"{name} per hour", number.first, at + 3)
    if name == "degree" and second in ("c", "f", "celsius", "fahrenheit"):
        return Unit(f"degree {second[0].upper()}", number.first, at + 2)
    return Unit(name, number.first, at + 1)
