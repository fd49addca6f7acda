"""The days of holidays: fixed, counted from Easter, the nth of a weekday, or out of feasts.csv."""

import csv
import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.syntax import Token

_DAY = dt.timedelta(days=1)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 9
"""Pieces of the longest name ("Defender of the Fatherland Day", "Eid", "al", "-", "Fitr")."""


@dataclass(frozen=True, slots=True)
class Feast:
    """One time that a holiday falls: its first day, its length, by how many days both may err."""

    first: dt.date
    days: int = 1
    about: int = 0


@dataclass(frozen=True, slots=True)
class _Holidays:
    rows: dict[str, dict[str, Any]]
    starts: frozenset[str]
    lands: dict[str, str]


@cache
def _holidays() -> _Holidays:
    """The rows of data/holidays.toml by the key of each name; what the names begin with."""
    path = files("onrecord").joinpath("data/holidays.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = {_key(name): row for row in table["holiday"] for name in row["names"]}
    lands = dict(table["lands"])
    rows |= {_key(name): {"lands": True} for name in lands.pop("names")}
    names = [name for row in table["holiday"] for name in row["names"]]
    names += table["lands"]["names"]
    starts = frozenset(found[0].lower() for name in names if (found := _LETTERS.search(name)))
    return _Holidays(rows, starts, lands)


@cache
def _feasts() -> dict[str, tuple[int, tuple[dt.date, ...]]]:
    """The rows of data/feasts.csv: how many days, and every first day."""
    text = files("onrecord").joinpath("data/feasts.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {
        row["feast"]: (int(row["days"]), tuple(map(dt.date.fromisoformat, row["first"].split())))
        for row in rows
    }


def _key(name: str) -> str:
    return "".join(_LETTERS.findall(name)).lower()


def read_holiday(pieces: Sequence[Token], k: int) -> tuple[str, int] | None:
    """The key of the holiday whose name begins at piece `k`, and the piece after it.

    The longest name wins. The key is empty where it is part of another ("the Yom Kippur War").
    """
    known = _holidays()
    if pieces[k].lower.rstrip(".") not in known.starts or not pieces[k].text[0].isupper():
        return None
    found, key = None, ""
    for end in range(k + 1, min(k + _LONGEST, len(pieces)) + 1):
        last = pieces[end - 1]
        if last.sent != pieces[k].sent:
            break
        key += _key(last.text)
        if key in known.rows and last.text[0].isalpha():
            found = key, end
    if found is None or not _is_other_name(pieces, k, *found):
        return found
    return "", found[1]


_EVENTS = frozenset({
    "accord", "accords", "agreement", "attacks", "bombings", "island", "islands", "massacre",
    "offensive", "revolution", "rising", "truce", "uprising", "war",
})  # fmt: skip
_SURNAMES = frozenset({"eid", "ramadan"})


def _is_other_name(pieces: Sequence[Token], k: int, key: str, end: int) -> bool:
    """Whether it is part of a name: "Yom Kippur War", "Operation Ramadan", "Tariq Ramadan"."""
    after = pieces[end] if end < len(pieces) else None
    if after is not None and after.text[0].isupper() and after.lower in _EVENTS:
        return True
    before = pieces[k - 1] if k else None
    if before is None or before.sent != pieces[k].sent:
        return False
    if key in _SURNAMES and before.ent == pieces[k].ent == "PERSON":
        return True
    return before.lower == "operation" or (before.end == pieces[k].start and before.text == "-")


def needs_land(key: str) -> bool:
    """Whether a holiday falls on another day in every land ("Independence Day")."""
    return "lands" in _holidays().rows[key]


def feasts_in(
    key: str, year: int, *, orthodox: bool = False, land: str | None = None
) -> list[Feast]:
    """When a holiday falls in a year, in order; none where that is not known.

    `land` is the ISO 3166-1 alpha-3 code of the country whose holiday it is.
    """
    row = _holidays().rows[key]
    if not 1583 <= year <= 9998:
        return []
    if "lands" in row:
        row = _row_of_land(land)
    if orthodox and "orthodox" in row:
        return [_fixed(row["orthodox"], year)]
    if "day" in row:
        return [_fixed(row["day"], year)]
    if "easter" in row:
        sunday = orthodox_easter(year) if orthodox else easter(year)
        return [Feast(sunday + _DAY * row["easter"], row.get("days", 1))]
    if "weekday" in row:
        return [Feast(_nth_weekday(year, *row["weekday"]) + _DAY * row.get("plus", 0))]
    return _moving(row, year)


def _row_of_land(land: str | None) -> dict[str, Any]:
    day = _holidays().lands.get(land or "")
    if day is None:
        return {}
    return {"day": day} if day[0].isdigit() else {"moves": day}


def _fixed(day: str, year: int) -> Feast:
    month, number = day.split("-")
    return Feast(dt.date(year, int(month), int(number)))


def _moving(row: dict[str, Any], year: int) -> list[Feast]:
    found = []
    for name in filter(None, row.get("moves", "").split(", ")):
        days, firsts = _feasts()[name]
        found += [Feast(f, days, row.get("about", 0)) for f in firsts if f.year == year]
    return sorted(found, key=lambda feast: feast.first)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth of a weekday in a month; its last for −1."""
    if nth < 0:
        last = dt.date(year, month + 1, 1) - _DAY
        return last - _DAY * ((last.isoweekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + _DAY * ((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> dt.date:
    """Western Easter (the anonymous Gregorian algorithm, Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return dt.date(year, month, (h - m + r + month + 19) % 32)


def orthodox_easter(year: int) -> dt.date:
    """Orthodox Easter (Meeus's Julian algorithm), in the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    julian = dt.date(year, month, day + 1)
    return julian + dt.timedelta(days=year // 100 - year // 400 - 2)
