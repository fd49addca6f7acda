"""Looking things up by what the tables index. Every answer names the report it is of.

Days are "YYYY-MM-DD"; `since` is the first day taken, `until` the first no longer taken. What has
no day is found only where none is asked for.
"""

from dataclasses import dataclass

from onrecord.store.database import Store
from onrecord.store.words import read_query
from onrecord.text import name_key

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: the id of the record, of its report, and the day it is filed under."""

    id: str
    report: str
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A stretch of days."""

    since: str | None = None
    until: str | None = None

    def conditions(self, column: str) -> tuple[list[str], dict[str, object]]:
        """SQL for "in these days", and its values."""
        found, values = [], {}
        if self.since is not None:
            found.append(f"{column} >= :since")
            values["since"] = self.since
        if self.until is not None:
            found.append(f"{column} < :until")
            values["until"] = self.until
        return found, dict(values)


ALWAYS = Days()


def find_reports(
    store: Store,
    words: str | None = None,
    *,
    outlet: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
) -> tuple[Found, ...]:
    """Reports by full text, outlet and day of publication, the latest first.

    Raises:
        InputError: the words ask for nothing (see `words.read_query`).
    """
    conditions, values = days.conditions("report.published")
    if outlet is not None:
        conditions.append("report.outlet = :outlet")
        values["outlet"] = outlet
    if words is not None:
        matching, asked = store.engine.words_match(read_query(words))
        conditions.append(f"report.seq IN ({matching})")
        values |= asked
    return _found(
        store,
        "SELECT report.id, report.id, report.published FROM report",
        conditions,
        "report.published DESC NULLS LAST, report.id",
        values | {"limit": limit},
    )


def find_statements(
    store: Store,
    *,
    who: str | None = None,
    act: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
) -> tuple[Found, ...]:
    """Statements by speaker, speech act and day of publication, the latest first.

    `who` is an id of the actor table or a name as reports have it.
    """
    conditions, values = days.conditions("statement.published")
    conditions += _equal("statement", values, act=act)
    if who is not None:
        conditions.append("statement.who IN (:who, :name)")
        values |= {"who": who, "name": name_key(who)}
    return _found(
        store,
        "SELECT statement.id, report.id, statement.published FROM statement"
        " JOIN report ON report.seq = statement.report",
        conditions,
        "statement.published DESC NULLS LAST, report.id, statement.n",
        values | {"limit": limit},
    )


def find_events(  # noqa: PLR0913 - one filter each
    store: Store,
    *,
    who: str | None = None,
    role: str | None = None,
    type: str | None = None,  # noqa: A002 - as the field is called
    status: str | None = None,
    place: str | None = None,
    country: str | None = None,
    days: Days = ALWAYS,
    limit: int = LIMIT,
) -> tuple[Found, ...]:
    """Events by party, coding, place and their own day, the latest first.

    `who` is an id of the actor table or a name as reports have it, `role` "actor" or "recipient",
    `place` the id of a place or its name, `country` ISO 3166-1 alpha-3.
    """
    day, source, once = "event.day", "event", ""
    conditions: list[str] = []
    values: dict[str, object] = {"limit": limit}
    if who is not None:
        day, once = "party.day", "DISTINCT " if role is None else ""  # one may be both
        source = "party JOIN event ON event.report = party.report AND event.n = party.event"
        conditions.append("party.who IN (:who, :name)")
        values |= {"who": who, "name": name_key(who)}
        conditions += _equal("party", values, role=role)
    conditions += _equal("event", values, type=type, status=status, country=country)
    if place is not None:
        conditions.append(
            "event.place IN (SELECT :place UNION SELECT id FROM place WHERE key = :key)"
        )
        values |= {"place": place, "key": name_key(place)}
    within, bounds = days.conditions(day)
    return _found(
        store,
        f"SELECT {once}event.id, report.id, {day}, event.n FROM {source}"  # noqa: S608 - names of our own
        " JOIN report ON report.seq = event.report",
        conditions + within,
        f"{day} DESC NULLS LAST, report.id, event.n",
        values | bounds,
    )


def _equal(table: str, values: dict[str, object], **wanted: str | None) -> list[str]:
    """SQL for the columns that must have a value; the values are added to `values`."""
    given = {name: value for name, value in wanted.items() if value is not None}
    values |= given
    return [f"{table}.{name} = :{name}" for name in given]


def _found(
    store: Store, select: str, conditions: list[str], order: str, values: dict[str, object]
) -> tuple[Found, ...]:
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"{select}{where} ORDER BY {order} LIMIT :limit"
    return tuple(
        Found(id=row[0], report=row[1], day=row[2]) for row in store.engine.rows(sql, **values)
    )
