"""Writes src/onrecord/data/feasts.csv: the days of feasts that move through the calendar.

    python -m venv .venv-feasts
    .venv-feasts/bin/pip install -r training/feasts/requirements.txt
    .venv-feasts/bin/python training/feasts/build.py > src/onrecord/data/feasts.csv

The same bytes for the same packages. Islamic dates are those of the Umm al-Qura calendar, which
hijridate has for 1343 to 1500 AH; what is seen of the moon may put a feast a day sooner or later.
"""

import datetime as dt
from collections.abc import Callable, Iterator

from convertdate import persian
from hijridate import Hijri
from lunardate import LunarDate
from pyluach.dates import HebrewDate

YEARS = range(1925, 2077)
HIJRI = range(1344, 1500)
DAY = dt.timedelta(days=1)
Span = tuple[dt.date, dt.date]

# name, month, first day, days
ISLAMIC = (
    ("islamic new year", 1, 1, 1), ("ashura", 1, 10, 1), ("arbaeen", 2, 20, 1),
    ("mawlid", 3, 12, 1), ("eid al-fitr", 10, 1, 3), ("hajj", 12, 8, 6),
    ("arafat day", 12, 9, 1), ("eid al-adha", 12, 10, 4),
)  # fmt: skip
# Nisan is month 1
JEWISH = (
    ("passover", 1, 15, 8), ("shavuot", 3, 6, 2), ("tisha b'av", 5, 9, 1),
    ("rosh hashanah", 7, 1, 2), ("yom kippur", 7, 10, 1), ("sukkot", 7, 15, 7),
    ("simchat torah", 7, 23, 1), ("hanukkah", 9, 25, 8),
)  # fmt: skip


def islamic() -> Iterator[tuple[str, Span]]:
    """Feasts of the Islamic year; Ramadan with its whole month."""
    for year in HIJRI:
        for name, month, day, days in ISLAMIC:
            first = Hijri(year, month, day).to_gregorian()
            yield (
                name,
                (dt.date(*first.datetuple()), dt.date(*first.datetuple()) + DAY * (days - 1)),
            )
        ramadan = dt.date(*Hijri(year, 9, 1).to_gregorian().datetuple())
        feast = dt.date(*Hijri(year, 10, 1).to_gregorian().datetuple())
        yield "ramadan", (ramadan, feast - DAY)
        friday = feast - DAY
        while friday.isoweekday() != 5:
            friday -= DAY
        yield "quds day", (friday, friday)


def _islamic_day(year: int, month: int, day: int) -> dt.date:
    return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())


def jewish() -> Iterator[tuple[str, Span]]:
    """Feasts of the Jewish year by their days; each begins on the evening before."""
    for year in range(YEARS.start + 3760, YEARS.stop + 3761):
        for name, month, day, days in JEWISH:
            first = HebrewDate(year, month, day).to_pydate()
            if name == "tisha b'av" and first.isoweekday() == 6:
                first += DAY
            yield name, (first, first + DAY * (days - 1))
        adar = 13 if HebrewDate(year, 1, 1).year % 19 in (0, 3, 6, 8, 11, 14, 17) else 12
        purim = HebrewDate(year, adar, 14).to_pydate()
        yield "purim", (purim, purim)
        yield from _days_of_state(year)


def _days_of_state(year: int) -> Iterator[tuple[str, Span]]:
    """Israel's days of remembrance and independence, moved away from the Sabbath by law."""
    founded = HebrewDate(year, 2, 5).to_pydate()
    if founded.year < 1949:
        return
    moved = {5: -1, 6: -2, 1: 1}.get(founded.isoweekday(), 0)
    if moved == 1 and founded.year < 2004:
        moved = 0
    founded += DAY * moved
    yield "yom haatzmaut", (founded, founded)
    yield "yom hazikaron", (founded - DAY, founded - DAY)
    shoah = HebrewDate(year, 1, 27).to_pydate()
    shoah += DAY * {5: -1, 7: 1}.get(shoah.isoweekday(), 0)
    yield "yom hashoah", (shoah, shoah)


def others() -> Iterator[tuple[str, Span]]:
    """The spring equinox of the Persian calendar, the new year of the Chinese one."""
    for year in YEARS:
        nowruz = dt.date(*persian.to_gregorian(year - 621, 1, 1))
        yield "nowruz", (nowruz, nowruz)
    for year in YEARS:
        moon = LunarDate(year, 1, 1).to_solar_date()
        yield "lunar new year", (moon, moon)


def main() -> None:
    """Print the table."""
    kinds: tuple[Callable[[], Iterator[tuple[str, Span]]], ...] = (islamic, jewish, others)
    spans: dict[str, list[Span]] = {}
    for kind in kinds:
        for name, span in kind():
            if span[0].year in YEARS:
                spans.setdefault(name, []).append(span)
    print("# Feasts that move: how many days each lasts, and its first days from 1925 to 2076.")
    print("# Made by training/feasts/build.py with hijridate, pyluach, convertdate (MIT)")
    print("# and lunardate (GPL-3: it computes, no part of it is here). Dates are facts: CC0.")
    print("feast,days,first")
    for name in sorted(spans):
        days = max((last - first).days + 1 for first, last in spans[name])
        print(f"{name},{days},{' '.join(str(first) for first, _ in sorted(spans[name]))}")


if __name__ == "__main__":
    main()
