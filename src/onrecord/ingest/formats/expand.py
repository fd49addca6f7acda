"""A file → the reports in it, whatever it is: recognised by its bytes, one `Source` a report."""

import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from onrecord.ingest.formats.failures import failure, shown
from onrecord.ingest.formats.mapping import columns_of, mapped_of
from onrecord.ingest.recognise import HEAD, Format, is_table, recognise
from onrecord.ingest.sources import MAX_PAGE, MAX_PDF, MAX_REPORT, Source
from onrecord.records import Failure

MAX_DEPTH = 4
"""How deep containers may lie in containers."""
TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
"""What a plain text is called among other files; what is recognised may have any name."""
TABLE_SUFFIXES = (".csv", ".tsv")
"""What a table is called: one whose columns are not known is no plain text."""

Names = Mapping[str, tuple[str, ...]]
LIMITS: dict[Format, int] = {"text": MAX_REPORT, "html": MAX_PAGE, "pdf": MAX_PDF}
"""Bytes of the largest report of each kind; what is not here is a container."""


def expand(
    file: BinaryIO, name: str, names: Names, *, size: int | None = None, depth: int = 0
) -> Iterator[Source | Failure]:
    """The reports of a file, one at a time; each thing that cannot be read is one Failure.

    Args:
        file: the file, at its start; it can be sought in.
        name: how to call it.
        names: the columns of each field (see `check_mapping`).
        size: its bytes, where known.
        depth: how many containers it lies in.
    """
    head = file.read(HEAD)
    file.seek(0)
    found = recognise(head, columns_of(names), mapped_of(names))
    if found == "text" and (name.lower().endswith(TABLE_SUFFIXES) or is_table(head)):
        yield failure(
            name, "tables", f"is a table without known columns: {_first_line(head)!r}",
            "say which column holds the text: --map text=COLUMN",
        )  # fmt: skip
    elif found in LIMITS:
        yield _read_one(file, name, found, size)
    elif depth >= MAX_DEPTH:
        yield failure(
            name, "expand", f"lies {depth} containers deep; {MAX_DEPTH - 1} are opened",
            "unpack it and give the files",
        )  # fmt: skip
    else:
        yield from _open(file, name, found, names, depth)


def _read_one(file: BinaryIO, name: str, found: Format, size: int | None) -> Source | Failure:
    limit = LIMITS[found]
    data = file.read(limit + 1)
    if len(data) > limit:
        much = f"{size:,} bytes" if size else f"more than {limit:,} bytes"
        remedy = "split it into its reports, or cut what is not part of the report"
        return Failure(
            doc=shown(name),
            stage="ingest.files",
            message=f"{shown(name)!r} is {much}; a report may be {limit:,}",
            remedy=remedy,
        )
    return Source(name=shown(name), data=data)


def _open(
    file: BinaryIO, name: str, found: Format, names: Names, depth: int
) -> Iterator[Source | Failure]:
    from onrecord.ingest.formats import archives, feeds, mail, tables, warc  # noqa: PLC0415

    match found:
        case "xml":
            yield from feeds.read_xml(file, name)
        case "json":
            yield from tables.read_json(file, name, names)
        case "jsonl":
            yield from tables.read_json_lines(file, name, names)
        case "csv":
            yield from tables.read_csv(file, name, names)
        case "mail":
            yield from mail.read_mail(file, name)
        case "warc":
            yield from warc.read_warc(file, name)
        case "gzip" if _holds_warc(file):
            yield from warc.read_warc(file, name)
        case "zip" | "gzip":
            members = archives.read_zip if found == "zip" else archives.read_gzip
            for member in members(file, name):
                if isinstance(member, Failure):
                    yield member
                elif found == "gzip" or is_wanted(member.file, member.name, names):
                    yield from expand(member.file, member.name, names, depth=depth + 1)


def is_wanted(file: BinaryIO, name: str, names: Names) -> bool:
    """Whether a file among others is one of reports: no picture or script of a saved page."""
    head = file.read(HEAD)
    file.seek(0)
    if recognise(head, columns_of(names), mapped_of(names)) != "text":
        return True
    last = name.rpartition("/")[2].rpartition("!")[2]
    return is_table(head) or last.lower().endswith(TEXT_SUFFIXES) or "." not in last


def _first_line(head: bytes) -> str:
    return shown(head.split(b"\n", 1)[0].decode("utf-8-sig", "replace").strip())[:200]


def _holds_warc(file: BinaryIO) -> bool:
    """Whether a gzip file's first bytes are a WARC record's."""
    import zlib  # noqa: PLC0415

    start = zlib.decompressobj(wbits=31)
    try:
        head = start.decompress(file.read(4096), 5)
    except zlib.error:
        head = b""
    file.seek(0, io.SEEK_SET)
    return head == b"WARC/"
