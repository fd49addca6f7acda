"""What the store asks of a database; `sqlite` and `postgres` answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from importlib import resources
from typing import Any, Protocol

from onrecord.errors import StoreError
from onrecord.store.words import Term

SCHEMA_VERSION = 4


def refuse_newer(name: str, version: int) -> None:
    """Raise StoreError where the schema of a store is a newer onrecord's.

    Raises:
        StoreError: it is.
    """
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{name} was written by a newer onrecord (schema {version}, this reads up to"
            f" {SCHEMA_VERSION})",
            remedy="upgrade onrecord",
        )


class Engine(Protocol):
    """A connection. Statements are written once, with `:name` for values.

    Every method raises StoreError where the database cannot do it: full, read-only, gone, damaged.
    """

    name: str
    """The place as messages call it; no password in it."""

    def rows(self, sql: str, **values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that gives few."""

    def stream(self, sql: str, **values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that may give many, read as they are asked for, inside `snapshot`."""

    def run(self, sql: str, **values: object) -> None:
        """One statement."""

    def insert(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Whole rows, in the order of the table's columns."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside or nothing; joins one that is under way."""

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside is of one moment."""

    def index_words(
        self, report: int, published: str | None, language: str | None, title: str, text: str
    ) -> None:
        """Put a report's words into the full-text index, which has none of it."""

    def forget_words(self, report: int, published: str | None) -> None:
        """Take a report's words out of the full-text index, filed under this day."""

    def has_words(self, report: int, published: str | None, language: str | None) -> bool:
        """Whether a report's words are in the full-text index, filed as they must be."""

    def count_words(self) -> int:
        """How many reports have words in the full-text index."""

    def renew_words(self) -> bool:
        """Empty a full-text index that was filed by report alone; whether there is such a one."""

    def find_words(
        self, query: Sequence[Sequence[Term]], where: str, values: Mapping[str, object]
    ) -> Iterator[tuple[Any, ...]]:
        """Id and day of the reports that answer a full-text query, the latest first.

        `where` is SQL on `report`, and `values` what stands in it, with the `limit`, and the
        `first` and `last` filing number of what may answer.
        """

    def version(self) -> int:
        """The schema of what is there; 0 where nothing is."""

    def create(self) -> None:
        """Make the tables, for an empty store."""

    def extend(self, part: str) -> None:
        """Make the tables of a part that an earlier schema lacks (see `schema_script`)."""

    def mark(self, version: int) -> None:
        """Note the schema of what is there."""

    def faults(self) -> Iterator[str]:
        """What the database itself finds wrong with its files."""

    def close(self) -> None:
        """Let go of the database, and of the writer's lock."""


PARTS = ("schema", "watched", "removed")
"""The parts of the schema: the record, what `watch` knows of its feeds, what was taken out."""


def schema_script(part: str, **words: str) -> str:
    """A part of the schema, with what an engine calls the types."""
    script = resources.files("onrecord.store").joinpath(f"{part}.sql").read_text("utf-8")
    for word, meaning in words.items():
        script = script.replace(f"{{{word}}}", meaning)
    return script
