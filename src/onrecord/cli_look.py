"""The commands that look into the kept record and take out of it: search, list, show, remove."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord import parse_date
from onrecord.cli_options import STORE, StoreOption
from onrecord.errors import InputError
from onrecord.printing import JsonFlag, console, print_json

if TYPE_CHECKING:
    from onrecord.store.queries import Days

look_commands = typer.Typer()

PAGE = 20
"""How many reports are shown where nobody says."""

OutletOption = Annotated[str | None, typer.Option(help="Only what this outlet published.")]
SinceOption = Annotated[
    str | None, typer.Option(help="Published on this day or later, YYYY-MM-DD.")
]
UntilOption = Annotated[str | None, typer.Option(help="Published before this day, YYYY-MM-DD.")]
ActorOption = Annotated[
    str | None, typer.Option(help="Only where this actor is named: a name, or an id of the table.")
]
LimitOption = Annotated[int, typer.Option(min=1, max=1_000, help="How many reports to show.")]
AfterOption = Annotated[
    str | None,
    typer.Option(metavar="REPORT", help="Go on after this report, as the last answer says."),
]


@look_commands.command(
    epilog="""Example: onrecord search '"peace talks" geneva -minsk' --since 2031-04-01"""
)
def search(  # noqa: PLR0913, PLR0917 - one parameter per option
    query: Annotated[
        str,
        typer.Argument(
            help="""All the words wanted; "words together", -without, begin*, this OR that."""
        ),
    ],
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    actor: ActorOption = None,
    limit: LimitOption = PAGE,
    after: AfterOption = None,
    store: StoreOption = STORE,
    as_json: JsonFlag = False,
) -> None:
    """Find reports by their words, the latest first, each with the stretch that answers.

    English is stemmed: negotiated finds negotiations. Accents and case do not count. What was found
    is marked: in colour on a terminal, between ** elsewhere.
    """
    from onrecord.serve.found import print_hits
    from onrecord.store.database import open_store
    from onrecord.store.search import search_reports

    days = _days(since, until)
    with open_store(store, readonly=True) as kept:
        hits = search_reports(
            kept, query, outlet=outlet, who=_named(actor), days=days, after=after, limit=limit
        )
    if as_json:
        print_json(hits, indent=True)
    else:
        print_hits(hits, console())


@look_commands.command("list", epilog="Example: onrecord list --outlet 'Example Wire' --limit 50")
def list_(  # noqa: PLR0913, PLR0917 - one parameter per option
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    actor: ActorOption = None,
    limit: LimitOption = PAGE,
    after: AfterOption = None,
    removed: Annotated[
        bool, typer.Option("--removed", help="What was taken out with `remove` instead.")
    ] = False,
    store: StoreOption = STORE,
    as_json: JsonFlag = False,
) -> None:
    """List the reports that are kept, the latest first, with how much each holds."""
    from onrecord.serve.found import print_listing, view_removals
    from onrecord.store.database import open_store
    from onrecord.store.removing import read_removals
    from onrecord.store.search import list_reports

    days = _days(since, until)
    with open_store(store, readonly=True) as kept:
        if removed:
            removals = read_removals(kept)
            if as_json:
                print_json(removals, indent=True)
            else:
                console().print(view_removals(removals))
            return
        listing = list_reports(
            kept, outlet=outlet, who=_named(actor), days=days, after=after, limit=limit
        )
    if as_json:
        print_json(listing, indent=True)
    else:
        print_listing(listing, console())


@look_commands.command(epilog="Example: onrecord show sta-5d03c6f4f0f2b6a1d2c3 --store peace.store")
def show(
    record_id: Annotated[
        str,
        typer.Argument(metavar="ID", help="Of a report, mention, event, statement, place …"),
    ],
    store: StoreOption = STORE,
    as_json: JsonFlag = False,
) -> None:
    """Print what is kept under an id: the record, its evidence in context, what refers to it.

    Of a report: what it was read from, and its view. `explain` says why a record is what it is.
    """
    from onrecord.serve.found import view_item, view_report_origin
    from onrecord.serve.view import view_record
    from onrecord.store.database import open_store
    from onrecord.store.items import Report, show_id

    with open_store(store, readonly=True) as kept:
        found = show_id(kept, record_id)
        record = kept.record(record_id) if isinstance(found, Report) else None
    if as_json:
        print_json(found, indent=True)
    elif isinstance(found, Report):
        console().print(view_report_origin(found))
        if record is not None:
            console().print("", view_record(record), sep="\n")
    else:
        console().print(view_item(found, console()))


@look_commands.command(epilog="Example: onrecord remove doc-1f0a9b2c3d4e5f60 --store peace.store")
def remove(
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORT...", help="Ids of reports (doc-…).")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StoreOption = STORE,
    as_json: JsonFlag = False,
) -> None:
    """Take reports out, with their records and the bytes they were read from.

    Bytes that another report was read from stay. It is kept that they were taken out (`onrecord
    list --removed`): `add` leaves their sources alone until it is told --again.
    """
    from onrecord.serve.found import view_removable
    from onrecord.store.database import open_store
    from onrecord.store.removing import find_removable, remove_reports

    open_store(store, readonly=True).close()  # a store that is not there is not made
    with open_store(store) as kept:
        if not yes:
            _ask(view_removable(find_removable(kept, reports)))
        found = remove_reports(kept, reports)
    if as_json:
        print_json(found, indent=True)
    else:
        console().print(view_removable(found))
        typer.echo(f"onrecord: {len(found):,} removed", err=True)


def _ask(shown: object) -> None:
    """Have a person agree; what is asked goes to standard error.

    Raises:
        InputError: nobody is there to ask.
    """
    if not sys.stdin.isatty():
        raise InputError("nobody is there to be asked", remedy="say --yes to remove them")
    from rich.console import Console

    Console(stderr=True, highlight=False, markup=False).print(shown)
    typer.confirm("Take them out for good?", abort=True, err=True)


def _named(actor: str | None) -> tuple[str, ...] | None:
    """What an actor may be filed under: as it is said, and the table's rows of that name."""
    if actor is None:
        return None
    from onrecord.resolve.actors import load_actors

    table = load_actors()
    rows = table.named(actor) or table.of_surname(actor)
    return (actor, *(row.id for row in rows))


def _days(since: str | None, until: str | None) -> "Days":
    from onrecord.store.queries import Days

    first, last = (parse_date(day).isoformat() if day else None for day in (since, until))
    return Days(since=first, until=last)
