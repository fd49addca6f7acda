"""Readers of times counted from another: "last week", "the following day", "two years ago"."""

from dataclasses import dataclass

from onrecord.annotate.times.anchor import Anchored, Context
from onrecord.annotate.times.calendar import Period, Unit
from onrecord.annotate.times.clock import timed
from onrecord.annotate.times.lengths import Length, read_count, read_span
from onrecord.annotate.times.reading import Phrase, Reading, dated, mod_of

_OFFSETS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_AHEAD_OF = frozenset({"before", "by", "until", "till", "of", "into"})
"""Words that look ahead to a weekend: "ahead of the weekend"."""
_SAME = frozenset({"same", "that", "latest"})
_PERIODS: dict[str, Unit] = {
    "day": "day", "weekend": "weekend", "week": "week", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Which:
    """Which one: `offset` steps on, `told` from the time before instead of the publication."""

    word: str
    offset: int
    told: bool


def which_of(phrase: Phrase, ctx: Context, part: str | None = None) -> Which | None:
    """What "last", "the next", "this past", "that same" point to; None for "recent"."""
    items = list(phrase.items(part))
    words = [i.value for i in items if i.name in ("deictic", "anaphoric")]
    if not words or "recent" in words:
        return None
    word = next((w for w in words if w in _OFFSETS), words[-1])
    told = any(i.name == "anaphoric" for i in items)
    if word == "next" and phrase.has_word("the"):
        told = True
    if ctx.narrative and word in ("next", "last", "coming"):
        told = True
    return Which(word, _OFFSETS.get(word, 0), told)


def which_period(ctx: Context, which: Which, unit: Unit) -> Anchored:
    """The period that "last month" or "the following year" names."""
    if unit == "quarter" and ctx.quarter is not None and which.word in _SAME:
        return ctx.quarter, "previous"
    base, anchor = ctx.told(unit) if which.told else ctx.today(unit)
    if which.word == "latest" and unit == "quarter" and anchor == "publication":
        return base.shift(-1), anchor
    return base.shift(which.offset), anchor


def read_relative(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "last week", "earlier this month", "the end of the year", "that night"."""
    mod = mod_of(phrase)
    which = which_of(phrase, ctx, "core")
    part = phrase.first("part", part="core")
    if part:
        if which is None:
            which = Which("that", 0, told=True)
        period, anchor = which_period(ctx, which, "day")
        early = phrase.first("early", part="core")
        return timed(period, part.value, early.value if early else mod, anchor)
    if phrase.has_word("period", "time", part="core"):
        return None if _is_once_more(phrase) else _that_time(ctx, which)
    word = phrase.first("unit", "quarter", part="core")
    if word is None or word.value not in _PERIODS or _is_title(phrase):
        return None
    unit = _PERIODS[word.value]
    if which is None:
        return _the_unit(phrase, ctx, unit, mod)
    if unit in ("decade", "century") and which.offset and phrase.has_word("the"):
        return read_span(phrase, ctx)
    if unit == "day" and which.word == "this" and not which.told:
        before = phrase.before()
        text = phrase.pieces()[0].lower
        if text == "present" or (before is not None and before.lower in ("to", "until")):
            return Reading("DATE", "PRESENT_REF", anchor="publication")
    period, anchor = which_period(ctx, which, unit)
    if unit == "weekend" and which.word == "this" and _is_over(phrase, ctx):
        period = period.shift(-1)
    return dated(period, mod, anchor, ctx.published)


def _is_over(phrase: Phrase, ctx: Context) -> bool:
    """Whether "this weekend" is the last one: told as past before the next has begun."""
    begun = ctx.published is None or ctx.published.isoweekday() > 5
    return not begun and ctx.tense(phrase.token("core"), phrase.token()) == "past"


def _the_unit(phrase: Phrase, ctx: Context, unit: Unit, mod: str | None) -> Reading | None:
    """Read "the year", "the quarter", "the end of the month", "year-end"."""
    if phrase.has_word("deictic", "anaphoric", part="core"):
        return None
    if unit == "day" and phrase.has_word("earlier", part="mod"):
        near = ctx.last is not None and ctx.last.unit == "day" and ctx.near(phrase.token())
        period, anchor = ctx.told("day") if near else ctx.today("day")
        return dated(period, mod, anchor)
    bare = not phrase.has("mod")
    if unit in ("day", "decade", "century") or (bare and unit == "month"):
        return None
    if unit == "quarter":
        which = Which("latest", 0, told=False)
    elif bare and unit == "year" and _goes_on(phrase, "ended", "ending", "to", "from"):
        return Reading("DURATION", "P1Y")
    elif unit == "weekend" and not ctx.narrative:
        return dated(*_weekend(phrase, ctx, mod))
    else:
        which = Which("the", 0, told=ctx.narrative)
    period, anchor = which_period(ctx, which, unit)
    return dated(period, mod, anchor, ctx.published)


def _weekend(
    phrase: Phrase, ctx: Context, mod: str | None
) -> tuple[Period, str | None, str | None]:
    """Read "over the weekend": the last one, unless it has begun or the words look ahead."""
    period, anchor = ctx.today("weekend")
    tense = ctx.tense(phrase.token("core"), phrase.token())
    begun = ctx.published is not None and ctx.published.isoweekday() > 5
    before = phrase.before()
    ahead = before is not None and before.lower in _AHEAD_OF
    if not begun and not ahead and tense not in ("future", "later", "scheduled"):
        period = period.shift(-1)
    return period, mod, anchor


def _goes_on(phrase: Phrase, *words: str) -> bool:
    after = phrase.after()
    return after is not None and after.lower in words


def _is_title(phrase: Phrase) -> bool:
    """Whether every word has a capital, and there are several: "This Week" is a programme."""
    texts = [piece.text for piece in phrase.pieces()]
    return len(texts) > 1 and all(t[0].isupper() for t in texts) and not texts[0].isupper()


def _that_time(ctx: Context, which: Which | None) -> Reading | None:
    """Read "by that time", "during this period": in a narrative, the time told last."""
    if which is None or which.offset or which.word == "same" or not ctx.narrative:
        return _latest_period(ctx, which)
    if ctx.last is None:
        return None
    return dated(ctx.last, None, "previous")


def _is_once_more(phrase: Phrase) -> bool:
    """Whether "this time" is one time of many: "this time led by", "This time, he stayed"."""
    before = phrase.before()
    bare = phrase.pieces()[0].lower == "this" and phrase.has_word("time")
    return bare and (before is None or before.tag not in ("IN", "TO"))


def _latest_period(ctx: Context, which: Which | None) -> Reading | None:
    """Read "the latest period": the quarter told last."""
    if which is None or which.word != "latest" or ctx.quarter is None:
        return None
    return dated(ctx.quarter, None, "previous")


def read_ago(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "two weeks ago", "nearly a year ago", "years ago", "the year-ago quarter"."""
    length = read_count(phrase)
    if length is None:
        return None
    mod = mod_of(phrase, "hedge")
    if _is_adjective(phrase):
        return None
    if length.count is None:
        return Reading("DATE", "PAST_REF", anchor="publication")
    if length.unit == "year" and ctx.quarter is not None:
        return dated(ctx.quarter.shift(-4 * int(length.count)), mod, "previous")
    return _moved(ctx.today("day"), length, -1, mod)


def read_shift(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "two days later", "a year earlier", counted from the time told before."""
    length = read_count(phrase)
    shift = phrase.first("shift", "earlier")
    if length is None or shift is None:
        return None
    if _needs_event(phrase) or _is_adjective(phrase):
        return None
    sign = -1 if shift.value == "before" else 1
    if length.count is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", anchor="previous")
    mod = mod_of(phrase, "hedge")
    if length.unit == "year" and ctx.quarter is not None and sign < 0 and not ctx.narrative:
        return dated(ctx.quarter.shift(-4 * int(length.count)), mod, "previous")
    if ctx.last is not None:
        return _moved((ctx.last, "previous"), length, sign, mod)
    return _moved(ctx.today("day"), length, sign, mod)


def _needs_event(phrase: Phrase) -> bool:
    """Whether "two days before" goes on with what it is before."""
    shift = phrase.piece("shift", "earlier")
    after = phrase.after()
    if shift is None or after is None:
        return False
    if shift.lower not in ("before", "after", "previously"):
        return False
    return after.pos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "SCONJ", "VERB")


def _is_adjective(phrase: Phrase) -> bool:
    """Whether "the year-ago" goes on with a noun of its own: then "the" is that noun's."""
    items = list(phrase.items())
    return items[0].name == "the" and items[-1].name in ("ago", "earlier")


def _moved(start: Anchored, length: Length, sign: int, mod: str | None) -> Reading | None:
    """The period a number of units away, as fine as its unit."""
    base, anchor = start
    count = length.count or 0
    unit, steps = length.unit, count
    if unit in ("decade", "century"):
        unit, steps = "year", count * (10 if unit == "decade" else 100)
    elif unit == "fortnight":
        unit, steps = "week", count * 2
    if steps != int(steps):
        unit, steps = ("month", steps * 12) if unit == "year" else (unit, round(steps))
    if unit in ("second", "minute", "hour"):
        day = base if base.unit == "day" else Period("day", None)
        return timed(day, "XX", mod, anchor)
    if unit not in _PERIODS:
        return None
    target = _PERIODS[unit]
    if unit == "week" and base.unit == "day" and anchor == "previous":
        target, steps = "day", steps * 7
    period = base.within(target)
    if period.unit != target:
        return dated(Period(target, period.year if target == "day" else None), mod, anchor)
    return dated(period.shift(sign * int(steps)), mod, anchor)
