"""Reports and shards by address: on this machine, and on a server that speaks S3."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest.files import read_sources
from onrecord.ingest.remote import Place, is_address
from onrecord.ingest.sources import Source
from onrecord.records import Failure
from tests.ingest.s3_server import running_s3

TALKS = "Talks on the bridge resumed."


@pytest.fixture(params=["file", "s3"])
def folder(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a folder."""
    if request.param == "file":
        yield f"file://{tmp_path}/reports"
        return
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    with running_s3() as server:
        yield f"s3://bucket/reports?scheme=http&region=here&endpoint_override={server}"


def below(folder: str, name: str) -> str:
    path, mark, query = folder.partition("?")
    return f"{path}/{name}{mark}{query}"


def test_a_folder_of_an_object_store(folder: str) -> None:
    rows = b'{"text": "Shells hit the bridge."}\n{"text": "They talked."}\n'
    for name, data in {
        "b.txt": TALKS.encode(), "a/rows.jsonl": rows, "picture.png": b"\x89PNG", ".no.txt": b"x",
    }.items():  # fmt: skip
        Place(below(folder, name)).write(data)
    found = list(read_sources([folder, below(folder, "b.txt")]))
    assert all(isinstance(each, Source) for each in found), found
    assert [(each.name.rpartition("reports/")[2], each.data) for each in found] == [  # type: ignore[union-attr]
        ("a/rows.jsonl!1", b"Shells hit the bridge."),
        ("a/rows.jsonl!2", b"They talked."),
        ("b.txt", TALKS.encode()),
    ]
    assert not any("endpoint" in each.name for each in found if isinstance(each, Source))


def test_what_is_not_there(folder: str) -> None:
    (failed,) = read_sources([below(folder, "none.txt")])
    assert isinstance(failed, Failure)
    assert "is not there" in failed.message


def test_a_file_is_whole_and_takes_the_place_of_another(folder: str) -> None:
    place = Place(below(folder, "shards/a.parquet"))
    assert not place.is_file()
    for data in (b"1" * 3_000_000, b"2"):
        place.write(data)
        assert place.is_file()
        assert place.read() == data


def test_what_is_an_address() -> None:
    assert is_address("s3://bucket/folder")
    assert not any(map(is_address, ("C://x", "reports/a.txt", "http://example.org", "s3")))
    with pytest.raises(InputError, match="cannot be used"):
        Place("s3://bucket/x?unknown=1")
