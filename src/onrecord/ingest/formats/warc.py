"""WARC files → the pages in them, streamed; a broken record loses itself alone."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.ingest.formats.failures import failure
from onrecord.ingest.sources import MAX_PAGE, MAX_PDF, Source
from onrecord.records import Failure

MOST_BREAKS = 100
"""Broken places after which a file is given up."""

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
_STAGE = "warc"


def read_warc(file: BinaryIO, name: str) -> Iterator[Source | Failure]:
    """The pages, texts and PDF files that were fetched with success, in the order of the file.

    `url` is where a page was and `retrieved` when. Pictures, scripts and redirects are passed over.
    """
    start = 0
    for _ in range(MOST_BREAKS):
        end: int | None = None
        for found in _read_from(file, name, start):
            if isinstance(found, int):
                end = found
            else:
                yield found
        if end is None:
            return
        start = end
    yield failure(name, _STAGE, f"is broken in {MOST_BREAKS} places", "get the file again")


def _read_from(file: BinaryIO, name: str, start: int) -> Iterator[Source | Failure | int]:
    """The pages from an offset on; where the file is broken, the offset to go on from, last."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - seldom needed

    file.seek(start)
    at = start
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    records = iter(ArchiveIterator(file, record_types=kinds, parse_http=True, auto_decode="all"))
    while True:
        try:
            record = next(records, None)
            if record is None:
                return
            at = record.stream_pos if record.stream_pos >= start else start + record.stream_pos
            found = _read_record(record, f"{name}!{at}")
        except (OSError, ValueError, EOFError, AttributeError, MemoryError) as error:
            following = _find_record(file, max(at + 1, start + 1))
            yield failure(
                f"{name}!{at}", _STAGE, f"is broken after byte {at:,}: {error}",
                "get the file again; the rest of it was read",
            )  # fmt: skip
            if following is not None:
                yield following
            return
        if found is not None:
            yield found


def _read_record(record: Any, name: str) -> Source | Failure | None:
    http = record.http_headers
    status = http.status_code if http is not None else 200
    kind = (record.http_content_type if http is not None else None) or record.headers.get(
        "Content-Type", ""
    )
    kind = kind.split(";")[0].strip().lower()
    if status != 200 or kind not in _PAGES:
        return None
    limit = MAX_PDF if kind == "application/pdf" else MAX_PAGE
    data = record.reader.read(limit + 1)
    url = record.headers.get("WARC-Target-URI") or None
    if len(data) > limit:
        return failure(name, _STAGE, f"({url}) is larger than {limit:,} bytes", "leave it out")
    if not data.strip():
        return failure(name, _STAGE, f"({url}) is empty", "fetch the page again")
    return Source(
        name=name,
        data=data,
        media="html" if "html" in kind else None,
        url=url,
        retrieved=record.record_date,
    )


def _find_record(file: BinaryIO, start: int) -> int | None:
    """Where the next record could begin, in a plain file or one of gzip members."""
    file.seek(0)
    zipped = file.read(2) == b"\x1f\x8b"
    mark = b"\x1f\x8b\x08" if zipped else b"WARC/1."
    file.seek(start, io.SEEK_SET)
    before = b""
    at = start
    while chunk := file.read(1 << 20):
        found = (before + chunk).find(mark)
        if found >= 0:
            return at - len(before) + found
        at += len(chunk)
        before = (before + chunk)[-len(mark) + 1 :]
    return None
