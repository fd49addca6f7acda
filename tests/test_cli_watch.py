"""The command of watching feeds as a person runs it: real processes, a real server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from newsroom import Newsroom, kept_numbers

from onrecord.cli_watch import read_time
from onrecord.errors import InputError
from onrecord.store.database import open_store
from tests.test_cli import run
from tests.test_cli_store import lines

OPTIONS = ("--every", "1s", "--delay", "0.05s", "--allow-private", "--json", "--store", "a.store")


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    with Newsroom(3, kinds=("plain", "atom", "page"), first=1, more=0, ends=1.0) as room:
        yield room


def test_watched_stopped_and_shown(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "feeds.txt").write_text("\n".join(room.addresses))
    env = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "onrecord", "watch", "feeds.txt", *OPTIONS]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=tmp_path
    ) as watching:
        assert watching.stdout is not None
        told: list[dict[str, Any]] = []
        while sum(t["event"] == "article" for t in told) < 3:
            told += lines(watching.stdout.readline())
        watching.send_signal(signal.SIGINT)
        _, errors = watching.communicate(timeout=120)
    assert watching.returncode == 130, errors
    assert b"3 articles added" in errors
    assert b"the same command goes on from here" in errors
    assert {t["outcome"] for t in told if t["event"] == "feed"} >= {"read", "failed"}
    with open_store(tmp_path / "a.store", readonly=True) as store:
        assert set(kept_numbers(store)) == room.numbers(time.time())

    again = run("watch", "--once", *OPTIONS, home=tmp_path)  # the feeds of the last time
    assert again.returncode == 0, again.stderr
    assert {t["event"] for t in lines(again.stdout)} == {"feed"}
    shown = run("watch", "--status", "--store", "a.store", home=tmp_path).stdout.decode()
    assert shown.count("articles: 1 kept, 0 waiting, 0 failed, 0 there before") == 3
    assert "good     " + room.addresses[0] + "  Wire 0\n" in shown
    as_json = lines(run("watch", "--status", "--json", "--store", "a.store", home=tmp_path).stdout)
    assert [s["url"] for s in as_json] == room.addresses


def test_sigterm_is_a_clean_end(room: Newsroom, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "watch", room.addresses[2], *OPTIONS]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as watching:
        assert watching.stdout is not None
        watching.stdout.readline()
        watching.terminate()
        _, errors = watching.communicate(timeout=60)
    assert watching.returncode == 0, errors
    assert b"stopping after the report in hand" in errors


def test_what_cannot_be_watched(room: Newsroom, tmp_path: Path) -> None:
    none = run("watch", "--store", "a.store", home=tmp_path)
    assert none.returncode == 2
    assert b"has no feeds to watch: name some" in none.stderr
    private = run("watch", room.addresses[0], "--once", "--store", "a.store", home=tmp_path)
    assert private.returncode == 1
    assert b"not an address of the public network (allow it with --allow-private" in private.stderr
    assert run("watch", "--status", "--store", "b.store", home=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86_400), ("0.5", 0.5)]
)
def test_times(text: str, seconds: float) -> None:
    assert read_time(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-1s", "1w", "1e9", "m", "9" * 400])
def test_no_times(text: str) -> None:
    with pytest.raises(InputError, match="is no time"):
        read_time(text)
