"""The command of watching feeds: watch."""

import re
import secrets
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli_options import STORE, ActorsOption, StoreOption, WorkersOption
from onrecord.errors import InputError
from onrecord.printing import INTERRUPTED, print_json

if TYPE_CHECKING:
    from types import FrameType

    from onrecord.store.database import Store
    from onrecord.store.feeds import FeedState
    from onrecord.watching.plan import ArticleTold, FeedTold, Plan

watch_commands = typer.Typer()

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0, "": 1.0}


@watch_commands.command(epilog="Example: onrecord watch feeds.opml --every 15m --store peace.store")
def watch(  # noqa: PLR0913, PLR0917 - one parameter per option
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEED]...",
            help="Addresses of feeds, files with one a line, OPML files. None: the last ones.",
        ),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, then end.")] = False,
    every: Annotated[
        str, typer.Option(help="Time between two polls of a feed: 90s, 15m, 2h, 1d.")
    ] = "15m",
    lasts: Annotated[
        str | None, typer.Option("--for", metavar="TIME", help="End after this time.")
    ] = None,
    delay: Annotated[str, typer.Option(help="Time between two requests to a host.")] = "1s",
    timeout: Annotated[str, typer.Option(help="The longest that an answer may take.")] = "30s",
    max_bytes: Annotated[
        int, typer.Option(min=1_000, max=100_000_000, help="The largest answer, unpacked.")
    ] = 8_000_000,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Also connect to addresses of private networks."),
    ] = False,
    status: Annotated[
        bool, typer.Option("--status", help="Show how each feed stands; nothing is asked.")
    ] = False,
    actors: ActorsOption = None,
    workers: WorkersOption = 1,
    store: StoreOption = STORE,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON line a feed or article.")
    ] = False,
) -> None:
    """Poll feeds, fetch what they announce, and keep its records.

    It asks politely: what has not changed is not sent again, a host is asked one thing at a time,
    robots.txt holds. Everything is noted in the store: after Ctrl-C the same command goes on.
    This is the only command that uses the network.
    """
    from onrecord.store.database import open_store

    if status:
        with open_store(store, readonly=True) as kept:
            _show_states(kept, as_json=as_json)
        return
    plan = _plan(every, delay, timeout, max_bytes, allow_private, once, lasts, workers, actors)
    with open_store(store) as kept, _stopping() as stopped:
        _choose(kept, feeds or ())
        heard = _tell(kept, plan, stopped, as_json=as_json)
        signals = stopped()
    if signal.SIGINT in signals:
        raise typer.Exit(INTERRUPTED)
    if once and not heard and not signals:
        raise typer.Exit(1)


def read_time(text: str) -> float:
    """Seconds, from "90s", "15m", "2h", "1d" or a bare number of seconds.

    Raises:
        InputError: it is anything else, or no time at all.
    """
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,6})?)([smhd]?)", text.strip().lower())
    if found is None:
        raise InputError(f"{text!r} is no time", remedy="write it as 90s, 15m, 2h or 1d")
    return float(found[1]) * _UNITS[found[2]]


def _plan(  # noqa: PLR0913, PLR0917 - one parameter per option
    every: str,
    delay: str,
    timeout: str,
    max_bytes: int,
    allow_private: bool,  # noqa: FBT001 - one of ours
    once: bool,  # noqa: FBT001
    lasts: str | None,
    workers: int,
    actors: Path | None,
) -> "Plan":
    from onrecord.fetch.request import Limits
    from onrecord.watching.plan import Plan

    pause, seconds = read_time(every), read_time(timeout)
    if pause <= 0 or seconds <= 0:
        raise InputError("a time of nothing is no time to wait", remedy="use 1s or more")
    return Plan(
        every=pause,
        delay=read_time(delay),
        limits=Limits(max_bytes=max_bytes, seconds=seconds, allow_private=allow_private),
        seed=secrets.token_hex(8),
        once=once,
        lasts=None if lasts is None else read_time(lasts),
        workers=workers,
        actors=actors,
    )


def _choose(store: "Store", feeds: "list[str] | tuple[str, ...]") -> None:
    """Note which feeds are watched; without arguments those of the last time."""
    import time

    from onrecord.store.feeds import add_feeds, feed_states
    from onrecord.watching.lists import read_feeds

    if feeds:
        add_feeds(store.engine, read_feeds(feeds), now=time.time())
    elif not any(feed.watched for feed in feed_states(store.engine)):
        raise InputError(
            f"{store.name} has no feeds to watch",
            remedy="name some: onrecord watch https://example.org/feed.xml",
        )


def _tell(store: "Store", plan: "Plan", stopped: Callable[[], list[int]], *, as_json: bool) -> int:
    """Say what happens while it happens, and in the end all; how many feeds answered well."""
    from onrecord.watching.plan import FeedTold
    from onrecord.watching.watch import watch_feeds

    counts = {"added": 0, "known": 0, "double": 0, "failed": 0, "removed": 0, "later": 0}
    heard = broken = 0
    with _display() as show:
        for told in watch_feeds(store, plan, stopped=lambda: bool(stopped())):
            if isinstance(told, FeedTold):
                well = told.outcome in {"read", "unchanged"}
                heard, broken = heard + well, broken + (not well)
            else:
                counts[told.outcome] += 1
            if as_json:
                print_json(told, indent=False)
                sys.stdout.buffer.flush()
            elif told.message is not None:
                _complain(told)
            show(f"{heard:,} polls, {broken:,} failed · {counts['added']:,} articles added")
    line = (
        f"{heard:,} polls answered, {broken:,} failed · {counts['added']:,} articles added,"
        f" {counts['known'] + counts['double']:,} there before, {counts['failed']:,} failed"
    )
    typer.echo(f"onrecord: {line}", err=True)
    if stopped():
        typer.echo("onrecord: the same command goes on from here", err=True)
    return heard


def _complain(told: "FeedTold | ArticleTold") -> None:
    from onrecord.serve.names import printable

    remedy = f" ({told.remedy})" if told.remedy else ""
    typer.echo(printable(f"onrecord: {told.url}: {told.message}{remedy}"), err=True)


@contextmanager
def _display() -> Iterator[Callable[[str], None]]:
    """A line that changes, where a person watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with ExitStack() as stack:
        status = stack.enter_context(Console(stderr=True).status("watching"))
        yield lambda line: status.update(f"watching · {line}")


def _show_states(store: "Store", *, as_json: bool) -> None:
    from onrecord.store.feeds import feed_states

    found = 0
    with store.snapshot():
        for feed in feed_states(store.engine):
            found += 1
            if as_json:
                print_json(feed, indent=False)
            else:
                _show_state(feed)
    if not found and not as_json:
        typer.echo(f"{store.name} has no feeds", err=True)


def _show_state(feed: "FeedState") -> None:
    from onrecord.serve.names import printable

    title = f"  {feed.title}" if feed.title else ""
    answer = f", answered {feed.status}" if feed.status else ""
    left = "" if feed.watched else ", not watched"
    asked = f"asked {_moment(feed.polled)}{answer}, next {_moment(feed.due)}{left}"
    counts = f"{feed.kept:,} kept, {feed.waiting:,} waiting, {feed.failed:,} failed"
    lines = [f"{feed.state:<8} {feed.url}{title}"]
    lines += [f"moved to {feed.at}"] if feed.at != feed.url else []
    lines += [asked, f"articles: {counts}, {feed.double:,} there before"]
    lines += [f"{feed.message} ({feed.remedy})"] if feed.message else []
    for number, line in enumerate(lines):
        typer.echo(printable(line if number == 0 else f"         {line}"))


def _moment(seconds: float | None) -> str:
    if seconds is None:
        return "never"
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


@contextmanager
def _stopping() -> Iterator[Callable[[], list[int]]]:
    """Ctrl-C and SIGTERM end it after the report in hand; a second one at once."""
    asked: list[int] = []
    before: dict[signal.Signals, object] = {}

    def ask(number: int, frame: "FrameType | None") -> None:
        del frame
        asked.append(number)
        for each, handler in before.items():
            signal.signal(each, handler)  # type: ignore[arg-type]
        print("onrecord: stopping after the report in hand", file=sys.stderr)

    for which in (signal.SIGINT, signal.SIGTERM):
        before[which] = signal.signal(which, ask)
    try:
        yield lambda: list(asked)
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)  # type: ignore[arg-type]
