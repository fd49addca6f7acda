"""Time expressions with values and intervals (TimeML TIMEX3), by a grammar of our own.

A report becomes a string of word classes (words.py), the grammar finds the expressions in it
(grammar.py), and readers give each its meaning in text order, so that "the next day" can be
counted from the day before it (anchor.py).

Each caption is counted from the publication alone, never from the body. Values follow TimeBank
where gold sets differ: decades "199", centuries "19", weeks "1998-W08", "early 2024" as 2024 with
mod START. Ages ("a 14-year-old") are no times.
"""

from collections.abc import Callable
from itertools import pairwise

from onrecord.annotate.times.anchor import Context, is_narrative
from onrecord.annotate.times.calendar import Period
from onrecord.annotate.times.clock import read_clock_alone
from onrecord.annotate.times.dates import (
    read_day,
    read_first_day,
    read_month_day,
    read_second_day,
)
from onrecord.annotate.times.feasts import read_feast
from onrecord.annotate.times.fractions import (
    read_fraction,
    read_months,
    read_nth_weekday,
    read_week,
)
from onrecord.annotate.times.grammar import find_runs, matches_at
from onrecord.annotate.times.lengths import (
    read_age,
    read_length,
    read_span,
)
from onrecord.annotate.times.reading import Phrase, Reading
from onrecord.annotate.times.relative import (
    read_ago,
    read_relative,
    read_shift,
)
from onrecord.annotate.times.repeats import read_at_part, read_at_time, read_ref, read_repeat
from onrecord.annotate.times.words import Words, read_words
from onrecord.annotate.times.years import (
    read_century,
    read_decade,
    read_first_year,
    read_month,
    read_season,
    read_second_year,
    read_year,
)
from onrecord.records import Time
from onrecord.syntax import Parse
from onrecord.text import make_id, quote

METHOD = "rules:times/1"

_READERS: dict[str, Callable[[Phrase, Context], Reading | None]] = {
    "day": read_day,
    "feast": read_feast,
    "first day": read_first_day,
    "first year": read_first_year,
    "months": read_months,
    "nth weekday": read_nth_weekday,
    "at part": read_at_part,
    "at time": read_at_time,
    "age": read_age,
    "month day": read_month_day,
    "second day": read_second_day,
    "second year": read_second_year,
    "month": read_month,
    "season": read_season,
    "year": read_year,
    "week": read_week,
    "relative": read_relative,
    "decade": read_decade,
    "century": read_century,
    "fraction": read_fraction,
    "ago": read_ago,
    "shift": read_shift,
    "span": read_span,
    "length": read_length,
    "clock": read_clock_alone,
    "repeat": read_repeat,
    "ref": read_ref,
}


def find_times(parse: Parse) -> tuple[Time, ...]:
    """The time expressions of a report, in text order; none overlap.

    Without a publication date, times that lean on it keep an underspecified value and no interval.
    """
    passages = list(read_words(parse))
    body = Context(parse, is_narrative([words.symbols for words in passages]))
    if body.narrative:
        body.opening = _first_year(passages)
    times: list[Time] = []
    for words in passages:
        sent = words.pieces[0].sent
        is_caption = bool(parse.kinds) and parse.kinds[sent] == "caption"
        times.extend(_read_passage(words, Context(parse, narrative=False) if is_caption else body))
    return tuple(times)


def _first_year(passages: list[Words]) -> Period | None:
    """The first year that a narrative tells: what stands before it is counted from it."""
    for words in passages:
        for item, after in pairwise([*words.items, None]):
            if item and item.name == "year" and not (after and after.name == "bc"):
                return Period("year", int(item.number))
            if after and after.name == "bc" and item:
                return Period("year", -int(item.number))
    return None


def _read_passage(words: Words, ctx: Context) -> list[Time]:
    times: list[Time] = []
    for start, end in find_runs(words.symbols):
        i = start
        while i < end:
            ctx.sent = words.pieces[words.at[i]].sent
            phrase, reading = _read(words, i, ctx)
            if phrase is None:
                i += 1
                continue
            i = phrase.match.end
            if reading is not None:
                times.append(_time(phrase, reading, ctx))
                if reading.period is not None:
                    ctx.remember(reading.period, phrase.token(), times[-1].id, reading.anchor)
    return times


def _read(words: Words, i: int, ctx: Context) -> tuple[Phrase | None, Reading | None]:
    """Read the longest expression at symbol `i` that can be read; an age is passed over."""
    for match in matches_at(words.symbols, i):
        phrase = Phrase(words, match)
        reading = _READERS[match.reader](phrase, ctx)
        if reading is not None or match.reader == "age":
            return phrase, reading
    return None, None


def _time(phrase: Phrase, reading: Reading, ctx: Context) -> Time:
    doc = ctx.parse.doc
    pieces = phrase.pieces()
    if pieces[0].lower == "about" and len(pieces) > 1:  # in the mod, as annotators have it
        pieces = pieces[1:]
    span = quote(doc.text, pieces[0].start, pieces[-1].end)
    start, end = reading.bounds or (None, None)
    return Time(
        id=make_id("tim", doc.id, span.start, span.end),
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        start=start,
        end=end,
        anchor=ctx.last_id if reading.anchor == "previous" else reading.anchor,
        evidence=(span,),
        method=METHOD,
    )
