"""Gold data: one row type per task, read strictly from JSON lines.

Offsets are half-open code points of `text`. Fields that a task does not need may be there and are
passed over; those it needs must be there, of their type, and every span must lie in its text.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Self, TypeVar

import msgspec

from onrecord.errors import InputError
from onrecord.evaluate.spans import Span

SHAPES = "the shape of each task's rows is in benchmarks/README.md"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A document or sentence."""

    id: str
    text: str

    def spans(self) -> Iterator[Span]:
        """Every span of the row, to be checked against its text."""
        raise NotImplementedError

    def beside(self, folder: Path) -> Self:
        """The row with its files found from the folder that the gold file is in."""
        del folder
        return self


class PageRow(Row, frozen=True, kw_only=True):
    """A saved page with what its report says; a field that is None has no gold."""

    text: str = ""
    html: str
    """The page's file, gzipped or not, below the folder of the gold file."""
    url: str | None = None
    body: tuple[str, ...] | str
    optional: tuple[int, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    captions: tuple[str, ...] | None = None
    credits: tuple[str, ...] | None = None

    def spans(self) -> Iterator[Span]:
        yield from ()

    def beside(self, folder: Path) -> Self:
        return msgspec.structs.replace(self, html=str(folder / self.html))


class GoldAttribution(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution; a role may be empty or in several pieces."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


class AttributionRow(Row, frozen=True, kw_only=True):
    """A report with its attributions."""

    published: dt.date | None = None
    outlet: str | None = None
    attributions: tuple[GoldAttribution, ...]

    def spans(self) -> Iterator[Span]:
        for each in self.attributions:
            yield from (*each.source, *each.cue, *each.content)


class PairRow(Row, frozen=True, kw_only=True):
    """A sentence with two marked parties, either of them perhaps missing, and the type."""

    actor: Span | None
    recipient: Span | None
    type: str

    def spans(self) -> Iterator[Span]:
        yield from (span for span in (self.actor, self.recipient) if span is not None)


class GoldRole(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what plays a role in an event, in the gold's own names."""

    role: str
    start: int
    end: int


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A trigger with its roles."""

    start: int
    end: int
    type: str
    roles: tuple[GoldRole, ...] = ()


class RolesRow(Row, frozen=True, kw_only=True):
    """A text with the roles of its events."""

    events: tuple[GoldEvent, ...]

    def spans(self) -> Iterator[Span]:
        for event in self.events:
            yield event.start, event.end
            yield from ((role.start, role.end) for role in event.roles)


class GoldStatus(msgspec.Struct, frozen=True, kw_only=True):
    """An event and its status."""

    start: int
    end: int
    status: str


class StatusRow(Row, frozen=True, kw_only=True):
    """A text with the status of some events."""

    events: tuple[GoldStatus, ...]

    def spans(self) -> Iterator[Span]:
        yield from ((e.start, e.end) for e in self.events)


class GoldFactuality(msgspec.Struct, frozen=True, kw_only=True):
    """An event and its factuality, −3 to +3."""

    start: int
    end: int
    factuality: float


class FactualityRow(Row, frozen=True, kw_only=True):
    """A sentence with the factuality of its events."""

    events: tuple[GoldFactuality, ...]

    def spans(self) -> Iterator[Span]:
        yield from ((e.start, e.end) for e in self.events)


class GoldMention(msgspec.Struct, frozen=True, kw_only=True):
    """A mention under the label of its set; None where it has none."""

    start: int
    end: int
    type: str | None


class MentionsRow(Row, frozen=True, kw_only=True):
    """A text with its mentions; `full_until` ends the part that is annotated in full (MEANTIME)."""

    entities: tuple[GoldMention, ...]
    full_until: int | None = None

    def spans(self) -> Iterator[Span]:
        yield from ((e.start, e.end) for e in self.entities)


class CorefRow(Row, frozen=True, kw_only=True):
    """A document with its clusters of two mentions or more."""

    clusters: tuple[tuple[Span, ...], ...]

    def spans(self) -> Iterator[Span]:
        for cluster in self.clusters:
            yield from cluster


class AcrossEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A mention of an event; equal `cluster` is one event, whatever the report."""

    spans: tuple[Span, ...]
    cluster: str


class AcrossRow(Row, frozen=True, kw_only=True):
    """An excerpt of a report with its events, joined across reports."""

    events: tuple[AcrossEvent, ...]

    def spans(self) -> Iterator[Span]:
        for event in self.events:
            yield from event.spans


class GoldToponym(msgspec.Struct, frozen=True, kw_only=True):
    """A place name; what the gold does not know is None."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    country: str | None = None


class PlacesRow(Row, frozen=True, kw_only=True):
    """A document with its toponyms."""

    toponyms: tuple[GoldToponym, ...]

    def spans(self) -> Iterator[Span]:
        yield from ((t.start, t.end) for t in self.toponyms)


class GoldTimex(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression; the value and the type may be unknown."""

    start: int
    end: int
    type: str | None
    value: str | None


class TimesRow(Row, frozen=True, kw_only=True):
    """A document with its creation date and time expressions."""

    dct: dt.date | None
    timexes: tuple[GoldTimex, ...]

    def spans(self) -> Iterator[Span]:
        yield from ((t.start, t.end) for t in self.timexes)


class StoryRow(Row, frozen=True, kw_only=True):
    """A report with the story that it belongs to; `published` begins with an ISO date."""

    story: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None

    def spans(self) -> Iterator[Span]:
        yield from ()

    def day(self) -> dt.date | None:
        """The day of publication.

        Raises:
            InputError: `published` does not begin with a date.
        """
        try:
            return None if self.published is None else dt.date.fromisoformat(self.published[:10])
        except ValueError:
            raise InputError(
                f"the report {self.id} is published {self.published!r}", remedy="give an ISO date"
            ) from None


AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True, slots=True)
class Gold(Generic[AnyRow]):
    """The rows of a file, with its name and digest."""

    name: str
    sha256: str
    rows: tuple[AnyRow, ...]


def read_gold(path: Path, row_type: type[AnyRow]) -> Gold[AnyRow]:
    """Read a gold file.

    Raises:
        InputError: the file cannot be read, is empty, or a line is not such a row; the message
            names the line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot read {path}: {error.strerror}", remedy="give a file of JSON lines"
        ) from None
    if not data.strip():
        raise InputError(f"{path} is empty", remedy="give a file with a JSON object on each line")
    decoder = msgspec.json.Decoder(row_type)
    rows = tuple(
        _read_row(line, f"{path}, line {number}", decoder).beside(path.parent)
        for number, line in enumerate(data.rstrip(b"\r\n").split(b"\n"), start=1)
    )
    return Gold(name=path.name, sha256=hashlib.sha256(data).hexdigest(), rows=rows)


def _read_row(line: bytes, where: str, decoder: "msgspec.json.Decoder[AnyRow]") -> AnyRow:
    try:
        row = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{where}: {error}", remedy=SHAPES) from None
    for start, end in row.spans():
        if not 0 <= start < end <= len(row.text):
            raise InputError(
                f"{where}: the span [{start}, {end}] does not lie in a text of "
                f"{len(row.text)} characters",
                remedy="offsets are code points, half-open: 0 <= start < end <= length of text",
            )
    return row
