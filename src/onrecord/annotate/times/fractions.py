"""Readers of parts: quarters and halves of a year, weeks and days of a month."""

import datetime as dt

from onrecord.annotate.times.anchor import Context
from onrecord.annotate.times.calendar import Period, Unit, containing, day_period, move_months
from onrecord.annotate.times.figures import Item
from onrecord.annotate.times.reading import (
    Phrase,
    Reading,
    date_bounds,
    dated,
    midnight,
    mod_of,
    year_ahead,
)
from onrecord.annotate.times.told_year import year_in

_DAY = dt.timedelta(days=1)
_LAST = frozenset({"last", "latter", "final"})


def read_fraction(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "the third quarter of 2024", "this year’s first half", "the 1988 third quarter"."""
    unit = phrase.first("quarter", "half")
    number = phrase.first("ordinal")
    if unit is None or (phrase.has_word("dash") and not phrase.takes_article()):
        return None
    if number is None and phrase.has_word("deictic", "final"):
        if _word(phrase) not in _LAST:
            return None
        last = 4.0 if unit.name == "quarter" else 2.0
        number = Item("ordinal", f"{last:.0f}", last)
    name: Unit = "quarter" if unit.name == "quarter" else "half"
    year, anchor = year_in(phrase, ctx, "core")
    size = 4 if name == "quarter" else 2
    if number is None:
        return None
    n = int(number.number)
    if not 1 <= n <= size:
        return None
    if year is None:
        if name == "half":
            return None
        year, anchor = _year_of_quarter(ctx, n, phrase.token())
    period = Period(name, year, n)
    if name == "quarter":
        ctx.quarter = period
    return dated(period, mod_of(phrase), anchor, ctx.published)


def _year_of_quarter(ctx: Context, n: int, token: int) -> tuple[int | None, str | None]:
    """The latest quarter of that number that has begun, unless the verb looks ahead."""
    base, anchor = ctx.today("quarter")
    if ctx.narrative and ctx.last is not None:
        return ctx.last.year, "previous"
    if base.year is None:
        return None, anchor
    ahead = n < base.n - 1 and ctx.tense(token) in ("future", "later")
    return base.year + (1 if ahead else -1 if n > base.n else 0), anchor


def _word(phrase: Phrase) -> str:
    piece = phrase.piece("deictic", "final")
    return piece.lower if piece else ""


def read_nth_weekday(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "the first Monday of May", "the last Friday of every month"."""
    weekday, ordinal = phrase.first("weekday"), phrase.first("ordinal")
    month = phrase.first("month", part="core")
    if weekday is None or (ordinal is None and _word(phrase) not in _LAST):
        return None
    if month is None or phrase.has_word("every", part="core"):
        return Reading("SET", "P1M" if phrase.first("unit", part="core") else "P1Y")
    number = int(month.number)
    year, anchor = year_in(phrase, ctx)
    if year is None:
        ahead = year_ahead(phrase)
        year, anchor = ctx.year_of(number, None, phrase.token("core"), ahead=ahead)
    days = Period("month", year, number).bounds()
    if days is None:
        return dated(Period("day", year, number), None, anchor)
    nth = int(ordinal.number) if ordinal is not None else 5
    first = days[0] + _DAY * ((int(weekday.number) - days[0].isoweekday()) % 7)
    found = [first + _DAY * 7 * k for k in range(nth) if first + _DAY * 7 * k < days[1]]
    if not found or (ordinal is not None and len(found) < nth):
        return None
    return dated(containing("day", found[-1]), None, anchor)


def read_months(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "the first nine months of 2024", "the last two months of last year"."""
    year, anchor = year_in(phrase, ctx)
    size, unit = phrase.first("number", "dom"), phrase.first("units")
    ordinal = phrase.first("ordinal")
    if size is None or unit is None or unit.value != "month":
        return None
    months = int(size.number)
    leads = ordinal is not None and ordinal.number == 1
    if not 0 < months < 12 or not (leads or _word(phrase) in _LAST):
        return None
    days = Period("year", year).bounds()
    bounds = None
    if days is not None:
        inner = move_months(days[0], months) if leads else move_months(days[1], -months)
        if inner is not None:
            bounds = midnight(days[0] if leads else inner), midnight(inner if leads else days[1])
    return Reading("DURATION", f"P{months}M", None, None, bounds, anchor)


def read_week(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "the last week of August", "the first ten days of May", "the week of March 6"."""
    month, unit = phrase.first("month", part="core"), phrase.first("unit", "units")
    if month is None or unit is None or unit.value not in ("week", "day"):
        return None
    number, ahead = int(month.number), year_ahead(phrase)
    year, anchor = year_in(phrase, ctx)
    day = phrase.first("dom", "ordinal", part="core")
    if year is None:
        year, anchor = ctx.year_of(number, None, phrase.token("core"), ahead=ahead)
    if day is not None:
        period = day_period(year, number, int(day.number))
        if period is None or unit.value != "week":
            return None
        return dated(period.within("week"), None, anchor)
    return _stretch(phrase, Period("month", year, number), unit.value, anchor)


def _stretch(phrase: Phrase, month: Period, unit: str, anchor: str | None) -> Reading | None:
    """So many weeks or days at the beginning, the end or an inner place of a month."""
    ordinal, count = phrase.first("ordinal"), phrase.first("number", "dom")
    size = int(count.number) if count else 1
    length = dt.timedelta(weeks=size) if unit == "week" else dt.timedelta(days=size)
    if ordinal is None and _word(phrase) not in _LAST:
        return None
    bounds = date_bounds(month, None)
    if bounds is not None:
        start = bounds[1] - length if ordinal is None else bounds[0] + length * (ordinal.number - 1)
        end = min(start + length, bounds[1])
        bounds = (max(start, bounds[0]), end) if start < end else None
    value = f"P{size}{'W' if unit == 'week' else 'D'}"
    return Reading("DURATION", value, None, None, bounds, anchor)
