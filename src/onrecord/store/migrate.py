"""A store of an earlier schema → this one, in one transaction: whole, or as it was."""

import msgspec

from onrecord.errors import StoreError
from onrecord.records import Record
from onrecord.store.engine import SCHEMA_VERSION, Engine
from onrecord.store.reports import put_report
from onrecord.store.rows import rows_of


def migrate(engine: Engine, version: int) -> None:
    """Bring what is there to the schema of this build; 0 is an empty store."""
    if version == 0:
        engine.create()
    if version == 1:
        _from_1(engine)
    if version == 2:
        engine.extend("watched")  # all that schema 3 adds
        engine.mark(SCHEMA_VERSION)


def _from_1(engine: Engine) -> None:
    """Schema 1 had the reports as plain JSON, an index of ids and the failures; in SQLite alone."""
    for table in ("report", "item", "failure"):
        engine.run(f"ALTER TABLE {table} RENAME TO old_{table}")
    engine.create()
    for (body,) in engine.stream("SELECT record FROM old_report ORDER BY seq"):
        try:
            record = msgspec.json.decode(body, type=Record)
        except ValueError as error:
            raise StoreError(
                f"{engine.name} cannot be brought to schema {SCHEMA_VERSION}: it holds a record"
                f" that cannot be read ({error})",
                remedy="keep it, and add its reports to a new store",
            ) from error
        put_report(engine, rows_of(record))
    engine.run(
        "INSERT INTO failure (doc, stage, message, remedy)"
        " SELECT doc, stage, message, remedy FROM old_failure"
    )
    for table in ("item", "report", "failure"):
        engine.run(f"DROP TABLE old_{table}")
