"""The work on one shard: reports in, one Parquet file out. Pure, so that any engine can run it."""

import hashlib
import socket
import tempfile
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

import msgspec

from onrecord.builds import reader_build
from onrecord.errors import ConfigError
from onrecord.ingest.remote import Place
from onrecord.store.originals import Origin
from onrecord.store.parquet import Entry, encode_entries
from onrecord.store.rows import Rows, record_from
from onrecord.tasks import Result, Task, named
from onrecord.workers import Hand

Work: TypeAlias = Callable[[Task], Result]
"""What reads a report, a function of a module."""


def read_shard(
    tasks: tuple[Task, ...], where: str, table: bytes | None, limit: float, work: Work
) -> str:
    """Read the reports of a shard into a Parquet file, unless it is there; on a worker.

    Args:
        tasks: what is to be read, by the same build.
        where: path or address of the file.
        table: the actor table of the user.
        limit: seconds that one report may take.
        work: what reads a report.

    Raises:
        ConfigError: this worker has another build of onrecord than the driver.
    """
    place = Place(where)
    if place.is_file():
        return where
    actors = _table_file(table) if table is not None else None
    _check_build(tasks, actors)
    hand = _hand(threading.get_ident(), work, limit)
    entries = []
    for task in tasks:
        given = msgspec.structs.replace(task.given, actors=actors)
        result = named(task, hand.do(msgspec.structs.replace(task, given=given)))
        if result is not None:
            read = record_from(result.body) if isinstance(result, Rows) else result
            entries.append(Entry(read, task.origin))
    place.write(encode_entries(entries))
    return where


def shard_name(tasks: tuple[Task, ...]) -> str:
    """The name of the file of a shard, which tells what is read and by which build."""
    digest = hashlib.sha256()
    for task in tasks:
        digest.update(origin_of(task).key.encode() + origin_of(task).reader.encode() + b"\0")
    return f"{digest.hexdigest()[:24]}.parquet"


def origin_of(task: Task) -> Origin:
    """What a task that is to be read is read from."""
    if task.origin is None:
        raise ConfigError("a report without origin", remedy="this is a fault in onrecord")
    return task.origin


def _check_build(tasks: tuple[Task, ...], actors: Path | None) -> None:
    here, asked = reader_build(actors), origin_of(tasks[0]).reader
    if here != asked:
        raise ConfigError(
            f"the worker on {socket.gethostname()} has the build {here}, the driver {asked}",
            remedy="install the same onrecord, packages and gazetteer on every machine",
        )


@cache
def _hand(thread: int, work: Work, limit: float) -> Hand[Task, Result]:
    """The process that reads for a thread of this worker, with models that are loaded once."""
    del thread
    return Hand(work, limit=limit)


def _table_file(table: bytes) -> Path:
    """An actor table as a file of this machine."""
    return Path(_table_folder(table).name) / "actors.csv"


@cache
def _table_folder(table: bytes) -> "tempfile.TemporaryDirectory[str]":
    """A folder with an actor table, which goes with the worker."""
    folder = tempfile.TemporaryDirectory(prefix="onrecord-")
    (Path(folder.name) / "actors.csv").write_bytes(table)
    return folder
