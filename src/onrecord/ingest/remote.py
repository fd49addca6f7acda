"""Files by address (s3://, gs://, file://) through pyarrow, and by path, with the same functions.

Who may read and write there is what the machine's own settings say (AWS_PROFILE and the like); an
address may carry what pyarrow takes in one, as ?endpoint_override=. What is shown to people and
kept has none of that in it.
"""

import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import urlsplit

from onrecord.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from pyarrow import fs

SCHEMES = ("s3", "gs", "gcs", "file", "abfs", "abfss", "hdfs")
BUFFER = 1 << 20


def is_address(where: str) -> bool:
    """Whether it is an address and no path."""
    return where.partition("://")[0] in SCHEMES and "://" in where


class Place:
    """A file or folder of this machine or of an object store.

    Args:
        where: a path or an address.

    Raises:
        InputError: the address cannot be used.
        MissingExtraError: it is one, and pyarrow is not installed.
    """

    def __init__(self, where: str) -> None:
        self._scheme = urlsplit(where).scheme if is_address(where) else ""
        self._fs, self._path = _connect(where) if self._scheme else _local(where)

    @property
    def name(self) -> str:
        """As it is called in messages and in the store."""
        return self._name(self._path)

    def __truediv__(self, name: str) -> "Place":
        """The file of this name in this folder."""
        return self._at(f"{self._path.rstrip('/')}/{name}")

    def is_file(self) -> bool:
        """Whether there is a file."""
        return bool(self._info().is_file)

    def files(self) -> Iterator["Place"]:
        """The file itself, or those in and below the folder by name, without hidden ones.

        Raises:
            FileNotFoundError: there is nothing.
            OSError: it cannot be listed.
        """
        info = self._info()
        if info.is_file:
            yield self
            return
        from pyarrow import fs  # noqa: PLC0415 - an extra

        below = self._fs.get_file_info(fs.FileSelector(self._path, recursive=True))
        if not below and info.type == fs.FileType.NotFound:
            raise FileNotFoundError(self.name)
        for path in sorted(each.path for each in below if each.is_file):
            hidden = path.removeprefix(self._path).split("/")
            if not any(part.startswith(".") for part in hidden):
                yield self._at(path)

    def open(self) -> BinaryIO:
        """The file, to read; it can be sought in."""
        raw = cast("io.RawIOBase", self._fs.open_input_file(self._path))
        return io.BufferedReader(raw, BUFFER)

    def read(self) -> bytes:
        """All of the file."""
        with self._fs.open_input_file(self._path) as file:
            return cast("bytes", file.read())

    def write(self, data: bytes) -> None:
        """The whole file or nothing of it, in place of one that is there."""
        if self._scheme not in {"", "file"}:  # what is uploaded shows once it is whole
            with self._fs.open_output_stream(self._path) as out:
                out.write(data)
            return
        target = Path(self._path)
        target.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
        try:
            with os.fdopen(number, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _info(self) -> Any:
        return self._fs.get_file_info(self._path)

    def _at(self, path: str) -> "Place":
        place = object.__new__(Place)
        place._scheme, place._fs, place._path = self._scheme, self._fs, path
        return place

    def _name(self, path: str) -> str:
        return f"{self._scheme}://{path}" if self._scheme else path


def _local(path: str) -> tuple["fs.FileSystem", str]:
    return _pyarrow().LocalFileSystem(), str(Path(path).absolute())


def _connect(address: str) -> tuple["fs.FileSystem", str]:
    try:
        found, path = _pyarrow().FileSystem.from_uri(address)
    except (ValueError, OSError, NotImplementedError) as error:
        shown = urlsplit(address)
        raise InputError(
            f"{shown.scheme}://{shown.hostname or ''}{shown.path} cannot be used: {error}",
            remedy="write it as s3://bucket/folder, gs://bucket/folder or file:///folder",
        ) from error
    return found, path


def _pyarrow() -> Any:
    try:
        from pyarrow import fs  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError(
            "addresses of object stores need pyarrow", remedy='pip install "onrecord[parquet]"'
        ) from error
    return fs
