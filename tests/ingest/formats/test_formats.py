"""Every format: a Source a report with what stands beside it, a Failure a broken part."""

import datetime as dt
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest.clean import find_passages
from onrecord.ingest.documents import read_report
from onrecord.ingest.files import read_sources
from onrecord.ingest.sources import Source
from onrecord.records import Failure
from tests.ingest.made import page, pdf, warc_record

TALKS = "Talks on the bridge resumed on Monday, the mayor of Orle said."
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example Wire</title>
<language>en</language><item><title>Talks &amp; peace</title><link>https://example.org/1</link>
<dc:creator>Jane Doe</dc:creator><pubDate>Sat, 12 Apr 2031 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{TALKS}</p><figure><img src=a><figcaption>Rell arrives in Geneva.
<span class=credit>Photo: J. Doe/AP</span></figcaption></figure>]]></content:encoded></item>
<item><title>A link alone</title><link>https://example.org/2</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title><entry>
<title>Talks</title><link href="https://example.org/1"/><updated>2031-04-12T10:00:00Z</updated>
<author><name>Jane Doe</name></author><summary>{TALKS}</summary></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/1</loc>
<news:news><news:publication><news:name>Example Wire</news:name></news:publication>
<news:publication_date>2031-04-12</news:publication_date><news:title>Talks resume</news:title>
</news:news></url><url><loc>https://example.org/2</loc></url></urlset>"""
MAIL = f"""From: Example Wire <news@example.org>
To: reader@example.org
Subject: =?utf-8?q?Talks_in_Gen=C3=A8ve?=
Date: Sat, 12 Apr 2031 10:00:00 +0000
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Plain.
--b
Content-Type: text/html; charset=utf-8

<html><body><p>{TALKS}</p></body></html>
--b--
""".replace("\n", "\r\n")


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(
    folder: Path, data: bytes | str, mapping: Mapping[str, str] | None = None
) -> list[Source | Failure]:
    """What is read of a file with these bytes and a name that says nothing."""
    path = folder / "file"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_sources([path], mapping=mapping))


def sources(found: Iterable[Source | Failure]) -> list[Source]:
    return [f for f in found if isinstance(f, Source)]


def failures(found: Iterable[Source | Failure]) -> list[Failure]:
    return [f for f in found if isinstance(f, Failure)]


def body(source: Source) -> str:
    report = read_report(source)
    return " ".join(
        p.span.quote for p in find_passages(report.document, report.pieces) if p.kind == "body"
    )


def test_rss(tmp_path: Path) -> None:
    first, second = sources(read(tmp_path, RSS))
    assert (first.title, first.url) == ("Talks & peace", "https://example.org/1")
    assert (first.outlet, first.authors, first.language) == ("Example Wire", ("Jane Doe",), "en")
    assert first.published == dt.date(2031, 4, 12)
    report = read_report(first)
    assert report.document.published_basis == "metadata"
    kinds = {p.kind: p.span.quote for p in find_passages(report.document, report.pieces)}
    assert kinds == {
        "body": TALKS, "caption": "Rell arrives in Geneva.", "credit": "Photo: J. Doe/AP",
    }  # fmt: skip
    assert (second.data, second.url) == (b"A link alone", "https://example.org/2")


def test_what_is_given_wins_over_what_came_along(tmp_path: Path) -> None:
    first = sources(read(tmp_path, RSS))[0]
    doc = read_report(first, published=dt.date(2031, 5, 1), outlet="Own Name").document
    assert (doc.published, doc.published_basis) == (dt.date(2031, 5, 1), "given")
    assert doc.outlet == "Own Name"


def test_atom(tmp_path: Path) -> None:
    (entry,) = sources(read(tmp_path, ATOM))
    assert (entry.title, entry.url, entry.authors) == (
        "Talks", "https://example.org/1", ("Jane Doe",),
    )  # fmt: skip
    assert entry.published == dt.date(2031, 4, 12)
    assert body(entry) == TALKS


def test_a_broken_feed_yields_what_can_be_read(tmp_path: Path) -> None:
    cut = RSS[: RSS.index("<item><title>A link") + 20]
    found = read(tmp_path, cut)
    assert sources(found)[0].title == "Talks & peace"


def test_json_feed(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example Wire",
        "items": [
            {
                "id": "1", "url": "https://example.org/1", "title": "Talks",
                "content_html": f"<p>{TALKS}</p>", "authors": [{"name": "Jane Doe"}],
                "date_published": "2031-04-12T10:00:00Z",
            },
            {"id": "2"},
        ],
    }  # fmt: skip
    found = read(tmp_path, json.dumps(feed))
    (item,) = sources(found)
    assert (item.outlet, item.authors, item.media) == ("Example Wire", ("Jane Doe",), "fragment")
    assert item.published == dt.date(2031, 4, 12)
    assert body(item) == TALKS
    assert "file!2' holds no text" in failures(found)[0].message


def test_a_news_sitemap(tmp_path: Path) -> None:
    found = read(tmp_path, SITEMAP)
    (entry,) = sources(found)
    assert (entry.url, entry.title, entry.outlet) == (
        "https://example.org/1", "Talks resume", "Example Wire",
    )  # fmt: skip
    assert "1 addresses without their reports" in failures(found)[0].message


def test_ninjs(tmp_path: Path) -> None:
    first = {
        "uri": "urn:1", "headline": "Talks", "body_xhtml": f"<p>{TALKS}</p>",
        "byline": "By Jane Doe",
        "versioncreated": "2031-04-12T10:00:00Z", "infosources": [{"name": "Example Wire"}],
        "language": "en",
    }  # fmt: skip
    third = {
        "uri": "urn:3",
        "headlines": [{"role": "main", "value": "Talks"}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": TALKS}],
    }
    for item, media in ((first, "fragment"), (third, "text")):
        (source,) = sources(read(tmp_path, json.dumps(item)))
        assert (source.title, source.media, body(source)) == ("Talks", media, TALKS)
    (source,) = sources(read(tmp_path, json.dumps(first)))
    assert (source.authors, source.outlet) == (("Jane Doe",), "Example Wire")


def test_json_lines_one_of_them_broken(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": TALKS, "date": "2031-04-12", "source": "Wire"}),
        "{broken",
        "",
        "[]",
    ]
    found = read(tmp_path, "\n".join([*lines, json.dumps({"body": TALKS})]))
    assert [s.name.rpartition("!")[2] for s in sources(found)] == ["1", "5"]
    assert [f.doc.rpartition("!")[2] for f in failures(found)] == ["2"]
    assert sources(found)[0].published == dt.date(2031, 4, 12)
    assert all(f.remedy and f.stage == "ingest.formats.tables" for f in failures(found))


def test_json_arrays_and_lists(tmp_path: Path) -> None:
    rows = [{"text": TALKS}, {"text": TALKS + " Again."}]
    for value in (rows, {"articles": rows}, {"items": rows}):
        assert len(sources(read(tmp_path, json.dumps(value, indent=1)))) == 2


def test_csv(tmp_path: Path) -> None:
    rows = f'Talks;"{TALKS}\r\n""Soon."" he said.";Jane Doe\r\n;;\r\nX;;\r\n'
    table = f"\ufeffTitle;Text;Author\r\n{rows}"
    found = read(tmp_path, table)
    first = sources(found)[0]
    assert (first.title, first.authors) == ("Talks", ("Jane Doe",))
    assert first.data.decode().endswith('"Soon." he said.')
    assert [s.name.rpartition("!")[2] for s in sources(found)] == ["1", "3"]


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    table = f"kop;verhaal;text\nTalks;{TALKS};not this\n"
    (row,) = sources(read(tmp_path, table, {"title": "kop", "text": "Verhaal"}))
    assert (row.title, row.data.decode()) == ("Talks", TALKS)
    with pytest.raises(InputError, match="no field 'headline'"):
        read(tmp_path, table, {"headline": "kop"})


def test_a_newsletter(tmp_path: Path) -> None:
    (mail,) = sources(read(tmp_path, MAIL))
    assert (mail.title, mail.outlet) == ("Talks in Genève", "Example Wire")
    assert mail.published == dt.date(2031, 4, 12)
    assert mail.media == "html"
    assert TALKS.encode() in mail.data


def test_a_mail_without_text(tmp_path: Path) -> None:
    head = MAIL.partition("Content-Type")[0]
    (found,) = read(tmp_path, head + "Content-Type: image/png\r\n\r\nx")
    assert isinstance(found, Failure)
    assert "without text" in found.message


def test_pdf(tmp_path: Path) -> None:
    (source,) = sources(read(tmp_path, pdf(TALKS)))
    assert read_report(source).document.text.strip() == TALKS


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", pdf(TALKS)[:200], pdf("")])
def test_a_pdf_that_cannot_be_read(tmp_path: Path, data: bytes) -> None:
    (source,) = sources(read(tmp_path, data))
    with pytest.raises(InputError, match="is a PDF file"):
        read_report(source)


def test_warc_with_a_broken_record(tmp_path: Path) -> None:
    good, png = warc_record(page()), warc_record(b"\x89PNG", kind="image/png")
    found = read(tmp_path, good + png + b"garbage\r\n\r\n" + warc_record(page(), "http://b.org/"))
    assert [s.url for s in sources(found)] == ["http://example.org/a", "http://b.org/"]
    assert sources(found)[0].retrieved == dt.datetime(2031, 4, 12, 10, tzinfo=dt.UTC)
    assert [f.stage for f in failures(found)] == ["ingest.formats.warc"]
    assert read_report(sources(found)[1]).document.title == "Talks resume in Geneva"


def test_warc_in_gzip_and_in_wacz(tmp_path: Path) -> None:
    packed = gzip.compress(warc_record(page())) + gzip.compress(
        warc_record(page(), "http://b.org/")
    )
    wacz = zipped({"datapackage.json": b"{}", "archive/a.warc.gz": packed, "pages/p.jsonl": b"{}"})
    for data in (packed, wacz):
        assert [s.url for s in sources(read(tmp_path, data))] == [
            "http://example.org/a", "http://b.org/",
        ]  # fmt: skip


def test_zip_of_all_kinds_with_a_broken_member(tmp_path: Path) -> None:
    data = bytearray(
        zipped(
            {
                "a.txt": b"A" + TALKS.encode() * 9,
                "b/page.html": page(),
                "b/page_files/style.css": b"p { color: red }",
                "b/page_files/x.png": b"\x89PNG",
                "__MACOSX/._a.txt": b"x",
                "c.rss": RSS.encode(),
                "d.txt.gz": gzip.compress(TALKS.encode()),
                "e.zip": zipped({"f.txt": TALKS.encode()}),
            }
        )
    )
    data[data.index(b"a.txt") + 5] ^= 0xFF  # the first byte of what is packed
    found = read(tmp_path, bytes(data))
    assert [s.name.partition("!")[2] for s in sources(found)] == [
        "b/page.html", "c.rss!1", "c.rss!2", "d.txt.gz!d.txt", "e.zip!f.txt",
    ]  # fmt: skip
    (broken,) = failures(found)
    assert broken.doc.endswith("file!a.txt")


def test_the_same_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"a.txt": TALKS.encode()})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (source,) = sources(read_sources(["-"]))
    assert (source.name, source.data.decode()) == ("-!a.txt", TALKS)
    assert sources(read(tmp_path, data))[0].data == source.data


def test_a_folder_is_searched_for_all_that_is_recognised(tmp_path: Path) -> None:
    for name, data in {
        "a.html": page(), "b.xml": RSS.encode(), "c.css": b"p{}", "d.png": b"\x89PNG",
        "e.txt": b"T",
        "f": b"no name tells", "g.jsonl": b'{"text":"T"}\n{"text":"U"}',
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    names = [s.name.rpartition("/")[2] for s in sources(read_sources([tmp_path]))]
    assert names == ["a.html", "b.xml!1", "b.xml!2", "e.txt", "g.jsonl!1", "g.jsonl!2"]


def test_members_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"text": "Talks {n}"}}\n' for n in range(1000)), encoding="utf-8")
    found = read_sources([path])
    first = next(found)
    assert isinstance(first, Source)
    assert first.data == b"Talks 0"
    assert sum(1 for _ in found) == 999


def test_rows_without_text_are_one_failure_with_a_count(tmp_path: Path) -> None:
    rows = [{"text": TALKS}, *({"id": n} for n in range(8)), {"text": TALKS}]
    found = read(tmp_path, "\n".join(map(json.dumps, rows)))
    assert len(sources(found)) == 2
    (failed,) = failures(found)
    assert failed.message.endswith("has 8 rows without text of a report: 2, 3, 4, 5, 6, …")
    assert failed.remedy.endswith("--map text=COLUMN")
    table = "title,text\n" + "a,b\n" + ",\n" + '"",""\n' * 2 + "c,d\n"
    assert failures(read(tmp_path, table)) == []  # empty lines are no rows


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("file", "id,story,kop\n1,Shells hit.,Talks\n2,They talked.,More\n"),
        ("file", 'nr;verhaal\n1;"He said; then\nleft."\n2;b\n3;c\n'),
        ("file.csv", "story\nShells hit the bridge.\n"),
        ("file.tsv", "id\tstory\n1\tShells hit the bridge.\n"),
    ],
)
def test_a_table_without_known_columns_is_no_text(tmp_path: Path, name: str, table: str) -> None:
    (tmp_path / name).write_text(table, encoding="utf-8")
    (failed,) = read_sources([tmp_path / name])
    assert isinstance(failed, Failure)
    assert "is a table without known columns: " in failed.message
    assert failed.remedy == "say which column holds the text: --map text=COLUMN"


def test_one_column_that_the_user_names_is_enough(tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_text("id,story\n1,Shells hit.\n", encoding="utf-8")
    (found,) = read_sources([tmp_path / "file.csv"], mapping={"text": "story"})
    assert isinstance(found, Source)
    assert found.data == b"Shells hit."


@pytest.mark.parametrize(
    "text",
    [
        "Talks, he said.\nOn Monday, all went.\nYes, indeed.\n",
        "Moscow, Kyiv, Geneva\nTalks, he said, go on\nNo, no, no\n",
        "Dead; wounded\nThe mayor spoke.\n",
    ],
)
def test_prose_with_commas_is_a_text(tmp_path: Path, text: str) -> None:
    (found,) = read(tmp_path, text)
    assert isinstance(found, Source)
