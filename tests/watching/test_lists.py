"""How feeds are named."""

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.watching.lists import read_feeds

ONE, TWO = "http://example.org/feed", "https://news.example.org/rss?a=b"
OPML = f"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline text="One" type="rss" xmlUrl="{ONE}"/></outline>
<outline text="Two" type="rss" xmlUrl="{TWO}" htmlUrl="https://news.example.org"/>
<outline text="No feed"/></body></opml>"""


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\n# a comment\n  {TWO}  \n{ONE}\n",
        f"\ufeff{ONE}\r\n{TWO}\r\n",
        OPML,
        OPML.replace("</body></opml>", ""),
    ],
)
def test_a_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "feeds"
    path.write_bytes(text.encode())
    assert read_feeds([str(path)]) == (ONE, TWO)


def test_addresses() -> None:
    assert read_feeds([TWO, "feed://example.org/feed", ONE]) == (TWO, ONE)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "names no feed"),
        (b"<opml><body/></opml>", "names no feed"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><opml/>", "declares entities"),
        (b"ftp://example.org/feed", "not an address of http"),
        (b"http://me:secret@example.org/feed", "password"),
        (b"\xff\xfe\x00\x01", "no address"),
        (b"#" * 10_000_001, "larger than"),
    ],
)
def test_a_file_that_names_none(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "feeds"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        read_feeds([str(path)])


@pytest.mark.parametrize("argument", ["", "nothing.txt", "a\x00b", "."])
def test_no_file(argument: str) -> None:
    with pytest.raises(InputError, match="no address and no file"):
        read_feeds([argument])
