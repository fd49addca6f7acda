"""onrecord reads news reports on conflict and diplomacy and keeps the record.

Reports in, a record out: who did and said what, to whom, where, when, according to whom, and
whether it happened, is planned, proposed, denied or only alleged. Every fact in the record points
at the characters of the report that say it.

The stages, in order: ingest (bytes → Document, passages), annotate (what the text says), resolve
(who and where that is), fuse (what it adds up to), store, serve. `onrecord.pipeline` runs them.

>>> from onrecord import read
>>> record = read("Troops entered Homs on Monday, the governor said.", published="2016-05-11")
>>> [s.act for s in record.statements]
['assert']
"""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.pipeline import Reader
    from onrecord.records import Record

__version__ = "0.1.0"
__all__ = ["__version__", "default_reader", "parse_date", "read"]


def read(
    data: str | bytes,
    *,
    published: dt.date | str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> "Record":
    """Read one report and return its record.

    Args:
        data: the report's text, or its bytes as found in a file.
        published: its publication date, or "YYYY-MM-DD"; None leaves relative times relative.
        outlet: who published it.
        url: where.

    Raises:
        InputError: the report or the date cannot be used.
    """
    day = parse_date(published) if isinstance(published, str) else published
    return default_reader().read(data, published=day, outlet=outlet, url=url)


@cache
def default_reader() -> "Reader":
    """The reader behind `read`, loaded at its first use (about two seconds)."""
    from onrecord.pipeline import Reader  # noqa: PLC0415 - importing onrecord stays cheap

    return Reader()


def parse_date(value: str) -> dt.date:
    """A date from "YYYY-MM-DD".

    Raises:
        InputError: it is anything else.
    """
    try:
        return dt.date.fromisoformat(value.strip())
    except ValueError:
        raise InputError(
            f"{value!r} is no date", remedy="give the publication date as YYYY-MM-DD"
        ) from None
