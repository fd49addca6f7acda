"""The floors: their file, their arithmetic, and, where the gold data are there, this build."""

import os
import re
from pathlib import Path

import pytest

from onrecord import default_reader
from onrecord.errors import ConfigError
from onrecord.evaluate.floors import (
    HELD,
    Floor,
    Floors,
    Published,
    find_shortfalls,
    is_short,
    raise_floor,
    read_floors,
    write_floors,
)
from onrecord.evaluate.tasks import TASKS, Result, evaluate
from onrecord.pipeline import Reader

FLOORS = Path(__file__).parents[2] / "benchmarks" / "floors.toml"
GOLD = os.environ.get("ONRECORD_DATA")


def result(**metrics: float | None) -> Result:
    return Result(task="status", data="x", sha256="abc", rows=1, seconds=0.1, metrics=metrics)


@pytest.mark.parametrize(
    ("metric", "figure", "measured", "short"),
    [
        ("accuracy", 0.80, 0.80, False),
        ("accuracy", 0.793, 0.80, False),  # within 1 % of .8
        ("accuracy", 0.791, 0.80, True),
        ("accuracy", 0.95, 0.80, False),
        ("accuracy", None, 0.80, True),
        ("mae", 0.806, 0.80, False),
        ("mae", 0.809, 0.80, True),
        ("mae", 0.10, 0.80, False),
        ("false_occurred", 0.01, 0.0, True),
        ("pearson_r", -0.2, -0.1, True),
        ("median_km", 0.9, 0.5, False),  # within half a kilometre
        ("median_km", 1.1, 0.5, True),
    ],
)
def test_is_short(metric, figure, measured, short):
    assert is_short(metric, figure, measured, 0.01) is short


def test_shortfalls_name_the_figure_and_the_floor():
    floor = Floor(task="status", data="x", measured={"accuracy": 0.8, "macro_f1": 0.5})
    (shortfall,) = find_shortfalls(floor, result(accuracy=0.7, macro_f1=0.5), 0.01)
    assert (shortfall.metric, shortfall.floor, shortfall.figure) == ("accuracy", 0.8, 0.7)
    assert len(find_shortfalls(floor, result(macro_f1=0.9), 0.01)) == 1


def test_a_raised_floor_holds_the_named_figures_and_the_digest():
    floor = Floor(task="status", data="x", first=3, measured={"accuracy": 0.1})
    measured = {"accuracy": 0.123456, "macro_f1": 0.5, "false_occurred": None, "f1.denied": 1.0}
    raised = raise_floor(floor, result(**measured))
    assert raised == Floor(
        task="status",
        data="x",
        first=3,
        sha256="abc",
        measured={"accuracy": 0.1235, "macro_f1": 0.5},
    )


def test_floors_are_read_as_they_were_written(tmp_path):
    floors = Floors(
        tolerance=0.005,
        floor=(
            Floor(
                task="times",
                data="times/a.jsonl",
                first=2,
                sha256="ab",
                reason='the "old" figure counted\ntwice',
                measured={"strict_f1": 0.5},
                published={"strict_f1": Published(0.855, "HeidelTime · é")},
            ),
            Floor(task="coref", data="coref/b.jsonl"),
        ),
    )
    path = tmp_path / "floors.toml"
    path.write_text(write_floors(floors, ["# kept"]), encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("# kept\n")
    assert read_floors(path) == floors


@pytest.mark.parametrize("text", ["tolerance = 0.1", "tolerance =", "[[floor]]\nno = 1"])
def test_a_damaged_file_of_floors_is_refused(tmp_path, text):
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(str(path))):
        read_floors(path)
    with pytest.raises(ConfigError):
        read_floors(tmp_path / "none.toml")


def test_the_floors_hold_figures_that_their_task_has():
    for floor in read_floors(FLOORS).floor:
        assert floor.task in TASKS
        assert floor.sha256
        assert set(floor.measured) <= set(HELD[floor.task])
        assert floor.measured
        assert set(floor.published) <= set(HELD[floor.task])


def test_every_task_has_a_floor():
    assert {floor.task for floor in read_floors(FLOORS).floor} == set(TASKS) == set(HELD)


def quick_floors() -> list[Floor]:
    """The floors that are held on the first rows of a file, and those of small files."""
    floors = read_floors(FLOORS).floor
    started = {floor.data for floor in floors if floor.first is not None}
    return [f for f in floors if f.first is not None or f.data not in started]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return default_reader()


@pytest.mark.skipif(not GOLD, reason="ONRECORD_DATA names no folder with gold data")
@pytest.mark.parametrize("floor", quick_floors(), ids=lambda floor: f"{floor.task}-{floor.data}")
def test_no_figure_is_below_its_floor(floor, reader):
    assert GOLD is not None
    path = Path(GOLD) / floor.data
    if not path.exists():
        pytest.skip(f"no {floor.data} under ONRECORD_DATA")
    found = evaluate(floor.task, path, reader, first=floor.first)
    assert found.sha256 == floor.sha256
    assert find_shortfalls(floor, found, read_floors(FLOORS).tolerance) == []
