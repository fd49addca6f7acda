"""The commands of the kept record: add, load, reread, check, export."""

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord import parse_date
from onrecord.cli_engine import (
    LIMIT,
    Chosen,
    EngineOption,
    LimitOption,
    SchedulerOption,
    ShardsOption,
    check_engine,
    open_engine,
)
from onrecord.cli_options import (
    STORE,
    ActorsOption,
    MapOption,
    StoreOption,
    WorkersOption,
    read_mapping,
)
from onrecord.errors import InputError
from onrecord.printing import INTERRUPTED, JsonFlag, print_failure, print_json

if TYPE_CHECKING:
    from types import FrameType

    from onrecord.adding import Outcome

store_commands = typer.Typer()


@store_commands.command(
    epilog="Example: onrecord add reports/ --outlet 'Example Wire' --workers 4 --store peace.store"
)
def add(  # noqa: PLR0913, PLR0917 - one parameter per option
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files, folders, patterns; - is standard input."),
    ],
    date: Annotated[
        str | None, typer.Option(help="Publication date of all of them, YYYY-MM-DD.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published all of them.")] = None,
    columns: MapOption = None,
    actors: ActorsOption = None,
    workers: WorkersOption = 1,
    engine: EngineOption = "processes",
    scheduler: SchedulerOption = None,
    shards: ShardsOption = None,
    time_limit: LimitOption = LIMIT,
    again: Annotated[
        bool, typer.Option("--again", help="Also what was taken out with `remove`.")
    ] = False,
    store: StoreOption = STORE,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON line a report, once it is kept.")
    ] = False,
) -> None:
    """Read reports and keep their records, with the bytes they were read from.

    What is there already is not read again. After Ctrl-C the same command goes on.
    The exit code is 1 only when no report is there in the end.
    """
    from onrecord.adding import Given, add_sources, load_shards
    from onrecord.ingest.files import read_sources
    from onrecord.store.database import open_store

    given = Given(
        published=parse_date(date) if date is not None else None, outlet=outlet, actors=actors
    )
    mapping = read_mapping(columns or ())
    chosen = Chosen(engine, workers, time_limit, scheduler, shards)
    folder = check_engine(chosen, store)
    with (
        open_store(store) as kept,
        _stopping() as stopped,
        open_engine(chosen, folder) as reading,
    ):
        if folder is not None:
            _tell_loaded(load_shards(kept, folder, may_miss=True), stopped)
        found = read_sources(sources, mapping=mapping)
        outcomes = add_sources(kept, found, given, engine=reading, stopped=stopped, again=again)
        total = (
            None
            if "-" in sources
            else lambda: sum(1 for _ in read_sources(sources, mapping=mapping))
        )
        _tell(outcomes, stopped, verb="added", total=total, as_json=as_json)


@store_commands.command(epilog="Example: onrecord load s3://bucket/shards --store peace.store")
def load(
    shards: Annotated[
        list[str],
        typer.Argument(metavar="SHARDS", help="Parquet files of add --engine dask, or folders."),
    ],
    store: StoreOption = STORE,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON line a report, once it is kept.")
    ] = False,
) -> None:
    """Keep what Parquet files of a cluster hold, with the bytes it was read from.

    What is there already stays as it is. After Ctrl-C the same command goes on.
    """
    from onrecord.adding import load_shards
    from onrecord.store.database import open_store

    with open_store(store) as kept, _stopping() as stopped:
        found = chain.from_iterable(load_shards(kept, folder) for folder in shards)
        outcomes = _until(found, stopped)
        _tell(outcomes, stopped, verb="added", total=None, as_json=as_json)


@store_commands.command(
    epilog="Example: onrecord reread --workers 4 --store peace.store    # after an upgrade"
)
def reread(  # noqa: PLR0913, PLR0917 - one parameter per option
    reports: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REPORT]...", help="Ids of documents (doc-…)."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what this build of onrecord has read already.")
    ] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="Only what could not be read so far.")
    ] = False,
    actors: ActorsOption = None,
    without_actors: Annotated[
        bool, typer.Option("--without-actors", help="Leave out the actors they were read with.")
    ] = False,
    workers: WorkersOption = 1,
    time_limit: LimitOption = LIMIT,
    store: StoreOption = STORE,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON line a report, once it is kept.")
    ] = False,
) -> None:
    """Read reports again from the bytes that were kept; the new records replace the old.

    Without reports: all that another build of onrecord read, or this one with other actors. A
    report that was read with actors of your own is read with the same ones again.
    """
    from onrecord.adding import choose_sources, reader_build, reread_sources
    from onrecord.store.database import open_store

    if actors is not None and without_actors:
        raise InputError("--actors and --without-actors exclude each other", remedy="give one")
    own = actors is None and not without_actors
    open_store(store, readonly=True).close()  # a store that is not there is not made
    engine = Chosen("processes", workers, time_limit)
    with open_store(store) as kept, _stopping() as stopped, open_engine(engine, None) as reading:
        chosen = choose_sources(
            kept,
            reports or (),
            build=reader_build(actors),
            own_actors=own,
            failed=failed,
            everything=everything,
        )
        without = kept.count_without_source()
        if without and not reports:
            text = f"onrecord: {without:,} reports stay as they are: their bytes were not kept"
            typer.echo(text, err=True)
        outcomes = reread_sources(
            kept, chosen, actors=actors, own_actors=own, engine=reading, stopped=stopped
        )
        _tell(outcomes, stopped, verb="read again", total=lambda: len(chosen), as_json=as_json)


@store_commands.command(epilog="Example: onrecord check --store peace.store")
def check(store: StoreOption = STORE, as_json: JsonFlag = False) -> None:
    """Verify that every quotation stands in its text and every reference leads somewhere.

    The exit code is 1 where something is wrong; each problem is a line.
    """
    from onrecord.serve.names import printable
    from onrecord.store.check import check_store
    from onrecord.store.database import open_store

    found = 0
    with open_store(store, readonly=True) as kept:
        for problem in check_store(kept):
            found += 1
            if as_json:
                print_json(problem, indent=False)
            else:
                typer.echo(printable(f"{problem.report}: {problem.record}: {problem.message}"))
        reports = kept.count()
    if not as_json:
        state = f"{found:,} problems" if found else "sound"
        typer.echo(f"{store}: {reports:,} reports, {state}", err=bool(found))
    if found:
        raise typer.Exit(1)


@store_commands.command(epilog="Example: onrecord export plover --store peace.store > events.jsonl")
def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="jsonl (whole records) or plover (events).")
    ],
    store: StoreOption = STORE,
) -> None:
    """Write the record to standard output, one JSON object a line.

    Reports come by date and id, whatever order they were added in.
    """
    from onrecord.store.database import open_store
    from onrecord.store.export import FORMATS

    if form not in FORMATS:
        raise InputError(f"no format {form!r}", remedy=f"use one of {', '.join(FORMATS)}")
    with open_store(store, readonly=True) as kept:
        for line in FORMATS[form](kept):
            sys.stdout.buffer.write(line + b"\n")


def _tell(
    outcomes: Iterator["Outcome"],
    stopped: Callable[[], bool],
    *,
    verb: str,
    total: Callable[[], int] | None,
    as_json: bool,
) -> None:
    """Say what becomes of each report while it is done, and in the end of all."""
    began = time.monotonic()
    counts = {"added": 0, "known": 0, "failed": 0, "removed": 0}
    for outcome in _progress(outcomes, total):
        counts[outcome.outcome] += 1
        if outcome.failure is not None:
            print_failure(outcome.failure)
        if as_json:
            print_json(outcome, indent=False)
            sys.stdout.buffer.flush()
    seconds = time.monotonic() - began
    rate = (counts["added"] + counts["failed"]) / seconds if seconds else 0.0
    line = (
        f"{counts['added']:,} {verb}, {counts['known']:,} there before, {counts['failed']:,} failed"
    )
    if counts["removed"]:
        line += f", {counts['removed']:,} left out: removed before (add --again takes them)"
    typer.echo(f"onrecord: {line} · {seconds:.1f} s, {rate:.1f} reports/s", err=True)
    if stopped():
        typer.echo("onrecord: the same command goes on from here", err=True)
        raise typer.Exit(INTERRUPTED)
    if counts["failed"] and not counts["added"] and not counts["known"]:
        raise typer.Exit(1)


def _tell_loaded(outcomes: Iterator["Outcome"], stopped: Callable[[], bool]) -> None:
    """Say what an earlier run had read and not kept any more."""
    added = 0
    for outcome in _until(outcomes, stopped):
        added += outcome.outcome == "added"
        if outcome.failure is not None and outcome.failure.stage == "store.parquet":
            print_failure(outcome.failure)
    if added:
        typer.echo(f"onrecord: {added:,} reports of finished shards were kept", err=True)


def _until(outcomes: Iterator["Outcome"], stopped: Callable[[], bool]) -> Iterator["Outcome"]:
    for outcome in outcomes:
        yield outcome
        if stopped():
            return


def _progress(
    outcomes: Iterable["Outcome"], total: Callable[[], int] | None
) -> Iterator["Outcome"]:
    """A bar with reports a second and time left, where a person watches.

    The reports are counted beside the reading: until that is done the time left is not known.
    """
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f} reports/s"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("reading", total=None, rate=0.0)
        if total is not None:
            count = total
            Thread(target=lambda: progress.update(bar, total=count()), daemon=True).start()
        began = time.monotonic()
        for done, outcome in enumerate(outcomes, start=1):
            progress.update(bar, advance=1, rate=done / max(time.monotonic() - began, 1e-9))
            yield outcome


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Ctrl-C ends the run after the report in hand; a second one at once."""
    asked: list[int] = []

    def ask(number: int, frame: "FrameType | None") -> None:
        del frame
        asked.append(number)
        signal.signal(signal.SIGINT, before)
        print("onrecord: stopping after the report in hand", file=sys.stderr)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)
