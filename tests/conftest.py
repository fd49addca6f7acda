"""What the tests of the stages share: a parser loaded once, and texts with their spans marked."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from onrecord.annotate.parse import load_parser, parse_passages
from onrecord.pipeline import Reader
from onrecord.records import Document, Passage, Record
from onrecord.syntax import Parse
from onrecord.text import make_id, quote

if TYPE_CHECKING:
    from spacy.language import Language

ParseText = Callable[..., Parse]


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Split "talks in [Istanbul]GPE" into its text and its marked spans (start, end, label)."""
    text, spans, at = "", [], 0
    for found in re.finditer(r"\[([^\]]*)\]([A-Za-z_]+)", marked):
        text += marked[at : found.start()]
        spans.append((len(text), len(text) + len(found[1]), found[2]))
        text += found[1]
        at = found.end()
    return text + marked[at:], spans


def document(text: str, published: str | None = None, outlet: str | None = None) -> Document:
    """A document with this text."""
    return Document(
        id=make_id("doc", text, published),
        outlet=outlet,
        published=dt.date.fromisoformat(published) if published else None,
        published_basis="given" if published else "none",
        language="en",
        text=text,
        raw_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def bare_record(text: str, published: str | None = None, outlet: str | None = None) -> Record:
    """A record of one body passage in which nothing was found."""
    doc = document(text, published, outlet)
    body = Passage(id=make_id("pas", doc.id), kind="body", span=quote(text, 0, len(text)))
    return Record(
        document=doc, passages=(body,), sentences=(), mentions=(), entities=(), places=(),
        links=(), times=(), quantities=(), statements=(), events=(), proposals=(), notes=(),
        failures=(),
    )  # fmt: skip


@pytest.fixture(scope="session")
def nlp() -> "Language":
    return load_parser()


@pytest.fixture(scope="session")
def parse_text(nlp: "Language") -> ParseText:
    """Parse a text whose lines are body passages."""

    def parse(text: str, published: str | None = None, outlet: str | None = None) -> Parse:
        doc = document(text, published, outlet)
        passages = tuple(
            Passage(
                id=make_id("pas", doc.id, line.start()),
                kind="body",
                span=quote(text, line.start(), line.end()),
            )
            for line in re.finditer(r"[^\n]*\S[^\n]*", text)
        )
        return parse_passages(nlp, doc, passages)

    return parse


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def sample(reader: Reader) -> dict[str, Record]:
    """The records of the bundled sample by file name."""
    folder = resources.files("onrecord.data").joinpath("samples/dayton")
    index = folder.joinpath("index.csv").read_text("utf-8").splitlines()[1:]
    return {
        name: reader.read(
            folder.joinpath(name).read_bytes(),
            outlet=outlet,
            published=dt.date.fromisoformat(published),
        )
        for name, outlet, published, *_ in (row.split(",") for row in index)
    }
