"""Readers of months, seasons, years, decades and centuries."""

from onrecord.annotate.times.anchor import Anchored, Context
from onrecord.annotate.times.calendar import Period
from onrecord.annotate.times.reading import (
    Phrase,
    Reading,
    dated,
    mod_of,
    year_ahead,
)
from onrecord.annotate.times.relative import which_of
from onrecord.annotate.times.told_year import short_year, year_in

_SEASON_MONTHS = (0, 3, 6, 9, 12)
_NAMES = frozenset({"PERSON", "ORG", "FAC", "EVENT", "WORK_OF_ART", "GPE", "PRODUCT"})
_BEFORE_YEARS = frozenset({
    "in", "since", "by", "until", "till", "from", "during", "before", "after", "of", "the", "early",
    "late", "mid", "and", "to", "through", "between", "year", "fiscal", "circa", "back", "spring",
    "summer", "autumn", "fall", "winter", "(", ",", "-", "–", "/",
})  # fmt: skip
_NAMESAKES = frozenset({"may", "april", "june", "august", "march"})
_BEFORE_MONTHS = frozenset({
    "in", "since", "by", "until", "till", "from", "during", "through", "throughout", "before",
    "after", "between", "of", "to", "and", "the", "a", "-", "–", "(", "for", "on", "this", "around",
})  # fmt: skip
_COUNTED = frozenset({"%", "percent", "people", "km", "m", "hours", "gmt"})


def read_month(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "April", "early March 2024", "last August", "July of that year"."""
    month = phrase.first("month", part="core")
    if month is None:
        return None
    number = int(month.number)
    year, anchor = year_in(phrase, ctx)
    which = which_of(phrase, ctx, "core") if year is None else None
    if year is None and which is not None:
        period, anchor = _month_by(ctx, number, which.offset, told=which.told)
        return dated(period, mod_of(phrase), anchor, ctx.published)
    if year is None:
        token = ctx.parse.tokens[phrase.token("core")]
        if token.ent in _NAMES or not _is_month(phrase):
            return None
        year, anchor = ctx.year_of(
            number, None, token.i, ahead=year_ahead(phrase), first=phrase.token()
        )
    return dated(Period("month", year, number), mod_of(phrase), anchor, ctx.published)


def _is_month(phrase: Phrase) -> bool:
    """Whether a lone month is one: not "Theresa May", "the March on Rome"."""
    before, piece = phrase.before(), phrase.pieces()[-1]
    if piece.tag not in ("NNP", "NNPS", "NN"):
        return False
    if piece.lower not in _NAMESAKES or phrase.has("mod"):
        return before is None or before.pos != "PROPN" or before.sent != piece.sent
    return before is not None and before.lower in _BEFORE_MONTHS


def _month_by(ctx: Context, month: int, offset: int, *, told: bool) -> Anchored:
    """Read "last August", "next May", "this September", "the previous April"."""
    base, anchor = ctx.told("month") if told else ctx.today("month")
    if base.year is None or not base.known:
        return Period("month", None, month), anchor
    return Period("month", _year_by(base.year, base.n, month, offset), month), anchor


def _year_by(year: int, now: int, number: int, offset: int) -> int:
    """The year of the last, this or next month or season `number`, told in number `now` of `year`.

    "Last August" in September is of this year, in August and before of the one before.
    """
    if offset < 0 and number >= now:
        return year - 1
    if offset > 0 and number <= now:
        return year + 1
    return year


def read_season(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "the summer", "last fall", "the winter of 1943", "spring 2024"."""
    season = phrase.first("season", part="core")
    if season is None:
        return None
    number = int(season.number)
    year, anchor = year_in(phrase, ctx)
    which = which_of(phrase, ctx, "core") if year is None else None
    token = ctx.parse.tokens[phrase.token("core")]
    if year is None and which is not None:
        base, anchor = ctx.told("season") if which.told else ctx.today("season")
        if base.year is None or not base.n:
            return dated(Period("season", base.year, number), mod_of(phrase), anchor)
        year = _year_by(base.year, base.n, number, which.offset)
    elif year is None:
        noun = phrase.piece("season") or token
        bare = noun.lower in ("fall", "spring") and not phrase.has_word("the")
        if noun.pos not in ("NOUN", "PROPN") or (bare and not noun.text[0].isupper()):
            return None
        after = phrase.after()
        if not phrase.takes_article():
            return None
        if noun.lower == "fall" and after is not None and after.lower in ("of", "in", "from"):
            return None
        year, anchor = ctx.year_of(_SEASON_MONTHS[number], None, token.i, ahead=year_ahead(phrase))
    return dated(Period("season", year, number), mod_of(phrase), anchor, ctx.published)


def read_year(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "2024", "early 1990", "490 BC", "fiscal 1989", "’99"; not "2024 people"."""
    items = list(phrase.items("core"))
    year, _ = year_in(phrase, ctx)
    number = phrase.first("number", part="core")
    if year is None and number and 1000 <= number.number < 2200:
        year = int(number.number)
    if year is None or not items:
        return None
    quarter = phrase.first("quarter")
    if quarter:
        last = ctx.quarter
        return dated(Period("quarter", year, last.n if last else 0), None, None)
    before = phrase.before()
    if items[0].name == "poss":
        digits = items[1].value
        mark, figures = phrase.pieces()[-2:]
        short = len(digits) == 2 and digits.isdigit() and mark.end == figures.start
        if not short or (before is not None and before.end == mark.start):
            return None
        year = short_year(items[1], ctx)
    mod = mod_of(phrase)
    if phrase.has_word("the") and phrase.has_word("unit", "units", "period"):
        return dated(Period("year", year), mod, None)
    alone = items[-1].name not in ("bc", "ad") and len(items) == 1
    if phrase.has_word("fiscal"):
        alone = False
    if alone and not (items[0].name == "year" and _is_year(phrase, year, ctx)):
        return None
    return dated(Period("year", year), mod, None)


def read_second_year(phrase: Phrase, ctx: Context) -> Reading | None:
    """The "60" of "1957-60"."""
    item = next(phrase.items())
    if ctx.last is None or ctx.last.year is None or len(item.value) != 2:
        return None
    year = ctx.last.year // 100 * 100 + int(item.number)
    return dated(Period("year", year), None, None) if year > ctx.last.year else None


def read_first_year(phrase: Phrase, _ctx: Context) -> Reading | None:
    """The "499" of "499 to 493 BC"."""
    first = next(phrase.items())
    ahead = phrase.words.items[phrase.match.end + 1]
    if ahead is None or not first.number.is_integer() or first.number <= ahead.number:
        return None
    return dated(Period("year", -int(first.number)), None, None)


def _is_year(phrase: Phrase, year: int, ctx: Context) -> bool:
    """Whether four figures are a year, not a count: "2024", "in 1683", but not "2000 troops"."""
    before, after = phrase.before(), phrase.after()
    if before is not None and before.lower in _BEFORE_YEARS:
        return True
    if phrase.has("mod") and not phrase.has_word("about", part="mod"):
        return True
    if after is not None and (after.tag == "NNS" or after.lower in _COUNTED):
        return False
    return 1900 <= year <= 2050 or ctx.narrative


def read_decade(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "the 1990s", "the early ’80s", "the nineties", "the 470s BC"."""
    decade = phrase.first("decade")
    if decade is None:
        return None
    if decade.number > 1000 and decade.value.isdigit() and not phrase.has_word("the"):
        piece = phrase.piece("decade")
        if piece is not None and piece.text.isalpha():  # an age: "in her late thirties"
            return None
    year = int(decade.number)
    if phrase.has_word("bc"):
        year = -(year + 9)
    elif year < 100:
        if not phrase.has_word("poss", "the"):
            return None
        year = short_year(decade, ctx)
    early = phrase.first("early")
    mod = mod_of(phrase) or (early.value if early else None)
    return dated(Period("decade", year), mod, None)


def read_century(phrase: Phrase, _ctx: Context) -> Reading | None:
    """Read "the 20th century", "the early fourth century BC"."""
    ordinal, unit = phrase.first("ordinal"), phrase.first("unit")
    if ordinal is None or unit is None or unit.value != "century" or not 1 <= ordinal.number <= 30:
        return None
    number = int(ordinal.number)
    year = -(number * 100 - 1) if phrase.has_word("bc") else (number - 1) * 100
    early = [item.value for item in phrase.items() if item.name == "early"]
    return dated(Period("century", year), mod_of(phrase) or (early[0] if early else None), None)
