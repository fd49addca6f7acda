"""The calendar: periods with their TIMEX3 values, their neighbours and their bounds.

A period is a stretch with a name: a day, week, month, season, quarter, half, year, decade, century.
`year` None is a year that is not known ("XXXX-05-16"); years before Christ are negative (490 BC is
-490, "BC0490"). Weeks are ISO weeks. Seasons are the meteorological ones of the northern
hemisphere; a winter is named after the year it begins in.
"""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Literal

Unit = Literal[
    "century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day",
    "weekday",
]  # fmt: skip
SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_MONTH = (3, 6, 9, 12)
_PER_YEAR = {"half": 2, "quarter": 4, "season": 4, "month": 12}
_MONTHS = {"half": 6, "quarter": 3, "season": 3, "month": 1}
_YEARS = {"century": 100, "decade": 10, "year": 1}
_DAYS = {"week": 7, "weekend": 7, "day": 1}
RANK: dict[Unit, int] = {
    "century": 0, "decade": 1, "year": 2, "half": 3, "season": 4, "quarter": 4, "month": 5,
    "week": 6, "weekend": 7, "weekday": 8, "day": 8,
}  # fmt: skip
"""How fine a unit is."""


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of the calendar.

    `n` is the number of the half, quarter, season (1 is spring), month, week or weekday (1 is
    Monday); for a day it is the month, 0 where that is unknown. A decade and a century carry their
    first year.
    """

    unit: Unit
    year: int | None
    n: int = 0
    day: int = 0

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year = _year_text(self.year)
        match self.unit:
            case "century":
                return "XX" if self.year is None else year[:-2]
            case "decade":
                return "XXX" if self.year is None else year[:-1]
            case "year":
                return year
            case "half" | "quarter":
                return f"{year}-{self.unit[0].upper()}{self.n or 'X'}"
            case "season":
                return f"{year}-{SEASONS[self.n - 1]}" if self.n else year
            case "month":
                return f"{year}-{self.n:02d}" if self.n else f"{year}-XX"
            case "week":
                return f"{year}-W{self.n:02d}" if self.n else f"{year}-WXX"
            case "weekend":
                return f"{year}-W{self.n:02d}-WE" if self.n else f"{year}-WXX-WE"
            case "weekday":
                return f"{year}-WXX-{self.n}"
            case "day":
                month = f"{self.n:02d}" if self.n else "XX"
                return f"{year}-{month}-{self.day:02d}" if self.day else f"{year}-{month}-XX"

    @property
    def known(self) -> bool:
        """Whether the period lies fast in the calendar."""
        if self.year is None or self.unit == "weekday":
            return False
        return bool(self.n or self.unit in _YEARS) and bool(self.day or self.unit != "day")

    def bounds(self) -> tuple[dt.date, dt.date] | None:
        """First day and the day after the last; None where unknown or before the year 1."""
        if not self.known or self.year is None or not 1 <= self.year < 9899:
            return None
        if self.unit in _YEARS:
            return dt.date(self.year, 1, 1), dt.date(self.year + _YEARS[self.unit], 1, 1)
        if self.unit in _MONTHS:
            span = _MONTHS[self.unit]
            first = _SEASON_MONTH[self.n - 1] if self.unit == "season" else (self.n - 1) * span + 1
            return dt.date(self.year, first, 1), _month_start(self.year, first + span)
        if self.unit == "day":
            day = dt.date(self.year, self.n, self.day)
            return day, day + dt.timedelta(days=1)
        monday = dt.date.fromisocalendar(self.year, self.n, 1)
        start = monday + dt.timedelta(days=5) if self.unit == "weekend" else monday
        return start, monday + dt.timedelta(days=7)

    def shift(self, count: int) -> "Period":
        """The period `count` steps later (earlier where negative); unknown stays unknown."""
        if self.year is None or not self.known:
            return self if not count else replace(self, year=None, n=0, day=0)
        if self.unit in _YEARS:
            return replace(self, year=_add_years(self.year, count * _YEARS[self.unit]))
        if self.unit in _PER_YEAR:
            size = _PER_YEAR[self.unit]
            years, n = divmod(self.n - 1 + count, size)
            return replace(self, year=_add_years(self.year, years), n=n + 1)
        bounds = self.bounds()
        if bounds is None:
            return _shift_bc(self, count)
        try:
            return containing(self.unit, bounds[0] + dt.timedelta(days=count * _DAYS[self.unit]))
        except (OverflowError, ValueError):
            return replace(self, year=None, n=0, day=0)

    def within(self, unit: Unit) -> "Period":
        """The coarser period that holds this one; itself where it is no finer than `unit`."""
        if self.unit == unit or RANK[self.unit] <= RANK[unit]:
            return self
        bounds = self.bounds()
        if bounds is not None:
            return containing(unit, bounds[0])
        if self.year is None or unit in _YEARS:
            size = _YEARS.get(unit, 1)
            return Period(unit, None if self.year is None else self.year // size * size)
        if unit == "month" and self.unit == "day":
            return Period("month", self.year, self.n)
        return Period(unit, self.year)


def containing(unit: Unit, date: dt.date) -> Period:
    """The period of this size that holds a date."""
    if unit in _YEARS:
        return Period(unit, date.year // _YEARS[unit] * _YEARS[unit])
    if unit == "season":
        year = date.year - 1 if date.month < 3 else date.year
        return Period(unit, year, (date.month - 3) % 12 // 3 + 1)
    if unit in _MONTHS:
        return Period(unit, date.year, (date.month - 1) // _MONTHS[unit] + 1)
    if unit in ("day", "weekday"):
        return Period("day", date.year, date.month, date.day)
    iso = date.isocalendar()
    return Period(unit, iso.year, iso.week)


def day_period(year: int | None, month: int, day: int) -> Period | None:
    """The period of a date, None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    leap = year if year is not None and year > 0 else 2000
    if day > monthrange(leap, month)[1]:
        return None
    return Period("day", year, month, day)


def move_months(date: dt.date, months: int) -> dt.date | None:
    """The same day so many months on, or the month's last; None outside the calendar."""
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    if not 1 <= year <= 9998:
        return None
    return dt.date(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))


def _month_start(year: int, month: int) -> dt.date:
    years, month = divmod(month - 1, 12)
    return dt.date(year + years, month + 1, 1)


def _add_years(year: int, count: int) -> int:
    """Years are counted over 1 BC to AD 1 without a year 0."""
    moved = year + count
    if year < 0 <= moved:
        return moved + 1
    return moved - 1 if moved <= 0 < year else moved


def _shift_bc(period: Period, count: int) -> Period:
    """A day before Christ can be moved inside its month; else only the year is kept."""
    day = period.day + count
    if period.unit == "day" and 1 <= day <= 28:
        return replace(period, day=day)
    return replace(period, n=0, day=0)


def _year_text(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"{year:04d}" if year >= 0 else f"BC{-year:04d}"
