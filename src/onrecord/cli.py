"""The command line: arguments and printing, nothing else."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from onrecord import parse_date
from onrecord.cli_data import data_commands
from onrecord.cli_fused import fused_commands
from onrecord.cli_look import look_commands
from onrecord.cli_options import ActorsOption, MapOption, read_mapping, usual_store
from onrecord.cli_store import store_commands
from onrecord.cli_watch import watch_commands
from onrecord.errors import InputError, OnrecordError
from onrecord.printing import INTERRUPTED, JsonFlag, console, print_failure, print_json
from onrecord.records import FailedReport, Failure, Record

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reads news reports on conflict and diplomacy and keeps the record.",
    epilog="Example: onrecord read report.txt --date 2031-04-12 --outlet 'Example Wire'",
)


def main() -> None:
    """Run the command line; an error is one line on standard error and exit code 2."""
    try:
        app()
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        sys.exit(2)
    except SystemExit as leaving:
        if leaving.code == INTERRUPTED:
            print("onrecord: stopped", file=sys.stderr)
        raise
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output is gone: say nothing more
        sys.exit(1)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's signature
    if asked:
        typer.echo(metadata.version("onrecord"))
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version


@app.command(
    epilog="Example: onrecord read report.txt --date 2031-04-12 --outlet 'Example Wire' --json"
)
def read(  # noqa: PLR0913, PLR0917 - one parameter per option
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files, folders, patterns; - is standard input."),
    ],
    date: Annotated[
        str | None, typer.Option(help="Publication date, YYYY-MM-DD. Without it nothing is dated.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one indented JSON object a report.")
    ] = False,
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print one JSON line a report.")
    ] = False,
    columns: MapOption = None,
    actors: ActorsOption = None,
    store: Annotated[
        str | None, typer.Option(help="Keep the records in this store as well.")
    ] = None,
) -> None:
    """Read reports and print the record of each.

    A report that cannot be read is named on standard error; the rest is read.
    The exit code is 1 only when nothing could be read.
    """
    from onrecord.ingest.files import read_sources
    from onrecord.pipeline import Reader, read_each
    from onrecord.serve.view import print_record
    from onrecord.store.reading import keep_reading

    if as_json and as_jsonl:
        raise InputError("--json and --jsonl exclude each other", remedy="give one of them")
    published = parse_date(date) if date is not None else None
    reader = Reader(actors=actors)
    found = read_sources(sources, mapping=read_mapping(columns or ()))
    results = read_each(reader, found, published=published, outlet=outlet)
    done = 0
    with ExitStack() as stack:
        stores = [stack.enter_context(keep_reading(at)) for at in dict.fromkeys((None, store))]
        first: dict[str, int] = {}  # a report that is given twice keeps its numbers
        lines = 0
        for result in _progress(results):
            if isinstance(result, Failure):
                for kept in stores:
                    kept.put_failure(result)
                print_failure(result)
                if as_json or as_jsonl:
                    print_json(FailedReport(failures=(result,)), indent=not as_jsonl)
                continue
            done += 1
            for kept in stores:
                kept.put(result)
            if as_json or as_jsonl:
                print_json(result, indent=not as_jsonl)
            else:
                new = result.document.id not in first
                start = first.setdefault(result.document.id, lines + 1)
                shown = print_record(result, console(), first=start)
                lines += shown if new else 0
    if not done:
        raise typer.Exit(1)


@app.command(epilog="Example: onrecord explain 3")
def explain(
    record_id: Annotated[
        str, typer.Argument(metavar="RECORD_ID", help="An id, or the number of a line.")
    ],
    store: Annotated[str | None, typer.Option(help="Look in this store alone.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show why a record is what it is: the rule or model, the sentence, the alternatives.

    A number is a line of what `read` printed last. An id that is not of that reading is looked up
    in the store that `add` keeps: onrecord.store here, or what ONRECORD_STORE names.
    """
    from onrecord.serve.explain import explain as explain_item
    from onrecord.serve.explain import view_explanation
    from onrecord.serve.lookup import find_record

    explanation = explain_item(*find_record(record_id, store, usual=usual_store()))
    if as_json:
        print_json(explanation, indent=True)
    else:
        console().print(view_explanation(explanation))


@app.command(epilog="Example: onrecord schema > onrecord.schema.json")
def schema() -> None:
    """Print the JSON Schema of what `read --json` prints, generated from the types."""
    from onrecord.serve.schema import record_schema

    print_json(record_schema(), indent=True)


@app.command(epilog="Example: onrecord doctor --json")
def doctor(as_json: JsonFlag = False) -> None:
    """Say what is installed, with digests, and what to do about anything missing."""
    from onrecord.doctor import check_install

    checks = check_install()
    if as_json:
        print_json(checks, indent=True)
    else:
        for check in checks:
            mark = "ok  " if check.ok else "BAD "
            line = f"{mark} {check.kind:<12} {check.name:<40} {check.detail}"
            typer.echo(line + (f"  → {check.remedy}" if check.remedy else ""))
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


@app.command("eval", epilog="Example: onrecord eval status gold/status-dev.jsonl --json")
def evaluate(
    task: Annotated[str, typer.Argument(metavar="TASK", help="attribution, status, places, …")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Gold data as JSON lines.")],
    as_json: JsonFlag = False,
) -> None:
    """Score this build on a gold file."""
    from onrecord import default_reader
    from onrecord.evaluate.tasks import check_task, evaluate

    check_task(task)
    result = evaluate(task, file, default_reader())
    if as_json:
        print_json(result, indent=False)
        return
    typer.echo(f"{result.task} on {result.data}: {result.rows} rows, {result.seconds:.1f} s")
    for name, value in result.metrics.items():
        typer.echo(f"  {name:<32} {'–' if value is None else f'{value:.3f}'}")


@app.command(epilog="Example: onrecord demo --json")
def demo(as_json: JsonFlag = False) -> None:
    """Read the bundled sample reports and print the record's high points."""
    from onrecord import default_reader
    from onrecord.serve.demo import read_sample, view_highlights

    records = read_sample(default_reader())
    if as_json:
        for record in records:
            print_json(record, indent=False)
    else:
        console().print(view_highlights(records))


app.add_typer(store_commands)
app.add_typer(look_commands)
app.add_typer(fused_commands)
app.add_typer(watch_commands)
app.add_typer(data_commands, name="data")


def _progress(results: Iterator[Record | Failure]) -> Iterator[Record | Failure]:
    """Count reports on standard error where a person watches while output goes elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, description="reading", console=Console(stderr=True), total=None)
