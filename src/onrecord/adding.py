"""Reports into a store: each read once, kept with what it was read from, and read again later.

What is told as done is on disk: every report is one transaction, and a run that was stopped at any
moment goes on from there when it is started again.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, nullcontext
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from onrecord.builds import reader_build as reader_build  # noqa: PLC0414 - they are looked for here
from onrecord.builds import table_of, with_table
from onrecord.errors import InputError, StoreError
from onrecord.ingest.remote import Place
from onrecord.ingest.sources import Source
from onrecord.records import Failure, Frozen, Record
from onrecord.store.database import Store
from onrecord.store.originals import (
    Kept,
    Origin,
    keep_bytes,
    kept_sources,
    known_source,
    read_bytes,
    read_origin,
)
from onrecord.store.parquet import Entry, decode_entries, decode_sources
from onrecord.store.removing import forget_removal, removal_of
from onrecord.store.rows import rows_of
from onrecord.tasks import Engine, Result, Task, read_here
from onrecord.tasks import Given as Given  # noqa: PLC0414
from onrecord.tasks import Outcome as Outcome  # noqa: PLC0414

Settle: TypeAlias = Callable[[Outcome], None]


def add_sources(  # noqa: PLR0913 - one parameter per thing that a run may be told
    store: Store,
    sources: Iterable[Source | Failure],
    given: Given,
    *,
    engine: Engine = read_here,
    stopped: Callable[[], bool] = lambda: False,
    settle: Settle | None = None,
    again: bool = False,
) -> Iterator[Outcome]:
    """Read what is not in the store yet, and keep it; each outcome is told when it is on disk.

    Args:
        store: open for writing.
        sources: the reports.
        given: what is said of all of them.
        engine: what reads; the store is the same with any (see `onrecord.tasks`).
        stopped: asked after each report; True ends the run.
        settle: called with each outcome in the transaction that keeps it.
        again: take what was removed from the store as well.
    """
    build = reader_build(given.actors)
    if given.actors is not None:
        with store.transaction():
            keep_bytes(store.engine, given.actors.read_bytes())
    tasks = (_new_task(store, source, given, build, again=again) for source in sources)
    yield from _run(store, tasks, engine, stopped, settle)


def load_shards(store: Store, folder: str, *, may_miss: bool = False) -> Iterator[Outcome]:
    """Keep what finished shards hold (see `onrecord.cluster`) and the store does not yet.

    Args:
        store: open for writing.
        folder: path or address of a Parquet file, or of a folder of them.
        may_miss: it need not be there.

    Raises:
        InputError: it is not there, or cannot be listed.
    """
    for place in _shards(folder, may_miss=may_miss):
        try:
            entries = _unknown_entries(store, place)
        except InputError as error:
            failure = Failure(
                doc=place.name, stage="store.parquet", message=error.message, remedy=error.remedy
            )
            yield Outcome(source=place.name, outcome="failed", failure=failure)
            continue
        for entry, known in entries:
            name = entry.origin.name if entry.origin else place.name
            source = Source(name=name, data=b"")
            if known is not None:
                yield _known(store, source, known)
            else:
                read = rows_of(entry.result) if isinstance(entry.result, Record) else entry.result
                task = Task(source=source, given=Given(), origin=entry.origin)
                yield _keep(store, task, read)


def _shards(folder: str, *, may_miss: bool) -> Iterator[Place]:
    try:
        for place in Place(folder).files():
            if place.name.endswith(".parquet"):
                yield place
    except FileNotFoundError:
        if not may_miss:
            raise InputError(
                f"{Place(folder).name} is not there", remedy="give what --shards named"
            ) from None
    except OSError as error:
        raise InputError(
            f"{Place(folder).name} cannot be listed: {error}", remedy="check it and its permissions"
        ) from error


def _unknown_entries(store: Store, place: Place) -> list[tuple[Entry, Kept | None]]:
    """The entries of a shard, each with what the store has of it; none where it has all."""
    data = place.read()
    there = [_there(store, key, reader) for key, reader in decode_sources(data, place.name)]
    if all(there):
        return []
    return list(zip(decode_entries(data, place.name), there, strict=True))


def _there(store: Store, key: str | None, reader: str | None) -> Kept | None:
    """What is kept of a source, where there is nothing to read any more."""
    kept = known_source(store.engine, key) if key is not None else None
    return kept if kept and (kept.report is not None or kept.reader == reader) else None


def reread_sources(  # noqa: PLR0913 - one parameter per thing that is chosen
    store: Store,
    chosen: Iterable[Kept],
    *,
    actors: Path | None = None,
    own_actors: bool = False,
    engine: Engine = read_here,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """Read kept sources again from their bytes; the records take the place of the old ones.

    Where reading fails now, the record that was there stays, and the failure is kept beside it.

    Args:
        store: open for writing.
        chosen: see `choose_sources`.
        actors: the actor table to read with.
        own_actors: read each with the actor table that it was read with, whatever `actors` is.
        engine: what reads.
        stopped: asked after each report; True ends the run.
    """
    build = reader_build(actors)
    with ExitStack() as stack:
        if own_actors:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="onrecord-")))
            tables = ((kept, _kept_table(store, kept, folder)) for kept in chosen)
        else:
            tables = ((kept, actors) for kept in chosen)
            if actors is not None:
                with store.transaction():
                    keep_bytes(store.engine, actors.read_bytes())
        tasks = (
            _kept_task(store, kept, table, _build_for(kept, build, own_actors=own_actors))
            for kept, table in tables
        )
        yield from _run(store, tasks, engine, stopped)


def choose_sources(  # noqa: PLR0913 - one parameter per thing that is chosen
    store: Store,
    reports: Iterable[str] = (),
    *,
    build: str,
    own_actors: bool = False,
    failed: bool = False,
    everything: bool = False,
) -> tuple[Kept, ...]:
    """The sources of these reports; without reports those that another build read.

    Args:
        store: the store.
        reports: ids of documents.
        build: the build that reads now (see `reader_build`).
        own_actors: it reads each with the actor table that it was read with.
        failed: those that no report could be read from alone.
        everything: those that this build has read too.

    Raises:
        InputError: a report is not there, or its bytes were not kept.
    """
    with store.snapshot():
        kept = tuple(kept_sources(store.engine))
    wanted = set(reports)
    if wanted:
        for report in sorted(wanted - {k.report for k in kept}):
            there = store.record(report) is not None
            raise InputError(
                f"the bytes of {report} were not kept" if there else f"no report {report!r}",
                remedy="add its file: onrecord add" if there else "see: onrecord export jsonl",
            )
        return tuple(k for k in kept if k.report in wanted)
    if failed:
        return tuple(k for k in kept if k.report is None)
    return tuple(
        k for k in kept if everything or k.reader != _build_for(k, build, own_actors=own_actors)
    )


def _build_for(kept: Kept, build: str, *, own_actors: bool) -> str:
    """The build that reads a source, with the actor table it was read with where that is asked."""
    return with_table(build, table_of(kept.reader)) if own_actors else build


def _kept_table(store: Store, kept: Kept, folder: Path) -> Path | None:
    """The actor table that a source was read with, as a file."""
    sha256 = table_of(kept.reader)
    if sha256 is None:
        return None
    path = folder / f"{sha256}.csv"
    if not path.exists():
        data = read_bytes(store.engine, sha256)
        if data is None:
            raise StoreError(
                f"{kept.name} was read with an actor table that is not kept ({sha256[:12]})",
                remedy="give it: onrecord reread --actors FILE, or read --without-actors",
            )
        path.write_bytes(data)
    return path


def _run(
    store: Store,
    tasks: Iterator[Task],
    engine: Engine,
    stopped: Callable[[], bool],
    settle: Settle | None = None,
) -> Iterator[Outcome]:
    with closing(engine(tasks)) as done:
        for task, result in done:
            with store.transaction() if settle else nullcontext():
                outcome = _keep(store, task, result)
                if settle:
                    settle(outcome)
            yield outcome
            if stopped():
                return


def _keep(store: Store, task: Task, result: Result) -> Outcome:
    if task.outcome is not None:
        if task.outcome.failure is not None and task.origin is None:
            store.put_failure(task.outcome.failure)
        return task.outcome
    name = task.source.name if task.source else ""
    if task.new and task.origin is not None:
        removal = removal_of(store.engine, task.origin.key)
        if removal is not None:
            return Outcome(source=name, outcome="removed", report=removal.report)
        kept = known_source(store.engine, task.origin.key)
        if kept is not None and kept.report is not None:  # given twice, read at the same time
            return Outcome(source=name, outcome="known", report=kept.report)
    if isinstance(result, Failure):
        store.put_failure(result, origin=task.origin)
        return Outcome(source=name, outcome="failed", failure=result)
    if result is None:
        raise StoreError(f"{name} was not read", remedy="this is a fault in onrecord: report it")
    store.put_rows(result, origin=task.origin)
    return Outcome(source=name, outcome="added", report=result.doc["id"])


def _new_task(
    store: Store, source: Source | Failure, given: Given, build: str, *, again: bool
) -> Task:
    """A source to read, unless it cannot be, is known, or was removed and is not wanted again."""
    if isinstance(source, Failure):
        outcome = Outcome(source=source.doc, outcome="failed", failure=source)
        return Task(source=None, given=given, outcome=outcome)
    origin = Origin(name=source.name, data=source.data, about=_about(source, given), reader=build)
    removal = removal_of(store.engine, origin.key)
    if removal is not None and not again:
        outcome = Outcome(source=source.name, outcome="removed", report=removal.report)
        return Task(source=None, given=given, origin=origin, outcome=outcome)
    if removal is not None:
        forget_removal(store.engine, origin.key)
    kept = _there(store, origin.key, build)
    if kept is not None:
        return Task(source=None, given=given, origin=origin, outcome=_known(store, source, kept))
    return Task(source=source, given=given, origin=origin)


def _known(store: Store, source: Source, kept: Kept) -> Outcome:
    if kept.report is not None:
        return Outcome(source=source.name, outcome="known", report=kept.report)
    failure = store.failure_of(kept.key)
    return Outcome(source=source.name, outcome="failed", failure=failure)


def _kept_task(store: Store, kept: Kept, actors: Path | None, build: str) -> Task:
    origin = read_origin(store.engine, kept.key)
    about = msgspec.json.decode(origin.about)
    source = msgspec.convert(about["source"] | {"name": origin.name, "data": b""}, Source)
    given = msgspec.convert(about["given"], Given)
    return Task(
        source=msgspec.structs.replace(source, data=origin.data),
        given=msgspec.structs.replace(given, actors=actors),
        origin=Origin(name=origin.name, data=origin.data, about=origin.about, reader=build),
        new=False,
    )


def _about(source: Source, given: Given) -> bytes:
    """What stands beside the bytes, in one way of writing; what is not said is left out."""
    said = {
        "source": _said(msgspec.structs.replace(source, data=b""), "name", "data"),
        "given": _said(msgspec.structs.replace(given, actors=None)),
    }
    return msgspec.json.encode(said, order="sorted")


def _said(value: Frozen, *left_out: str) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(value)
    return {k: v for k, v in fields.items() if k not in left_out and v not in (None, "", [], {})}
