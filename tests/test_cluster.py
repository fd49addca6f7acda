"""Reading on a Dask cluster of real worker processes, some of which are lost on the way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from onrecord import cluster
from onrecord.adding import Given, Outcome, add_sources, load_shards
from onrecord.cluster import SHARD_REPORTS, open_cluster, read_on_dask
from onrecord.errors import ConfigError, InputError
from onrecord.ingest.sources import Source
from onrecord.shards import read_shard
from onrecord.store.check import check_store
from onrecord.store.database import Store, open_store
from onrecord.store.export import export_jsonl
from onrecord.store.originals import Origin
from onrecord.tasks import Task
from tests.cluster_work import read, report
from tests.test_cli_store import lines

if TYPE_CHECKING:
    from distributed import Client

COUNT = 3 * SHARD_REPORTS
LIMIT = 4.0


@pytest.fixture(scope="module")
def client() -> Iterator["Client"]:
    import dask  # noqa: PLC0415 - an extra

    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), open_cluster(
        workers=2
    ) as client:  # fmt: skip
        yield client


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.store") as store:
        yield store


def add(store: Store, client: "Client", *sources: Source, **options: Any) -> list[Outcome]:
    folder = f"{store.name}.shards"
    engine = partial(read_on_dask, client=client, folder=folder, work=read, **options)
    return list(add_sources(store, sources, Given(), engine=engine))


def test_what_kills_its_process_or_never_ends_is_named_and_the_rest_arrives(
    store: Store, client: "Client"
) -> None:
    orders = {3: b"die", 7: b"never end", 40: b"kill the worker"}
    sources = [report(n) for n in range(COUNT // 2)]
    for number, order in orders.items():
        sources[number] = Source(name=f"{number}.txt", data=order)
    outcomes = add(store, client, *sources, limit=LIMIT)
    assert [o.source for o in outcomes] == [s.name for s in sources]
    failed = {o.source: o.failure.message for o in outcomes if o.failure}
    assert set(failed) == {f"{n}.txt" for n in orders}
    assert "took more than 4 seconds" in failed["7.txt"]
    assert "died" in failed["3.txt"]
    assert "died" in failed["40.txt"]
    assert store.count() == len(sources) - len(orders)
    assert len(store.failures()) == len(orders)
    assert list(check_store(store)) == []


def test_a_lost_driver_and_a_lost_worker(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.cluster_work", "a.store", "shards", str(COUNT)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])}

    def start() -> "subprocess.Popen[str]":
        return subprocess.Popen(command, cwd=tmp_path, env=env, text=True, stdout=subprocess.PIPE)

    lost = start()
    assert lost.stdout is not None
    assert lost.stdout.readline() == "loaded 0\n"
    assert lost.stdout.readline() == "added 0.txt\n"
    below = psutil.Process(lost.pid).children(recursive=True)
    lost.kill()
    lost.communicate()
    with open_store(tmp_path / "a.store", readonly=True) as store:
        kept = store.count()
    assert kept < COUNT

    again = start()
    assert again.stdout is not None
    told = again.stdout.readline().split()
    assert told[0] == "loaded"
    assert int(told[1]) >= SHARD_REPORTS - kept  # the first shard was whole
    workers = psutil.Process(again.pid).children()
    max(workers, key=lambda p: p.create_time()).kill()
    output = again.communicate(timeout=100)[0]
    assert again.returncode == 0
    assert len(output.splitlines()) == COUNT
    with open_store(tmp_path / "a.store") as store, open_store(tmp_path / "b.store") as other:
        assert store.count() == COUNT
        assert list(check_store(store)) == []
        shards = str(tmp_path / "shards")
        assert {o.outcome for o in load_shards(other, shards)} == {"added"}
        assert list(load_shards(other, shards)) == []
        assert list(export_jsonl(store)) == list(export_jsonl(other))
    assert not [p for p in psutil.wait_procs(below, timeout=10)[1] if p.is_running()]


def test_what_is_there_is_not_read_again(tmp_path: Path) -> None:
    origin = Origin(name="a.txt", data=b"die", about=b"{}", reader="another")
    task = Task(source=Source(name="a.txt", data=b"die"), given=Given(), origin=origin)
    where = tmp_path / "a.parquet"
    with pytest.raises(ConfigError, match=r"has the build .*, the driver another"):
        read_shard((task,), str(where), None, LIMIT, read)
    where.touch()
    assert read_shard((task,), str(where), None, LIMIT, read) == str(where)


def test_shards_that_are_not_there(store: Store, tmp_path: Path) -> None:
    where = str(tmp_path / "none")
    with pytest.raises(InputError, match="none is not there: give what --shards named"):
        list(load_shards(store, where))
    assert list(load_shards(store, where, may_miss=True)) == []


def test_a_damaged_shard_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "shards").mkdir()
    (tmp_path / "shards" / "a.parquet").write_bytes(b"PAR1 but not really")
    (outcome,) = load_shards(store, str(tmp_path / "shards"))
    assert outcome.failure is not None
    assert outcome.failure.remedy == "remove it: its reports are read again"


def test_a_scheduler_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1)
    with (
        pytest.raises(ConfigError, match=r"no Dask scheduler answers at tcp://127.0.0.1:1"),
        open_cluster(scheduler="tcp://127.0.0.1:1"),
    ):
        pass


def test_the_command_gives_the_same_bytes_with_any_engine(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(SHARD_REPORTS + 4):
        text = f"Shells hit the bridge, killing {number + 20} people, the mayor of Homs said.\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    env = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    onrecord = [sys.executable, "-m", "onrecord"]
    dask = ["add", "reports", "--engine", "dask", "--workers", "2", "--store", "d.store", "--json"]

    def run(*args: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [*onrecord, *args], cwd=tmp_path, env=env, capture_output=True, check=False, timeout=300
        )

    stopped = subprocess.Popen(
        [*onrecord, *dask], cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    assert stopped.stdout is not None
    stopped.stdout.readline()
    os.killpg(stopped.pid, signal.SIGINT)  # as Ctrl-C in a terminal: everybody gets it
    output, errors = stopped.communicate(timeout=100)
    assert stopped.returncode == 130, errors.decode()
    assert b"the same command goes on from here" in errors
    assert len(lines(output)) < SHARD_REPORTS

    done = run(*dask)
    assert done.returncode == 0, done.stderr.decode()
    assert b"reports of finished shards were kept" in done.stderr
    assert {line["outcome"] for line in lines(done.stdout)} <= {"added", "known"}
    other = run("add", "reports", "--workers", "2", "--store", "p.store")
    assert other.returncode == 0, other.stderr.decode()
    with open_store(tmp_path / "here.store") as here:
        found = (
            Source(name=path.name, data=path.read_bytes()) for path in sorted(folder.iterdir())
        )
        list(add_sources(here, found, Given()))
        expected = list(export_jsonl(here))
    assert len(expected) == SHARD_REPORTS + 4
    for name in ("d.store", "p.store"):
        with open_store(tmp_path / name, readonly=True) as store:
            assert list(export_jsonl(store)) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--engine", "ray"), b"no engine 'ray': use one of processes, dask"),
        (("--shards", "x"), b"--shards is for --engine dask"),
        (("--engine", "dask", "--scheduler", "tcp://a:1"), b"no folder for the shards"),
    ],
)
def test_options_that_do_not_go_together(
    tmp_path: Path, options: tuple[str, ...], message: bytes
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "add", "x.txt", *options],
        cwd=tmp_path, capture_output=True, check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 2
    assert message in done.stderr
