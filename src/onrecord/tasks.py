"""A report to read as it goes to the process that reads it, and what comes back.

An engine reads: a function from tasks to each task with its result, in their order. `read_here`
does it in this process, `partial(read_in_processes, …)` in processes of their own on this machine,
`onrecord.cluster` on the machines of others.
"""

import datetime as dt
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from onrecord import default_reader
from onrecord.ingest.sources import Source
from onrecord.records import Failure, Frozen, Record
from onrecord.store.originals import Origin
from onrecord.store.rows import Rows, rows_of
from onrecord.workers import LIMIT, Crashed, Overdue, map_in_order

if TYPE_CHECKING:
    from onrecord.pipeline import Reader


class Given(Frozen, frozen=True, kw_only=True):
    """What the user says of all reports of a run."""

    published: dt.date | None = None
    outlet: str | None = None
    actors: Path | None = None


class Outcome(Frozen, frozen=True, kw_only=True):
    """What became of one source; `report` is the id of the document read from it.

    `known` was there before and was not read; `failed` has its failure, which is kept; `removed`
    was taken out before, as `report`, and is left alone.
    """

    source: str
    outcome: Literal["added", "known", "failed", "removed"]
    report: str | None = None
    failure: Failure | None = None


class Task(Frozen, frozen=True, kw_only=True):
    """A report to read, or one that needs no reading and has its outcome."""

    source: Source | None
    given: Given
    origin: Origin | None = None
    outcome: Outcome | None = None
    new: bool = True
    """Whether it is read for the first time: then a report that came in meanwhile is left alone."""


Result: TypeAlias = Rows | Failure | None
"""What the tables get of a report; None where there was nothing to read."""
Results: TypeAlias = Generator[tuple[Task, Result], None, None]
Engine: TypeAlias = Callable[[Iterator[Task]], Results]


def is_wanted(task: Task) -> bool:
    """Whether there is something to read."""
    return task.source is not None


def read_task(task: Task) -> Result:
    """Read one report, in the process that runs this."""
    if task.source is None:
        return None
    from onrecord.pipeline import read_source  # noqa: PLC0415 - the driver does without a parser

    given = task.given
    result = read_source(
        _reader(given.actors), task.source, published=given.published, outlet=given.outlet
    )
    return rows_of(result) if isinstance(result, Record) else result


def read_here(tasks: Iterator[Task]) -> Results:
    """The engine of this process: nothing guards against a report that never ends."""
    for task in tasks:
        yield task, read_task(task)


def read_in_processes(tasks: Iterator[Task], *, workers: int, limit: float = LIMIT) -> Results:
    """The engine of this machine: so many processes, each report held to so many seconds."""
    done = map_in_order(read_task, tasks, workers=workers, limit=limit, wanted=is_wanted)
    for task, result in done:
        yield task, named(task, result)


def named(task: Task, result: "Result | Crashed | Overdue") -> Result:
    """A result in which what happened to a process has become the report's failure."""
    name = task.source.name if task.source else ""
    if isinstance(result, Crashed):
        return Failure(
            doc=name,
            stage="workers",
            message="the process that read it died: out of memory, or a fault in a library",
            remedy="cut the report, give the machine more memory, or use fewer workers",
        )
    if isinstance(result, Overdue):
        return Failure(
            doc=name,
            stage="workers",
            message=f"reading it took more than {result.limit:g} seconds and was stopped",
            remedy="cut the report, or give it more time: onrecord add --time-limit SECONDS",
        )
    return result


@cache
def _reader(actors: Path | None) -> "Reader":
    """The reader of this process."""
    from onrecord.pipeline import Reader  # noqa: PLC0415 - as above

    return Reader(actors=actors) if actors else default_reader()
