"""Whatever happens to a writer: what it said was kept is there, once, and the store is sound."""

import os
import random
import resource
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.store.check import check_store
from onrecord.store.database import open_store
from onrecord.store.queries import find_events
from onrecord.store.search import search_reports
from tests.conftest import bare_record
from tests.store.adding_process import name
from tests.store.reports import full_record

COUNT = 3_000
READERS = 8
KILLS = {"file": 20, "postgres": 5}  # a server keeps its own promises: a few will do
AS_NOBODY = """
import os, sys
import onrecord.store.sqlite
from onrecord.store.database import open_store
from onrecord.store.queries import find_events
from onrecord.store.search import search_reports
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with open_store(sys.argv[1], readonly=True) as store:
    print(store.count(), flush=True)
open_store(sys.argv[1])
"""
"""Reads a store and tries to write it; root, whom no permissions bind, becomes nobody first."""


def adding(where: str, **options) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.store.adding_process", where, str(COUNT)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_killed_at_any_moment(where: str) -> None:
    kills = KILLS["postgres" if "//" in where else "file"]
    rng = random.Random(1)
    told: list[int] = []
    for _ in range(kills):
        process = adding(where)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(rng.random() * 0.15)
        process.kill()
        told += [int(line) for line in (first + process.stdout.read()).split()]
        process.communicate()
    assert len(told) == len(set(told))
    assert 0 < len(told) < COUNT
    with open_store(where) as store:
        assert list(check_store(store)) == []
        kept = [record.document.id for record in store.records()]
        assert len(kept) == len(set(kept))
        missing = {full_record(name(n)).document.id for n in told} - set(kept)
        assert not missing
        assert len(kept) - len(told) <= kills  # kept, and killed before it could say so


def test_a_reader_is_quick_beside_a_writer(where: str) -> None:
    process = adding(where)
    assert process.stdout is not None
    process.stdout.readline()
    took = []
    with open_store(where, readonly=True) as store:
        before = store.count()
        for number in range(200):
            began = time.perf_counter()
            found = store.find(full_record(name(number % 2)).events[0].id)
            assert found is not None or number % 2
            took.append(time.perf_counter() - began)
        alive = process.poll() is None
        assert store.count() > before
    process.kill()
    process.communicate()
    assert alive
    assert sorted(took)[190] < 0.2


def test_many_readers_see_whole_reports_beside_a_writer(where: str) -> None:
    process = adding(where)
    assert process.stdout is not None
    process.stdout.readline()
    with ThreadPoolExecutor(READERS) as pool:
        seen = list(pool.map(_look_around, [where] * READERS))
    alive = process.poll() is None
    process.kill()
    process.communicate()
    assert alive
    assert all(first < last for first, last in seen)


def _look_around(where: str) -> tuple[int, int]:
    """Read as others do at the same time: every report that is listed is there whole."""
    counts = []
    with open_store(where, readonly=True) as store:
        for _ in range(15):
            with store.snapshot():
                counts.append(store.count())
                found = search_reports(store, "bridge", limit=20).hits
                assert len(found) == min(20, counts[-1])
                assert all(hit.marks for hit in found)
                assert len(find_events(store, place="Orle", limit=5_000)) == counts[-1]
                assert len(tuple(store.engine.rows("SELECT record FROM body"))) == counts[-1]
            time.sleep(0.01)
    return counts[0], counts[-1]


def test_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    limit = 1_000_000

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = adding(str(path), preexec_fn=small_disk)
    output, errors = process.communicate(timeout=60)
    told = [int(line) for line in output.split()]
    assert process.returncode == 1
    assert b"StoreError" in errors
    assert b"could not be" in errors
    with open_store(path) as store:
        assert list(check_store(store)) == []
        kept = {record.document.id for record in store.records()}
        assert {full_record(name(n)).document.id for n in told} == kept
        store.put(bare_record("goes on"))


@pytest.mark.skipif(not Path("/dev/full").exists() or os.geteuid() != 0, reason="mounts need root")
def test_a_full_disk_of_its_own(tmp_path: Path) -> None:
    mounted = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)]
    if subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        with open_store(tmp_path / "a.store") as store:
            with pytest.raises(StoreError, match="the disk is full: free space and run the same"):
                for number in range(COUNT):
                    store.put(full_record(name(number)))
            assert store.count() == number
            assert list(check_store(store)) == []
        with open_store(tmp_path / "a.store") as store:
            assert store.count() == number
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    with open_store(folder / "a.store") as store:
        store.put(bare_record("one"))
    for path in (tmp_path, *tmp_path.parents):  # pytest keeps its folders to itself
        if path.stat().st_uid == os.geteuid() and not path.stat().st_mode & stat.S_ISVTX:
            path.chmod(path.stat().st_mode | stat.S_IXOTH)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
    command = [sys.executable, "-c", AS_NOBODY, str(folder / "a.store")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert done.stdout == b"1\n", done.stderr
    assert b"cannot be written: it or its folder is read-only" in done.stderr
    folder.chmod(stat.S_IRWXU)
    with open_store(folder / "a.store") as store:
        assert store.count() == 1
