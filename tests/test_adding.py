"""Reports into a store and out of it again, with the real reader, on short reports."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.adding import (
    Given,
    Outcome,
    add_sources,
    choose_sources,
    reader_build,
    reread_sources,
)
from onrecord.builds import table_of, with_table
from onrecord.errors import ConfigError, InputError, StoreError
from onrecord.ingest.files import Source
from onrecord.records import Failure
from onrecord.store.check import check_store
from onrecord.store.database import Store, open_store
from onrecord.store.export import export_jsonl
from onrecord.store.originals import kept_sources, read_origin
from onrecord.store.removing import read_removals, remove_reports
from tests.reports import GERMAN

REPORTS = tuple(
    Source(name=f"{n}.txt", data=text.encode())
    for n, text in enumerate(
        (
            "Norland’s president said on Monday that talks would go on.",
            "Shells hit the bridge, killing 14 people, the mayor said.",
            GERMAN,
            "The envoy denied that the army had crossed the river.",
        )
    )
)
GIVEN = Given(published=dt.date(2031, 4, 12), outlet="Example Wire")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.store") as store:
        yield store


def add(store: Store, *sources: Source | Failure, given: Given = GIVEN) -> list[Outcome]:
    return list(add_sources(store, sources, given))


def kinds(outcomes: list[Outcome]) -> list[str]:
    return [outcome.outcome for outcome in outcomes]


def test_adding_twice_changes_nothing(store: Store) -> None:
    first = add(store, *REPORTS)
    assert kinds(first) == ["added", "added", "failed", "added"]
    before = list(export_jsonl(store))
    again = add(store, *REPORTS, REPORTS[0])
    assert kinds(again) == ["known", "known", "failed", "known", "known"]
    assert again[2].failure == first[2].failure
    assert list(export_jsonl(store)) == before
    assert len(store.failures()) == 1
    assert list(check_store(store)) == []


def test_the_same_report_under_another_name_is_known(store: Store) -> None:
    add(store, REPORTS[0])
    copy = msgspec.structs.replace(REPORTS[0], name="copy.txt")
    assert kinds(add(store, copy)) == ["known"]
    assert kinds(add(store, copy, given=Given())) == ["added"]  # another day: another report


def test_what_could_not_even_be_opened_is_kept_as_a_failure(store: Store) -> None:
    failure = Failure(doc="gone.txt", stage="ingest.files", message="is not there", remedy="look")
    for _ in range(2):
        assert add(store, failure) == [
            Outcome(source="gone.txt", outcome="failed", failure=failure)
        ]
    assert store.failures() == (failure,)


def test_the_bytes_are_kept_as_they_came(store: Store) -> None:
    add(store, *REPORTS)
    with store.snapshot():
        kept = list(kept_sources(store.engine))
    assert [k.name for k in kept] == [s.name for s in REPORTS]
    assert [read_origin(store.engine, k.key).data for k in kept] == [s.data for s in REPORTS]
    assert [k.report is None for k in kept] == [False, False, True, False]
    assert {k.reader for k in kept} == {reader_build(None)}


def test_a_run_stops_when_it_is_asked_to(store: Store) -> None:
    outcomes: list[Outcome] = []
    for outcome in add_sources(store, REPORTS, GIVEN, stopped=lambda: len(outcomes) == 2):
        outcomes.append(outcome)  # noqa: PERF402 - looked at while it grows
    assert store.count() == 2


def test_what_was_removed_comes_in_again_only_when_asked_for(store: Store) -> None:
    first, second = add(store, *REPORTS[:2])
    assert first.report is not None
    remove_reports(store, [first.report])
    left = add(store, *REPORTS[:2])
    assert kinds(left) == ["removed", "known"]
    assert left[0].report == first.report
    assert store.count() == 1
    asked = list(add_sources(store, REPORTS[:2], GIVEN, again=True))
    assert asked == [first, Outcome(source="1.txt", outcome="known", report=second.report)]
    assert not read_removals(store)
    assert kinds(add(store, *REPORTS[:2])) == ["known", "known"]
    assert not list(check_store(store))


def test_reading_again(store: Store) -> None:
    add(store, *REPORTS)
    build = reader_build(None)
    before = list(export_jsonl(store))
    assert choose_sources(store, build=build) == ()
    assert len(choose_sources(store, build="1.0+another")) == len(REPORTS)
    assert len(choose_sources(store, build=build, everything=True)) == len(REPORTS)
    assert [k.name for k in choose_sources(store, build=build, failed=True)] == ["2.txt"]
    doc = next(store.records()).document.id
    (chosen,) = choose_sources(store, [doc], build=build)
    store.engine.run("DELETE FROM body")
    store.engine.run("UPDATE source SET reader = 'older'")
    stale = choose_sources(store, build=build)
    assert kinds(list(reread_sources(store, [chosen]))) == ["added"]
    assert kinds(list(reread_sources(store, stale))) == ["added", "added", "failed", "added"]
    assert list(export_jsonl(store)) == before
    assert list(check_store(store)) == []
    assert choose_sources(store, build=build) == ()


def test_reading_again_what_is_not_there(store: Store) -> None:
    add(store, REPORTS[0])
    record = next(store.records())
    store.engine.run("DELETE FROM source")
    with pytest.raises(InputError, match=r"the bytes of doc-[0-9a-f]+ were not kept"):
        choose_sources(store, [record.document.id], build="1")
    with pytest.raises(InputError, match="no report 'doc-none'"):
        choose_sources(store, ["doc-none"], build="1")
    assert store.count_without_source() == 1


def test_a_build_is_told_by_its_tables_and_its_actors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text("id,name\n")
    assert reader_build(None) == reader_build(None)
    assert reader_build(actors) != reader_build(None)
    with pytest.raises(ConfigError, match=r"none\.csv cannot be read"):
        reader_build(tmp_path / "none.csv")
    before = reader_build(actors)
    assert table_of(before) == hashlib.sha256(actors.read_bytes()).hexdigest()
    assert with_table(before, None) == reader_build(None)
    assert with_table(reader_build(None), table_of(before)) == before
    reader_build.cache_clear()
    monkeypatch.setenv("ONRECORD_GAZETTEER", str(actors))
    assert reader_build(actors) != before
    reader_build.cache_clear()


def test_reading_again_with_the_actors_it_was_read_with(store: Store, tmp_path: Path) -> None:
    actors = tmp_path / "mine.csv"
    header = "id,name,aliases,type,country,sector,role,start,end,source"
    row = "nld-rell,Ana Rell,,PER,,GOV,foreign minister,,,own"
    actors.write_text(f"{header}\n{row}\n", encoding="utf-8")
    said = Source(name="a.txt", data=b"Ana Rell denied that troops crossed.")
    add(store, said, given=Given(actors=actors))
    before = list(export_jsonl(store))
    assert b'"nld-rell"' in before[0]
    actors.unlink()
    build = reader_build()
    assert choose_sources(store, build=build, own_actors=True) == ()
    (chosen,) = choose_sources(store, build=build, own_actors=True, everything=True)
    assert kinds(list(reread_sources(store, [chosen], own_actors=True))) == ["added"]
    assert list(export_jsonl(store)) == before

    (chosen,) = choose_sources(store, build=build)
    store.engine.run("DELETE FROM original WHERE seq NOT IN (SELECT original FROM source)")
    with pytest.raises(StoreError, match="was read with an actor table that is not kept"):
        list(reread_sources(store, [chosen], own_actors=True))
    assert kinds(list(reread_sources(store, [chosen]))) == ["added"]
    assert b'"nld-rell"' not in next(export_jsonl(store))
    assert choose_sources(store, build=build, own_actors=True) == ()
