"""Reading on a Dask cluster: reports in shards, each of which becomes one Parquet file.

A shard that is there is not read again, and shows only once it is whole. So a worker, the scheduler
or the driver may be lost at any time: the cluster gives the shard to another worker, and the same
command goes on from the shards that are there (docs/cluster.md).
"""

import logging
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import ConfigError, MissingExtraError
from onrecord.ingest.remote import Place
from onrecord.records import Record
from onrecord.shards import Work, origin_of, read_shard, shard_name
from onrecord.store.parquet import decode_entries
from onrecord.store.rows import rows_of
from onrecord.tasks import Result, Results, Task, is_wanted, named, read_task
from onrecord.workers import LIMIT, Crashed

if TYPE_CHECKING:
    from distributed import Client, Future

SHARD_REPORTS = 32
"""The most reports of a shard: so many are read again where a worker is lost."""
SHARD_BYTES = 2_000_000
"""The bytes of reports after which a shard is full."""
SHARD_TASKS = 1_000
"""The most that passes in a shard, with what needs no reading."""
AHEAD = 2
"""Shards for each thread of the cluster that are under way or waiting."""
LOOK = 10.0
"""Seconds between two looks at whether there are workers at all."""
ALONE = 600.0
"""Seconds without any worker after which the run ends: clusters that grow need their time."""
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
            yield from _results(waiting.popleft(), submit, client)
    finally:
        client.cancel([shard.future for shard in waiting if shard.future is not None])


@contextmanager
def open_cluster(*, scheduler: str | None = None, workers: int = 1) -> Iterator["Client"]:
    """A client of the cluster at this address, or of one of this machine for as long as it is used.

    Raises:
        ConfigError: nothing answers there.
        MissingExtraError: Dask is not installed.
    """
    try:
        import dask  # noqa: PLC0415 - an extra
        from distributed import Client, LocalCluster  # noqa: PLC0415
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
    with (
        dask.config.set({"distributed.comm.timeouts.connect": f"{PATIENCE} s"}),
        _local_cluster(LocalCluster, workers) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def _local_cluster(kind: Any, workers: int) -> Any:
    """So many processes, which leave Ctrl-C to this one."""
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    try:
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
    actors = wanted[0].given.actors
    table = actors.read_bytes() if actors is not None else None
    where = _join(folder, shard_name(wanted))
    future = client.submit(read_shard, wanted, where, table, limit, work, pure=False)
    return _Shard(tasks, Place(where), future)


def _join(folder: str, name: str) -> str:
    """A file in a folder; an address keeps what stands behind its question mark."""
    path, mark, query = folder.partition("?") if "://" in folder else (folder, "", "")
    return f"{path.rstrip('/')}/{name}{mark}{query}"


def _results(
    shard: _Shard, submit: Callable[[tuple[Task, ...]], _Shard], client: "Client"
) -> Results:
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an extra

    read: Iterator[Result] = iter(())
    if shard.future is not None:
        try:
            _wait(shard.future, client)
        except KilledWorker:
            if len(shard.wanted) > 1:  # one of them ends whole workers: which one?
                for task in shard.tasks:
                    yield from _results(submit((task,)), submit, client)
                return
            read = iter([named(shard.wanted[0], Crashed())])
        else:
            read = _load(shard)
    for task in shard.tasks:
        yield task, next(read) if is_wanted(task) else None


def _wait(future: "Future[str]", client: "Client") -> None:
    """Wait until a shard is read, as long as there are workers, or some may still come."""
    alone = 0.0
    while True:
        try:
            future.result(timeout=LOOK)
        except TimeoutError:
            if future.done():  # done meanwhile, or the error is the shard's own
                future.result()
                return
            alone = 0.0 if client.nthreads() else alone + LOOK
            if alone >= ALONE:
                raise ConfigError(
                    f"the cluster has had no workers for {ALONE:g} s",
                    remedy="start some; the same command goes on from here",
                ) from None
        else:
            return


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
        if entry.origin is None or entry.origin.key != origin_of(task).key:
            raise ConfigError(f"{place.name} is another shard", remedy="remove it")
        yield rows_of(entry.result) if isinstance(entry.result, Record) else entry.result
