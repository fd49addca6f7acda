"""One report into the tables, and out of them."""

from onrecord.store.engine import Engine
from onrecord.store.rows import Rows

TABLES = ("entity", "statement", "event", "party", "place", "time")
"""The tables that index what a report's record holds."""


def put_report(engine: Engine, rows: Rows) -> int:
    """Write a report, in place of what was kept of it; its number."""
    doc = str(rows.doc["id"])
    names = ", ".join(rows.doc)
    values = ", ".join(f":{name}" for name in rows.doc)
    update = ", ".join(f"{name} = excluded.{name}" for name in rows.doc if name != "id")
    known = next(engine.rows("SELECT seq, published FROM report WHERE id = :doc", doc=doc), None)
    engine.run(
        f"INSERT INTO report ({names}) VALUES ({values})"  # noqa: S608 - names of our own
        f" ON CONFLICT (id) DO UPDATE SET {update}",
        **rows.doc,
    )
    report = int(known[0]) if known else report_number(engine, doc)
    if known:
        for table in ("body", "item", *TABLES):
            engine.run(f"DELETE FROM {table} WHERE report = :report", report=report)  # noqa: S608 - as above
        engine.forget_words(report, known[1])
    engine.insert("body", [(report, rows.body)])
    engine.insert("item", ((stray, report) for stray in rows.strays))
    for table in TABLES:
        engine.insert(table, ((report, *row) for row in rows.tables[table]))
    engine.index_words(report, rows.doc["published"], rows.doc["language"], *rows.words)
    return report


def report_number(engine: Engine, doc: str) -> int:
    """The number of the report with this id, which is there."""
    return int(next(engine.rows("SELECT seq FROM report WHERE id = :doc", doc=doc))[0])


def forget_report(engine: Engine, report: int) -> None:
    """Take a report out, with everything that indexes it."""
    published = next(engine.rows("SELECT published FROM report WHERE seq = :report", report=report))
    engine.forget_words(report, published[0])
    engine.run("DELETE FROM report WHERE seq = :report", report=report)
