"""Readers of days: "May 16", "late on Wednesday", "10 p.m. EST, Nov. 6", "Christmas Eve"."""

from onrecord.annotate.times.anchor import Anchored, Context
from onrecord.annotate.times.calendar import Period, day_period
from onrecord.annotate.times.clock import clock_of, timed
from onrecord.annotate.times.feasts import feast_day
from onrecord.annotate.times.figures import Item
from onrecord.annotate.times.reading import Phrase, Reading, dated, mod_of, year_ahead
from onrecord.annotate.times.relative import which_of
from onrecord.annotate.times.told_year import year_in


def read_day(phrase: Phrase, ctx: Context) -> Reading | None:
    """A day, with a clock or a part of the day before or after it."""
    found = _day(phrase, ctx)
    if found is None:
        return None
    period, anchor = found
    mod = mod_of(phrase)
    if phrase.has("clock") or phrase.has("late"):
        time = clock_of(phrase, ctx, "clock" if phrase.has("clock") else "late")
        return timed(period, time, mod, anchor) if time else None
    part = phrase.first("part", part="part") or phrase.first("part", part="evening")
    if part:
        early = phrase.first("early", part="part")
        return timed(period, part.value, early.value if early else mod, anchor)
    step = phrase.first("shift", part="shift")
    if step:
        unit = phrase.first("unit")
        if unit is None or unit.value != "day":
            return None
        period = period.shift(-1 if step.value == "before" else 1)
    if not phrase.takes_article():
        return None
    if phrase.has_word("about", part="mod") and phrase.has_word("weekday", part="core"):
        return None
    word = phrase.first("day_word", part="core")
    if word and " " in word.value:
        return timed(period, word.value.split()[1], mod, anchor)
    return dated(period, mod, anchor, ctx.published)


def read_first_day(phrase: Phrase, ctx: Context) -> Reading | None:
    """The "5" of "5 to 9 May"."""
    day = phrase.first("dom", "ordinal")
    end = phrase.match.end
    ahead = phrase.words.items[end : end + 10]
    month = next((item for item in ahead if item and item.name == "month"), None)
    if day is None or month is None:
        return None
    year, anchor = ctx.year_of(
        int(month.number), int(day.number), phrase.token(), ahead=year_ahead(phrase)
    )
    period = day_period(year, int(month.number), int(day.number))
    if period is None:
        return None
    part = phrase.first("part")
    return timed(period, part.value, None, anchor) if part else dated(period, None, anchor)


def read_second_day(phrase: Phrase, ctx: Context) -> Reading | None:
    """The "9" of "May 5 to 9"."""
    day = phrase.first("dom", "ordinal")
    after = phrase.after()
    if day is None or ctx.last is None or ctx.last.unit != "day":
        return None
    link = phrase.words.items[phrase.match.start - 1]
    bare = day.name == "dom" and link is not None and link.name != "dash"
    if bare and after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
        return None
    year = phrase.first("year")
    told = (ctx.last.year, "previous") if year is None else (int(year.number), None)
    period = day_period(told[0], ctx.last.n, int(day.number))
    return dated(period, None, told[1]) if period else None


def read_month_day(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "the 20th", "the 28th of that month": a day of the month told before."""
    day = phrase.first("ordinal")
    after = phrase.after()
    unit = phrase.first("unit")
    piece = phrase.piece("ordinal")
    if (
        day is None
        or piece is None
        or not piece.lower[0].isdigit()
        or (unit and unit.value != "month")
    ):
        return None
    if after is not None and after.pos in ("NOUN", "PROPN", "ADJ", "NUM") and not unit:
        return None
    if _is_one_of_row(phrase):
        return None
    if ctx.last is None or ctx.last.unit not in ("day", "month"):
        return None
    period = day_period(ctx.last.year, ctx.last.n, int(day.number))
    return dated(period, None, "previous") if period else None


def _is_one_of_row(phrase: Phrase) -> bool:
    """Whether ordinals without a month follow: "the 4th, 15th and 3rd Armies"."""
    end = phrase.match.end
    names = [item.name if item else "" for item in phrase.words.items[end : end + 3]]
    return names[:1] in (["comma"], ["and"]) and "ordinal" in names[1:]


def _day(phrase: Phrase, ctx: Context) -> Anchored | None:
    word = phrase.first("day_word", part="core")
    if word:
        piece, before = phrase.piece("day_word"), phrase.before()
        if piece and piece.ent in ("ORG", "WORK_OF_ART") and before and before.pos == "PROPN":
            return None
        period, anchor = ctx.today("day")
        night = _night_of(phrase, ctx) if word.value == "-1 NI" else None
        return night or (period.shift(int(word.value.split()[0])), anchor)
    if phrase.has_word("feast", part="core"):
        return feast_day(phrase, ctx)
    month = phrase.first("month", part="core")
    if month:
        return _month_day(phrase, ctx, month)
    slash = phrase.first("slash", part="core")
    if slash:
        day = _slash_day(slash.value)
        return (day, None) if day else None
    weekday = phrase.first("weekday", part="core")
    if weekday:
        return _weekday(phrase, ctx, int(weekday.number))
    iso = [int(i.number) for i in phrase.items("core") if i.name in ("year", "dom")]
    day = day_period(*iso) if len(iso) == 3 else None
    return (day, None) if day else None


def _night_of(phrase: Phrase, ctx: Context) -> Anchored | None:
    """The day of "overnight into Wednesday" (Tuesday), "overnight on Tuesday" (Tuesday)."""
    words, end = phrase.words, phrase.match.end
    after = phrase.after()
    item = words.items[end + 1] if end + 1 < len(words.items) else None
    if after is None or item is None or item.name != "weekday":
        return None
    day, anchor = ctx.weekday(int(item.number), words.pieces[words.at[end + 1]].i)
    if after.lower in ("into", "to"):
        return day.shift(-1), anchor
    return (day, anchor) if after.lower == "on" else None


def _weekday(phrase: Phrase, ctx: Context, number: int) -> Anchored:
    which = which_of(phrase, ctx, "core")
    if which is None:
        return ctx.weekday(number, phrase.token("core"), first=phrase.token())
    if which.told and ctx.last is None:
        return Period("weekday", None, number), "previous"
    if which.told and ctx.last is not None and ctx.last.unit == "day":
        bounds = ctx.last.bounds()
        if bounds is not None:
            step = (number - bounds[0].isoweekday()) % 7
            if which.offset:
                step = step - 7 if which.offset < 0 else step or 7
            return ctx.last.shift(step), "previous"
    return ctx.weekday(number, phrase.token("core"), which=which.offset)


def _month_day(phrase: Phrase, ctx: Context, month: Item) -> Anchored | None:
    day = phrase.first("dom", "ordinal", part="core")
    if day is None:
        return None
    m, d = int(month.number), int(day.number)
    year, anchor = year_in(phrase, ctx)
    if year is None:
        year, anchor = ctx.year_of(
            m, d, phrase.token("core"), ahead=year_ahead(phrase), first=phrase.token()
        )
        weekday = phrase.first("weekday", part="core")
        if year is not None and weekday and anchor == "publication":
            year = _year_by_weekday(year, m, d, int(weekday.number))
    period = day_period(year, m, d)
    return (period, anchor) if period else None


def _year_by_weekday(year: int, month: int, day: int, weekday: int) -> int:
    """Of the years around, the one in which the date falls on the weekday that is told."""
    for candidate in (year, year - 1, year + 1):
        period = day_period(candidate, month, day)
        bounds = period.bounds() if period else None
        if bounds and bounds[0].isoweekday() == weekday:
            return candidate
    return year


def _slash_day(text: str) -> Period | None:
    """Read "2024/05/16", "16.05.2024", "5/16/2024"; None where it is ambiguous."""
    first, second, third = (int(n) for n in text.replace("/", ".").split("."))
    if first > 31:
        return day_period(first, second, third)
    if third < 1000:
        return None
    if "." in text or first > 12 or first == second:
        return day_period(third, second, first)
    return day_period(third, first, second) if second > 12 else None
