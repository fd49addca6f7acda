"""Readers of sets and vague references: "every Monday", "daily", "recently", "at night"."""

from onrecord.annotate.times.anchor import Context
from onrecord.annotate.times.calendar import SEASONS
from onrecord.annotate.times.clock import timed
from onrecord.annotate.times.lengths import Length, read_count
from onrecord.annotate.times.reading import Phrase, Reading, dated


def read_repeat(phrase: Phrase, _ctx: Context) -> Reading | None:
    """Read "every Monday", "each year", "Tuesday nights", "per month", "daily"."""
    word = phrase.first("set")
    if word:
        return Reading("SET", word.value)
    part = phrase.first("part", "parts")
    weekday = phrase.first("weekday", "weekdays")
    if weekday:
        suffix = f"T{part.value}" if part else ""
        return Reading("SET", f"XXXX-WXX-{weekday.value}{suffix}")
    if part:
        return Reading("SET", f"XXXX-XX-XXT{part.value}")
    month = phrase.first("month")
    if month:
        return Reading("SET", f"XXXX-{int(month.number):02d}")
    season = phrase.first("season", "seasons")
    if season:
        return Reading("SET", f"XXXX-{SEASONS[int(season.value) - 1]}")
    length = read_count(phrase)
    if length is None:
        return None
    ordinal = phrase.first("ordinal")
    count = ordinal.number if ordinal else 2.0 if phrase.has_word("other_one") else length.count
    count = count or 1.0
    return Reading("SET", Length(count, length.unit).value)


def _is_soon(phrase: Phrase, ctx: Context) -> bool:
    """Whether "soon" is soon from now: not "soon after", "as soon as", "soon became"."""
    before, after = phrase.before(), phrase.after()
    if (before and before.lower == "as") or (after and after.lower in ("after", "as")):
        return False
    return ctx.tense(phrase.token()) != "past"


def read_ref(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "now", "recently", "the past", "the near future", "these days"."""
    word = phrase.first("ref", "future")
    if word:
        if word.name == "ref" and word.value == "FUTURE_REF" and not _is_soon(phrase, ctx):
            return None
        return Reading("DATE", word.value, anchor="publication")
    if phrase.has_word("these"):
        days = phrase.first("units")
        is_now = days is not None and days.value == "day"
        return Reading("DATE", "PRESENT_REF", anchor="publication") if is_now else None
    word = phrase.first("deictic")
    if word is None:
        return None
    piece = phrase.piece("deictic")
    text = piece.lower if piece else ""
    if text == "current":
        return Reading("DATE", "PRESENT_REF", anchor="publication")
    if text == "past" and phrase.has_word("the"):
        after = phrase.after()
        if after is not None and after.pos in ("NOUN", "ADJ", "PROPN", "NUM"):
            return None
        return Reading("DATE", "PAST_REF", anchor="publication")
    return None


def read_at_time(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "at the time", "at the same time" in a narrative: the time told last."""
    after = phrase.after()
    if not ctx.narrative or ctx.last is None:
        return None
    if after is not None and after.lower in ("of", "when", "that", "as"):
        return None
    return dated(ctx.last, None, "previous")


def read_at_part(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "at night" as any night, "at dawn" as that of the day told in the sentence."""
    part, after = phrase.first("part"), phrase.after()
    if part is None or (after is not None and after.lower in ("of", "-")):
        return None
    piece = phrase.pieces()[0]
    told = ctx.last if ctx.last_sent == piece.sent else None
    if piece.lower == "night" or told is None or told.unit != "day":
        return Reading("TIME", f"XXXX-XX-XXT{part.value}")
    return timed(told, part.value, None, "previous")
