"""read_document: what it keeps, and every input that it refuses."""

import datetime as dt
import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest.documents import MAX_BYTES, read_document
from onrecord.records import Document

REPORT = "Talks on the Orle bridge resumed on Monday, the mayor said.\n"
QUOTED = "“Café” talks – the mayor’s own – resumed on Monday in Orle, he said… for £5.\n"


def test_the_text_is_the_input_character_for_character() -> None:
    text = "  Shelling hits Orle\r\n\r\n\tTalks\xa0resumed\u200b on \u202eMonday\x07.\x85 \n\n"
    assert read_document(text).text == text
    assert read_document(text.encode()).text == text
    assert read_document(text) == read_document(text.encode())


def test_what_is_known_of_a_report() -> None:
    doc = read_document(
        b"Shelling hits Orle\nBy Jane Doe and John Roe in Geneva\n\n" + REPORT.encode() * 2,
        published=dt.date(2031, 4, 12),
        outlet="Example Wire",
        url="https://example.org/orle",
    )
    assert doc.title == "Shelling hits Orle"
    assert doc.authors == ("Jane Doe", "John Roe")
    assert (doc.published, doc.published_basis) == (dt.date(2031, 4, 12), "given")
    assert (doc.outlet, doc.url) == ("Example Wire", "https://example.org/orle")
    assert doc.language == "en"


def test_what_is_not_known_stays_none() -> None:
    doc = read_document(REPORT)
    assert (doc.title, doc.authors, doc.published, doc.published_basis) == (None, (), None, "none")
    assert doc.raw_sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert read_document("Rell in Geneva").language is None


def test_a_given_title_wins() -> None:
    text = f"Shelling hits Orle\n\n{REPORT}{REPORT}"
    assert read_document(text, title="Orle under fire").title == "Orle under fire"


def test_ids_follow_what_makes_a_report_itself() -> None:
    day = dt.date(2031, 4, 12)
    same = {read_document(REPORT, name=n).id for n in ("a.txt", "b.txt")}
    assert len(same) == 1
    others = {
        read_document(REPORT, published=day).id,
        read_document(REPORT, outlet="Example Wire").id,
        read_document(REPORT + " ").id,
    }
    assert len(same | others) == 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman", "gb18030"]
)
def test_encodings_that_are_beyond_doubt(encoding: str) -> None:
    text = QUOTED if encoding != "gb18030" else "“Talks” resumed on Monday — at last… said Rell."
    assert read_document(text.encode(encoding)).text == text


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_either_order_with_its_mark(order: str) -> None:
    assert read_document(f"\ufeff{QUOTED}".encode(order)).text == QUOTED


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        ("\ufeff".encode(), "is empty"),
        (b"---\n***\n", "is empty"),
        ("", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "is a ZIP file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image"),
        (b"\x1f\x8b\x08\x00", "is a gzip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Microsoft Office file"),
        (b"{\\rtf1\\ansi Talks resumed.}", "is an RTF file"),
        (b"\x7fELF\x02\x01\x01\x00", "is a program"),
        (b"<!DOCTYPE html><html><body>Talks</body></html>", "is a web page"),
        (b"\xef\xbb\xbf\n <?xml version='1.0'?><a/>", "is a web page or XML"),
        (b"Talks\x00resumed", "holds zero bytes"),
        ("Talks\x00resumed", "holds zero characters"),
        (REPORT.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"\xff\xfeT\x00a\x00l", "is UTF-16, but byte"),
        (b"\xff\xfe\x00\xd8T\x00", "is UTF-16, but byte"),
        (b"\xef\xbb\xbfTalks \xff resumed", "is UTF-8, but byte 6"),
        (REPORT.encode() + b"the Orle bridge \xe2\x80", "is not UTF-8 (byte 0xe2 at 76)"),
        ("Переговоры возобновились в понедельник.".encode("cp1251"), "is not UTF-8"),
        ("会談は月曜日に再開した。".encode("shift_jis"), "is not UTF-8"),
        ("Talks \ud800 resumed", "half a character (a lone surrogate) at 6"),
        ("Die Gespräche an der Brücke wurden am Montag fortgesetzt, sagte er.", "is in German"),
        ("Les pourparlers sur le pont ont repris lundi, selon le maire.", "is in French"),
        ("Переговоры возобновились, и мы ждём.", "is in Russian"),
        ("Переговори відновилися, і їх тривалість невідома.", "is in Ukrainian"),
        ("استؤنفت المحادثات يوم الاثنين في جنيف.", "is in Arabic"),
        ("会谈于星期一在日内瓦恢复。", "is in Chinese"),
        ("会談は月曜日に再開した。", "is in Japanese"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes | str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_document(data, name="report.txt")
    assert said in raised.value.message
    assert "'report.txt'" in raised.value.message
    assert raised.value.remedy


@pytest.mark.parametrize("data", [b"x" * 5_000_000, "word " * 1_000_000, "é" * 600_000])
def test_too_much_is_refused_at_once(data: bytes | str) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError, match=rf"[\d,]+ bytes; a report may be {MAX_BYTES:,}"):
        read_document(data)
    assert time.perf_counter() - start < 1


def test_a_single_long_line_within_the_limit_is_read() -> None:
    text = "Talks go on. " * 6_000
    assert read_document(text).text == text
    with pytest.raises(InputError, match=r"characters of text; a report may have 120,000"):
        read_document(text + "x" * 120_000)
    with pytest.raises(InputError, match=r"25,001 words and signs; a report may have 25,000"):
        read_document("Talks " + "(" * 25_000)


@given(
    st.one_of(st.binary(), st.text().map(str.encode), st.text().map(lambda t: t.encode("utf-16")))
)
def test_any_bytes_are_a_document_or_an_input_error(data: bytes) -> None:
    try:
        doc = read_document(data)
    except InputError:
        return
    assert isinstance(doc, Document)
    assert doc.text.encode().decode() == doc.text
    assert doc.raw_sha256 == hashlib.sha256(data).hexdigest()


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_is_kept_as_it_is_or_refused(text: str) -> None:
    try:
        doc = read_document(text)
    except InputError:
        return
    assert doc.text == text
