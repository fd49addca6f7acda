"""The embedded store: one SQLite file, with apsw's own build of SQLite.

The file is in WAL mode: one writer, whom a file lock lets in, and any number of readers beside it.
Commits reach the disk before they return.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from onrecord.errors import StoreError
from onrecord.store.engine import PARTS, SCHEMA_VERSION, refuse_newer, schema_script
from onrecord.store.lock import WriterLock
from onrecord.store.words import STEMMED, Term, filed_report, filing_number

APPLICATION_ID = 0x6F6E7263
"""Marks the file as a store ("onrc")."""
WAIT_MS = 5_000
"""How long a connection waits for the short locks of the other side."""
CACHE_KIB = 64 * 1024
SETTINGS = (
    "journal_mode = WAL",
    "journal_size_limit = 67108864",  # what a long reading made it grow to is given back
    "synchronous = FULL",
    "foreign_keys = ON",
)
"""A writer's."""

_TABLES_1 = {"report", "item", "failure"}
_WORDS = """
CREATE VIRTUAL TABLE words_stemmed USING fts5(title, text, content='', contentless_delete=1,
    tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE words_plain USING fts5(title, text, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
"""


class Sqlite:
    """An open file; see `Engine`."""

    def __init__(self, name: str, connection: apsw.Connection, lock: WriterLock | None) -> None:
        self.name = name
        self._db = connection
        self._lock = lock
        self._inside = False

    def rows(self, sql: str, **values: object) -> Iterator[tuple[Any, ...]]:
        with self._errors():
            return iter(self._db.execute(sql, values or None).fetchall())

    def stream(self, sql: str, **values: object) -> Iterator[tuple[Any, ...]]:
        with self._errors():
            yield from self._db.execute(sql, values or None)

    def run(self, sql: str, **values: object) -> None:
        with self._errors():
            self._db.execute(sql, values or None).fetchall()

    def insert(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        found = [tuple(row) for row in rows]
        if found:
            marks = ", ".join("?" * len(found[0]))
            with self._errors():
                self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # noqa: S608 - a table's name of ours

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._inside:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        self._inside = True
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(apsw.Error):  # a full disk has rolled back already
                self._db.execute("ROLLBACK")
            raise
        finally:
            self._inside = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self._inside or self._db.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            with suppress(apsw.Error):
                self._db.execute("ROLLBACK")

    def index_words(
        self, report: int, published: str | None, language: str | None, title: str, text: str
    ) -> None:
        table = _words_of(language)
        sql = f"INSERT INTO {table} (rowid, title, text) VALUES (:number, :title, :text)"  # noqa: S608 - one of two names
        self.run(sql, number=filing_number(published, report), title=title, text=text)

    def forget_words(self, report: int, published: str | None) -> None:
        number = filing_number(published, report)
        self.run("DELETE FROM words_stemmed WHERE rowid = :number", number=number)
        self.run("DELETE FROM words_plain WHERE rowid = :number", number=number)

    def has_words(self, report: int, published: str | None, language: str | None) -> bool:
        number = filing_number(published, report)
        sql = f"SELECT 1 FROM {_words_of(language)} WHERE rowid = :number"  # noqa: S608 - one of two names
        return next(self.rows(sql, number=number), None) is not None

    def count_words(self) -> int:
        sql = "SELECT (SELECT count(*) FROM words_stemmed) + (SELECT count(*) FROM words_plain)"
        return int(next(self.rows(sql))[0])

    def renew_words(self) -> bool:
        self.run("DROP TABLE words_stemmed; DROP TABLE words_plain")
        self.run(_WORDS)
        return True

    def find_words(
        self, query: Sequence[Sequence[Term]], where: str, values: Mapping[str, object]
    ) -> Iterator[tuple[Any, ...]]:
        parts = (
            f"SELECT * FROM (SELECT report.id, report.published, {table}.rowid AS number"  # noqa: S608 - names of ours
            f" FROM {table} CROSS JOIN report ON report.seq = {filed_report(f'{table}.rowid')}"
            f" WHERE {table} MATCH :words AND {table}.rowid BETWEEN :first AND :last AND {where}"
            f" ORDER BY {table}.rowid DESC LIMIT :limit)"
            for table in ("words_stemmed", "words_plain")
        )
        match = " OR ".join(f"({_match(group)})" for group in query)
        sql = f"{' UNION ALL '.join(parts)} ORDER BY number DESC LIMIT :limit"
        return self.rows(sql, words=match, **values)

    def faults(self) -> Iterator[str]:
        for (line,) in self.rows("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield str(line)
        yield from (
            f"row {row[1]} of {row[0]} points at no {row[2]}"
            for row in self.rows("PRAGMA foreign_key_check")
        )

    def version(self) -> int:
        """The schema of the file; 0 for an empty one.

        Raises:
            StoreError: it is another program's database, or a newer onrecord's.
        """
        number = int(next(self.rows("PRAGMA user_version"))[0])
        mark = int(next(self.rows("PRAGMA application_id"))[0])
        names = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        tables = {row[0] for row in self.rows(names)}
        if (
            mark != APPLICATION_ID
            and (number or tables)
            and not (number == 1 and tables == _TABLES_1)
        ):
            raise StoreError(
                f"{self.name} is an SQLite database of something else",
                remedy="give another path for the store",
            )
        refuse_newer(self.name, number)
        return number

    def create(self) -> None:
        """Make the tables, for an empty store."""
        for part in PARTS:
            self.extend(part)
        self.run(f"{_WORDS} PRAGMA application_id = {APPLICATION_ID};")
        self.mark(SCHEMA_VERSION)

    def extend(self, part: str) -> None:
        """Make the tables of a part."""
        script = schema_script(
            part,
            serial="INTEGER PRIMARY KEY",
            key="INTEGER PRIMARY KEY",
            bytes="BLOB",
            text="TEXT",
            first="",
            clustered=" WITHOUT ROWID",
        )
        self.run(script)

    def mark(self, version: int) -> None:
        """Note the schema of what is there."""
        self.run(f"PRAGMA user_version = {version}")

    def close(self) -> None:
        try:
            with self._errors():
                self._db.close(force=True)
        finally:
            if self._lock is not None:
                self._lock.release()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (apsw.Error, OSError) as error:
            raise store_error(self.name, error) from error


def open_sqlite(path: Path, *, readonly: bool) -> Sqlite:
    """Open a file, made for a writer if it is not there, empty until `create`.

    Raises:
        StoreError: it cannot be opened, is another program's, or another process is writing it.
    """
    in_memory = str(path) == ":memory:"
    lock: WriterLock | None = None
    engine: Sqlite | None = None
    try:
        if not readonly and not in_memory:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = WriterLock(path)
            lock.acquire()
        engine = Sqlite(str(path), _connect(path, readonly=readonly), lock)
        engine.version()  # before anything is written: whose file is it?
        if not readonly:
            for setting in SETTINGS:
                engine.run(f"PRAGMA {setting}")
    except BaseException as error:
        if engine is not None:
            engine.close()
        elif lock is not None:
            lock.release()
        if isinstance(error, (apsw.Error, OSError)):
            raise store_error(str(path), error) from error
        raise
    return engine


def _connect(path: Path, *, readonly: bool) -> apsw.Connection:
    """A connection. A reader's may tidy up the journal after the last writer, and nothing else."""
    flags = apsw.SQLITE_OPEN_READWRITE | (0 if readonly else apsw.SQLITE_OPEN_CREATE)
    db = apsw.Connection(str(path), flags=flags)
    try:
        if readonly and not _journal_can_be_read(path):
            db.close()
            uri = f"{path.absolute().as_uri()}?immutable=1"
            db = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
        db.set_busy_timeout(WAIT_MS)
        db.execute("PRAGMA schema_version").fetchall()  # the first read: is it a database at all?
        if readonly:
            db.execute("PRAGMA query_only = ON")
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except BaseException:
        db.close(force=True)
        raise
    return db


def _journal_can_be_read(path: Path) -> bool:
    """Whether a reader can join in: it needs the journal's index, or a folder to make it in.

    Where neither is, nobody writes: the file is read as one that does not change.
    """
    beside = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
    return any(p.exists() for p in beside) or os.access(path.parent, os.W_OK)


def _words_of(language: str | None) -> str:
    """The index that holds the words of a language."""
    return "words_stemmed" if language in STEMMED else "words_plain"


def _match(group: Sequence[Term]) -> str:
    """A group of terms in the language of FTS5; the words are letters and digits alone."""

    def one(term: Term) -> str:
        return f'"{" ".join(term.words)}"' + (" *" if term.start_only else "")

    wanted = " AND ".join(one(term) for term in group if not term.left_out)
    left_out = "".join(f" NOT {one(term)}" for term in group if term.left_out)
    return f"({wanted}){left_out}"


def store_error(name: str, error: Exception) -> StoreError:
    """What went wrong, as a person can mend it."""
    said = str(error) or type(error).__name__
    if isinstance(error, apsw.FullError):
        return StoreError(
            f"{name} could not be written: the disk is full",
            remedy="free space and run the same command again; nothing that was kept is lost",
        )
    if isinstance(error, apsw.NotADBError):
        return StoreError(f"{name} is no store", remedy="give the path of a store, or a new one")
    if isinstance(error, apsw.CorruptError):
        return StoreError(
            f"{name} is damaged ({said})", remedy="restore it from a copy, or add the reports anew"
        )
    if isinstance(error, apsw.BusyError):
        return StoreError(f"{name} is held by another program ({said})", remedy="close it first")
    if isinstance(error, (apsw.ReadOnlyError, PermissionError)):
        return StoreError(
            f"{name} cannot be written: it or its folder is read-only",
            remedy="give a path in a folder you can write to",
        )
    if isinstance(error, apsw.CantOpenError | OSError):
        return StoreError(
            f"{name} cannot be opened as a store ({said})",
            remedy="give a path in a folder you can write to, or another file",
        )
    return StoreError(
        f"{name} could not be read or written ({said})",
        remedy="check the disk's free space and health; nothing that was kept is lost",
    )
