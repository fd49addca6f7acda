"""A store of an earlier schema → this one, in one transaction: whole, or as it was."""

import msgspec

from onrecord.records import Record
from onrecord.store.engine import Engine
from onrecord.store.reports import put_report
from onrecord.store.rows import rows_of


def migrate(engine: Engine, version: int) -> None:
    """Bring what is there to the schema of this build; 0 is an empty store."""
    if version == 0:
        engine.create()
    if version == 1:
        _from_1(engine)


def _from_1(engine: Engine) -> None:
    """Schema 1 had the reports as plain JSON, an index of ids and the failures; in SQLite alone."""
    for table in ("report", "item", "failure"):
        engine.run(f"ALTER TABLE {table} RENAME TO old_{table}")
    engine.create()
    for (body,) in engine.rows("SELECT record FROM old_report ORDER BY seq"):
        put_report(engine, rows_of(msgspec.json.decode(body, type=Record)))
    engine.run(
        "INSERT INTO failure (doc, stage, message, remedy)"
        " SELECT doc, stage, message, remedy FROM old_failure"
    )
    for table in ("item", "report", "failure"):
        engine.run(f"DROP TABLE old_{table}")
