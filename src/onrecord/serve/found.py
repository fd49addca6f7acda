"""What `search`, `list`, `show` and `remove` answer, as text."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.records import Evidence
from onrecord.serve.hanging import Hanging
from onrecord.serve.names import printable, short
from onrecord.store.items import Context, Item, Reference, Report
from onrecord.store.removing import Removable, Removal
from onrecord.store.search import Hits, Listing

MARK = "bold reverse"
MOST = 20
"""How many quotations and references of a record are shown; `--json` has all."""
TITLE = 120
EMPTY: tuple[object, ...] = (None, "", [], (), {})


def print_hits(hits: Hits, console: Console) -> None:
    """Each report with the stretch of it that answers, and how to go on."""
    for hit in hits.hits:
        head = Text.assemble((f"{hit.report}  ", "bold"), _head(hit.published, hit.outlet))
        console.print(Hanging(0, head))
        if hit.title:
            title = Evidence(start=0, end=len(hit.title), quote=hit.title)
            console.print(Hanging(2, _marked(title, hit.title_marks, console)))
        console.print(Hanging(2, _marked(hit.snippet, hit.marks, console)))
        console.print()
    _print_end(len(hits.hits), hits.after, console)


def print_listing(listing: Listing, console: Console) -> None:
    """A line a report: id, day, outlet, title, and how much it holds."""
    for report in listing.reports:
        counts = (
            f"{report.statements} said, {report.events} events, {report.entities} names,"
            f" {report.places} places"
        )
        title = short(_line(report.title or "no title"), TITLE)
        head = _head(report.published, report.outlet)
        console.print(
            Hanging(
                0, Text.assemble((f"{report.report}  ", "bold"), f"{head} · {title} · ", counts)
            )
        )
    _print_end(len(listing.reports), listing.after, console)


def view_item(item: Item, console: Console) -> RenderableType:
    """A record, its evidence in context, what it refers to and what refers to it."""
    where = f"{item.report}  {_head(item.published, item.outlet)}"
    grid = _grid()
    grid.add_row(Text(item.kind), Text(item.id))
    title = f" · {short(_line(item.title), TITLE)}" if item.title else ""
    grid.add_row(Text("report"), Text(where + title))
    if item.reports > 1:
        grid.add_row(Text("reports"), Text(f"{item.reports:,} have it"))
    named = {r.id: r.words for r in item.refers_to}
    for field, value in item.record.items():
        if field not in {"id", "evidence", "span", "moves"} and value not in EMPTY:
            grid.add_row(Text(field), Text(printable(_plain(value, named))))
    for context in item.evidence[:MOST]:
        grid.add_row(Text(f"line {context.line}"), _quotation(context, console))
    _rest(grid, len(item.evidence), "quotations")
    for name, references in (("refers to", item.refers_to), ("referred by", item.referred_by)):
        for reference in references[:MOST]:
            grid.add_row(Text(name), _reference(reference))
        _rest(grid, len(references), "references")
    return grid


def view_report_origin(report: Report) -> RenderableType:
    """What a report was read from."""
    grid = _grid()
    grid.add_row(Text("report"), Text(report.id))
    if report.document.url:
        grid.add_row(Text("address"), Text(printable(report.document.url)))
    counts = ", ".join(f"{number} {kind}" for kind, number in report.counts.items() if number)
    grid.add_row(Text("holds"), Text(counts))
    for source in report.sources:
        told = f"{source.name} · {source.size:,} bytes, SHA-256 {source.sha256} · {source.reader}"
        grid.add_row(Text("read from"), Text(printable(told)))
    if not report.sources:
        grid.add_row(Text("read from"), Text("bytes that were not kept"))
    return grid


def view_removable(reports: Iterable[Removable]) -> RenderableType:
    """What would be taken out, or was."""
    return Group(
        *(
            Hanging(
                0,
                Text.assemble(
                    (f"{r.report}  ", "bold"),
                    _head(r.published, r.outlet),
                    f" · {short(_line(r.title or 'no title'), TITLE)}",
                    *(printable(f" · {name}") for name in r.sources),
                ),
            )
            for r in reports
        )
    )


def view_removals(removals: Iterable[Removal]) -> RenderableType:
    """What was taken out, and when."""
    rows = (f"{r.removed}  {r.report}  {printable(_line(r.name))}" for r in removals)
    return Group(*(Text(row) for row in rows))


def _head(published: str | None, outlet: str | None) -> str:
    return f"{published or 'no date'} · {_line(outlet or 'outlet not given')}"


def _line(text: str) -> str:
    """Text on one line."""
    return printable(" ".join(text.split()))


def _marked(stretch: Evidence, marks: Sequence[Evidence], console: Console) -> Text:
    """A stretch with its marks: in colour on a terminal, between ** elsewhere."""
    shown = printable("".join(" " if c.isspace() else c for c in stretch.quote))
    spans = [(m.start - stretch.start, m.end - stretch.start) for m in marks]
    if console.is_terminal:
        text = Text(shown)
        for start, end in spans:
            text.stylize(MARK, start, end)
        return text
    parts, at = [], 0
    for start, end in _apart(spans):
        parts += [shown[at:start], "**", shown[start:end], "**"]
        at = end
    return Text("".join([*parts, shown[at:]]))


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _print_end(count: int, after: str | None, console: Console) -> None:
    reports = "1 report" if count == 1 else f"{count} reports"
    more = f" · more: the same with --after {after}" if after else ""
    console.print(Text(f"{reports}{more}", style="dim"))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    return grid


def _rest(grid: Table, count: int, what: str) -> None:
    if count > MOST:
        grid.add_row(Text(), Text(f"{count - MOST:,} more {what}: --json has all", style="dim"))


def _quotation(context: Context, console: Console) -> Text:
    start = len(context.before)
    line = context.before + context.evidence.quote + context.after
    stretch = Evidence(start=0, end=len(line), quote=line)
    end = start + len(context.evidence.quote)
    return _marked(stretch, [Evidence(start=start, end=end, quote=line[start:end])], console)


def _reference(reference: Reference) -> Text:
    words = short(_line(reference.words), TITLE)
    return Text.assemble(
        f"{reference.id} ", (f"({reference.kind}, {reference.field}) ", "dim"), words
    )


def _plain(value: Any, names: dict[str, str]) -> str:
    match value:
        case {"quote": str(words)}:
            return f"“{words}”"
        case dict():
            told = ((k, v) for k, v in value.items() if v not in EMPTY)
            return ", ".join(f"{k} {_plain(v, names)}" for k, v in told)
        case list() | tuple():
            return "; ".join(_plain(v, names) for v in value)
        case str() if value in names:
            return f"“{short(_line(names[value]), TITLE)}” ({value})"
        case _:
            return str(value)
