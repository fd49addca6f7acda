"""robots.txt: what a host allows, and how often (RFC 9309)."""

from functools import lru_cache

from protego import Protego

from onrecord.fetch.request import AGENT

LARGEST = 512_000
"""Bytes of a robots.txt that are read; the standard asks for as many."""
KEPT = 86_400.0
"""Seconds for which what was read holds."""
ANEW = 600.0
"""Seconds after which a host that gave no answer is asked again."""
LONGEST_DELAY = 300.0
"""Seconds between two requests of the slowest host that is still followed as it wants."""


def may_fetch(robots: bytes | None, url: str) -> bool:
    """Whether an address may be asked; where robots.txt could not be had, it may not."""
    return robots is not None and (not robots or _rules(robots).can_fetch(url, AGENT))


def asked_delay(robots: bytes | None) -> float:
    """The seconds between two requests that a host asks for; 0 where it asks for none."""
    delay = _rules(robots).crawl_delay(AGENT) if robots else None
    return min(delay or 0.0, LONGEST_DELAY)


@lru_cache(maxsize=64)
def _rules(robots: bytes) -> Protego:
    return Protego.parse(robots.decode("utf-8", "replace"))
