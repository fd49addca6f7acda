"""JSON lines, JSON and CSV → reports, one a row. ninjs and JSON Feed are JSON with known keys."""

import codecs
import csv
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from onrecord.ingest.formats.failures import failure
from onrecord.ingest.formats.mapping import columns_of, read_row
from onrecord.ingest.recognise import find_separator
from onrecord.ingest.sources import MAX_PAGE, Source
from onrecord.records import Failure

MAX_JSON = 100_000_000
"""Bytes of the largest JSON value that is no line of its own."""
LISTS = ("items", "articles", "results", "documents", "stories", "data")
"""The keys under which a JSON object lists its reports."""

_NO_TEXT = "holds no text of a report"
_MAP = "say which column holds it: --map text=COLUMN"
_LONG = f"is longer than {MAX_PAGE:,} bytes"
Names = Mapping[str, tuple[str, ...]]


def read_json_lines(file: BinaryIO, name: str, names: Names) -> Iterator[Source | Failure]:
    """One report a line; a line that is no JSON object loses no other."""
    number = 0
    while line := file.readline(MAX_PAGE + 1):
        number += 1
        where = f"{name}!{number}"
        if len(line) > MAX_PAGE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_PAGE)
            yield failure(where, "tables", _LONG, "cut the line into its reports")
        elif line.strip():
            yield from _read_value(line.removeprefix(codecs.BOM_UTF8), where, names)


def read_json(file: BinaryIO, name: str, names: Names) -> Iterator[Source | Failure]:
    """The reports of a JSON value: an array, an object with a list of them, or one."""
    data = file.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        yield failure(
            name, "tables", f"is JSON of more than {MAX_JSON:,} bytes", "write it as JSON lines"
        )
        return
    yield from _read_value(data.removeprefix(codecs.BOM_UTF8), name, names)


def read_csv(file: BinaryIO, name: str, names: Names) -> Iterator[Source | Failure]:
    """One report a row of a table whose first line names its columns."""
    head = file.readline(MAX_PAGE)
    separator = find_separator(head, columns_of(names)) or ","
    csv.field_size_limit(MAX_PAGE)  # the library has one limit for the process; 128 kB is too low
    columns = next(csv.reader([_decode(head)], delimiter=separator), [])
    rows = csv.reader(_lines(file), delimiter=separator)
    number = 0
    while True:
        number += 1
        where = f"{name}!{number}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield failure(where, "tables", f"is no row of CSV: {error}", "mend the table there")
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            found = read_row(dict(zip(columns, row, strict=False)), where, names)
            yield found or failure(where, "tables", _NO_TEXT, _MAP)


def _lines(file: BinaryIO) -> Iterator[str]:
    while line := file.readline(MAX_PAGE):
        yield _decode(line)


def _decode(line: bytes) -> str:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return text.replace("\x00", "")


def _read_value(data: bytes, name: str, names: Names) -> Iterator[Source | Failure]:
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield failure(name, "tables", f"is no JSON: {error}", "mend it there")
        return
    listed = _find_list(value)
    if listed is None:
        yield _read_object(value, name, names, {})
        return
    beside = {k: v for k, v in value.items() if k != "title"} if isinstance(value, dict) else {}
    about = {"outlet": value["title"]} if isinstance(value, dict) and _is_feed(value) else {}
    if isinstance(beside.get("language"), str):
        about["language"] = beside["language"]
    for number, each in enumerate(listed, 1):
        yield _read_object(each, f"{name}!{number}", names, about)


def _find_list(value: object) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for key in LISTS:
            if isinstance(value.get(key), list) and value[key] and isinstance(value[key][0], dict):
                found: list[Any] = value[key]
                return found
    return None


def _is_feed(value: dict[str, Any]) -> bool:
    """Whether it is a JSON Feed (jsonfeed.org)."""
    version = str(value.get("version", ""))
    return "jsonfeed.org" in version and isinstance(value.get("title"), str)


def _read_object(value: object, name: str, names: Names, about: dict[str, str]) -> Source | Failure:
    if not isinstance(value, dict):
        return failure(name, "tables", "is no JSON object", "give one object a report")
    row = {k: v for k, v in value.items() if isinstance(k, str)}
    found = read_row({**about, **_from_ninjs(row)}, name, names)
    return found or failure(name, "tables", _NO_TEXT, _MAP)


def _from_ninjs(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the keys of IPTC's ninjs 1, 2 and 3 under the names that are known."""
    found = dict(row)
    for listed, single in (("headlines", "headline"), ("bodies", "body"), ("by", "byline")):
        values = row.get(listed)
        if single not in row and isinstance(values, list) and values:
            found[single] = _choose(values)
    for each in row.get("bodies") or ():
        kind = (
            str(each.get("contentType") or each.get("contenttype"))
            if isinstance(each, dict)
            else ""
        )
        if "html" in kind and isinstance(each.get("value"), str):
            found["body_html"] = each["value"]
    sources = row.get("infosources") or row.get("infoSources")
    if isinstance(sources, list) and sources and "source" not in row:
        found["source"] = _choose(sources)
    return found


def _choose(values: list[Any]) -> object:
    """The first of a list of {role, value}, the main one before others."""
    objects = [v for v in values if isinstance(v, dict)]
    main = [v for v in objects if v.get("role") in {"main", "headline", None}]
    chosen = next(iter(main or objects), None)
    return (chosen.get("value") or chosen.get("name")) if chosen else values[0]
