"""Names of several words that the grammar reads as one: holidays, time zones, "0530 hours"."""

import re
from collections.abc import Iterator, Sequence

from onrecord.annotate.times.figures import CLOCK, Item
from onrecord.annotate.times.holidays import read_holiday
from onrecord.annotate.times.zones import letter_zone, read_zone
from onrecord.syntax import Token

_FOUR = re.compile(r"(\d{2})(\d{2})")
_HOURS = frozenset({"hours", "hrs", "hrs.", "hr", "h"})
_SHIFTS = frozenset("+-−–")
_BEFORECLOCK = frozenset({
    "about", "after", "around", "at", "before", "by", "from", "since", "till", "to", "until",
})  # fmt: skip


def find_holidays(pieces: Sequence[Token]) -> dict[int, tuple[str, int]]:
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


def find_clock_words(pieces: Sequence[Token]) -> Iterator[tuple[int, int, Item]]:
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
    clock = CLOCK.fullmatch(text)
    if clock is None:
        clock = _FOUR.fullmatch(text)
        before = pieces[k - 2].lower if k > 1 else ""
        if clock is None or before not in _BEFORECLOCK:
            return None
    if int(clock[1]) > 24 or int(clock[2]) > 59:
        return None
    return Item("clock", f"{int(clock[1]):02d}:{clock[2]}")
