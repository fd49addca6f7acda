"""The command that imports a gazetteer, as a process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.resolve.gazetteer import Gazetteer
from tests.resolve.geonames.test_import import PLACES, write


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        env={**os.environ, "XDG_DATA_HOME": str(home), "COLUMNS": "200"},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "data", "import", "geonames", str(tmp_path / "none"))
    assert done.returncode == 2
    assert done.stderr.startswith("onrecord: there is no folder")
    assert done.stdout == ""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    folder = tmp_path / "dump"
    folder.mkdir()
    write(folder / "allCountries.txt", PLACES[3:5])
    write(folder / "admin1CodesASCII.txt", ["UA.11\tCrimea\tCrimea\t703883"])
    write(folder / "countryInfo.txt", ["\t".join(["UA", "UKR", *["x"] * 17])])
    return folder


def test_an_import_on_top_of_the_bundled_gazetteer(tmp_path: Path, dump: Path) -> None:
    done = run(tmp_path / "data", "data", "import", "geonames", str(dump))
    assert done.returncode == 0, done.stderr
    written = tmp_path / "data" / "onrecord" / "places.gaz"
    assert done.stdout.endswith(f"{written}\n")
    mine = Gazetteer(written)
    (hit,) = mine.find("Rellivka")
    place = mine.place(hit.row)
    assert place.country == "UKR"
    assert "claimed by Ukraine, Russia" in (place.disputed or "")
    assert mine.type_of("Kyiv") == "GPE"
    assert mine.type_of("Iraqi") == "NORP"
