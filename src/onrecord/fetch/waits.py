"""How long to wait: between polls, after failures, and when a server asks."""

import hashlib
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

DAY = 86_400.0
SPREAD = 0.1
"""By which part of itself a wait is longer or shorter, so that no two run in step."""
SHORTEST_HOLD = 1.0


def spread(seconds: float, *chance: object) -> float:
    """A wait a little longer or shorter; equal chance, equal wait.

    >>> spread(100.0, "seed", 1) == spread(100.0, "seed", 1)
    True
    >>> 90 <= spread(100.0, "seed", 2) <= 110
    True
    """
    digest = hashlib.sha256(repr(chance).encode()).digest()
    share = int.from_bytes(digest[:6], "big") / 2**48
    return seconds * (1 + SPREAD * (2 * share - 1))


def back_off(seconds: float, failed: int) -> float:
    """The wait after so many failures in a row: twice as long each time, a day at most.

    >>> [back_off(900.0, n) for n in (0, 1, 3, 60)]
    [900.0, 1800.0, 7200.0, 86400.0]
    """
    return min(seconds * 2.0 ** min(failed, 30), max(DAY, seconds))


def asked_wait(headers: Mapping[str, str], now: float) -> float | None:
    """The seconds that a server asks to be left alone (Retry-After); None where it does not.

    A day is told from the server's own clock, where it shows it: both may be wrong alike. More than
    a day is taken as a day.
    """
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(max(float(said[:12]), SHORTEST_HOLD), DAY)
    until = _moment(said)
    if until is None:
        return None
    return min(max(until - (_moment(headers.get("date", "")) or now), SHORTEST_HOLD), DAY)


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text[:100]).timestamp() if text else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
