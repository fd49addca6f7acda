"""The README's example is true."""

import re
import tomllib
from pathlib import Path

import pytest
from rich.console import Console

from onrecord import parse_date
from onrecord.pipeline import Reader
from onrecord.serve.view import view_record

ROOT = Path(__file__).parent.parent


def block(readme: str, name: str) -> str:
    """The fenced block behind `<!-- name -->`."""
    found = re.search(rf"<!-- {name} -->\n\n```text\n(.*?)```\n", readme, re.DOTALL)
    assert found, name
    return found[1]


def example_view(reader: Reader) -> str:
    record = reader.read(
        (ROOT / "docs/example/report.txt").read_bytes(),
        published=parse_date("2031-04-12"),
        outlet="Example Wire",
    )
    console = Console(width=96, highlight=False, markup=False, color_system=None)
    with console.capture() as captured:
        console.print(view_record(record))
    return re.sub(r" +\n", "\n", captured.get())


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_the_example_is_what_read_prints(reader: Reader) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert block(readme, "view") == example_view(reader)


def test_the_example_shows_its_report() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    report = (ROOT / "docs/example/report.txt").read_text("utf-8")
    assert " ".join(block(readme, "report").split()) == " ".join(report.split())


def test_the_readmes_commands_are_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in ("demo", "test"):
        assert f"make {command}" in readme
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci/run").read_text("utf-8")


def test_the_readmes_figures_are_the_floors() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    floors = tomllib.loads((ROOT / "benchmarks/floors.toml").read_text("utf-8"))["floor"]
    measured = {f"{figure:.3f}"[1:] for floor in floors for figure in floor["measured"].values()}
    table = readme.split("## What it finds")[1].split("## What it is not")[0]
    claimed = re.findall(r"(?<!\d)\.\d{3}", table)
    assert len(claimed) >= 15
    assert set(claimed) <= measured
