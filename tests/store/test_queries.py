"""Looking up by actor, date, place, type, status and words, on both engines."""

from collections.abc import Iterator

import pytest

from onrecord.errors import InputError
from onrecord.records import Record
from onrecord.store.database import Store, open_store
from onrecord.store.queries import Days, find_events, find_reports, find_statements
from onrecord.store.words import fold, read_query
from tests.conftest import bare_record
from tests.store.reports import ORLE, full_record

RELL, VEY, UNDATED = (
    full_record("Ana Rell", day="2031-04-08"),
    full_record("Tomas Vey", day="2031-04-10"),
    full_record("Lea Obst", day=None),
)


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with open_store(where) as store:
        for record in (RELL, VEY, UNDATED):
            store.put(record)
        yield store


def events(*records: Record) -> list[str]:
    return [r.events[0].id for r in records]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, (VEY, RELL, UNDATED)),
        ({"who": "ana-rell"}, (RELL,)),
        ({"who": "Tomas Vey"}, (VEY,)),
        ({"who": "TOMAS VEY", "role": "actor"}, (VEY,)),
        ({"who": "Tomas Vey", "role": "recipient"}, ()),
        ({"who": "nobody"}, ()),
        ({"days": Days(since="2031-04-09")}, (VEY,)),
        ({"days": Days(since="2031-04-08", until="2031-04-10")}, (RELL,)),
        ({"who": "ana-rell", "days": Days(until="2031-04-08")}, ()),
        ({"place": ORLE.id}, (VEY, RELL, UNDATED)),
        ({"place": "orle", "days": Days(until="2031-04-09")}, (RELL,)),
        ({"place": "Oslo"}, ()),
        ({"country": "NRL", "type": "ASSAULT", "status": "occurred"}, (VEY, RELL, UNDATED)),
        ({"status": "planned"}, ()),
        ({"limit": 1}, (VEY,)),
    ],
)
def test_events(store: Store, wanted, expected) -> None:
    found = find_events(store, **wanted)
    assert [f.id for f in found] == events(*expected)
    assert all(store.find(f.id)[0].document.id == f.report for f in found)  # type: ignore[index]


def test_statements(store: Store) -> None:
    assert [f.id for f in find_statements(store, who="ana-rell")] == [RELL.statements[0].id]
    assert len(find_statements(store, act="assert", days=Days(since="2031-04-12"))) == 3
    assert not find_statements(store, act="deny")
    assert not find_statements(store, days=Days(until="2031-04-12"))


@pytest.fixture
def library(where: str) -> Iterator[Store]:
    with open_store(where) as store:
        for text, day in TEXTS.items():
            store.put(bare_record(text, published=day, outlet="Wire"))
        yield store


TEXTS = {
    "The envoys negotiated a cease-fire in Priština.": "2031-01-01",
    "Negotiations on the Black Sea grain deal resume.": "2031-01-02",
    "A black flag flew over the sea wall.": "2031-01-03",
    "The U.N. said: not the talks, the shelling — 1,000 shells.": None,
}
FIRST, GRAIN, FLAG, SHELLS = TEXTS


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("negotiate", [GRAIN, FIRST]),
        ("NEGOTIATED", [GRAIN, FIRST]),
        ("black sea", [FLAG, GRAIN]),
        ('"black sea"', [GRAIN]),
        ('"sea black"', []),
        ("black -grain", [FLAG]),
        ('sea -"black sea"', [FLAG]),
        ("pristina", [FIRST]),
        ("Приштина", []),
        ('"cease fire"', [FIRST]),
        ("cease-fire", [FIRST]),
        ("grain OR shell", [GRAIN, SHELLS]),
        ("prist*", [FIRST]),
        ('"not the talks"', [SHELLS]),
        ('"the talks the"', [SHELLS]),
        ("u.n.", [SHELLS]),
        ("'; DROP TABLE report; --", []),
        ("% _ report", []),
        ("NEAR(black sea)", []),
        ("title:sea", []),
        ("said & ! | talk", [SHELLS]),
    ],
)
def test_words(library: Store, query: str, expected: list[str]) -> None:
    found = find_reports(library, query)
    texts = [library.record(f.report).document.text for f in found]  # type: ignore[union-attr]
    assert texts == expected


def test_words_with_dates_and_outlets(library: Store) -> None:
    assert len(find_reports(library, "sea", days=Days(until="2031-01-03"))) == 1
    assert len(find_reports(library, outlet="Wire")) == 4
    assert not find_reports(library, "sea", outlet="Other")
    assert len(find_reports(library, limit=2)) == 2


def test_words_of_a_report_read_anew(library: Store) -> None:
    for record in list(library.records()):
        library.put(record)
    assert len(find_reports(library, '"black sea"')) == 1


@pytest.mark.parametrize("query", ["", "  ", "-talks", "…", "a OR", "a" * 2000, "a* " * 33])
def test_a_query_that_asks_for_nothing(query: str) -> None:
    with pytest.raises(InputError):
        read_query(query)


def test_folding_is_the_same_twice() -> None:
    text = "Zelenskyy’s “cease-fire” in Priština — 1,000_000 ＡＢＣ"
    assert fold(fold(text)) == fold(text) == "Zelenskyy s cease fire in Pristina 1 000 000 ABC"
