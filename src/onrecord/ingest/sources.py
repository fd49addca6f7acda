"""One report as it came in: its bytes, where it lay, and what was given with it."""

import datetime as dt
from typing import Literal

from onrecord.records import Frozen

Media = Literal["text", "html", "fragment", "pdf"]
"""What the bytes of a report are; a fragment is HTML without a page around it, as feeds carry."""

MAX_REPORT = 1_000_000
"""The largest report of plain text, in bytes."""
MAX_TEXT = 120_000
"""The longest text of a report, in characters: some 20,000 words, ten seconds on one slow core.

Of 419 news reports the longest has 104,000; time and memory of reading grow with the length.
"""
MAX_WORDS = 25_000
"""The most words and signs of a report: a text of signs alone has five times as many as prose."""
MAX_PAGE = 8_000_000
"""The largest page: news pages with their scripts in them have up to four million bytes."""
MAX_PDF = 50_000_000
"""The largest PDF file."""


class Source(Frozen, frozen=True, kw_only=True):
    """One report: its name for people, its bytes as they came, and what stood beside them.

    `name` is a path, and for a member of a container the path, "!" and the member. `media` None is
    to be recognised. The other fields are None or empty where nothing was given; `published` is the
    day as the container tells it.
    """

    name: str
    data: bytes
    media: Media | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    language: str | None = None
    retrieved: dt.datetime | None = None
