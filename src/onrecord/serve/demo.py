"""The bundled sample and the high points of its record."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources

from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.fuse.duplicates import group_duplicates
from onrecord.pipeline import Reader
from onrecord.records import EventMention, Quantity, Record, Status
from onrecord.serve.hanging import Hanging
from onrecord.serve.names import Names, short, words
from onrecord.serve.view import SHAPES

SAMPLE = "samples/dayton"
APART: tuple[Status, ...] = (
    "planned", "proposed", "threatened", "hypothetical", "denied", "prevented", "unknown",
)  # fmt: skip


def read_sample(reader: Reader) -> tuple[Record, ...]:
    """The records of the sample's reports, in order of publication."""
    folder = resources.files("onrecord.data").joinpath(SAMPLE)
    index = folder.joinpath("index.csv").read_text("utf-8")
    return tuple(
        reader.read(
            folder.joinpath(row["file"]).read_bytes(),
            name=row["file"],
            published=dt.date.fromisoformat(row["published"]),
            outlet=row["outlet"],
        )
        for row in csv.DictReader(index.splitlines())
    )


def view_highlights(records: Sequence[Record]) -> RenderableType:
    """What the sample's record shows, a few lines of each kind, each with its report."""
    copies = {doc for group in group_duplicates(records) for doc in group[1:]}
    originals = [record for record in records if record.document.id not in copies]
    parts: list[RenderableType] = [_header(records, len(copies))]
    for title, rows in (
        ("WHAT HAPPENED, DAY BY DAY", _happened(originals)),
        ("SAID, PLANNED, DENIED: KEPT APART FROM WHAT HAPPENED", _apart(originals)),
        ("FIGURES, EACH WITH ITS HOLDER", _figures(originals)),
        ("ON THE TABLE", _talks(originals)),
        ("OLD PHOTOS", _photos(originals)),
    ):
        parts += [Text(), Text(title, style="bold")]
        parts += [Hanging(Text("  "), Text("  ").join(filter(None, row))) for row in rows]
    return Group(*parts)


def _header(records: Sequence[Record], copies: int) -> Text:
    dates = sorted(r.document.published for r in records if r.document.published)
    outlets = {r.document.outlet for r in records}
    counts = Counter(event.status for record in records for event in record.events)
    statements = sum(len(record.statements) for record in records)
    tally = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    return Text(
        f"The road to Dayton: {len(records)} reports, {len(outlets)} outlets, "
        f"{dates[0]:%-d %b} to {dates[-1]:%-d %b %Y}\n"
        f"{copies} are reprints and count for nothing; {statements} statements; events: {tally}"
    )


def _source(record: Record) -> Text:
    doc = record.document
    return Text(f"[{doc.outlet}, {doc.published:%-d %b}]", style="dim")


def _happened(records: Iterable[Record]) -> Iterator[tuple[Text, ...]]:
    """Of each report the dated event in its body that it tells as occurred and says most of."""
    for record in records:
        body = [p.span for p in record.passages if p.kind == "body"]
        told = [
            event
            for event in record.events
            if event.status == "occurred"
            and (event.time or event.place)
            and (event.actors or event.recipients)
            and any(span.start <= event.trigger.start < span.end for span in body)
        ]
        if told:
            event = max(told, key=_fullness)
            yield (*_event(event, Names(record)), _source(record))


def _fullness(event: EventMention) -> int:
    """How many of its roles are filled."""
    return sum(map(bool, (event.actors, event.recipients, event.place, event.time)))


def _apart(records: Iterable[Record]) -> Iterator[tuple[Text, ...]]:
    """Up to three events of each status other than occurred."""
    for status in APART:
        found = [(e, r) for r in records for e in r.events if e.status == status]
        for event, record in found[:3]:
            yield (*_event(event, Names(record)), _source(record))


def _event(event: EventMention, names: Names) -> tuple[Text, ...]:
    shape, colour = SHAPES[event.status]
    place = names.mentions[event.place].name.quote if event.place else ""
    return (
        Text(f"{shape} {event.status:<12}", style=colour),
        Text(" ".join(part for part in (event.type, event.mode) if part), style="bold"),
        Text(f"{names.who(event.actors)} → {names.who(event.recipients)}"),
        Text(f"“{event.trigger.quote}”"),
        Text(" · ".join(part for part in (place, names.time(event.time)) if part)),
    )


def _figures(records: Iterable[Record]) -> Iterator[tuple[Text, ...]]:
    for record in records:
        names = Names(record)
        for quantity in record.quantities:
            if quantity.role in {"killed", "injured", "missing", "captured"}:
                yield (
                    Text(names.figure(quantity)),
                    Text(f"“{words(quantity.evidence)}”"),
                    Text(names.holder(_holder_of(quantity, record))),
                    _source(record),
                )


def _holder_of(quantity: Quantity, record: Record) -> str:
    """The innermost statement whose content holds the figure, or "outlet"."""
    at = quantity.evidence[0].start
    around = [
        (span.end - span.start, statement.id)
        for statement in record.statements
        for span in statement.content
        if span.start <= at < span.end
    ]
    return min(around, default=(0, "outlet"))[1]


def _talks(records: Iterable[Record]) -> Iterator[tuple[Text, ...]]:
    for record in records:
        names = Names(record)
        for proposal in record.proposals:
            moved = [f"{names.name(move.by)}: {move.kind}" for move in proposal.moves]
            yield (
                Text(short(proposal.title, 60)),
                Text(f"→ {proposal.state}", style="bold"),
                Text("; ".join(dict.fromkeys(moved))),
                _source(record),
            )


def _photos(records: Iterable[Record]) -> Iterator[tuple[Text, ...]]:
    for record in records:
        for note in record.notes:
            if note.kind == "old-photo":
                yield Text(note.message), _source(record)
