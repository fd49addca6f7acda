"""What the kept reports say together, asked for as a person does."""

import json
from pathlib import Path

import pytest

from onrecord.records import Record
from onrecord.store.database import open_store
from tests.test_cli import run

STORE = ("--store", "talks.store")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, sample: dict[str, Record]) -> Path:
    """A folder with a store of the sample."""
    folder = tmp_path_factory.mktemp("fused")
    with open_store(folder / "talks.store") as store:
        for record in sample.values():
            store.put(record)
    return folder


def test_a_brief_in_three_shapes(home: Path) -> None:
    told = run("brief", "--since", "1995-11-20", *STORE, home=home)
    assert told.returncode == 0, told.stderr
    text = told.stdout.decode()
    assert text.startswith("# Brief, since 1995-11-20: 30 reports, 5 outlets")
    assert "## WHERE THE TALKS STAND" in text
    assert "1995-08-28" not in text.split("## SOURCES")[1]
    page = run("brief", "--format", "html", *STORE, home=home).stdout.decode()
    assert page.startswith("<!doctype html>")
    found = json.loads(run("brief", "--json", *STORE, home=home).stdout)
    assert found["sections"][0]["lines"][0]["sources"][0]["quote"]


def test_timeline_claims_and_talks(home: Path) -> None:
    events = json.loads(run("timeline", "--json", *STORE, home=home).stdout)
    assert [e["start"] for e in events if e["start"]] == sorted(
        e["start"] for e in events if e["start"]
    )
    assert "occurred · CONSULT" in run("timeline", *STORE, home=home).stdout.decode()
    claims = run("claims", *STORE, home=home).stdout.decode()
    assert "80 or more by hospital officials (1995-08-28)" in " ".join(claims.split())
    stories = json.loads(run("stories", "--json", *STORE, home=home).stdout)
    assert stories
    assert all(len(s["documents"]) > 1 and s["start"] <= s["end"] for s in stories)
    assert "reports · " in " ".join(run("stories", *STORE, home=home).stdout.decode().split())
    talks = run("talks", "--since", "1995-12-01", *STORE, home=home).stdout.decode()
    assert "agreed" in talks
    assert "heavy weapons" not in talks


def test_nothing_since_a_day_says_what_to_do(home: Path) -> None:
    told = run("claims", "--since", "2031-01-01", *STORE, home=home)
    assert told.returncode == 0
    assert "nothing: add reports" in told.stdout.decode()
    wrong = run("talks", "--since", "yesterday", *STORE, home=home)
    assert wrong.returncode == 2
    assert b"is no date" in wrong.stderr
