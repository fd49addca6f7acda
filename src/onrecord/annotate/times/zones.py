"""Time zones: "EST", "GMT+3", "Kyiv time", "local time", and what they are from Greenwich on a day.

A zone is a number of minutes east of Greenwich, or a name of the tz database, whose summer time is
that of the day; LOCAL is a local time of nowhere yet.
"""

import datetime as dt
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord.syntax import Token

LOCAL = "local"
EARLIEST, LATEST = 14 * 60, -12 * 60
"""Minutes east of Greenwich of the first and the last land that reaches an hour of the day."""
_LONGEST = 3
_SIGNS = {"+": 1, "-": -1, "−": -1, "–": -1}
_GREENWICH = frozenset({"gmt", "utc"})


@cache
def _tables() -> dict[str, dict[str, str]]:
    """The tables of data/zones.toml: word → zone."""
    path = files("onrecord").joinpath("data/zones.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: {word: zone for zone, words in table.items() for word in words}
        for name, table in tables.items()
    }


def read_zone(pieces: Sequence[Token], k: int) -> tuple[str, int] | None:
    """The zone whose name ends in "time" or a shift at piece `k`, and the piece it begins with."""
    lower = pieces[k].lower
    if lower == "time":
        return _named_zone(pieces, k)
    if lower in _SIGNS and 0 < k < len(pieces) - 1 and pieces[k - 1].lower in _GREENWICH:
        hours, _, minutes = pieces[k + 1].text.partition(":")
        if hours.isdigit() and len(hours) <= 2 and int(hours) <= 14:
            shift = int(hours) * 60 + (int(minutes) if minutes.isdigit() else 0)
            return str(_SIGNS[lower] * shift), k - 1
    return None


def _named_zone(pieces: Sequence[Token], k: int) -> tuple[str, int] | None:
    words = _tables()
    for size in range(min(_LONGEST, k), 0, -1):
        name = " ".join(piece.lower for piece in pieces[k - size : k])
        if name == LOCAL:
            return LOCAL, k - 1
        zone = words["zones"].get(name) or words["places"].get(name)
        if zone is not None and pieces[k - size].text[0].isupper():
            return zone, k - size
    return None


def letter_zone(piece: Token) -> str | None:
    """The zone of letters that change with the season: "8 p.m. ET"."""
    return _tables()["letters"].get(piece.lower) if piece.text.isupper() else None


def place_zone(tokens: Sequence[Token]) -> str | None:
    """The one zone of the places that a sentence names; None for none or several."""
    places = _tables()["places"]
    found = set()
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.text[0].isupper():
            pair = f"{token.lower} {after.lower}" if after is not None else ""
            found |= {places[name] for name in (token.lower, pair) if name in places}
    return found.pop() if len(found) == 1 else None


def minutes_east(zone: str, day: dt.date, minutes: int) -> int | None:
    """How far a zone is from Greenwich at so many minutes of a day; None for LOCAL."""
    if zone == LOCAL:
        return None
    if zone.lstrip("-").isdigit():
        return int(zone)
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - reports without a zone need not pay for it

    clock = dt.time(minutes // 60 % 24, minutes % 60)
    offset = dt.datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else None
