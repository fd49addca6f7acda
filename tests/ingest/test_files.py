"""read_sources: what arguments stand for, and one Failure for each thing that cannot be read."""

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.ingest.documents import MAX_BYTES
from onrecord.ingest.files import Source, read_sources
from onrecord.records import Failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with reports at two depths, and other things."""
    files = ["b.txt", "a.TXT", "notes.md", "picture.png", ".hidden.txt", "sub/c.text", "sub/z.csv"]
    for name in [*files, ".git/d.txt", "empty/.keep"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path


def names(found: Iterable[Source | Failure], folder: Path) -> list[str]:
    """The sources' names below the folder; for a failure its message."""
    return [
        os.path.relpath(f.name, folder) if isinstance(f, Source) else f"! {f.message}"
        for f in found
    ]


def failure(path: str | Path) -> Failure:
    """The only thing that comes of an argument: a Failure."""
    (found,) = read_sources([path])
    assert isinstance(found, Failure)
    assert found.stage.startswith("ingest")
    assert found.remedy
    return found


def test_a_folder_stands_for_its_text_files_in_order(folder: Path) -> None:
    assert names(read_sources([folder]), folder) == ["a.TXT", "b.txt", "notes.md", "sub/c.text"]


def test_a_named_file_is_read_whatever_it_is_called(folder: Path) -> None:
    (source,) = read_sources([folder / "picture.png"])
    assert source == Source(name=str(folder / "picture.png"), data=b"picture.png")


def test_patterns(folder: Path) -> None:
    assert names(read_sources([f"{folder}/*.txt"]), folder) == ["b.txt"]
    assert names(read_sources([f"{folder}/**/*.t*xt"]), folder) == ["b.txt", "sub/c.text"]
    assert names(read_sources([f"{folder}/su[b]"]), folder) == ["sub/c.text"]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "report [1].txt"
    path.write_bytes(b"Talks")
    assert names(read_sources([path]), tmp_path) == ["report [1].txt"]


def test_each_file_once_in_the_order_of_the_arguments(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "b.txt")
    arguments: list[str | Path] = [folder / "sub", folder / "b.txt", folder, f"{folder}/*.txt"]
    assert names(read_sources(arguments), folder) == ["sub/c.text", "b.txt", "a.TXT", "notes.md"]


def test_standard_input_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Talks\xff")))
    assert list(read_sources(["-", "-"])) == [Source(name="-", data=b"Talks\xff")]


def test_what_cannot_be_read_is_a_failure_and_the_rest_is_read(folder: Path) -> None:
    arguments: list[str | Path] = [
        folder / "gone.txt",
        folder / "b.txt",
        f"{folder}/*.doc",
        folder / "notes.md",
    ]
    assert names(read_sources(arguments), folder) == [
        f"! '{folder}/gone.txt' is not there",
        "b.txt",
        f"! '{folder}/*.doc' matches no file",
        "notes.md",
    ]


def test_files_are_read_one_at_a_time(folder: Path) -> None:
    found = read_sources([folder])
    assert isinstance(next(found), Source)
    (folder / "b.txt").unlink()
    assert isinstance(next(found), Failure)
    assert names(found, folder) == ["notes.md", "sub/c.text"]


def test_nothing_there(tmp_path: Path) -> None:
    assert "is not there" in failure(tmp_path / "gone.txt").message
    assert "is not there" in failure(tmp_path / "gone" / "gone.txt").message
    assert "matches no file" in failure(tmp_path / "*.txt").message
    assert "holds no text file" in failure(tmp_path).message


def test_a_path_below_a_file(folder: Path) -> None:
    assert "not a directory" in failure(folder / "b.txt" / "c.txt").message


@pytest.mark.parametrize("path", ["", "a\x00b"])
def test_no_path_at_all(path: str) -> None:
    assert "is no path" in failure(path).message


def test_a_name_that_is_too_long() -> None:
    assert "cannot be read" in failure("a" * 5000).message


def test_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "links to" in failure(tmp_path / "link.txt").message
    assert names(read_sources([tmp_path]), tmp_path)[0].startswith("! ")


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("link.txt")
    assert "cannot be read" in failure(tmp_path / "link.txt").message


def test_a_folder_that_links_back_to_itself(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    found = names(read_sources([folder]), folder)
    assert found[:-1] == ["a.TXT", "b.txt", "notes.md", "sub/c.text"]
    assert "links back to a folder it lies in" in found[-1]


def test_a_linked_folder_is_searched(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "far.txt").write_bytes(b"Talks")
    (folder / "zz").symlink_to(other)
    assert names(read_sources([folder]), folder)[-1] == "zz/far.txt"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is a pipe, not a file" in failure(tmp_path / "pipe.txt").message
    assert "is a device, not a file" in failure("/dev/zero").message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (folder / "sub").chmod(0)
    found = names(read_sources([folder]), folder)
    assert [f for f in found if "permission denied" in f] == [found[1], found[3]]


def test_too_large_a_file(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 5_000_000)
    assert failure(path).message.endswith(f"is 5,000,000 bytes; a report may be {MAX_BYTES:,}")
    path.write_bytes(b"x" * MAX_BYTES)
    assert names(read_sources([path]), tmp_path) == ["large.txt"]


def test_too_much_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * (MAX_BYTES + 5))))
    assert "more than" in failure("-").message


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_bytes(b"Talks")
    (source,) = read_sources([tmp_path])
    assert isinstance(source, Source)
    assert source.name.encode().decode().endswith("/�.txt")
