"""Gold texts as the stages get them: parsed with their offsets kept, with the gold's own spans.

The text of a gold row is the text of its Document, to the letter, so that the offsets of what the
stages find are the gold's. (`ingest` may normalise what it reads; it is not asked here.)
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from onrecord.annotate.neural import ReaderModel
from onrecord.annotate.parse import parse_passages
from onrecord.annotate.statements import Drafted
from onrecord.evaluate.spans import Span
from onrecord.ingest.clean import find_passages
from onrecord.records import (
    Document,
    Entity,
    Mention,
    MentionLevel,
    MentionType,
    Passage,
    Record,
    Statement,
)
from onrecord.resolve.actors import ActorTable
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.syntax import Parse
from onrecord.text import make_id, quote

if TYPE_CHECKING:
    from spacy.language import Language


NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
JOINED = frozenset({"cc", "conj", "punct"})


class Parsing(Protocol):
    """What can parse."""

    @property
    def nlp(self) -> "Language": ...


class Reader(Parsing, Protocol):
    """What a task needs of `onrecord.pipeline.Reader`: its models and its longer stretches."""

    model: ReaderModel
    gazetteer: Gazetteer
    actors: ActorTable

    def draft(self, parse: Parse) -> Drafted: ...

    def mentions(self, parse: Parse) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]: ...

    def statements(self, parse: Parse, mentions: Sequence[Mention]) -> tuple[Statement, ...]: ...

    def read_parse(self, parse: Parse) -> Record: ...


def parse_report(
    reader: Parsing, text: str, *, published: dt.date | None = None, outlet: str | None = None
) -> Parse:
    """Parse a whole report, cut into passages as any report is."""
    doc = given_document(text, published, outlet)
    return parse_passages(reader.nlp, doc, find_passages(doc))


def parse_excerpt(reader: Parsing, text: str) -> Parse:
    """Parse some sentences as one passage of body: an excerpt has no headline and no furniture."""
    doc = given_document(text, None, None)
    passage = Passage(
        id=make_id("pas", doc.id, 0, len(text)), kind="body", span=quote(text, 0, len(text))
    )
    return parse_passages(reader.nlp, doc, (passage,))


def given_mention(
    doc: Document, span: Span, kind: MentionType, level: MentionLevel = "NAM"
) -> Mention:
    """A mention at a span that the gold gives."""
    evidence = quote(doc.text, *span)
    return Mention(
        id=make_id("men", doc.id, *span),
        type=kind,
        level=level,
        span=evidence,
        name=evidence,
        evidence=(evidence,),
        method="given",
    )


def noun_phrase(parse: Parse, mention: Mention) -> Span:
    """The whole noun phrase of a mention, as coreference gold marks it; a pronoun stays one.

    "the Harbour Council, which met on Friday" for the mention "Harbour Council": its head with all
    that depends on it but what is joined to it by "and" and the point that ends it.
    """
    start, end = mention.span.start, mention.span.end
    head = parse.span_head(start, end)
    if mention.level == "PRO" or head is None or head.pos not in NOMINAL:
        return start, end
    edges = [parse.edges(t.i) for t in parse.children(head.i) if t.dep not in JOINED]
    first = min([head.i, *(low for low, _ in edges)])
    last = max([head.i, *(high for _, high in edges)])
    return min(start, parse.tokens[first].start), max(end, parse.tokens[last].end)


def given_document(
    text: str, published: dt.date | None, outlet: str | None, title: str | None = None
) -> Document:
    """A gold text as a document, to the letter."""
    return Document(
        id=make_id("doc", text, published, outlet),
        outlet=outlet,
        title=title,
        published=published,
        published_basis="none" if published is None else "given",
        language="en",
        text=text,
        raw_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
