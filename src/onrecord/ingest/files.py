"""Arguments → sources: files, folders, patterns and standard input, read one at a time."""

import glob
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, BinaryIO, cast

from onrecord.ingest.formats.expand import (
    LIMITS,
    TEXT_SUFFIXES,
    Names,
    expand,
    is_wanted,
)
from onrecord.ingest.formats.failures import shown
from onrecord.ingest.formats.mapping import check_mapping, columns_of, mapped_of
from onrecord.ingest.recognise import HEAD, is_table, recognise
from onrecord.ingest.remote import Place, is_address
from onrecord.ingest.sources import Source as Source  # noqa: PLC0414 - it is looked for here
from onrecord.records import Failure

IN_MEMORY = 10_000_000
"""Bytes from which standard input waits in a file."""
MAX_STREAM = 2_000_000_000
"""Bytes of standard input that are read where it is a container."""


def read_sources(
    paths: Iterable[str | Path], *, mapping: Mapping[str, str] | None = None
) -> Iterator[Source | Failure]:
    """The reports that the arguments name, in their order, each file once.

    What a file is shows in its bytes, whatever it is called: plain text, a saved page, PDF, a mail,
    a feed, JSON, CSV, WARC, or a zip or gzip file of these. A folder stands for the files in it and
    below it that are recognised so, and for its text files by name, in the order of their names;
    hidden ones are left out. A pattern ("reports/*.txt", "**" for any depth) stands for what it
    matches, in the order of the names; "-" for standard input; an address (s3://bucket/folder,
    gs://…, file:///…) for the file or folder of an object store. What cannot be read is a Failure
    in its place.

    Args:
        paths: files, folders, patterns.
        mapping: the column or key of a field (text, html, title, url, outlet, authors, published,
            language) in tables that call it by a name of their own.

    Raises:
        InputError: the mapping names a field that there is not.
    """
    names = check_mapping(mapping or {})
    seen: set[str] = set()
    for path in paths:
        if is_address(str(path)):
            yield from _read_address(str(path), names, seen)
            continue
        for found in _expand(str(path), names):
            if isinstance(found, Failure):
                yield found
                continue
            real = found if found == "-" else os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield from _read(found, names)


def _read_address(where: str, names: Names, seen: set[str]) -> Iterator[Source | Failure]:
    """The reports of a file or folder of an object store."""
    place = Place(where)
    try:
        for each in place.files():
            if each.name in seen:
                continue
            seen.add(each.name)
            with each.open() as file:
                if each.name == place.name or is_wanted(file, each.name, names):
                    yield from expand(file, each.name, names)
    except FileNotFoundError:
        yield _failure(place.name, "is not there", "check the address, and what you may see there")
    except OSError as error:
        remedy = "check the address, the network and your credentials"
        yield _failure(place.name, f"cannot be read: {error}", remedy)


def _expand(argument: str, names: Names) -> Iterator[str | Failure]:
    """The files that one argument stands for."""
    if argument == "-":
        yield argument
    elif "\x00" in argument or not argument:
        yield _failure(argument, "is no path", "give the path of a file or folder")
    elif _is_folder(argument):
        yield from _folder(argument, names)
    elif os.path.lexists(argument) or not glob.has_magic(argument):
        yield argument
    else:
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - absolute ones too
        if not matches:
            yield _failure(argument, "matches no file", "check the pattern and the folder it is in")
        for match in matches:
            yield from _folder(match, names) if _is_folder(match) else (match,)


def _folder(folder: str, names: Names) -> Iterator[str | Failure]:
    found = False
    for path in _walk(folder, (os.path.realpath(folder),), names):
        found = True
        yield path
    if not found:
        wanted = ", ".join(TEXT_SUFFIXES)
        remedy = f"a folder is searched for {wanted} files, pages, feeds, mails and tables"
        yield _failure(folder, "holds no text file and no other report", remedy)


def _walk(folder: str, above: tuple[str, ...], names: Names) -> Iterator[str | Failure]:
    """The text files below a folder; `above` are the real paths of the folders it lies in."""
    try:
        with os.scandir(folder) as entries:
            files = sorted(e.name for e in entries if not e.name.startswith("."))
    except OSError as error:
        yield _failure(folder, f"cannot be listed: {_reason(error)}", "check its permissions")
        return
    for name in files:
        path = str(Path(folder) / name)
        if not _is_folder(path):
            if name.lower().endswith(TEXT_SUFFIXES) or _is_recognised(path, names):
                yield path
            continue
        real = os.path.realpath(path)
        if real in above:
            yield _failure(path, "links back to a folder it lies in", "remove the link")
        else:
            yield from _walk(path, (*above, real), names)


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - False where Path.is_dir() raises


def _is_recognised(path: str, names: Names) -> bool:
    """Whether a file's bytes show that it holds reports; one that cannot be read does not."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return False
        with Path(path).open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    found = recognise(head, columns_of(names), mapped_of(names))
    return found != "text" or is_table(head)


def _read(path: str, names: Names) -> Iterator[Source | Failure]:
    if path == "-":
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spooled:
            _take(sys.stdin.buffer, spooled, names)
            spooled.seek(0)
            yield from expand(cast("BinaryIO", spooled), "-", names)
        return
    try:
        info = Path(path).stat()
        if not stat.S_ISREG(info.st_mode):
            yield _failure(path, f"is {_what(info.st_mode)}, not a file", "use - to read a stream")
            return
        with Path(path).open("rb") as file:
            yield from expand(file, path, names, size=info.st_size)
    except FileNotFoundError:
        if Path(path).is_symlink():
            target = shown(str(Path(path).readlink()))
            yield _failure(path, f"links to {target!r}, which is not there", "mend the link")
        else:
            yield _failure(path, "is not there", "check the spelling of the path")
    except OSError as error:
        remedy = "check the path and permissions"
        yield _failure(path, f"cannot be read: {_reason(error)}", remedy)


def _take(stream: BinaryIO, spooled: IO[bytes], names: Names) -> None:
    """Copy a stream, which may never end, as far as its kind is read."""
    head = stream.read(HEAD)
    spooled.write(head)
    left = (
        LIMITS.get(recognise(head, columns_of(names), mapped_of(names)), MAX_STREAM) + 1 - len(head)
    )
    while left > 0 and (chunk := stream.read(min(left, 1 << 18))):
        spooled.write(chunk)
        left -= len(chunk)


def _what(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"))
    return next((what for is_kind, what in kinds if is_kind(mode)), "a device")


def _failure(path: str, message: str, remedy: str) -> Failure:
    name = shown(path)
    return Failure(doc=name, stage="ingest.files", message=f"{name!r} {message}", remedy=remedy)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
