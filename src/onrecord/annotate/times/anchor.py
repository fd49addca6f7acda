"""What a time is counted from: the publication, the time told before, or nothing.

A news report is counted from its publication and looks back: "Wednesday" is the last one unless
the verb says otherwise. A narrative (a history, told with years and dates of its own) is counted
from the time told last, and looks on. Without a publication date nothing is counted from it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.times.calendar import RANK, Period, Unit, containing, day_period
from onrecord.annotate.times.grammar import pattern
from onrecord.annotate.times.tense import Tense, tense_at
from onrecord.syntax import Parse

Anchored = tuple[Period, str | None]

_FINE = ("day", "month", "season", "week")
_BESIDE = frozenset({"since", "until", "till"})
_DASHES = frozenset("-–—")
_OPENING = 150
"""How many words of a report tell whether it is news."""


def is_narrative(passages: Sequence[str]) -> bool:
    """Whether the text dates itself by years: many of them, and few words that lean on today.

    A text that opens with "yesterday" or "on Monday" is news, whatever years it goes on to tell.
    """
    years = sum(len(pattern("dated").findall(symbols)) for symbols in passages)
    if years < 6 or pattern("deictic").search("".join(passages)[:_OPENING]):
        return False
    return years > 3 * sum(len(pattern("deictic").findall(symbols)) for symbols in passages)


@dataclass(slots=True)
class Context:
    """Where the reading stands; `last` is the time told last, with its sentence and id.

    `sent` is the sentence that is read, `clock` that of the last bare clock and its minutes.
    """

    parse: Parse
    narrative: bool
    sent: int = 0
    last: Period | None = None
    last_sent: int = -1
    last_id: str | None = None
    clock: tuple[int, int] = (-1, 0)
    quarter: Period | None = None
    story: Period | None = None
    opening: Period | None = None

    @property
    def published(self) -> dt.date | None:
        return self.parse.doc.published

    def today(self, unit: Unit) -> Anchored:
        """The period that holds the publication, of an unknown year without one."""
        if self.published is None:
            return Period(unit, None), "publication"
        return containing(unit, self.published), "publication"

    def told(self, unit: Unit) -> Anchored:
        """The period of this size that was told last, else that of the publication."""
        if self.last is not None and RANK[self.last.unit] >= RANK[unit]:
            return self.last.within(unit), "previous"
        if self.last is not None and (self.narrative or self.sent - self.last_sent <= 1):
            return Period(unit, self.last.year, *self._month_of(unit)), "previous"
        return self.today(unit)

    def _month_of(self, unit: Unit) -> tuple[int, ...]:
        """The month in which an unknown day lies, where one was told."""
        is_month = unit == "day" and self.last is not None and self.last.unit == "month"
        return (self.last.n,) if is_month and self.last is not None else ()

    def tense(self, token: int, first: int | None = None) -> Tense | None:
        """The tense at a token of an expression that begins with token `first`."""
        found = tense_at(self.parse, token, first)
        if found is None and first is not None and first != token:
            # "at 6 p.m. Moscow time on Saturday": the parser may lose the verb on the way
            return tense_at(self.parse, first)
        return found

    def remember(self, period: Period, token: int, time_id: str, anchor: str | None) -> None:
        """Take note of a time that begins at a token, for those that are counted from it."""
        self.last, self.last_sent, self.last_id = period, self.sent, time_id
        told = self.narrative and period.year is not None and anchor != "publication"
        if told and not self._is_aside(token, period):
            self._follow(period)

    def _is_aside(self, token: int, period: Period) -> bool:
        """Whether a date is told beside the story: "since 1955", the end of a span of years."""
        before = self.parse.tokens[token - 1].lower if token else ""
        return before in _BESIDE or (before in _DASHES and period.unit == "year")

    def _follow(self, period: Period) -> None:
        """Let the story go on: to any date, but to a bare year only where it is the next or so."""
        told = self.story.year if self.story is not None else None
        year = period.year
        follows = period.unit == "year" and told and year and told < year <= told + 2
        if told is None or year is None or period.unit in _FINE or follows:
            self.story = period

    def year_of(
        self,
        month: int,
        day: int | None,
        token: int,
        *,
        ahead: tuple[int, int] | None = None,
        first: int | None = None,
    ) -> tuple[int | None, str | None]:
        """The year of a date that is told without one; `ahead` is the month and year to come.

        `first` is the token that the whole expression begins with.
        """
        if ahead is not None:
            return ahead[1] - (month > ahead[0] > 0), None
        story = self.story or self.opening
        if self.narrative and story is not None:
            return _next_year(story, month), "previous"
        if self.published is None:
            return None, "publication"
        tense = self.tense(token, first)
        if tense == "past" and token and self.parse.tokens[token - 1].lower in ("to", "for"):
            tense = None
        return _year_by_tense(self.published, month, day, tense), "publication"

    def _tense_of_day(self, token: int, first: int | None) -> Tense | None:
        """The tense for a weekday; after a time to come in its sentence, it lies ahead too."""
        tense = self.tense(token, first)
        bounds = self.last.bounds() if self.last is not None else None
        same = self.last_sent == self.parse.tokens[token].sent
        if tense != "past" and same and bounds and self.published and bounds[0] > self.published:
            return "later"
        return tense

    def near(self, token: int) -> bool:
        """Whether the time told last is near: in the token's sentence, or in a narrative."""
        return self.narrative or self.last_sent == self.parse.tokens[token].sent

    def weekday(
        self, number: int, token: int, *, which: int | None = None, first: int | None = None
    ) -> Anchored:
        """A day of the week; `which` is −1 for "last", 1 for "next", 0 for "this"."""
        if self.narrative and self.last is not None and self.last.unit == "day":
            bounds = self.last.bounds()
            if bounds:
                ahead = (number - bounds[0].isoweekday()) % 7
                return containing("day", bounds[0] + dt.timedelta(days=ahead)), "previous"
        if self.published is None:
            return Period("weekday", None, number), "publication"
        tense = self._tense_of_day(token, first) if which is None else None
        back = (self.published.isoweekday() - number) % 7
        if which == -1:
            days = -(back or 7)
        elif which == 1:
            days = 7 - back
        elif which == 0 or tense in ("future", "later", "scheduled"):
            days = 7 - back if back else 0
        else:
            days = -back
        return containing("day", self.published + dt.timedelta(days=days)), "publication"


def _next_year(told: Period, month: int) -> int | None:
    """The year that puts a month nearest to the period told before; rather on than back."""
    last = told.unit not in ("year", "decade", "century")
    if told.year is None:
        return None
    bounds = told.bounds()
    here = told.n if told.unit in ("day", "month") else bounds[0].month if bounds and last else 0
    if here and month - here < -8:
        return told.year + 1 if told.year != -1 else 1
    return told.year


def _year_by_tense(published: dt.date, month: int, day: int | None, tense: Tense | None) -> int:
    """The year that puts a date nearest to the publication; rather back than on.

    What will be lies never behind the publication; what would be may ("said talks would resume").
    """
    best, least = published.year, float("inf")
    for year in range(published.year - 1, published.year + 2):
        period = day_period(year, month, day) if day else Period("month", year, month)
        bounds = period.bounds() if period else None
        if bounds is None:
            continue
        cost = cost_of(bounds, published, tense)
        if cost < least:
            best, least = year, cost
    return best


def cost_of(bounds: tuple[dt.date, dt.date], published: dt.date, tense: Tense | None) -> float:
    """How far a stretch of days is from the publication: more so against the tense."""
    if bounds[0] <= published < bounds[1]:
        return 0.0
    distance = (bounds[0] - published).days
    if distance > 0:
        return distance * (
            1.0 if tense in ("future", "later") else 12.0 if tense == "past" else 1.5
        )
    if tense == "future":
        return float("inf")
    return -distance * (3.0 if tense == "later" else 1.0)
