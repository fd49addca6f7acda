"""The commands that tell what the kept reports say together: brief, stories, timeline, claims."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord import parse_date
from onrecord.cli_options import STORE, StoreOption
from onrecord.errors import InputError
from onrecord.printing import JsonFlag, console, print_json

if TYPE_CHECKING:
    from onrecord.fuse.whole import Fused

fused_commands = typer.Typer()

MOST = 20_000
"""Reports that are put together at once: more need more memory than a laptop has."""

SinceOption = Annotated[
    str | None, typer.Option(help="Only what was reported on this day or later, YYYY-MM-DD.")
]


@fused_commands.command(
    epilog="Example: onrecord brief --since 2031-04-08 --format html > brief.html"
)
def brief(
    since: SinceOption = None,
    format_: Annotated[
        Literal["markdown", "html"], typer.Option("--format", help="How it is written.")
    ] = "markdown",
    store: StoreOption = STORE,
    as_json: JsonFlag = False,
) -> None:
    """Tell what is new, who says what, figures in dispute, and where the talks stand.

    Every line ends in its sources; nothing is said that no report says.
    """
    from onrecord.serve.brief import brief_html, brief_markdown, write_brief

    found = write_brief(_fused(store), since=_day(since))
    if as_json:
        print_json(found, indent=True)
    else:
        typer.echo((brief_html if format_ == "html" else brief_markdown)(found), nl=False)


@fused_commands.command(epilog="Example: onrecord stories --since 2031-04-08")
def stories(
    since: SinceOption = None, store: StoreOption = STORE, as_json: JsonFlag = False
) -> None:
    """List the developments that two reports and more tell of: span, who acts, where."""
    from onrecord.serve.across import print_lines, story_line

    first, fused = _day(since), _fused(store)
    found = [s for s in fused.stories if _is_since(s.end, first)]
    if as_json:
        print_json(found, indent=True)
    else:
        print_lines(map(story_line, found), fused.documents, console())


@fused_commands.command(epilog="Example: onrecord timeline --since 2031-04-08 --json")
def timeline(
    since: SinceOption = None, store: StoreOption = STORE, as_json: JsonFlag = False
) -> None:
    """List the events of all reports by day, each once, with what its reports tell differently."""
    from onrecord.serve.across import event_line, print_lines

    first, fused = _day(since), _fused(store)
    found = [e for e in fused.events if _is_since(e.last_reported, first)]
    if as_json:
        print_json(found, indent=True)
    else:
        print_lines(map(event_line, found), fused.documents, console())


@fused_commands.command(epilog="Example: onrecord claims --since 2031-04-08")
def claims(
    since: SinceOption = None, store: StoreOption = STORE, as_json: JsonFlag = False
) -> None:
    """List what is said of one thing by whom: figures, and whether it happened."""
    from onrecord.serve.across import claim_line, print_lines

    first, fused = _day(since), _fused(store)
    found = [c for c in fused.claims if any(_is_since(p.last, first) for p in c.positions)]
    if as_json:
        print_json(found, indent=True)
    else:
        print_lines(map(claim_line, found), fused.documents, console())


@fused_commands.command(epilog="Example: onrecord talks --json")
def talks(since: SinceOption = None, store: StoreOption = STORE, as_json: JsonFlag = False) -> None:
    """Show the board: what is on the table, its state, each party's latest position."""
    from onrecord.serve.across import print_lines, talk_line

    first, fused = _day(since), _fused(store)
    found = [t for t in fused.talks if _is_since(t.last_reported, first)]
    if as_json:
        print_json(found, indent=True)
    else:
        print_lines(map(talk_line, found), fused.documents, console())


def _fused(store: str) -> "Fused":
    """What the reports of a store say together.

    Raises:
        InputError: there are too many of them to put together at once.
    """
    from onrecord.fuse.whole import fuse_records
    from onrecord.store.database import open_store

    with open_store(store, readonly=True) as kept:
        if kept.count() > MOST:
            raise InputError(
                f"{store} holds {kept.count()} reports; {MOST} are put together at once at most",
                remedy="keep what belongs together in a store of its own",
            )
        return fuse_records(kept.records())


def _day(since: str | None) -> dt.date | None:
    return parse_date(since) if since is not None else None


def _is_since(day: dt.date | None, first: dt.date | None) -> bool:
    return first is None or (day is not None and day >= first)
