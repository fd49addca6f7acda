"""A store of an earlier schema → this one, in one transaction: whole, or as it was."""

import msgspec

from onrecord.errors import StoreError
from onrecord.records import Record
from onrecord.store.engine import SCHEMA_VERSION, Engine
from onrecord.store.packing import unpack
from onrecord.store.reports import put_report
from onrecord.store.rows import rows_of
from onrecord.store.words import fold


def migrate(engine: Engine, version: int) -> None:
    """Bring what is there to the schema of this build; 0 is an empty store."""
    if version == 0:
        engine.create()
    if version == 1:
        _from_1(engine)
    if version == 2:
        engine.extend("watched")  # all that schema 3 adds
    if version in {2, 3}:
        engine.extend("removed")
        _file_words(engine)
    if version:
        engine.mark(SCHEMA_VERSION)


def _file_words(engine: Engine) -> None:
    """Up to schema 3 the full text in SQLite was filed by report alone, from 4 on by day first."""
    if not engine.renew_words():
        return
    sql = (
        "SELECT report.seq, report.published, report.language, body.record FROM report"
        " JOIN body ON body.report = report.seq ORDER BY report.seq"
    )
    for report, published, language, body in engine.stream(sql):
        try:
            doc = msgspec.json.decode(unpack(body), type=_Texts).document
        except ValueError as error:
            raise _unreadable(engine, error) from error
        engine.index_words(report, published, language, fold(doc.title or ""), fold(doc.text))


class _Text(msgspec.Struct):
    title: str | None
    text: str


class _Texts(msgspec.Struct):
    """What the full text takes of a record, whatever else its build knew."""

    document: _Text


def _unreadable(engine: Engine, error: ValueError) -> StoreError:
    return StoreError(
        f"{engine.name} cannot be brought to schema {SCHEMA_VERSION}: it holds a record that"
        f" cannot be read ({error})",
        remedy="keep it, and add its reports to a new store",
    )


def _from_1(engine: Engine) -> None:
    """Schema 1 had the reports as plain JSON, an index of ids and the failures; in SQLite alone."""
    for table in ("report", "item", "failure"):
        engine.run(f"ALTER TABLE {table} RENAME TO old_{table}")
    engine.create()
    for (body,) in engine.stream("SELECT record FROM old_report ORDER BY seq"):
        try:
            record = msgspec.json.decode(body, type=Record)
        except ValueError as error:
            raise _unreadable(engine, error) from error
        put_report(engine, rows_of(record))
    engine.run(
        "INSERT INTO failure (doc, stage, message, remedy)"
        " SELECT doc, stage, message, remedy FROM old_failure"
    )
    for table in ("item", "report", "failure"):
        engine.run(f"DROP TABLE old_{table}")
