"""The order of the stages: the only file that knows it.

    bytes → Document → passages → parse → times, quantities → mentions → entities → places
          → statements (rules, then the trained reader) → events with status → talks → Record

`Reader` loads the parser, the trained reader, the gazetteer and the actor table once and reads any
number of reports.
Reading is a pure function: the same report with the same arguments gives the same record, byte for
byte, whatever was read before it.
"""

import datetime as dt
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.annotate.events import find_events, settle_events
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.neural import load_reader_model, tag_roles
from onrecord.annotate.parse import load_parser, parse_passages
from onrecord.annotate.photos import find_old_photos
from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.statements import (
    Drafted,
    draft_statements,
    find_statements,
    merge_reading,
    outermost_roles,
)
from onrecord.annotate.status import answer_events, weigh_events
from onrecord.annotate.times import find_times
from onrecord.errors import OnrecordError
from onrecord.fuse.talks import group_talks
from onrecord.ingest.clean import find_passages
from onrecord.ingest.documents import encode_text, read_document, read_report
from onrecord.ingest.sources import Media, Source
from onrecord.records import Document, Entity, Failure, Mention, Note, Record, Statement, Time
from onrecord.resolve.actors import load_actors
from onrecord.resolve.codes import Known, code_events
from onrecord.resolve.distances import check_distances
from onrecord.resolve.entities import link_entities
from onrecord.resolve.gazetteer import open_gazetteer
from onrecord.resolve.places import link_places
from onrecord.syntax import Parse
from onrecord.text import make_id


class Reader:
    """Reads reports with models that are loaded once.

    Args:
        actors: a CSV of the user's own actors, whose rows win over the bundled ones.
        gazetteer: a gazetteer file; None for what `open_gazetteer` chooses.

    Raises:
        ConfigError: a table or model is missing or damaged.
    """

    def __init__(self, *, actors: Path | None = None, gazetteer: Path | None = None) -> None:
        self.nlp = load_parser()
        self.model = load_reader_model()
        self.gazetteer = open_gazetteer(gazetteer)
        self.actors = load_actors(actors)

    def parse(self, text: str, *, published: dt.date | None = None) -> Parse:
        """Passages, sentences and tokens of one report, as every later stage gets them."""
        return self._parse(read_document(text, published=published))

    def read(
        self,
        data: bytes | str,
        *,
        name: str = "",
        published: dt.date | None = None,
        outlet: str | None = None,
        url: str | None = None,
    ) -> Record:
        """Read one report.

        Raises:
            InputError: the data are empty, too large, not text or not English.
        """
        media: Media | None = None if isinstance(data, bytes) else "text"
        raw = data if isinstance(data, bytes) else encode_text(data, name)
        source = Source(name=name, data=raw, media=media, url=url)
        return self.read_source(source, published=published, outlet=outlet)

    def read_source(
        self, source: Source, *, published: dt.date | None = None, outlet: str | None = None
    ) -> Record:
        """Read one report with what came beside it; what is given here wins.

        Raises:
            InputError: as `read` does.
        """
        report = read_report(source, published=published, outlet=outlet)
        passages = find_passages(report.document, report.pieces)
        return self.read_parse(parse_passages(self.nlp, report.document, passages))

    def mentions(self, parse: Parse) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
        """Who and what is named, each mention joined to its entity."""
        found = find_mentions(
            parse, place_type=self.gazetteer.type_of, actor_type=self.actors.type_of
        )
        return link_entities(parse, found, actors=self.actors)

    def draft(self, parse: Parse) -> Drafted:
        """Who says what, by the rules and the trained reader; nobody is looked up yet."""
        drafted = draft_statements(parse)
        reading = tag_roles(parse, self.model, outermost_roles(parse, drafted))
        return merge_reading(parse, drafted, reading)

    def statements(self, parse: Parse, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
        """Who says what, each speaker an entity of the mentions."""
        return find_statements(parse, mentions, self.draft(parse))

    def read_parse(self, parse: Parse) -> Record:
        """Everything after the parse."""
        times = find_times(parse)
        quantities = find_quantities(parse, times)
        mentions, entities = self.mentions(parse)
        places, links = link_places(parse, mentions, gazetteer=self.gazetteer)
        drafted = self.draft(parse)
        statements = find_statements(parse, mentions, drafted)
        known = Known(mentions, entities, places, links)
        clues = drafted.reading.clues if drafted.reading else None
        words = drafted.reading.words if drafted.reading else ()
        told = find_events(
            parse, mentions, times, quantities, statements, clues=clues, entities=entities
        )
        found = settle_events(parse, mentions, told, clues)
        weighed = weigh_events(parse, found.events, words)
        answered = answer_events(parse, weighed, statements)
        events = code_events(parse, known, times, answered, actors=self.actors)
        proposals = group_talks(parse, mentions, entities, statements, events, times)
        notes = (
            *_find_undated(parse.doc, times),
            *find_old_photos(parse, times),
            *check_distances(parse, quantities, links, places),
        )
        return Record(
            document=parse.doc,
            passages=parse.passages,
            sentences=parse.sentences,
            mentions=mentions,
            entities=entities,
            places=places,
            links=links,
            times=times,
            quantities=quantities,
            statements=statements,
            events=events,
            uncoded=found.uncoded,
            proposals=proposals,
            notes=notes,
            failures=(),
        )

    def _parse(self, doc: Document) -> Parse:
        return parse_passages(self.nlp, doc, find_passages(doc))


def read_each(
    reader: Reader,
    sources: Iterable[Source | Failure],
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
) -> Iterator[Record | Failure]:
    """Read many reports; one that cannot be read becomes a Failure and the rest goes on."""
    for source in sources:
        if isinstance(source, Failure):
            yield source
        else:
            yield read_source(reader, source, published=published, outlet=outlet)


def read_source(
    reader: Reader,
    source: Source,
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
) -> Record | Failure:
    """Read one report; whatever goes wrong with it becomes a Failure."""
    try:
        return reader.read_source(source, published=published, outlet=outlet)
    except OnrecordError as error:
        return Failure(
            doc=source.name,
            stage=_stage_of(error),
            message=error.message,
            remedy=error.remedy or "see the message",
        )
    except Exception as error:  # noqa: BLE001 - a fault of ours must not lose the batch
        return Failure(
            doc=source.name,
            stage=_stage_of(error),
            message=f"{type(error).__name__}: {error}",
            remedy="this is a fault in onrecord: report it with the text that caused it",
        )


def _stage_of(error: BaseException) -> str:
    """The stage that raised: "ingest.documents" for an error from onrecord/ingest/documents.py."""
    home = Path(__file__).parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(home) and path.parent != home:
            return ".".join(path.relative_to(home).with_suffix("").parts)
    return "pipeline"


def _find_undated(doc: Document, times: Iterable[Time]) -> tuple[Note, ...]:
    """One note for a report without a date whose times therefore stay relative."""
    relative = [t for t in times if t.start is None and t.type in {"DATE", "TIME"}]
    if doc.published is not None or not relative:
        return ()
    return (
        Note(
            id=make_id("not", doc.id, "undated"),
            kind="undated",
            subject=doc.id,
            message=(
                f"no publication date: {len(relative)} time(s) stay relative; "
                "give one with --date YYYY-MM-DD"
            ),
            evidence=tuple(e for t in relative for e in t.evidence),
            method="rules:undated/1",
        ),
    )
