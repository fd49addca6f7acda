"""JSON lines, JSON and CSV → reports, one a row. ninjs and JSON Feed are JSON with known keys."""

import codecs
import csv
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from onrecord.ingest.formats.failures import failure
from onrecord.ingest.formats.mapping import columns_of, mapped_of, read_row
from onrecord.ingest.recognise import find_separator
from onrecord.ingest.sources import MAX_PAGE, Source
from onrecord.records import Failure

MAX_JSON = 100_000_000
"""Bytes of the largest JSON value that is no line of its own."""
LISTS = ("items", "articles", "results", "documents", "stories", "data")
"""The keys under which a JSON object lists its reports."""

FIRST_ROWS = 5
"""Rows without text that are named; of the others there is a count."""

_NO_TEXT = "holds no text of a report"
_MAP = "say which column holds it: --map text=COLUMN"
_LONG = f"is longer than {MAX_PAGE:,} bytes"
Names = Mapping[str, tuple[str, ...]]


class _Missing:
    """The rows of a file that hold no text: one failure for all of them, with the first ones."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self._first: list[str] = []

    def unless(self, found: Source | None, where: str) -> Iterator[Source]:
        """What was found in a row; a row without is counted."""
        if found is not None:
            yield found
            return
        self._count += 1
        if len(self._first) < FIRST_ROWS:
            self._first.append(where.removeprefix(self._name).lstrip("!"))

    def told(self) -> Iterator[Failure]:
        """The failure, where there is one."""
        if self._count == 0:
            return
        if self._count == 1:
            where = "!".join(filter(None, (self._name, *self._first)))
            yield failure(where, "tables", _NO_TEXT, _MAP)
            return
        more = ", …" if self._count > len(self._first) else ""
        rows = ", ".join(self._first) + more
        message = f"has {self._count:,} rows without text of a report: {rows}"
        yield failure(self._name, "tables", message, _MAP)


def read_json_lines(file: BinaryIO, name: str, names: Names) -> Iterator[Source | Failure]:
    """One report a line; a line that is no JSON object loses no other."""
    missing = _Missing(name)
    number = 0
    while line := file.readline(MAX_PAGE + 1):
        number += 1
        where = f"{name}!{number}"
        if len(line) > MAX_PAGE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_PAGE)
            yield failure(where, "tables", _LONG, "cut the line into its reports")
        elif line.strip():
            yield from _read_value(line.removeprefix(codecs.BOM_UTF8), where, names, missing)
    yield from missing.told()


def read_json(file: BinaryIO, name: str, names: Names) -> Iterator[Source | Failure]:
    """The reports of a JSON value: an array, an object with a list of them, or one."""
    data = file.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        yield failure(
            name, "tables", f"is JSON of more than {MAX_JSON:,} bytes", "write it as JSON lines"
        )
        return
    missing = _Missing(name)
    yield from _read_value(data.removeprefix(codecs.BOM_UTF8), name, names, missing)
    yield from missing.told()


def read_csv(file: BinaryIO, name: str, names: Names) -> Iterator[Source | Failure]:
    """One report a row of a table whose first line names its columns."""
    head = file.readline(MAX_PAGE)
    separator = find_separator(head, columns_of(names), mapped_of(names)) or ","
    csv.field_size_limit(MAX_PAGE)  # the library has one limit for the process; 128 kB is too low
    try:
        columns = next(csv.reader([_decode(head)], delimiter=separator), [])
    except csv.Error as error:
        yield failure(name, "tables", f"names no columns: {error}", "mend its first line")
        return
    rows = csv.reader(_lines(file), delimiter=separator)
    missing = _Missing(name)
    number = 0
    while True:
        number += 1
        where = f"{name}!{number}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield failure(where, "tables", f"is no row of CSV: {error}", "mend the table there")
            break
        if row is None:
            break
        if any(cell.strip() for cell in row):
            found = read_row(dict(zip(columns, row, strict=False)), where, names)
            yield from missing.unless(found, where)
    yield from missing.told()


def _lines(file: BinaryIO) -> Iterator[str]:
    while line := file.readline(MAX_PAGE):
        yield _decode(line)


def _decode(line: bytes) -> str:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return text.replace("\x00", "")


def _read_value(
    data: bytes, name: str, names: Names, missing: "_Missing"
) -> Iterator[Source | Failure]:
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield failure(name, "tables", f"is no JSON: {error}", "mend it there")
        return
    listed = _find_list(value)
    if listed is None:
        yield from _read_object(value, name, names, {}, missing)
        return
    beside = {k: v for k, v in value.items() if k != "title"} if isinstance(value, dict) else {}
    about = {"outlet": value["title"]} if isinstance(value, dict) and _is_feed(value) else {}
    if isinstance(beside.get("language"), str):
        about["language"] = beside["language"]
    for number, each in enumerate(listed, 1):
        yield from _read_object(each, f"{name}!{number}", names, about, missing)


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


def _read_object(
    value: object, name: str, names: Names, about: dict[str, str], missing: "_Missing"
) -> Iterator[Source | Failure]:
    if not isinstance(value, dict):
        yield failure(name, "tables", "is no JSON object", "give one object a report")
        return
    row = {k: v for k, v in value.items() if isinstance(k, str)}
    yield from missing.unless(read_row({**about, **_from_ninjs(row)}, name, names), name)


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
