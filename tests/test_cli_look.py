"""Looking into the record, and taking out of it, as a person does: real processes, real files."""

import json
from pathlib import Path

import pytest

from onrecord.store.database import open_store
from onrecord.store.originals import Origin
from onrecord.store.rows import rows_of
from tests.store.reports import full_record
from tests.test_cli import run

RECORD, OTHER = full_record(), full_record("Vladimir Putin")
STORE = ("--store", "a.store")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a store of two reports."""
    with open_store(tmp_path / "a.store") as store:
        store.put_rows(rows_of(RECORD), origin=Origin("a.txt", b"bytes", b"{}", "build"))
        store.put(OTHER)
    return tmp_path


def test_search(home: Path) -> None:
    told = run("search", '"hold the bridge" rell', *STORE, home=home)
    assert told.returncode == 0, told.stderr
    assert f"{RECORD.document.id}  2031-04-12 · Example Wire" in told.stdout.decode()
    assert "“We **hold the bridge**,” Ana **Rell** said in Orle." in " ".join(
        told.stdout.decode().split()
    )
    assert b"1 report\n" in told.stdout
    found = json.loads(run("search", "bridges", "--json", *STORE, home=home).stdout)
    assert [m["quote"] for m in found["hits"][0]["marks"]] == ["bridge"]
    assert found["after"] is None

    page = run("search", "bridge", "--limit", "1", "--json", *STORE, home=home)
    first = json.loads(page.stdout)
    assert first["after"] == first["hits"][0]["report"] == OTHER.document.id
    told = run("search", "bridge", "--limit", "1", *STORE, home=home)
    assert f"more: the same with --after {OTHER.document.id}" in told.stdout.decode()
    rest = run(
        "search", "bridge", "--after", first["after"], "--since", "2031-04-12", *STORE, home=home
    )
    assert RECORD.document.id in rest.stdout.decode()
    assert OTHER.document.id not in rest.stdout.decode()
    by_name = run("list", "--actor", "ana rell", "--json", *STORE, home=home)
    assert not json.loads(by_name.stdout)["reports"]  # of this table nobody is called so


def test_list_show_and_remove(home: Path) -> None:
    listed = run("list", *STORE, home=home).stdout.decode()
    assert listed.index(OTHER.document.id) < listed.index(RECORD.document.id)
    assert "no title · 1 said, 1 events, 1 names, 1 places" in " ".join(listed.split())

    shown = " ".join(run("show", RECORD.events[0].id, *STORE, home=home).stdout.decode().split())
    assert "line 1 **Shelling** hit Orle on Monday." in shown
    assert f"actors “Ana Rell” ({RECORD.mentions[0].id})" in shown
    assert f"refers to {RECORD.mentions[1].id} (mentions, place) Orle" in shown
    as_json = json.loads(run("show", RECORD.events[0].id, "--json", *STORE, home=home).stdout)
    assert as_json["record"]["status"] == "occurred"
    assert as_json["evidence"][0]["evidence"]["quote"] == "Shelling"
    whole = run("show", RECORD.document.id, *STORE, home=home).stdout.decode()
    assert "a.txt · 5 bytes, SHA-256 " in " ".join(whole.split())
    assert "WHO SAID WHAT" in whole

    asked = run("remove", RECORD.document.id, *STORE, home=home)
    assert (asked.returncode, b"say --yes" in asked.stderr) == (2, True)
    missing = run("remove", "doc-none", RECORD.document.id, "--yes", *STORE, home=home)
    assert (missing.returncode, b"no report 'doc-none'" in missing.stderr) == (2, True)
    assert b"sound" in run("check", *STORE, home=home).stdout
    removed = run("remove", RECORD.document.id, "--yes", "--json", *STORE, home=home)
    assert json.loads(removed.stdout)[0]["sources"] == ["a.txt"]
    assert b"2 reports" not in run("list", *STORE, home=home).stdout
    (out,) = json.loads(run("list", "--removed", "--json", *STORE, home=home).stdout)
    assert (out["name"], out["report"]) == ("a.txt", RECORD.document.id)
    assert b"a.txt" in run("list", "--removed", *STORE, home=home).stdout
    gone = run("show", RECORD.events[0].id, *STORE, home=home)
    assert (gone.returncode, b"there is no record" in gone.stderr) == (2, True)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("search", "…"), b"names no word to look for"),
        (("search", "talks", "--since", "soon"), b"'soon' is no date"),
        (("search", "talks", "--after", "doc-none"), b"there is no report 'doc-none'"),
        (("search", "talks", "--limit", "0"), b"--limit"),
        (("show", "1"), b"there is no record '1'"),
        (("list", "--store", "none.store"), b"none.store is not there"),
        (("remove", "doc-1", "--yes", "--store", "none.store"), b"none.store is not there"),
    ],
)
def test_what_is_said_to_a_person(home: Path, command: tuple[str, ...], message: bytes) -> None:
    done = run(*command, *(() if "--store" in command else STORE), home=home)
    assert done.returncode == 2
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
    assert not (home / "none.store").exists()


@pytest.mark.parametrize("command", ["search", "list", "show", "remove"])
def test_help_has_an_example(tmp_path: Path, command: str) -> None:
    done = run(command, "--help", home=tmp_path)
    assert f"Example: onrecord {command}".encode() in done.stdout
    assert b"--json" in done.stdout
