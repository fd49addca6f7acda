"""Times of day: clocks with their zones, and the parts of the day.

A clock without a zone is read as UTC, as a day is: reports seldom say where their clock hangs. What
is called "local time" is read in the zone of the one place that its sentence names, or by the other
clock beside it ("5 p.m. local time (1400 GMT)"); without either its interval holds that of every
land. A full minute lasts a minute, a full hour ("9 a.m.") an hour. A night runs into the next
morning.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.times.anchor import Context
from onrecord.annotate.times.calendar import Period
from onrecord.annotate.times.figures import Item
from onrecord.annotate.times.reading import Bounds, Phrase, Reading, mod_of
from onrecord.annotate.times.zones import EARLIEST, LATEST, LOCAL, minutes_east, place_zone

_PARTS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30), "DT": (6, 18)}


_POINT = re.compile(r"\d{1,2}\.[0-5]\d")
"""A clock with a point: "7.15 p.m."."""
_UTC = frozenset({"0", "UTC"})
_BETWEEN = frozenset({
    "(", ")", "local", "time", "on", "comma", "dom", "number", "year", "clock", "ampm", "zone",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes after midnight, how many minutes that lasts, the zone (see zones.py)."""

    minutes: int
    length: int
    zone: str | None

    @property
    def suffix(self) -> str:
        mark = "Z" if self.zone in _UTC else ""
        return f"{self.minutes // 60:02d}:{self.minutes % 60:02d}{mark}"


def read_clock(items: Sequence[Item]) -> Clock | None:
    """Read "10:30 a.m. EST", "9 p.m.", "0430 GMT", "5 o'clock", "noon"; None for "25:70"."""
    minutes, length = None, 60
    zone: str | None = None
    for item in items:
        if item.name in ("clock", "noon"):
            minutes = int(item.value[:2]) * 60 + int(item.value[3:])
            length = 1
        elif item.name in ("dom", "number", "year"):
            if len(item.value) == 4 and item.value.isdigit():
                minutes, length = int(item.value[:2]) * 60 + int(item.value[2:]), 1
                if item.number % 100 > 59:
                    return None
            elif _POINT.fullmatch(item.value):
                hour, _, minute = item.value.partition(".")
                minutes, length = int(hour) * 60 + int(minute), 1
            else:
                minutes = int(item.number) * 60
        elif item.name == "ampm":
            if minutes is None or not 0 < minutes < 13 * 60:
                return None
            minutes = minutes % 720 + (720 if item.value == "12" else 0)
        elif item.name == "zone":
            zone = item.value
    if minutes is None or minutes > 24 * 60:
        return None
    return Clock(minutes, length, zone)


def timed(period: Period, time: Clock | str, mod: str | None, anchor: str | None) -> Reading:
    """A TIME: a clock or a part of the day ("MO") on a day."""
    suffix = time if isinstance(time, str) else time.suffix
    value = f"{period.value}T{suffix}"
    return Reading("TIME", value, mod, period, _time_bounds(period, time, mod), anchor)


def _time_bounds(period: Period, time: Clock | str, mod: str | None) -> Bounds | None:
    days = period.bounds()
    if days is None or period.unit != "day":
        return None
    midnight = dt.datetime.combine(days[0], dt.time(), tzinfo=dt.UTC)
    if isinstance(time, Clock):
        start = midnight + dt.timedelta(minutes=time.minutes)
        end = start + dt.timedelta(minutes=time.length)
        east = minutes_east(time.zone or "0", days[0], time.minutes)
        if east is None:
            return start - dt.timedelta(minutes=EARLIEST), end - dt.timedelta(minutes=LATEST)
        return start - dt.timedelta(minutes=east), end - dt.timedelta(minutes=east)
    if time not in _PARTS:
        return None
    first, last = (dt.timedelta(hours=h) for h in _PARTS[time])
    half = (last - first) / 2
    if mod == "START":
        last -= half
    elif mod == "END":
        first += half
    return midnight + first, midnight + last


def clock_of(phrase: Phrase, ctx: Context, part: str) -> Clock | None:
    """The clock in a part of the phrase, in the zone that is told with it or beside it."""
    time = read_clock(list(phrase.items(part)))
    if time is None:
        return None
    after = phrase.first("zone", part="zone")
    if time.zone is None and after is not None:
        time = replace(time, zone=after.value)
    if time.zone not in (None, LOCAL):
        return time
    zone = _zone_beside(phrase, time)
    if zone is None and time.zone == LOCAL:
        zone = place_zone(ctx.parse.sentence_tokens(ctx.sent))
    return time if zone is None else replace(time, zone=zone)


def _zone_beside(phrase: Phrase, time: Clock) -> str | None:
    """The zone by the other clock in brackets: "5 p.m. local time (1400 GMT)"."""
    words, end = phrase.words, phrase.match.end
    after = phrase.after()
    if after is None or after.text != "(":
        return None
    found = []
    for item in words.items[end + 1 : end + 6]:
        if item is None:
            break
        found.append(item)
    other = read_clock(found)
    if other is None or other.zone in (None, LOCAL) or not found:
        return None
    if not (other.zone in _UTC or other.zone.lstrip("-").isdigit()):
        return None
    theirs = 0 if other.zone in _UTC else int(other.zone)
    east = time.minutes - other.minutes + theirs
    return str((east - LATEST) % (24 * 60) + LATEST)


def read_clock_alone(phrase: Phrase, ctx: Context) -> Reading | None:
    """Read "10:30 a.m." on the day told with it, else on that of the publication."""
    time = clock_of(phrase, ctx, "clock")
    if time is None:
        return None
    bare = all(item.name == "clock" for item in phrase.items("clock"))
    before = phrase.before()
    if bare and (before is None or before.tag not in ("IN", "TO", "RB")):
        return None
    weekday = _weekday_ahead(phrase)
    if weekday is not None:
        day, anchor = ctx.weekday(weekday, phrase.token())
    else:
        day, anchor = ctx.told("day") if ctx.near(phrase.token()) else ctx.today("day")
    if _ends_next_day(phrase, ctx, time):
        day = day.shift(1)
    ctx.clock = (ctx.sent, time.minutes)
    return timed(day, time, mod_of(phrase), anchor)


def _ends_next_day(phrase: Phrase, ctx: Context, time: Clock) -> bool:
    """Whether a clock ends a span that runs over midnight: "from 10 p.m. to 5 a.m."."""
    before = phrase.before()
    joined = before is not None and before.lower in ("to", "until", "till", "-", "–")
    return joined and ctx.clock[0] == ctx.sent and time.minutes < ctx.clock[1]


def _weekday_ahead(phrase: Phrase) -> int | None:
    """The weekday of "2am local time (0100 UTC) on Friday"; None where another word comes first."""
    words = phrase.words
    for k in range(phrase.match.end, min(phrase.match.end + 9, len(words.items))):
        item = words.items[k]
        if item is not None and item.name == "weekday":
            return int(item.number)
        name = item.name if item is not None else words.pieces[words.at[k]].lower
        if name not in _BETWEEN:
            return None
    return None
