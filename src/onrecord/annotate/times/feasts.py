"""Readers of holidays: "Orthodox Easter 2024", "the end of Ramadan", "Ukraine's Independence Day".

What hangs on the sight of the moon is approximate, and its interval a day wider on both sides.
"""

import datetime as dt

from onrecord.annotate.times.anchor import Context, cost_of
from onrecord.annotate.times.calendar import Period, containing
from onrecord.annotate.times.holidays import Feast, feasts_in, needs_land
from onrecord.annotate.times.reading import (
    Bounds,
    Phrase,
    Reading,
    dated,
    midnight,
    mod_of,
    part_of_bounds,
)
from onrecord.annotate.times.relative import which_of
from onrecord.annotate.times.told_year import year_in
from onrecord.wordlists import load_countries, word_key

_DAY = dt.timedelta(days=1)
_NEAR = 60
"""Days within which "Eid", of which there are two, is the one that is nearest."""
_LONG = 5


def read_feast(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read a holiday that is not joined to a clock or a part of the day."""
    found = find_feast(phrase, ctx)
    if found is None or not (phrase.has("mod") or _has_no_article(phrase)):
        return None
    feast, anchor = found
    if feast is None:
        return Reading("DATE", _unknown_year(phrase), mod_of(phrase), anchor=anchor)
    unit = phrase.first("unit", part="core")
    day = containing("day", feast.first)
    if unit is not None and unit.value in ("week", "weekend"):
        return dated(day.within("week" if unit.value == "week" else "weekend"), None, anchor)
    mod = mod_of(phrase)
    bounds = part_of_bounds(_bounds(feast), mod)
    if feast.days >= _LONG:
        value = "P1M" if feast.days > 28 else f"P{feast.days}D"
        return Reading("DURATION", value, mod, None, bounds, anchor)
    if feast.days == 1 and not feast.about:
        return dated(day, mod, anchor)
    return Reading(
        "DATE", day.value, mod or ("APPROX" if feast.about else None), day, bounds, anchor
    )


def _has_no_article(phrase: Phrase) -> bool:
    """Whether no bare "the" leads: in "the Christmas offensive" it is the offensive's."""
    return phrase.pieces()[0].lower != "the" or phrase.has_word("deictic", "anaphoric")


def _unknown_year(phrase: Phrase) -> str:
    """The value of a holiday of no known year: its day, where that is always the same."""
    item = phrase.first("feast", part="core")
    orthodox = phrase.has_word("orthodox", part="core")
    if item is not None and not needs_land(item.value):
        days = {
            (feast.first.month, feast.first.day)
            for year in (2001, 2002, 2003)
            for feast in feasts_in(item.value, year, orthodox=orthodox)
        }
        if len(days) == 1:
            month, day = days.pop()
            return Period("day", None, month, day).value
    return "XXXX-XX-XX"


def _bounds(feast: Feast) -> Bounds:
    first = feast.first - _DAY * feast.about
    return midnight(first), midnight(feast.first + _DAY * (feast.days + feast.about))


def feast_day(phrase: Phrase, ctx: Context) -> tuple[Period, str | None] | None:
    """The one day of a holiday, for "Christmas morning"; None for one of many days."""
    found = find_feast(phrase, ctx)
    if found is None or found[0] is None or found[0].days > 1 or found[0].about:
        return None
    return containing("day", found[0].first), found[1]


def find_feast(phrase: Phrase, ctx: Context) -> tuple[Feast | None, str | None] | None:
    """When a holiday falls, with what it is counted from; no feast where that is not known.

    The year that is told counts; else the last, the next, or the nearest as the verb has it.
    """
    item = phrase.first("feast", part="core")
    if item is None:
        return None
    year, anchor = year_in(phrase, ctx)
    orthodox = phrase.has_word("orthodox", part="core")
    land = _land(phrase) if needs_land(item.value) else None
    if year is None and ctx.narrative and (ctx.story or ctx.opening):
        told = ctx.story or ctx.opening
        year, anchor = (told.year if told else None), "previous"
    if year is not None:
        found = feasts_in(item.value, year, orthodox=orthodox, land=land)
        return (found[0] if len(found) == 1 else None), anchor
    day = ctx.published
    if day is None:
        return None, "publication"
    around = [
        feast
        for y in range(day.year - 1, day.year + 2)
        for feast in feasts_in(item.value, y, orthodox=orthodox, land=land)
    ]
    return _chosen(phrase, ctx, day, around), "publication"


def _chosen(phrase: Phrase, ctx: Context, day: dt.date, around: list[Feast]) -> Feast | None:
    """The one meant: of those around the publication, as "last", "next" or the verb has it."""
    which = which_of(phrase, ctx, "core")
    if which is not None and which.offset < 0:
        around = [feast for feast in around if feast.first + _DAY * feast.days <= day][-1:]
    elif which is not None and which.offset > 0:
        around = [feast for feast in around if feast.first > day][:1]
    if not around:
        return None
    tense = ctx.tense(phrase.token("core"), phrase.token())
    spans = [(feast.first, feast.first + _DAY * feast.days) for feast in around]
    costs = [cost_of(span, day, tense) for span in spans]
    best = min(range(len(around)), key=lambda n: costs[n])
    item = phrase.first("feast", part="core")
    if item is not None and item.value == "eid" and abs((spans[best][0] - day).days) > _NEAR:
        return None
    return around[best]


def _land(phrase: Phrase) -> str | None:
    """The country that a holiday is of: before it ("Ukraine's", "Indian") or after it ("in")."""
    countries = load_countries()
    feast = phrase.piece("feast")
    pieces = phrase.words.pieces
    at = next((k for k, piece in enumerate(pieces) if piece is feast), 0)
    before = [p.text for p in pieces[max(0, at - 3) : at] if p.lower not in ("'s", "’s", "'", "’")]
    after_at = phrase.words.at[phrase.match.end] if phrase.match.end < len(phrase.words.at) else -1
    after = [p.text for p in pieces[after_at : after_at + 3]] if after_at >= 0 else []
    if after[:1] not in (["in"], ["of"]):
        after = []
    for words in (before[-1:], before[-2:], after[1:2], after[1:3]):
        key = word_key(" ".join(words))
        code = countries.names.get(key) or countries.adjectives.get(key)
        if code:
            return code
    return None
