"""The store of a team: a PostgreSQL database, in a schema of its own.

One writer at a time holds an advisory lock of the database; readers are not held up.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingExtraError, StoreError
from onrecord.store.engine import PARTS, SCHEMA_VERSION, refuse_newer, schema_script
from onrecord.store.words import STEMMED, Term

if TYPE_CHECKING:
    import psycopg

SCHEMES = ("postgresql://", "postgres://")
LOCK = 0x6F6E72636F726400
"""The advisory lock of the writer ("onrecord")."""
PAGE = 200
"""How many rows a reading fetches at a time."""

_WORDS = """
CREATE TABLE words (
    report   BIGINT PRIMARY KEY REFERENCES report (seq) ON DELETE CASCADE,
    stemmed  BOOLEAN NOT NULL,
    vector   TSVECTOR NOT NULL
);
CREATE INDEX words_vector ON words USING gin (vector);
CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION stemmed (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION stemmed
    ALTER MAPPING FOR asciiword, word, numword, hword, hword_part, hword_asciipart, asciihword,
        numhword, hword_numpart WITH stems;
"""
_VALUE = re.compile(r"(?<![:\w]):(\w+)")


class Postgres:
    """A connection; see `Engine`."""

    def __init__(self, name: str, connection: "psycopg.Connection[tuple[Any, ...]]") -> None:
        self.name = name
        self._db = connection
        self._names = count()

    def rows(self, sql: str, **values: object) -> Iterator[tuple[Any, ...]]:
        with self._errors():
            return iter(self._db.execute(*_placed(sql, values)).fetchall())

    def stream(self, sql: str, **values: object) -> Iterator[tuple[Any, ...]]:
        name = f"onrecord_{next(self._names)}"
        with self._errors(), self._db.cursor(name=name) as cursor:
            cursor.itersize = PAGE
            cursor.execute(*_placed(sql, values))
            yield from cursor

    def run(self, sql: str, **values: object) -> None:
        with self._errors():
            self._db.execute(*_placed(sql, values))

    def insert(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        found = [tuple(row) for row in rows]
        if found:
            marks = ", ".join(["%s"] * len(found[0]))
            sql = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - a table's name of ours
            with self._errors(), self._db.cursor() as cursor:
                cursor.executemany(sql, found)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._inside():
            yield
            return
        with self._errors(), self._db.transaction():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self._inside():
            yield
            return
        with self._errors(), self._db.transaction(force_rollback=True):
            self._db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def index_words(
        self, report: int, published: str | None, language: str | None, title: str, text: str
    ) -> None:
        del published  # stands in `report`
        stemmed = language in STEMMED
        self.run(
            "INSERT INTO words (report, stemmed, vector) VALUES (:report, :stemmed,"
            " to_tsvector(:config ::regconfig, :text))",
            report=report, stemmed=stemmed, config=_config(stemmed=stemmed),
            text=f"{title}\n\n{text}",
        )  # fmt: skip

    def forget_words(self, report: int, published: str | None) -> None:
        del published
        self.run("DELETE FROM words WHERE report = :report", report=report)

    def has_words(self, report: int, published: str | None, language: str | None) -> bool:
        del published
        sql = "SELECT 1 FROM words WHERE report = :report AND stemmed = :stemmed"
        return next(self.rows(sql, report=report, stemmed=language in STEMMED), None) is not None

    def count_words(self) -> int:
        return int(next(self.rows("SELECT count(*) FROM words"))[0])

    def renew_words(self) -> bool:
        return False

    def find_words(
        self, query: Sequence[Sequence[Term]], where: str, values: Mapping[str, object]
    ) -> Iterator[tuple[Any, ...]]:
        words: dict[str, object] = {}
        kept = []
        for stemmed in (True, False):
            config = f"'{_config(stemmed=stemmed)}'"
            groups = (" && ".join(_tsquery(t, config, words) for t in g) for g in query)
            asked = " || ".join(f"({group})" for group in groups)
            kept.append(f"{'' if stemmed else 'NOT '}words.stemmed AND words.vector @@ ({asked})")
        sql = (
            "SELECT report.id, report.published FROM words JOIN report ON report.seq = words.report"  # noqa: S608 - words are values
            f" WHERE ({' OR '.join(f'({k})' for k in kept)}) AND {where}"
            " ORDER BY report.published DESC NULLS LAST, report.seq DESC LIMIT :limit"
        )
        return self.rows(sql, **words, **values)

    def faults(self) -> Iterator[str]:
        """None: the server answers for its own files (`amcheck`, checksums)."""
        yield from ()

    def version(self) -> int:
        """The schema of the database; 0 where there is none.

        Raises:
            StoreError: it is a newer onrecord's.
        """
        there = next(self.rows("SELECT to_regclass('onrecord.version') IS NOT NULL"))[0]
        number = int(next(self.rows("SELECT number FROM onrecord.version"))[0]) if there else 0
        refuse_newer(self.name, number)
        return number

    def create(self) -> None:
        """Make the tables, for an empty store."""
        self.run("CREATE SCHEMA IF NOT EXISTS onrecord")
        for part in PARTS:
            self.extend(part)
        self.run(_WORDS)
        self.run("CREATE TABLE version (number INTEGER NOT NULL)")
        self.run("INSERT INTO version VALUES (:number)", number=SCHEMA_VERSION)

    def extend(self, part: str) -> None:
        """Make the tables of a part."""
        script = schema_script(
            part,
            serial="BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            key="BIGINT PRIMARY KEY",
            bytes="BYTEA",
            text='TEXT COLLATE "C"',
            first=" NULLS FIRST",
            clustered="",
        )
        self.run(script)

    def mark(self, version: int) -> None:
        """Note the schema of what is there."""
        self.run("UPDATE version SET number = :number", number=version)

    def lock(self) -> None:
        """Become the writer.

        Raises:
            StoreError: another process is.
        """
        if next(self.rows("SELECT pg_try_advisory_lock(:lock)", lock=LOCK))[0]:
            return
        who = next(
            self.rows(
                "SELECT coalesce(a.client_addr::text, 'its own machine'),"
                " a.backend_start::timestamp(0)"
                " FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                " WHERE l.locktype = 'advisory' AND l.granted"
                " AND (l.classid::bigint << 32 | l.objid::bigint) = :lock",
                lock=LOCK,
            ),
            None,
        )
        holder = f"a process on {who[0]} since {who[1]}" if who else "another process"
        raise StoreError(
            f"{self.name} is being written by {holder}",
            remedy="wait until it is done; reading goes on meanwhile",
        )

    def close(self) -> None:
        self._db.close()

    def _inside(self) -> bool:
        return self._db.info.transaction_status.name in {"INTRANS", "ACTIVE"}

    @contextmanager
    def _errors(self) -> Iterator[None]:
        with _errors(self.name):
            yield


def open_postgres(url: str, *, readonly: bool) -> Postgres:
    """Connect to the database at `url`; its schema is not looked at.

    Raises:
        MissingExtraError: psycopg is not installed.
        StoreError: the server cannot be reached, or another process is writing.
    """
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError(
            "a store in PostgreSQL needs psycopg, which is not installed",
            remedy='pip install "onrecord[postgres]"',
        ) from error
    name = shown_url(url)
    with _errors(name):
        db: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(
            url, autocommit=True, connect_timeout=10, application_name="onrecord"
        )
    engine = Postgres(name, db)
    try:
        engine.run("SET search_path TO onrecord")
        engine.run("SET client_min_messages TO warning")
        if readonly:
            engine.run("SET default_transaction_read_only TO on")
        else:
            engine.lock()
    except BaseException:
        engine.close()
        raise
    return engine


def shown_url(url: str) -> str:
    """The URL without its password.

    >>> shown_url("postgresql://ana:secret@db.example.org/record")
    'postgresql://ana@db.example.org/record'
    """
    return re.sub(r"(//[^/@:]*):[^/@]*@", r"\1@", re.sub(r"([?&]password=)[^&]*", r"\1…", url))


def _config(*, stemmed: bool) -> str:
    return "onrecord.stemmed" if stemmed else "pg_catalog.simple"


def _tsquery(term: Term, config: str, values: dict[str, object]) -> str:
    """SQL for one term; its words are added to `values`."""
    name = f"words{len(values)}"
    if term.start_only:
        values[name] = " <-> ".join((*term.words[:-1], f"{term.words[-1]}:*"))
        sql = f"to_tsquery({config}, :{name})"
    else:
        values[name] = " ".join(term.words)
        sql = f"phraseto_tsquery({config}, :{name})"
    return f"!!{sql}" if term.left_out else sql


def _placed(sql: str, values: dict[str, object]) -> tuple[bytes, dict[str, object] | None]:
    """The statement and its values as psycopg wants them."""
    return (_marked(sql), values) if values else (sql.encode(), None)


@cache
def _marked(sql: str) -> bytes:
    return _VALUE.sub(r"%(\1)s", sql.replace("%", "%%")).encode()


@contextmanager
def _errors(name: str) -> Iterator[None]:
    """Errors of the database as ours."""
    import psycopg  # noqa: PLC0415 - an extra

    try:
        yield
    except psycopg.errors.DiskFull as error:
        raise StoreError(
            f"{name} could not be written: the server's disk is full",
            remedy="free space there and run the same command again",
        ) from error
    except psycopg.Error as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise StoreError(
            f"{name} could not be read or written ({said})",
            remedy="check the address, the rights of its user and that the server runs",
        ) from error
