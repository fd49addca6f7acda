"""Arguments → sources: files, folders, patterns and standard input, read one at a time."""

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.ingest.documents import MAX_BYTES
from onrecord.ingest.sources import Source
from onrecord.records import Failure

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
"""The files of a folder that are read; a file that is named is read whatever it is called."""


def read_sources(paths: Iterable[str | Path]) -> Iterator[Source | Failure]:
    """The reports that the arguments name, in their order, each file once.

    A folder stands for the text files in it and below it, in the order of their names; hidden ones
    are left out. A pattern ("reports/*.txt", "**" for any depth) stands for what it matches, in the
    order of the names; "-" for standard input. What cannot be read is a Failure in its place.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(str(path)):
            if isinstance(found, Failure):
                yield found
                continue
            real = found if found == "-" else os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield _read(found)


def _expand(argument: str) -> Iterator[str | Failure]:
    """The files that one argument stands for."""
    if argument == "-":
        yield argument
    elif "\x00" in argument or not argument:
        yield _failure(argument, "is no path", "give the path of a file or folder")
    elif _is_folder(argument):
        yield from _folder(argument)
    elif os.path.lexists(argument) or not glob.has_magic(argument):
        yield argument
    else:
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - absolute ones too
        if not matches:
            yield _failure(argument, "matches no file", "check the pattern and the folder it is in")
        for match in matches:
            yield from _folder(match) if _is_folder(match) else (match,)


def _folder(folder: str) -> Iterator[str | Failure]:
    found = False
    for path in _walk(folder, (os.path.realpath(folder),)):
        found = True
        yield path
    if not found:
        wanted = ", ".join(TEXT_SUFFIXES)
        yield _failure(folder, "holds no text file", f"a folder is searched for {wanted} files")


def _walk(folder: str, above: tuple[str, ...]) -> Iterator[str | Failure]:
    """The text files below a folder; `above` are the real paths of the folders it lies in."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(e.name for e in entries if not e.name.startswith("."))
    except OSError as error:
        yield _failure(folder, f"cannot be listed: {_reason(error)}", "check its permissions")
        return
    for name in names:
        path = str(Path(folder) / name)
        if not _is_folder(path):
            if name.lower().endswith(TEXT_SUFFIXES):
                yield path
            continue
        real = os.path.realpath(path)
        if real in above:
            yield _failure(path, "links back to a folder it lies in", "remove the link")
        else:
            yield from _walk(path, (*above, real))


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - False where Path.is_dir() raises


def _read(path: str) -> Source | Failure:
    if path == "-":
        return _checked("-", sys.stdin.buffer.read(MAX_BYTES + 1), None)
    try:
        info = Path(path).stat()
        if not stat.S_ISREG(info.st_mode):
            return _failure(path, f"is {_what(info.st_mode)}, not a file", "use - to read a stream")
        with Path(path).open("rb") as file:
            return _checked(path, file.read(MAX_BYTES + 1), info.st_size)
    except FileNotFoundError:
        if Path(path).is_symlink():
            target = _shown(str(Path(path).readlink()))
            return _failure(path, f"links to {target!r}, which is not there", "mend the link")
        return _failure(path, "is not there", "check the spelling of the path")
    except OSError as error:
        return _failure(path, f"cannot be read: {_reason(error)}", "check the path and permissions")


def _checked(path: str, data: bytes, size: int | None) -> Source | Failure:
    if len(data) > MAX_BYTES:
        found = f"{size:,} bytes" if size else f"more than {MAX_BYTES:,} bytes"
        remedy = "split it into its reports, or cut what is not part of the report"
        return _failure(path, f"is {found}; a report may be {MAX_BYTES:,}", remedy)
    return Source(name=_shown(path), data=data)


def _what(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"))
    return next((what for is_kind, what in kinds if is_kind(mode)), "a device")


def _failure(path: str, message: str, remedy: str) -> Failure:
    name = _shown(path)
    return Failure(doc=name, stage="ingest.files", message=f"{name!r} {message}", remedy=remedy)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _shown(path: str) -> str:
    """A path as text: bytes that are no UTF-8 cannot stand in a record."""
    return os.fsencode(path).decode("utf-8", "replace") if path else path
