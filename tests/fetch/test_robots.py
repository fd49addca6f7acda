"""robots.txt."""

import time

import pytest

from onrecord.fetch.robots import LARGEST, LONGEST_DELAY, asked_delay, may_fetch

URL = "http://example.org/news/1"


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (b"", True),
        (None, False),
        (b"User-agent: *\nDisallow: /", False),
        (b"User-agent: *\nDisallow: /news/\nAllow: /news/1", True),
        (b"User-agent: other\nDisallow: /", True),
        (b"User-agent: onrecord\nDisallow: /news\n\nUser-agent: *\nDisallow:", False),
        (b"User-agent: *\nDisallow: /*/1$", False),
        (b"<!doctype html><title>Not found</title>", True),
        (b"\xff\xfe\x00 nonsense \x00\n:::\nDisallow /", True),
    ],
)
def test_allowed(robots: bytes | None, *, allowed: bool) -> None:
    assert may_fetch(robots, URL) is allowed


@pytest.mark.parametrize(
    ("robots", "delay"),
    [
        (None, 0.0),
        (b"User-agent: *\nCrawl-delay: 2.5", 2.5),
        (b"User-agent: *\nCrawl-delay: 999999", LONGEST_DELAY),
        (b"User-agent: *\nCrawl-delay: -1", 0.0),
        (b"User-agent: *\nCrawl-delay: soon", 0.0),
    ],
)
def test_delay(robots: bytes | None, delay: float) -> None:
    assert asked_delay(robots) == delay


@pytest.mark.parametrize(
    "line", [b"Disallow: " + b"*a" * 900 + b"b$", b"Disallow: *x", b"User-agent: *", b"*" * 500]
)
def test_rules_made_to_take_long(line: bytes) -> None:
    robots = b"User-agent: *\n" + (line + b"\n") * (LARGEST // (len(line) + 1))
    began = time.process_time()
    may_fetch(robots, "http://example.org/" + "a" * 1900)
    assert time.process_time() - began < 10
