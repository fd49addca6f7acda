"""Pages and PDF files as documents: text, marked paragraphs, offsets."""

import datetime as dt
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import marked
from onrecord.ingest.clean import find_passages
from onrecord.ingest.documents import read_document, read_report
from onrecord.ingest.sources import Media, Source
from tests.ingest.made import PROSE, page, pdf, pdf_of_forms

TAGS = (
    "p",
    "div",
    "h1",
    "h2",
    "figure",
    "figcaption",
    "a",
    "span",
    "table",
    "tr",
    "td",
    "li",
    "br",
)
HTML = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(
            ["<img src=a>", "<p class=caption>", "<div class=ad>", "<!--", "&amp;", "&#0;"]
        ),
        st.sampled_from(
            ["Talks resumed on Monday. ", "Photo: J. Doe/AP", "By Jane Doe", "(", "© "]
        ),
        st.text(max_size=12),
    ),
    max_size=60,
).map("".join)


def test_a_page_as_a_document() -> None:
    head = (
        '<meta property="og:site_name" content="Example Wire">'
        '<meta name="author" content="Jane Doe">'
        '<meta property="article:published_time" content="2031-04-12T10:00:00Z">'
        '<link rel="canonical" href="https://example.org/talks">'
    )
    data = page(
        "<p>By Jane Doe</p>" + PROSE + "<p>(Reporting by Jane Doe; Editing by J. Roe)</p>", head
    )
    report = read_report(Source(name="page.html", data=data))
    doc = report.document
    assert (doc.title, doc.outlet, doc.authors) == (
        "Talks resume in Geneva", "Example Wire", ("Jane Doe",),
    )  # fmt: skip
    assert (doc.published, doc.published_basis) == (dt.date(2031, 4, 12), "metadata")
    assert (doc.url, doc.language) == ("https://example.org/talks", "en")
    found = [(p.kind, p.span.quote[:24]) for p in find_passages(doc, report.pieces)]
    assert found == [
        ("headline", "Talks resume in Geneva"),
        ("byline", "By Jane Doe"),
        ("dateline", "GENEVA (Reuters) -"),
        ("body", "Talks on the bridge over"),
        ("body", "“We shall attend a secon"),
        ("body", "At least 14 people were "),
        ("byline", "(Reporting by Jane Doe; "),
    ]


def test_what_is_given_wins() -> None:
    head = '<meta property="article:published_time" content="2031-04-12T10:00:00Z">'
    doc = read_document(page(head=head), published=dt.date(2031, 5, 1), outlet="Own", title="Given")
    assert (doc.published, doc.published_basis, doc.outlet) == (dt.date(2031, 5, 1), "given", "Own")
    assert doc.title == "Given"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (page("<p>Talks.</p>"), "is a web page without a report"),
        (
            page(
                "<p>Les pourparlers sur le pont ont repris lundi, selon le maire de la ville. " * 3
            ),
            "F",
        ),
        (b"<html></html>", "is empty"),
    ],
)
def test_pages_without_a_report_to_read(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as raised:
        read_report(Source(name="page.html", data=data))
    assert "'page.html'" in raised.value.message
    assert raised.value.remedy


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(html=HTML, media=st.sampled_from(["html", "fragment"]))
def test_any_page_is_a_document_with_right_offsets_or_an_input_error(
    html: str, media: Media
) -> None:
    data = html.encode("utf-8", "surrogatepass")
    source = Source(name="x", data=data, media=media)
    try:
        report = read_report(source)
    except InputError:
        return
    text = report.document.text
    end = 0
    for passage in find_passages(report.document, report.pieces):
        assert end <= passage.span.start < passage.span.end <= len(text)
        assert text[passage.span.start : passage.span.end] == passage.span.quote
        end = passage.span.end
    covered = "".join(text[p.start : p.end] for p in report.pieces)
    assert "".join(covered.split()) == "".join(text.split())
    assert read_report(source) == report


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=400))
def test_any_bytes_as_pdf_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="'x' is a PDF file"):
        read_report(Source(name="x", data=b"%PDF-1.7\n" + data))


def test_a_pdf_that_takes_for_ever_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of_forms()  # 2 kB that draw 24 million texts
    monkeypatch.setattr(marked, "MOST_PDF_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(InputError, match=r"'x' is a PDF file that takes more than 0\.5 s to read"):
        read_report(Source(name="x", data=data))
    assert time.monotonic() - began < 20
    assert read_report(Source(name="x", data=pdf_of_forms(deep=2))).document.text.startswith(
        "Talks"
    )


def test_a_pdf_with_too_much_on_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "MOST_PAGE_BYTES", 20)
    with pytest.raises(InputError, match="has a page of 36 bytes; 20 are read"):
        read_report(Source(name="x", data=pdf("Talks")))
