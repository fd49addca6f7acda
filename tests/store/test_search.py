"""Full text with its snippets, lists, and pages of both, on both engines."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.records import Record
from onrecord.store.database import Store, open_store
from onrecord.store.marks import WIDTH, cut_snippet, find_marks
from onrecord.store.queries import Days
from onrecord.store.search import list_reports, search_reports
from onrecord.store.words import filing_number, read_query
from tests.conftest import bare_record
from tests.store.reports import full_record

TEXTS = {
    "The envoys negotiated a cease-fire in Priština.": "2031-01-01",
    "Negotiations on the Black Sea grain deal resume.": "2031-01-02",
    "A black flag flew over the sea wall.": "2031-01-02",
    "The U.N. said: not the talks, the shelling — 1,000 shells.": None,
}
FIRST, GRAIN, FLAG, SHELLS = TEXTS


@pytest.fixture
def library(where: str) -> Iterator[Store]:
    with open_store(where) as store:
        for text, day in reversed(TEXTS.items()):  # not in the order of the answers
            store.put(bare_record(text, published=day, outlet="Wire"))
        store.put(full_record())
        yield store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("negotiate", {GRAIN: ["Negotiations"], FIRST: ["negotiated"]}),
        ('"black sea"', {GRAIN: ["Black Sea"]}),
        ("black sea -grain", {FLAG: ["black", "sea"]}),
        ("pristina", {FIRST: ["Priština"]}),
        ('"cease fire"', {FIRST: ["cease-fire"]}),
        ("shell* OR wall", {FLAG: ["wall"], SHELLS: ["shelling", "shells"]}),
        ('"the talks the"', {SHELLS: ["the talks, the"]}),
        ("u.n.", {SHELLS: ["U.N"]}),
    ],
)
def test_what_answers_is_marked(library: Store, query: str, expected: dict[str, list[str]]) -> None:
    found = search_reports(library, query, outlet="Wire")
    assert {h.snippet.quote: [m.quote for m in h.marks] for h in found.hits} == expected
    assert found.after is None
    for hit in found.hits:
        record = library.record(hit.report)
        assert record is not None
        for evidence in (hit.snippet, *hit.marks):
            assert record.document.text[evidence.start : evidence.end] == evidence.quote


def test_filters(library: Store) -> None:
    def count(query: str, **filters) -> int:
        return len(search_reports(library, query, **filters).hits)

    assert count("said") == 2
    assert count("said", outlet="Wire") == 1
    assert count("said", who="ana-rell") == 1
    assert count("said", who="nobody") == 0
    assert count("bridge", who="ANA RELL") == 0  # filed under its row of the actor table
    assert count("black", days=Days(since="2031-01-02", until="2031-01-03")) == 2
    assert count("black", days=Days(until="2031-01-02")) == 0
    assert count("talks", days=Days(since="2000-01-01")) == 0
    assert count("talks", days=Days(until="2999-01-01")) == 0


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_hold_everything_once_and_in_order(library: Store, limit: int) -> None:
    whole = [h.report for h in search_reports(library, "the OR black OR we").hits]
    days = [h.published for h in search_reports(library, "the OR black OR we").hits]
    assert days == ["2031-04-12", "2031-01-02", "2031-01-02", "2031-01-01", None]
    found, after = [], None
    while True:
        page = search_reports(library, "the OR black OR we", after=after, limit=limit)
        found += [h.report for h in page.hits]
        after = page.after
        if after is None:
            break
        assert len(page.hits) == limit
    assert found == whole

    listed, after = [], None
    while True:
        listing = list_reports(library, after=after, limit=limit)
        listed += [r.report for r in listing.reports]
        after = listing.after
        if after is None:
            break
    assert listed == whole


def test_a_list_tells_how_much_there_is(library: Store) -> None:
    (found,) = list_reports(library, who="ana-rell").reports
    assert (found.statements, found.events, found.entities, found.places) == (1, 1, 1, 1)
    assert (found.outlet, found.published) == ("Example Wire", "2031-04-12")
    assert len(list_reports(library, outlet="Wire", days=Days(until="2031-01-02")).reports) == 1


def test_pages_that_cannot_be_given(library: Store) -> None:
    with pytest.raises(InputError, match="there is no report 'doc-none' to go on after"):
        search_reports(library, "sea", after="doc-none")
    for limit in (0, 1_001):
        with pytest.raises(InputError, match="cannot be given"):
            list_reports(library, limit=limit)


def test_a_report_read_anew_with_another_day_is_filed_there(where: str) -> None:
    before = full_record()

    def dated(day: dt.date | None) -> Record:
        doc = {f: getattr(before.document, f) for f in before.document.__struct_fields__}
        fields = {f: getattr(before, f) for f in before.__struct_fields__}
        return Record(**fields | {"document": type(before.document)(**doc | {"published": day})})

    with open_store(where) as store:
        store.put(full_record("Tomas Vey"))
        for day in (dt.date(2031, 4, 13), dt.date(2031, 4, 1), None):
            store.put(dated(day))
            found = [h.published for h in search_reports(store, "bridge").hits]
            assert found == sorted([str(day or ""), "2031-04-12"], reverse=True)[: len(found)] or (
                found == ["2031-04-12", None]
            )
            assert len(found) == 2


def test_the_snippet_is_where_most_of_the_words_stand() -> None:
    text = (
        "talks. "
        + "Nothing of it here. " * 100
        + "In Geneva the peace talks resumed. "
        + "x " * 300
    )
    marks = find_marks(text, read_query("talks geneva peace"), "en")
    snippet = cut_snippet(text, marks)
    assert "In Geneva the peace talks resumed." in snippet.quote
    assert len(snippet.quote) <= WIDTH
    assert cut_snippet(text, ()).start == 0


def test_other_languages_are_marked_as_written() -> None:
    marks = find_marks("Verhandlungen und Verhandlung", read_query("verhandlung"), "de")
    assert [m.quote for m in marks] == ["Verhandlung"]


@given(
    st.text(alphabet=st.sampled_from("ab éЖ🙂-'\n\x00"), max_size=60),
    st.text(alphabet=st.sampled_from('ab é"-* Ж'), min_size=1, max_size=20),
)
def test_marks_are_evidence_in_order(text: str, query: str) -> None:
    try:
        wanted = read_query(query)
    except InputError:
        return
    marks = find_marks(text, wanted, "en")
    assert all(text[m.start : m.end] == m.quote and m.quote for m in marks)
    assert [m.start for m in marks] == sorted(m.start for m in marks)
    snippet = cut_snippet(text, marks)
    assert text[snippet.start : snippet.end] == snippet.quote


@given(
    st.lists(st.tuples(st.none() | st.dates(), st.integers(1, 2**40 - 1)), min_size=2, max_size=6)
)
def test_filing_numbers_sort_by_day_and_number(places: list[tuple[dt.date | None, int]]) -> None:
    def number(place: tuple[dt.date | None, int]) -> int:
        return filing_number(place[0].isoformat() if place[0] else None, place[1])

    def key(place: tuple[dt.date | None, int]) -> tuple[dt.date, int]:
        return place[0] or dt.date.min - dt.timedelta(0), place[1]

    dated = [p for p in places if p[0] != dt.date.min]
    assert sorted(dated, key=number) == sorted(dated, key=lambda p: (p[0] is not None, key(p)))
    assert all(number(p) < 2**63 for p in places)
