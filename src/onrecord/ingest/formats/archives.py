"""Zip and gzip files → their members, read within bounds and never written to disk by name."""

import gzip
import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, BinaryIO, NamedTuple, cast

from onrecord.ingest.formats.failures import failure
from onrecord.records import Failure

MAX_MEMBER = 2_000_000_000
"""Bytes of the largest member, unpacked."""
MOST_MEMBERS = 1_000_000
MAX_RATIO, FREE = 200, 100_000_000
"""An archive may unpack to so many times its size, or to `FREE` bytes if that is more."""
IN_MEMORY = 10_000_000
"""Bytes from which what is unpacked waits in a file."""

_STAGE = "archives"
_CHUNK = 1 << 18
_END = b"PK\x05\x06"


class Member(NamedTuple):
    """A member: its name, and its bytes in a file that can be sought in."""

    name: str
    file: BinaryIO


class _Budget:
    """How much an archive may still unpack to."""

    def __init__(self, size: int) -> None:
        self.left = max(FREE, MAX_RATIO * size)


class _TooLargeError(Exception):
    """A member unpacks to more than it may."""


def read_zip(file: BinaryIO, name: str) -> Iterator[Member | Failure]:
    """The members of a zip file, in its order; a broken one loses no other."""
    size = file.seek(0, io.SEEK_END)
    if _count_members(file, size) > MOST_MEMBERS:
        yield failure(name, _STAGE, f"has more than {MOST_MEMBERS:,} members", "cut it into parts")
        return
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        yield failure(name, _STAGE, f"is a broken zip file: {error}", "get the file again")
        return
    budget = _Budget(size)
    wacz = any(m.filename == "datapackage.json" for m in members) and any(
        m.filename.startswith("archive/") for m in members
    )
    for member in members:
        inner = f"{name}!{member.filename}"
        if _leaves(member.filename):
            yield failure(
                inner, _STAGE, "names a path outside its archive", "do not trust the file"
            )
            continue
        if member.is_dir() or _is_passed_over(member.filename, wacz=wacz):
            continue
        found = _open_member(archive, member, inner, budget)
        try:
            yield found
        finally:
            if isinstance(found, Member):
                found.file.close()
        if budget.left <= 0:
            yield _bomb(name)
            return


def read_gzip(file: BinaryIO, name: str) -> Iterator[Member | Failure]:
    """What a gzip file holds."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    inner = f"{name}!{name.rpartition('/')[2].rpartition('!')[2].removesuffix('.gz')}"
    budget = _Budget(size)
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            spooled = _unpack(cast("IO[bytes]", unpacked), budget)
    except _TooLargeError:
        yield _bomb(name)
        return
    except (OSError, EOFError, zlib.error) as error:
        yield failure(name, _STAGE, f"is a broken gzip file: {error}", "get the file again")
        return
    with spooled:
        yield Member(inner, spooled)


def _open_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, inner: str, budget: _Budget
) -> Member | Failure:
    if member.flag_bits & 1:
        return failure(inner, _STAGE, "is locked with a password", "unpack it and give the files")
    try:
        with archive.open(member) as unpacked:
            return Member(inner, _unpack(unpacked, budget))
    except _TooLargeError:
        return failure(inner, _STAGE, "unpacks to more than it may", "unpack it and look at it")
    except (
        zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError,
        ValueError, struct.error,
    ) as error:  # fmt: skip
        return failure(inner, _STAGE, f"cannot be unpacked: {error}", "get the file again")


def _unpack(packed: IO[bytes], budget: _Budget) -> BinaryIO:
    """The bytes in memory, or in a file without a name if they are many."""
    with ExitStack() as stack:
        spooled = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))
        size = 0
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            budget.left -= len(chunk)
            if size > MAX_MEMBER or budget.left <= 0:
                raise _TooLargeError
            spooled.write(chunk)
        spooled.seek(0)
        stack.pop_all()  # the caller closes it
    return cast("BinaryIO", spooled)


def _count_members(file: BinaryIO, size: int) -> int:
    """How many members a zip file says it has, before its list is read into memory."""
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        return 0
    count, listed = struct.unpack("<H", tail[at + 10 : at + 12])[0], tail[at + 12 : at + 16]
    return max(int(count), struct.unpack("<I", listed)[0] // 46 if count < 0xFFFF else size // 46)


def _bomb(name: str) -> Failure:
    return failure(
        name, _STAGE, f"unpacks to more than {MAX_RATIO} times its size: it is not read further",
        "unpack it where that does no harm, and give the files",
    )  # fmt: skip


def _is_passed_over(name: str, *, wacz: bool) -> bool:
    """What systems put into archives; of a WACZ all but its WARC files."""
    if wacz:
        return not (name.startswith("archive/") and name.endswith((".warc", ".warc.gz")))
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _leaves(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or (len(name) > 1 and name[1] == ":")
