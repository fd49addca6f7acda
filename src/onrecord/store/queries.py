"""Looking things up by what the tables index. Every answer names the report it is of.

Days are "YYYY-MM-DD"; `since` is the first day taken, `until` the first no longer taken. What has
no day is found only where none is asked for, and last. Of one day, what was added last is first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from onrecord.errors import InputError
from onrecord.store.database import Store
from onrecord.store.words import filing_number, read_query
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


def find_reports(  # noqa: PLR0913 - one filter each
    store: Store,
    words: str | None = None,
    *,
    outlet: str | None = None,
    who: str | tuple[str, ...] | None = None,
    days: Days = ALWAYS,
    after: str | None = None,
    limit: int = LIMIT,
) -> tuple[Found, ...]:
    """Reports by full text, outlet, who is named in them and day of publication, the latest first.

    `who` is an id of the actor table or a name as reports have it, or several that will do. `after`
    is the report that an earlier answer ended with: this one goes on behind it.

    Raises:
        InputError: the words ask for nothing (see `words.read_query`), or `after` is not there.
    """
    conditions, values = days.conditions("report.published")
    conditions += _equal("report", values, outlet=outlet)
    if who is not None:
        called = {f"who{n}": w for n, w in enumerate(_spellings(who))}
        marks = ", ".join(f":{name}" for name in called)
        named = f"SELECT report FROM entity WHERE entity.who IN ({marks})"  # noqa: S608 - values are named
        if words is None:
            conditions.append(f"report.seq IN ({named})")
        else:  # the few that are found are looked at one by one
            conditions.append(f"EXISTS ({named} AND entity.report = report.seq)")
        values |= called
    first, last = _filed(days)
    if after is not None:
        seq, published = _place_of(store, after)
        last = min(last, filing_number(published, seq) - 1)
        conditions.append(_behind(published))
        values |= {"after": seq} | ({"after_day": published} if published else {})
    values["limit"] = limit
    if words is not None:
        values |= {"first": first, "last": last}
        where = " AND ".join(conditions) or "TRUE"
        rows = store.engine.find_words(read_query(words), where, values)
        return tuple(Found(id=row[0], report=row[0], day=row[1]) for row in rows)
    select = (
        "SELECT report.id, report.id AS doc, report.published AS day,"
        " report.seq AS seq, 0 AS nth FROM report"
    )
    return _latest(store, select, conditions, values)


def _filed(days: Days) -> tuple[int, int]:
    """The lowest and highest filing number of what was published in these days."""
    undated = days.since is None and days.until is None
    first = 0 if undated else filing_number(days.since or "0001-01-01", 0)
    return first, filing_number(days.until or "9999-12-31", 0) - (days.until is not None)


def _place_of(store: Store, report: str) -> tuple[int, str | None]:
    sql = "SELECT seq, published FROM report WHERE id = :id"
    row = next(store.engine.rows(sql, id=report), None)
    if row is None:
        raise InputError(
            f"there is no report {report!r} to go on after", remedy="ask again from the start"
        )
    return row[0], row[1]


def _behind(published: str | None) -> str:
    """SQL for the reports that stand behind one of this day in the order of the answers."""
    same = "report.seq < :after"
    if published is None:
        return f"report.published IS NULL AND {same}"
    earlier = f"report.published < :after_day OR (report.published = :after_day AND {same})"
    return f"({earlier} OR report.published IS NULL)"


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
    select = (
        "SELECT statement.id, report.id AS doc, statement.published AS day,"
        " statement.report AS seq, statement.n AS nth"
        " FROM statement JOIN report ON report.seq = statement.report"
    )
    choices = {} if who is None else {"statement.who": _spellings(who)}
    return _latest(store, select, conditions, values | {"limit": limit}, choices)


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
    filed, source = "event", "event"  # what has the index in which the latest are found
    choices: dict[str, tuple[str, ...]] = {}
    values: dict[str, object] = {"limit": limit}
    if who is not None:
        filed = "party"
        source = "party JOIN event ON event.report = party.report AND event.n = party.event"
        choices["party.who"] = _spellings(who)
        choices["party.role"] = ("actor", "recipient") if role is None else (role,)
    if place is not None:
        choices["event.place"] = _places(store, place)
    conditions, bounds = days.conditions(f"{filed}.day")
    conditions += _equal("event", values, type=type, status=status, country=country)
    select = (
        f"SELECT event.id, report.id AS doc, {filed}.day AS day,"  # noqa: S608 - names of our own
        f" {filed}.report AS seq, event.n AS nth FROM {source}"
        " JOIN report ON report.seq = event.report"
    )
    return _latest(store, select, conditions, values | bounds, choices)


def _spellings(who: str | tuple[str, ...]) -> tuple[str, ...]:
    """What a party may be filed under."""
    names = (who,) if isinstance(who, str) else who
    return tuple(dict.fromkeys((*names, *map(name_key, names))))


def _places(store: Store, place: str) -> tuple[str, ...]:
    """The ids of the places that a name or an id may mean."""
    sql = "SELECT DISTINCT id FROM place WHERE key = :key ORDER BY id"
    found = (row[0] for row in store.engine.rows(sql, key=name_key(place)))
    return tuple(dict.fromkeys((place, *found)))


def _equal(table: str, values: dict[str, object], **wanted: str | None) -> list[str]:
    """SQL for the columns that must have a value; the values are added to `values`."""
    given = {name: value for name, value in wanted.items() if value is not None}
    values |= given
    return [f"{table}.{name} = :{name}" for name in given]


def _latest(
    store: Store,
    select: str,
    conditions: list[str],
    values: dict[str, object],
    choices: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[Found, ...]:
    """The latest that hold; each way to make the choices is asked for by itself.

    An index gives the latest of one value at once; those of several it would have to sort, however
    many there are.
    """
    order = "ORDER BY day DESC NULLS LAST, seq DESC, nth LIMIT :limit"
    parts: list[str] = []
    for chosen in product(*choices.values()):
        named = {f"c{len(values) + n}": value for n, value in enumerate(chosen)}
        equal = [f"{col} = :{name}" for col, name in zip(choices, named, strict=True)]
        values = values | named
        held = conditions + equal
        where = f" WHERE {' AND '.join(held)}" if held else ""
        parts.append(f"SELECT * FROM ({select}{where} {order}) AS part{len(parts)}")  # noqa: S608 - values are named
    sql = f"{' UNION '.join(parts)} {order}" if len(parts) > 1 else parts[0]
    return tuple(
        Found(id=row[0], report=row[1], day=row[2]) for row in store.engine.rows(sql, **values)
    )
