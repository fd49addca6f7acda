"""Pages of answers for people: reports by full text with their snippets, and lists of reports."""

import msgspec

from onrecord.errors import InputError
from onrecord.records import Document, Evidence, Frozen
from onrecord.store.database import Store
from onrecord.store.marks import cut_snippet, find_marks
from onrecord.store.packing import unpack
from onrecord.store.queries import ALWAYS, Days, find_reports
from onrecord.store.words import read_query

PAGE = 20
"""How many reports a page has where nobody says."""
MOST = 1_000
"""How many reports a page may have."""


class Hit(Frozen, frozen=True, kw_only=True):
    """A report that answers: a stretch of its text, and the words in it that were asked for.

    `marks` and `snippet` are evidence in the text, `title_marks` in the title. Both are empty where
    the words stand in neither as this build cuts them.
    """

    report: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    snippet: Evidence
    marks: tuple[Evidence, ...]
    title_marks: tuple[Evidence, ...]


class Hits(Frozen, frozen=True, kw_only=True):
    """A page of hits, the latest first; `after` asks for the next one, None where there is none."""

    hits: tuple[Hit, ...]
    after: str | None


class Listed(Frozen, frozen=True, kw_only=True):
    """A report, and how much its record holds."""

    report: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    statements: int
    events: int
    entities: int
    places: int


class Listing(Frozen, frozen=True, kw_only=True):
    """A page of reports, the latest first; `after` asks for the next, None where there is none."""

    reports: tuple[Listed, ...]
    after: str | None


class _Head(msgspec.Struct):
    """What a hit needs of a record; the rest is passed over."""

    document: Document


def search_reports(  # noqa: PLR0913 - one filter each
    store: Store,
    query: str,
    *,
    outlet: str | None = None,
    who: str | tuple[str, ...] | None = None,
    days: Days = ALWAYS,
    after: str | None = None,
    limit: int = PAGE,
) -> Hits:
    """Reports by full text, each with the stretch of it that answers, the latest first.

    The query is read by `words.read_query`, the filters are those of `queries.find_reports`.

    Raises:
        InputError: the query asks for nothing, `after` is not there, or the limit is out of range.
    """
    wanted = read_query(query)
    with store.snapshot():
        found = find_reports(
            store, query, outlet=outlet, who=who, days=days, after=after, limit=_checked(limit) + 1
        )
        hits = []
        for answer in found[:limit]:
            doc = _document(store, answer.report)
            marks = find_marks(doc.text, wanted, doc.language)
            snippet = cut_snippet(doc.text, marks)
            shown = (m for m in marks if snippet.start <= m.start and m.end <= snippet.end)
            hits.append(
                Hit(
                    report=doc.id, published=answer.day, outlet=doc.outlet, title=doc.title,
                    url=doc.url, snippet=snippet, marks=tuple(shown),
                    title_marks=find_marks(doc.title or "", wanted, doc.language),
                )
            )  # fmt: skip
    return Hits(hits=tuple(hits), after=hits[-1].report if len(found) > limit else None)


def list_reports(  # noqa: PLR0913 - one filter each
    store: Store,
    *,
    outlet: str | None = None,
    who: str | tuple[str, ...] | None = None,
    days: Days = ALWAYS,
    after: str | None = None,
    limit: int = PAGE,
) -> Listing:
    """Reports with what their records hold, the latest first.

    Raises:
        InputError: `after` is not there, or the limit is out of range.
    """
    with store.snapshot():
        found = find_reports(
            store, outlet=outlet, who=who, days=days, after=after, limit=_checked(limit) + 1
        )
        listed = tuple(_listed(store, answer.report) for answer in found[:limit])
    return Listing(reports=listed, after=listed[-1].report if len(found) > limit else None)


def _checked(limit: int) -> int:
    if not 1 <= limit <= MOST:
        raise InputError(
            f"a page of {limit:,} reports cannot be given", remedy=f"ask for 1 to {MOST:,}"
        )
    return limit


def _document(store: Store, report: str) -> Document:
    sql = "SELECT record FROM body JOIN report ON seq = report WHERE id = :id"
    body = next(store.engine.rows(sql, id=report))[0]
    try:
        return msgspec.json.decode(unpack(body), type=_Head).document
    except ValueError:
        return store.decode(body).document  # says what is wrong


def _listed(store: Store, report: str) -> Listed:
    counts = ", ".join(
        f"(SELECT count(*) FROM {table} WHERE {table}.report = report.seq)"  # noqa: S608 - names of ours
        for table in ("statement", "event", "entity", "place")
    )
    sql = f"SELECT id, published, outlet, title, url, {counts} FROM report WHERE id = :id"  # noqa: S608 - as above
    row = next(store.engine.rows(sql, id=report))
    return Listed(**dict(zip(Listed.__struct_fields__, row, strict=True)))
