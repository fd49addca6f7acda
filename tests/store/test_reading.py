"""The last reading is kept for `explain`, whole or not at all."""

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.store.reading import keep_reading, last_reading, open_reading
from tests.conftest import bare_record


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_reading_takes_the_place_of_the_last(cache: Path) -> None:
    for text in ("one", "two"):
        with keep_reading(None) as store:
            store.put(bare_record(text))
    with open_reading(None) as store:
        assert [r.document.text for r in store.records()] == ["two"]
    assert [p.name for p in cache.rglob("*") if p.is_file()] == ["last-reading.store"]


def test_a_reading_that_broke_off_leaves_the_last_one(cache: Path) -> None:
    with keep_reading(None) as store:
        store.put(bare_record("one"))
    with pytest.raises(KeyboardInterrupt), keep_reading(None) as store:
        store.put(bare_record("two"))
        raise KeyboardInterrupt
    with open_reading(None) as store:
        assert [r.document.text for r in store.records()] == ["one"]
    assert last_reading().is_relative_to(cache)


def test_a_named_store_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    for text in ("one", "two"):
        with keep_reading(path) as store:
            store.put(bare_record(text))
    with open_reading(path) as store:
        assert [r.document.text for r in store.records()] == ["one", "two"]


def test_nothing_read_yet(cache: Path) -> None:
    assert not cache.exists()
    with pytest.raises(InputError, match="nothing has been read yet: read a report first"):
        open_reading(None)
    with pytest.raises(InputError, match="is not there"):
        open_reading(cache / "none.store")


def test_reading_goes_on_where_the_cache_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with keep_reading(None) as store:
        store.put(bare_record("one"))
        assert len(list(store.records())) == 1
    assert "explain will not know this reading" in capsys.readouterr().err
