"""recognise: what a file is, by its bytes alone."""

import gzip
import io
import zipfile

import pytest

from onrecord.ingest.formats.mapping import check_mapping, columns_of
from onrecord.ingest.recognise import recognise
from tests.ingest.made import page, pdf, warc_record

COLUMNS = columns_of(check_mapping({}))
MAIL = (
    b"From: a@example.org\r\nSubject: Talks\r\nMessage-ID: <1@example.org>\r\n"
    b"MIME-Version: 1.0\r\n\r\nTalks.\r\n"
)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "Talks")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "text"),
        (b"Talks resumed on Monday.", "text"),
        (page(), "html"),
        (b"\xef\xbb\xbf \n<!-- saved from url=(0014)about:internet -->\n<HTML>", "html"),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
            "html",
        ),
        ("<!doctype html><html>".encode("utf-16"), "html"),
        (b"Talks on <html> pages resumed.", "text"),
        (b'<?xml version="1.0"?><rss version="2.0">', "xml"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "xml"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", "xml"),
        (pdf("Talks"), "pdf"),
        (zipped(), "zip"),
        (gzip.compress(b"Talks"), "gzip"),
        (warc_record(b"<html>"), "warc"),
        (b'{"text": "Talks"}\n{"text": "More"}\n', "jsonl"),
        (b'{"text": "Talks"}\nbroken\n', "jsonl"),
        (b'{"text": "Talks"}', "json"),
        (b'{\n  "text": "Talks"\n}', "json"),
        (b'[{"text": "Talks"}]', "json"),
        (b"[Rell] said that talks resumed.", "text"),
        (b"{Talks} resumed.", "text"),
        (b"title,text,date\nA,B,C\n", "csv"),
        (b'"Title";"Text"\nA;B\n', "csv"),
        (b"On Monday, the title was text, they said.\n", "text"),
        (MAIL, "mail"),
        (b"From: Geneva\nDate: Monday\n\nTalks resumed.", "text"),
        (b"Rell: We shall come.\nOss: We shall not.\n", "text"),
    ],
)
def test_formats(data: bytes, found: str) -> None:
    assert recognise(data, COLUMNS) == found


def test_a_mapped_column_makes_a_table() -> None:
    data = b"kop;verhaal\nA;B\n"
    assert recognise(data, COLUMNS) == "text"
    assert recognise(data, columns_of(check_mapping({"title": "Kop", "text": "verhaal"}))) == "csv"
