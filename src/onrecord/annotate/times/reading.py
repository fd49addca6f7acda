"""What a matched expression says, and the bounds in UTC that follow from it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.annotate.times.calendar import Period
from onrecord.annotate.times.figures import Item
from onrecord.annotate.times.grammar import Match, pattern
from onrecord.annotate.times.words import Words
from onrecord.records import TimexType
from onrecord.syntax import Token

Bounds = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of one expression.

    `period` is what a later "the next day" is counted from. `anchor` tells what the value was
    counted from: "publication", "previous" (the last time before it), None for nothing.
    """

    type: TimexType
    value: str
    mod: str | None = None
    period: Period | None = None
    bounds: Bounds | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A match with its words."""

    words: Words
    match: Match

    def has(self, part: str) -> bool:
        return part in self.match.parts

    def items(self, part: str | None = None) -> Iterator[Item]:
        """The words of a named part ("" where it is missing), or of the whole match."""
        start, end = self.match.start, self.match.end
        if part is not None:
            start, end = self.match.parts.get(part, (0, 0))
        return (item for item in self.words.items[start:end] if item)

    def first(self, *names: str, part: str | None = None) -> Item | None:
        """The first word of one of these classes."""
        return next((item for item in self.items(part) if item.name in names), None)

    def has_word(self, *names: str, part: str | None = None) -> bool:
        return self.first(*names, part=part) is not None

    def piece(self, *names: str) -> Token | None:
        """The word itself of the first of one of these classes."""
        for k in range(self.match.start, self.match.end):
            item = self.words.items[k]
            if item and item.name in names:
                return self.words.pieces[self.words.at[k]]
        return None

    def pieces(self) -> list[Token]:
        """All words of the expression."""
        start, end = self.match.start, self.match.end
        at = self.words.at
        return self.words.pieces[at[start] : at[end] if end < len(at) else None]

    def before(self) -> Token | None:
        """The word before the expression."""
        at = self.words.at[self.match.start]
        return self.words.pieces[at - 1] if at else None

    def after(self) -> Token | None:
        """The word after the expression."""
        end = self.match.end
        return self.words.pieces[self.words.at[end]] if end < len(self.words.at) else None

    def takes_article(self) -> bool:
        """Whether a leading "the" is the expression's own, not that of a noun after it."""
        first, after = self.words.items[self.match.start], self.after()
        if first is None or first.name != "the" or after is None:
            return True
        return after.pos not in ("NOUN", "PROPN", "ADJ")

    def token(self, part: str | None = None) -> int:
        """The number of the token that the expression, or a part of it, begins with."""
        start = self.match.start if part is None else self.match.parts[part][0]
        return self.words.pieces[self.words.at[start]].i


def year_ahead(phrase: Phrase) -> tuple[int, int] | None:
    """The month and year of a date to which this one is joined: "May 15 to August 16, 1988".

    The month is 0 where the other date has none.
    """
    words = phrase.words
    found = pattern("year_ahead").match(words.symbols, phrase.match.end)
    if found is None:
        return None
    items = [item for item in words.items[found.start() : found.end()] if item]
    month = next((int(item.number) for item in items if item.name == "month"), 0)
    return month, int(items[-1].number)


def mod_of(phrase: Phrase, part: str = "mod") -> str | None:
    """The TIMEX3 mod of what stands before the core: "early", "the end of", "nearly"."""
    negated = phrase.has_word("no", part=part)
    for item in phrase.items(part):
        if item.name in ("edge", "early", "small", "about", "hedge", "least"):
            return item.value
        if item.name == "more":
            return (
                ("EQUAL_OR_LESS" if negated else "MORE_THAN")
                if item.value == "MORE"
                else ("EQUAL_OR_MORE" if negated else "LESS_THAN")
            )
        if item.name == "earlier":
            return "START" if item.value == "before" else "END"
        if item.name == "up":
            return "EQUAL_OR_LESS"
        if item.name == "near":
            return "APPROX"
    return None


def dated(
    period: Period, mod: str | None, anchor: str | None, until: dt.date | None = None
) -> Reading:
    """A DATE; `until` is the publication that "earlier this month" runs to."""
    return Reading("DATE", period.value, mod, period, date_bounds(period, mod, until), anchor)


def date_bounds(period: Period, mod: str | None, until: dt.date | None = None) -> Bounds | None:
    """The bounds of a period; of its first, middle or last half for START, MID and END.

    "Earlier this month" ends with the day of publication, and "later this month" begins with it.
    """
    days = period.bounds()
    if days is None:
        return None
    start, end = midnight(days[0]), midnight(days[1])
    if (
        until is not None
        and period.unit != "day"
        and mod in ("START", "END")
        and start <= midnight(until) < end
    ):
        today = midnight(until)
        return (start, today + dt.timedelta(days=1)) if mod == "START" else (today, end)
    return part_of_bounds((start, end), mod)


def part_of_bounds(bounds: Bounds, mod: str | None) -> Bounds:
    """The first, middle or last half of a stretch for START, MID and END, else the whole."""
    start, end = bounds
    half = (end - start) / 2
    match mod:
        case "START":
            return start, start + half
        case "MID":
            return start + half / 2, end - half / 2
        case "END":
            return start + half, end
    return start, end


def midnight(day: dt.date) -> dt.datetime:
    """The moment at which a day begins, UTC."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
