"""What doctor says of an installation that is whole, and of one that is not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord


def doctor(home: Path, *, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run doctor on the copy of the package under `home`."""
    code = f"{before}\nfrom onrecord.cli import main\nimport sys\nsys.argv[1:] = ['doctor']\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(home)},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the installed package that a test may damage."""
    source = Path(onrecord.__file__).parent
    left_out = shutil.ignore_patterns("__pycache__", "models")
    shutil.copytree(source, tmp_path / "onrecord", ignore=left_out)
    return tmp_path


def test_a_build_without_models_is_whole(copy: Path) -> None:
    done = doctor(copy)
    assert done.returncode == 0, done.stderr
    assert "BAD" not in done.stdout


def test_a_missing_parser_is_named(copy: Path) -> None:
    done = doctor(copy, before="import sys\nsys.modules['spacy'] = None")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    bad = [line for line in done.stdout.splitlines() if line.startswith("BAD")]
    assert len(bad) == 1
    assert "parser" in bad[0]
    assert "pip install" in bad[0]


@pytest.mark.parametrize(
    ("file", "name", "left"),
    [
        ("data/gazetteer/places.gaz", "gazetteer", 0),
        ("data/gazetteer/places.gaz", "gazetteer", 100_000),
        ("data/gazetteer/places.gaz", "gazetteer", None),
        ("data/actors.csv", "actors", 0),
        ("data/actors.csv", "actors", None),
    ],
)
def test_a_damaged_table_is_named(copy: Path, file: str, name: str, left: int | None) -> None:
    path = copy / "onrecord" / file
    if left is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:left])
    done = doctor(copy)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    bad = [line for line in done.stdout.splitlines() if line.startswith("BAD")]
    assert any(f" {name} " in line and "→" in line for line in bad), done.stdout
