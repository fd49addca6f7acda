"""Records as Parquet, one row a report: columns to ask, and what a store needs to keep it.

The columns are told in docs/cluster.md. A row without an `id` is a report that could not be read;
`failure` says why.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.errors import InputError, MissingExtraError
from onrecord.records import Entity, EventMention, Evidence, Failure, Record
from onrecord.store.originals import Origin
from onrecord.store.rows import who_is

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "1"
"""Of the columns; kept in the file's metadata as `onrecord`."""
LEVEL = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row holds: a record or a failure, and what it was read from where that is known."""

    result: Record | Failure
    origin: Origin | None = None


def encode_entries(entries: Iterable[Entry]) -> bytes:
    """A Parquet file.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa, parquet = _pyarrow()
    schema = _schema(pa)
    table = pa.Table.from_pylist([_row(entry) for entry in entries], schema=schema)
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd", compression_level=LEVEL)
    return out.getvalue()


def decode_entries(data: bytes, name: str) -> Iterator[Entry]:
    """The entries of a Parquet file, in their order.

    Raises:
        InputError: it is none of these files.
        MissingExtraError: pyarrow is not installed.
    """
    columns = ["source", "about", "reader", "original", "failure", "record"]
    for row in _read(data, name, columns).to_pylist():
        failure, origin = row["failure"], None
        if row["original"] is not None:
            origin = Origin(
                name=row["source"], data=row["original"], about=row["about"].encode(),
                reader=row["reader"],
            )  # fmt: skip
        if failure is not None:
            yield Entry(Failure(**failure), origin)
            continue
        try:
            yield Entry(msgspec.json.decode(row["record"], type=Record), origin)
        except ValueError as error:
            raise InputError(
                f"{name} holds records of another build of onrecord ({error})",
                remedy="remove it: its reports are read again",
            ) from error


def decode_sources(data: bytes, name: str) -> list[tuple[str | None, str | None]]:
    """Of each entry the key of its source and the build that read it, None where not known.

    Raises:
        InputError: it is none of these files.
        MissingExtraError: pyarrow is not installed.
    """
    rows = _read(data, name, ["key", "reader"]).to_pylist()
    return [(row["key"], row["reader"]) for row in rows]


def _read(data: bytes, name: str, columns: list[str]) -> "pa.Table":
    pa, parquet = _pyarrow()
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        version = (file.schema_arrow.metadata or {}).get(b"onrecord", b"").decode()
        if version != VERSION:
            what = f"columns of version {version}" if version else "no reports of onrecord"
            raise InputError(
                f"{name} holds {what}; this reads version {VERSION}",
                remedy="give the files that onrecord add --shards wrote",
            )
        return file.read(columns=columns)
    except pa.ArrowException as error:
        raise InputError(
            f"{name} is no Parquet file that can be read: {error}",
            remedy="remove it: its reports are read again",
        ) from error


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError(
            "Parquet files need pyarrow", remedy='pip install "onrecord[parquet]"'
        ) from error
    return pa, parquet


def _schema(pa: Any) -> "pa.Schema":
    text, number, moment = pa.string(), pa.float64(), pa.timestamp("us", tz="UTC")
    texts = pa.list_(text)

    def rows(**columns: Any) -> Any:
        return pa.list_(pa.struct(columns))

    columns = {
        "source": text, "key": text, "reader": text, "about": text, "original": pa.binary(),
        "failure": pa.struct(dict.fromkeys(("doc", "stage", "message", "remedy"), text)),
        "id": text, "url": text, "outlet": text, "title": text, "authors": texts,
        "published": pa.date32(), "published_basis": text, "language": text, "text": text,
        "raw_sha256": text, "retrieved": moment,
        "entities": rows(
            id=text, type=text, name=text, who=text, actor=text, country=text, sector=text,
            role=text,
        ),
        "places": rows(
            id=text, name=text, country=text, admin1=text, lat=number, lon=number, feature=text,
            geonames_id=pa.int64(),
        ),
        "times": rows(id=text, type=text, value=text, start=moment, end=moment, quote=text),
        "quantities": rows(
            id=text, low=number, high=number, unit=text, counted=text, role=text,
            approximate=pa.bool_(), quote=text,
        ),
        "statements": rows(
            id=text, act=text, kind=text, who=text, speaker=text, cue=text, content=text,
            parent=text,
        ),
        "events": rows(
            id=text, type=text, mode=text, contexts=texts, cameo=text, status=text,
            certainty=text, polarity=text, trigger=text, actors=texts, recipients=texts,
            start=moment, end=moment, place=text, place_name=text, country=text, lat=number,
            lon=number, holder=text,
        ),
        "proposals": rows(id=text, kind=text, title=text, state=text, parties=texts),
        "record": text,
    }  # fmt: skip
    return pa.schema(list(columns.items()), metadata={"onrecord": VERSION})


def _row(entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if entry.origin is not None:
        row = {
            "source": entry.origin.name, "key": entry.origin.key, "reader": entry.origin.reader,
            "about": entry.origin.about.decode(), "original": entry.origin.data,
        }  # fmt: skip
    if isinstance(entry.result, Failure):
        return row | {"failure": msgspec.structs.asdict(entry.result)}
    return row | _columns(entry.result)


def _columns(record: Record) -> dict[str, Any]:
    """What stands in the columns of a record."""
    entities = {entity.id: entity for entity in record.entities}

    def fields(items: Iterable[Any], **more: Any) -> list[dict[str, Any]]:
        """Each item's own fields, of which the schema takes those it has, with others beside."""
        return [
            msgspec.structs.asdict(item) | {name: of(item) for name, of in more.items()}
            for item in items
        ]

    def quoted(item: Any) -> str:
        return _words(item.evidence)

    return {
        **msgspec.structs.asdict(record.document),
        "entities": fields(record.entities, who=who_is),
        "places": fields(record.places),
        "times": fields(record.times, quote=quoted),
        "quantities": fields(record.quantities, quote=quoted),
        "statements": fields(
            record.statements,
            who=lambda s: _who(entities.get(s.speaker)),
            speaker=lambda s: _name(entities.get(s.speaker)),
            cue=lambda s: _words(s.cue),
            content=lambda s: _words(s.content),
        ),
        "events": list(_events(record, entities)),
        "proposals": fields(
            record.proposals,
            parties=lambda p: [who_is(entities[e]) for e in p.parties if e in entities],
        ),
        "record": msgspec.json.encode(record).decode(),
    }


def _events(record: Record, entities: dict[str, Entity]) -> Iterator[dict[str, Any]]:
    named = {mention.id: mention.entity for mention in record.mentions}
    places = {place.id: place for place in record.places}
    linked = {link.mention: places.get(link.place or "") for link in record.links}
    times = {time.id: time for time in record.times}

    def who(mentions: Iterable[str]) -> list[str]:
        found = (entities.get(named.get(mention) or "") for mention in mentions)
        return list(dict.fromkeys(who_is(entity) for entity in found if entity))

    event: EventMention
    for event in record.events:
        place, time = linked.get(event.place or ""), times.get(event.time or "")
        yield msgspec.structs.asdict(event) | {
            "trigger": event.trigger.quote,
            "actors": who(event.actors),
            "recipients": who(event.recipients),
            "start": time.start if time else None,
            "end": time.end if time else None,
            "place": place.id if place else None,
            "place_name": place.name if place else None,
            "country": place.country if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
        }


def _who(entity: Entity | None) -> str | None:
    return who_is(entity) if entity else None


def _name(entity: Entity | None) -> str | None:
    return entity.name if entity else None


def _words(evidence: Iterable[Evidence]) -> str:
    """Stretches of text as one, with a mark where something is left out."""
    return " … ".join(each.quote for each in evidence)
