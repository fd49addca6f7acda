"""Reading on a Dask cluster: reports in shards, each of which becomes one Parquet file.

A shard that is there is not read again, and shows only once it is whole. So a worker, the scheduler
or the driver may be lost at any time: the cluster gives the shard to another worker, and the same
command goes on from the shards that are there (docs/cluster.md).
"""

import hashlib
import logging
import signal
import socket
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec

from onrecord.builds import reader_build
from onrecord.errors import ConfigError, MissingExtraError
from onrecord.ingest.remote import Place
from onrecord.records import Record
from onrecord.store.originals import Origin
from onrecord.store.parquet import Entry, decode_entries, encode_entries
from onrecord.store.rows import Rows, record_from, rows_of
from onrecord.tasks import Result, Results, Task, is_wanted, named, read_task
from onrecord.workers import LIMIT, Crashed, Hand

if TYPE_CHECKING:
    from distributed import Client, Future

Work: TypeAlias = Callable[[Task], Result]

SHARD_REPORTS = 32
"""The most reports of a shard: so many are read again where a worker is lost."""
SHARD_BYTES = 2_000_000
"""The bytes of reports after which a shard is full."""
SHARD_TASKS = 1_000
"""The most that passes in a shard, with what needs no reading."""
AHEAD = 2
"""Shards for each thread of the cluster that are under way or waiting."""
WAIT = 30
"""Seconds to wait for the scheduler of a cluster that runs."""
PATIENCE = 120
"""Seconds that a worker of this machine may take to start: it may be a busy machine."""


class _Shard(NamedTuple):
    tasks: tuple[Task, ...]
    place: Place | None
    """Where what is to be read goes; None where nothing is."""
    future: "Future[str] | None"

    @property
    def wanted(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if is_wanted(task))


def read_on_dask(
    tasks: Iterator[Task],
    *,
    client: "Client",
    folder: str,
    limit: float = LIMIT,
    work: Work = read_task,
) -> Results:
    """The engine of a Dask cluster.

    Args:
        tasks: what to read.
        client: of the cluster.
        folder: path or address, the same for driver and workers, of the shards.
        limit: seconds that one report may take.
        work: what reads a report, a function of a module.
    """
    submit = partial(_submit, client=client, folder=folder, limit=limit, work=work)
    chunks = _chunks(tasks)
    waiting: deque[_Shard] = deque()
    try:
        while True:
            ahead = AHEAD * max(1, sum(client.nthreads().values()))
            for chunk in islice(chunks, max(0, ahead - len(waiting))):
                waiting.append(submit(chunk))
            if not waiting:
                return
            yield from _results(waiting.popleft(), submit)
    finally:
        client.cancel([shard.future for shard in waiting if shard.future is not None])


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


@contextmanager
def open_cluster(*, scheduler: str | None = None, workers: int = 1) -> Iterator["Client"]:
    """A client of the cluster at this address, or of one of this machine for as long as it is used.

    Raises:
        ConfigError: nothing answers there.
        MissingExtraError: Dask is not installed.
    """
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError(
            "the engine dask needs Dask", remedy='pip install "onrecord[dask]"'
        ) from error
    if scheduler is not None:
        try:
            client = Client(scheduler, timeout=WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"no Dask scheduler answers at {scheduler}: {error}",
                remedy="start one (dask scheduler) and give its address, tcp://HOST:8786",
            ) from error
        with client:
            yield client
        return
    with _local_cluster(LocalCluster, workers) as cluster, Client(
        cluster, set_as_default=False
    ) as client:  # fmt: skip
        yield client


def _local_cluster(kind: Any, workers: int) -> Any:
    """So many processes, which leave Ctrl-C to this one."""
    import dask  # noqa: PLC0415 - an extra

    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    patient = {"distributed.comm.timeouts.connect": f"{PATIENCE} s"}
    try:
        with dask.config.set(patient):
            return kind(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None,
            memory_limit=0, silence_logs=logging.CRITICAL,
        )  # fmt: skip
    finally:
        if main:
            signal.signal(signal.SIGINT, before)


def _chunks(tasks: Iterator[Task]) -> Iterator[tuple[Task, ...]]:
    """Tasks in the groups that are read together."""
    chunk: list[Task] = []
    wanted = size = 0
    for task in tasks:
        chunk.append(task)
        if task.source is not None:
            wanted += 1
            size += len(task.source.data)
        if wanted >= SHARD_REPORTS or size >= SHARD_BYTES or len(chunk) >= SHARD_TASKS:
            yield tuple(chunk)
            chunk, wanted, size = [], 0, 0
    if chunk:
        yield tuple(chunk)


def _submit(
    tasks: tuple[Task, ...], *, client: "Client", folder: str, limit: float, work: Work
) -> _Shard:
    """Give a shard to the cluster, where it has something to read."""
    wanted = tuple(task for task in tasks if is_wanted(task))
    if not wanted:
        return _Shard(tasks, None, None)
    digest = hashlib.sha256()
    for task in wanted:
        digest.update(_origin(task).key.encode() + _origin(task).reader.encode() + b"\0")
    actors = wanted[0].given.actors
    table = actors.read_bytes() if actors is not None else None
    name = f"{digest.hexdigest()[:24]}.parquet"
    where = _join(folder, name)
    future = client.submit(read_shard, wanted, where, table, limit, work, pure=False)
    return _Shard(tasks, Place(where), future)


def _join(folder: str, name: str) -> str:
    """A file in a folder; an address keeps what stands behind its question mark."""
    path, mark, query = folder.partition("?") if "://" in folder else (folder, "", "")
    return f"{path.rstrip('/')}/{name}{mark}{query}"


def _results(shard: _Shard, submit: Callable[[tuple[Task, ...]], _Shard]) -> Results:
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an extra

    read: Iterator[Result] = iter(())
    if shard.future is not None:
        try:
            shard.future.result()
        except KilledWorker:
            if len(shard.wanted) > 1:  # one of them ends whole workers: which one?
                for task in shard.tasks:
                    yield from _results(submit((task,)), submit)
                return
            read = iter([named(shard.wanted[0], Crashed())])
        else:
            read = _load(shard)
    for task in shard.tasks:
        yield task, next(read) if is_wanted(task) else None


def _load(shard: _Shard) -> Iterator[Result]:
    """The results of a shard that was read, in the order of its tasks."""
    place = shard.place
    if place is None:
        return
    try:
        data = place.read()
    except FileNotFoundError as error:
        raise ConfigError(
            f"{place.name} was written by a worker and is not there for this process",
            remedy="give --shards a folder that all machines share, or s3://…",
        ) from error
    for task, entry in zip(shard.wanted, decode_entries(data, place.name), strict=True):
        if entry.origin is None or entry.origin.key != _origin(task).key:
            raise ConfigError(f"{place.name} is another shard", remedy="remove it")
        yield rows_of(entry.result) if isinstance(entry.result, Record) else entry.result


def _origin(task: Task) -> Origin:
    if task.origin is None:
        raise ConfigError("a report without origin", remedy="this is a fault in onrecord")
    return task.origin


def _check_build(tasks: tuple[Task, ...], actors: Path | None) -> None:
    here, asked = reader_build(actors), _origin(tasks[0]).reader
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
