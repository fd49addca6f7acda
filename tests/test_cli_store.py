"""The commands of the kept record as a person runs them: real processes, real files."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.reports import GERMAN
from tests.test_cli import run

COUNT = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some reports, one of which cannot be read."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(COUNT):
        text = f"Shells hit the bridge, killing {number + 20} people, the mayor of Homs said.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    return folder


def start(home: Path, *args: str) -> subprocess.Popen[bytes]:
    env = os.environ | {"XDG_CACHE_HOME": str(home / "cache")}
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord", *args],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=home,
    )  # fmt: skip


def lines(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_run_that_is_killed_and_stopped_goes_on(folder: Path, tmp_path: Path) -> None:
    command = ("add", str(folder), "--date", "2031-04-12", "--json", "--store", "a.store")
    killed = start(tmp_path, *command)
    assert killed.stdout is not None
    told = lines(killed.stdout.readline())
    killed.kill()
    told += lines(killed.communicate()[0])
    assert all(line["outcome"] == "added" for line in told)
    assert len(told) < COUNT

    stopped = start(tmp_path, *command)
    assert stopped.stdout is not None
    seen = lines(stopped.stdout.readline())
    while seen and seen[-1]["outcome"] == "known":
        seen += lines(stopped.stdout.readline())
    assert seen, stopped.communicate()[1]
    stopped.send_signal(signal.SIGINT)
    output, errors = stopped.communicate(timeout=120)
    assert stopped.returncode == 130, errors
    assert b"the same command goes on from here" in errors
    seen += lines(output)
    known = [line["report"] for line in seen if line["outcome"] == "known"]
    assert {line["report"] for line in told} <= set(known)
    assert len(known) <= len(told) + 1

    last = run(*command, home=tmp_path)
    assert last.returncode == 0
    outcomes = [line["outcome"] for line in lines(last.stdout)]
    assert outcomes[-1] == "failed"
    assert len(outcomes) == COUNT + 1
    assert b"german.txt: ingest.documents: " in last.stderr
    assert f"{outcomes.count('known')} there before, 1 failed".encode() in last.stderr

    env_store = {"ONRECORD_STORE": "b.store"}
    os.environ |= env_store
    try:
        other = run(*command[:-3], "--workers", "2", home=tmp_path)
        assert other.returncode == 0, other.stderr
        exported = run("export", "jsonl", home=tmp_path)
    finally:
        del os.environ["ONRECORD_STORE"]
    assert exported.stdout == run("export", "jsonl", "--store", "a.store", home=tmp_path).stdout
    assert len(lines(exported.stdout)) == COUNT

    checked = run("check", "--store", "a.store", home=tmp_path)
    assert (checked.returncode, checked.stdout) == (0, b"a.store: 6 reports, sound\n")
    events = lines(run("export", "plover", "--store", "b.store", home=tmp_path).stdout)
    assert {event["status"] for event in events} == {"occurred"}
    assert {event["published"] for event in events} == {"2031-04-12"}


def test_check_names_what_is_wrong(tmp_path: Path) -> None:
    from onrecord.store.database import open_store  # noqa: PLC0415
    from tests.store.reports import full_record  # noqa: PLC0415

    with open_store(tmp_path / "a.store") as store:
        store.put(full_record())
    db = apsw.Connection(str(tmp_path / "a.store"))
    db.execute("UPDATE event SET status = 'planned'")
    db.close()
    found = run("check", "--store", "a.store", "--json", home=tmp_path)
    assert found.returncode == 1
    (problem,) = lines(found.stdout)
    assert problem["message"] == "the table event is not what the record says"
    told = run("check", "--store", "a.store", home=tmp_path)
    assert told.returncode == 1
    assert b"a.store: 1 reports, 1 problems" in told.stderr
    again = run("reread", "--store", "a.store", home=tmp_path)
    assert b"1 reports stay as they are: their bytes were not kept" in again.stderr


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        (("export", "xml", "--store", "a.store"), 2, b"no format 'xml': use one of jsonl, plover"),
        (("export", "jsonl"), 2, b"onrecord.store is not there: add reports first"),
        (("check", "--store", "none.store"), 2, b"none.store is not there: add reports first"),
        (("reread", "--store", "none.store"), 2, b"none.store is not there: add reports first"),
        (("add", "none.txt"), 1, b"'none.txt' is not there"),
        (("add", "x.txt", "--date", "soon"), 2, b"'soon' is no date"),
        (("add", "x.txt", "--workers", "0"), 2, b"--workers"),
        (("add", "x.csv", "--map", "text"), 2, b"--map 'text' names no column"),
        (("add", "x.csv", "--map", "body=text"), 2, b"there is no field 'body'"),
        (("check", "--store", "postgresql://127.0.0.1:1/x"), 2, b"could not be read or written"),
    ],
)
def test_what_is_said_to_a_person(
    tmp_path: Path, command: tuple[str, ...], code: int, message: bytes
) -> None:
    done = run(*command, home=tmp_path)
    assert done.returncode == code
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "none.store").exists()


@pytest.mark.parametrize("command", ["add", "load", "reread", "check", "export"])
def test_help_has_an_example(tmp_path: Path, command: str) -> None:
    done = run(command, "--help", home=tmp_path)
    assert f"Example: onrecord {command}".encode() in done.stdout


def test_explain_finds_what_was_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoy denied that troops crossed.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The mayor said that 14 people died.", encoding="utf-8")
    run("add", "a.txt", home=tmp_path)
    record = json.loads(run("export", "jsonl", home=tmp_path).stdout)
    statement, report = record["statements"][0]["id"], record["document"]["id"]

    before = run("explain", statement, "--json", home=tmp_path)  # nothing was read as yet
    assert json.loads(before.stdout)["id"] == statement, before.stderr.decode()
    run("read", "b.txt", home=tmp_path)
    after = run("explain", statement, "--json", home=tmp_path)
    assert json.loads(after.stdout) == json.loads(before.stdout)
    assert b"The mayor" in run("explain", "1", home=tmp_path).stdout

    whole = run("explain", report, home=tmp_path)
    assert (whole.returncode, b"is a whole report" in whole.stderr) == (2, True)
    missing = run("explain", "sta-none", home=tmp_path)
    assert b"in the last reading nor in onrecord.store" in missing.stderr


def test_adding_with_actors_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Rell denied that troops crossed.", encoding="utf-8")
    header = "id,name,aliases,type,country,sector,role,start,end,source"
    row = "nld-rell,Ana Rell,,PER,,GOV,foreign minister,,,own"
    (tmp_path / "mine.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    done = run("add", "a.txt", "--actors", "mine.csv", home=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert b'"nld-rell"' in run("export", "jsonl", home=tmp_path).stdout
    again = run("add", "a.txt", home=tmp_path)  # the actors are no part of what was given
    assert b"0 added, 1 there before" in again.stderr
