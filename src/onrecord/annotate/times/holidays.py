"""Holidays with a fixed rule: Christmas, New Year, Easter (also the Orthodox), Thanksgiving."""

import datetime as dt


def holiday_date(name: str, year: int) -> dt.date | None:
    """The date of a holiday: "christmas", "new year", "easter", "orthodox easter" …; else None."""
    if not 1583 <= year <= 9998:
        return None
    orthodox = name.startswith("orthodox ")
    match name.removeprefix("orthodox "):
        case "christmas":
            return dt.date(year, 1, 7) if orthodox else dt.date(year, 12, 25)
        case "christmas eve":
            return dt.date(year, 1, 6) if orthodox else dt.date(year, 12, 24)
        case "new year":
            return dt.date(year, 1, 14) if orthodox else dt.date(year, 1, 1)
        case "new year eve":
            return dt.date(year, 12, 31)
        case "halloween":
            return dt.date(year, 10, 31)
        case "thanksgiving":
            first = dt.date(year, 11, 1)
            return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)
        case "easter":
            return _orthodox_easter(year) if orthodox else _easter(year)
        case "easter monday":
            sunday = _orthodox_easter(year) if orthodox else _easter(year)
            return sunday + dt.timedelta(days=1)
        case "good friday":
            sunday = _orthodox_easter(year) if orthodox else _easter(year)
            return sunday - dt.timedelta(days=2)
    return None


def _easter(year: int) -> dt.date:
    """Western Easter (the anonymous Gregorian algorithm, Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return dt.date(year, month, (h - m + r + month + 19) % 32)


def _orthodox_easter(year: int) -> dt.date:
    """Orthodox Easter (Meeus's Julian algorithm), in the Gregorian calendar."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    julian = dt.date(year, month, day + 1)
    return julian + dt.timedelta(days=year // 100 - year // 400 - 2)
