"""Readers of durations: "30-day", "two and a half years", "the past two weeks"."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.annotate.times.anchor import Context
from onrecord.annotate.times.calendar import move_months
from onrecord.annotate.times.reading import Bounds, Phrase, Reading, mod_of
from onrecord.annotate.times.words import OTHER

if TYPE_CHECKING:
    from onrecord.annotate.times.figures import Item

_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "WE", "week": "W",
    "fortnight": "W", "month": "M", "quarter": "M", "year": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip
_FACTORS = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}
_VAGUE = {"decade": "DE", "century": "CE", "quarter": "Q"}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800,
            "fortnight": 1209600}  # fmt: skip
_HALVES = {"year": (6, "M"), "hour": (30, "M"), "minute": (30, "S"), "day": (12, "TH")}
_LASTING = frozenset({
    "agreement", "alliance", "armistice", "battle", "blockade", "boycott", "campaign", "ceasefire",
    "conflict", "crackdown", "crisis", "curfew", "deadlock", "dispute", "embargo", "emergency",
    "fight", "fighting", "hunger", "insurgency", "insurrection", "invasion", "mission", "movement",
    "negotiations", "occupation", "offensive", "operation", "pact", "peace", "process", "protest",
    "protests", "rebellion", "regime", "revolt", "rule", "sanctions", "siege", "stalemate",
    "standoff", "strike", "struggle", "talks", "treaty", "truce", "uprising", "violence", "war",
})  # fmt: skip
"""What an "8-month-old" one has gone on for so long."""


@dataclass(frozen=True, slots=True)
class Length:
    """A number of units; `count` None for "a few" and "several"."""

    count: float | None
    unit: str
    approximate: bool = False
    ranged: bool = False

    @property
    def mod(self) -> str | None:
        """EQUAL_OR_MORE for "two to three weeks", APPROX for "a couple of"."""
        return "EQUAL_OR_MORE" if self.ranged else "APPROX" if self.approximate else None

    @property
    def value(self) -> str:
        """The TIMEX3 value: P30D, PT2H, P2Y6M, PXW."""
        if self.count is None:
            letter = _VAGUE.get(self.unit, _LETTERS[self.unit])
            return f"PTX{letter[1:]}" if letter[0] == "T" else f"PX{letter}"
        count = self.count * _FACTORS.get(self.unit, 1)
        letter = _LETTERS[self.unit]
        whole, rest = divmod(count, 1)
        if rest == 0.5 and self.unit in _HALVES:
            half, small = _HALVES[self.unit]
            return _iso(whole, letter, f"{half}{small}")
        return _iso(count, letter)


def _iso(count: float, letter: str, more: str = "") -> str:
    text = f"{count:g}" if count < 1e6 else f"{count:.0f}"
    head = f"{text}{letter[-1]}" if count or not more else ""
    if letter[0] == "T":
        return f"PT{head}{more}"
    return f"P{head}{more}"


def read_count(phrase: Phrase) -> Length | None:
    """The number of units in a phrase; "a year" is one, "years" are some."""
    count: float | None = None
    seen, half, approximate, ranged, article = False, False, False, False, False
    unit: Item | None = None
    for item in phrase.items():
        if item.name in ("dom", "number", "year") and unit is None:
            if seen and not article:
                ranged = True
                continue
            article = False
            count, seen = item.number, True
            approximate = item.value == "couple"
        elif item.name in ("a", "another") and not seen and unit is None:
            count, seen, article = 1.0, True, True
        elif item.name == "vague":
            count, seen = None, True
        elif item.name == "half":
            half = True
        elif item.name in ("unit", "units", "quarter", "quarters") and unit is None:
            unit = item
        elif item.name in ("so", "or"):
            approximate = True
    if unit is None or unit.value not in _LETTERS:
        return None
    if half:
        names = [item.name for item in phrase.items()]
        leads = names.index("half") < len(names) - 1
        count = 0.5 if leads else (count or 0) + 0.5
    if count is None and not seen and unit.name in ("unit", "quarter"):
        count = 1.0
    return Length(count, unit.value, approximate, ranged)


def read_age(phrase: Phrase, _ctx: Context) -> Reading | None:
    """Read "an 8-month-old truce"; None for the age of somebody or of a thing that stands."""
    after, old = phrase.after(), phrase.piece("old")
    if after is None or old is None or after.lower not in _LASTING:
        return None
    length = read_count(phrase)
    return Reading("DURATION", length.value, length.mod) if length else None


def read_length(phrase: Phrase, _ctx: Context) -> Reading | None:
    """Read "30-day", "two and a half years", "an hour and a half", "at least 72 hours"."""
    length = read_count(phrase)
    if length is None:
        return None
    if not _is_whole(phrase, length) or _is_programme(phrase):
        return None
    if length.count == 1 and length.unit == "day" and _is_one_day(phrase):
        return Reading("DATE", "FUTURE_REF", anchor="publication")
    mod = mod_of(phrase, "hedge") or length.mod
    if _is_rate(phrase, length):
        return Reading("SET", length.value)
    return Reading("DURATION", length.value, mod)


def _is_whole(phrase: Phrase, length: Length) -> bool:
    """Whether it is a length of its own: not "minutes apart", "eight trading days"."""
    middle = [s for s in phrase.words.symbols[phrase.match.start : phrase.match.end] if s == OTHER]
    if middle:
        at = phrase.words.symbols.index(OTHER, phrase.match.start)
        return phrase.words.pieces[phrase.words.at[at]].pos in ("ADJ", "VERB")
    before, after = phrase.before(), phrase.after()
    if phrase.has_word("quarter") and phrase.has_word("a"):
        return False
    if before is not None and before.text == "-" and before.end == phrase.pieces()[0].start:
        return False
    return length.count is not None or after is None or after.lower not in ("apart", "old")


def _is_one_day(phrase: Phrase) -> bool:
    """Whether "one day" is some day to come: "will one day join"."""
    before, after = phrase.before(), phrase.after()
    if phrase.pieces()[0].lower != "one" or before is None or after is None:
        return False
    return before.tag == "MD" and after.tag in ("VB", "RB")


def _is_programme(phrase: Phrase) -> bool:
    """Whether it is the name of a programme: "60 Minutes"."""
    unit, before = phrase.piece("units"), phrase.before()
    if unit is None or unit.text != "Minutes":
        return False
    first = before if before and phrase.pieces()[0] == unit else phrase.pieces()[0]
    return first.text.isdigit()


def _is_rate(phrase: Phrase, length: Length) -> bool:
    """Whether "a day" means "every day": "5,000 barrels a day", "twice a week"."""
    items = list(phrase.items())
    before = phrase.before()
    if len(items) != 2 or items[0].name != "a" or before is None or length.count != 1:
        return False
    return before.tag in ("NNS", "CD") or before.lower in ("once", "twice", "%", "percent", "share")


def read_span(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "the past two weeks", "recent months", "the next few days", "the first nine months"."""
    length = read_count(phrase)
    if length is None:
        return None
    if phrase.has_word("ordinal") and length.unit == "day" and length.count == 1:
        return Reading("DATE", "XXXX-XX-XX", anchor="previous")
    mod = mod_of(phrase, "hedge") or length.mod
    words = {i.value for i in phrase.items() if i.name == "deictic"}
    bounds, anchor = None, None
    if words & {"last", "past", "recent"} and not ctx.narrative:
        anchor, bounds = "publication", span_bounds(ctx.published, length, -1)
    elif words & {"next", "coming"} and not ctx.narrative:
        anchor, bounds = "publication", span_bounds(ctx.published, length, 1)
    elif phrase.has_word("anaphoric", "deictic"):
        anchor = "previous"
    return Reading("DURATION", length.value, mod, None, bounds, anchor)


def span_bounds(day: dt.date | None, length: Length, sign: int) -> Bounds | None:
    """The stretch of so many units up to and with the day of publication, or from it on."""
    if day is None or length.count is None:
        return None
    here = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    if length.unit in _MONTHS:
        there = move_months(day, sign * round(length.count * _MONTHS[length.unit]))
        if there is None:
            return None
        far = dt.datetime(there.year, there.month, there.day, tzinfo=dt.UTC)
    elif length.unit in _SECONDS:
        try:
            far = here + sign * dt.timedelta(seconds=length.count * _SECONDS[length.unit])
        except OverflowError:
            return None
    else:
        return None
    end = here + dt.timedelta(days=1)
    return (far, end) if sign < 0 else (here, max(far, end))
