"""What a page says of its report: headline, authors, days, outlet, address."""

import datetime as dt
import json

import pytest

from onrecord.ingest.pages.authors import clean_names
from onrecord.ingest.pages.dates import parse_day
from onrecord.ingest.pages.facts import Facts
from onrecord.ingest.pages.read import read_page
from tests.ingest.made import PROSE, page


def facts(head: str = "", body: str = PROSE) -> Facts:
    return read_page(page(body, head)).facts


def ld(**said: object) -> str:
    about = {"@context": "https://schema.org", "@type": "NewsArticle", **said}
    return f'<script type="application/ld+json">{json.dumps(about)}</script>'


def test_json_ld() -> None:
    found = facts(
        ld(
            headline="Talks resume in Geneva",
            author=[{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
            datePublished="2031-04-12T23:30:00+02:00",
            dateModified="2031-04-13",
            publisher={"name": "Example Wire"},
        )
    )
    assert found.title == "Talks resume in Geneva"
    assert found.authors == ("Jane Doe", "John Roe")
    assert (found.published, found.modified) == (dt.date(2031, 4, 12), dt.date(2031, 4, 13))
    assert found.outlet == "Example Wire"


def test_a_graph_with_authors_by_reference() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "Talks resume", "author": {"@id": "#p"}},
            {"@type": "Person", "@id": "#p", "name": "Jane Doe"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert facts(head).authors == ("Jane Doe",)


def test_meta_tags() -> None:
    found = facts(
        '<meta property="og:site_name" content="Example Wire">'
        '<meta property="article:published_time" content="2031-04-12T10:00:00Z">'
        '<meta name="author" content="By Jane Doe and John Roe">'
        '<link rel="canonical" href="https://example.org/talks">'
    )
    assert found.outlet == "Example Wire"
    assert found.published == dt.date(2031, 4, 12)
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.url == "https://example.org/talks"


def test_the_page_itself() -> None:
    found = facts(body="<a rel=author>Jane Doe</a><time datetime=2031-04-12>today</time>" + PROSE)
    assert found.authors == ("Jane Doe",)
    assert found.published == dt.date(2031, 4, 12)


def test_a_person_before_the_outlet_as_author() -> None:
    head = '<meta property="og:site_name" content="Example Wire">' + ld(author="Example Wire")
    assert facts(head + '<meta name="author" content="Jane Doe">').authors == ("Jane Doe",)
    assert facts(head).authors == ("Example Wire",)


def test_what_is_not_said_is_none() -> None:
    found = facts()
    assert (found.published, found.modified, found.authors, found.url) == (None, None, (), None)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "/talks", "http://", "https://a\nb"]
)
def test_addresses_that_are_none(url: str) -> None:
    assert facts(f'<link rel="canonical" href="{url}">').url is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-04-12", dt.date(2031, 4, 12)),
        ("2031-04-12T23:59:59-05:00", dt.date(2031, 4, 12)),
        ("20310412", dt.date(2031, 4, 12)),
        ("2031/04/12 10:00", dt.date(2031, 4, 12)),
        ("Sat, 12 Apr 2031 10:00:00 GMT", dt.date(2031, 4, 12)),
        ("April 12, 2031", dt.date(2031, 4, 12)),
        ("12.04.2031", dt.date(2031, 4, 12)),
        ("1933754400", dt.date(2031, 4, 12)),
        ("04/12/2031", None),  # April or December: nothing tells
        ("13/04/2031", dt.date(2031, 4, 13)),
        ("2031-13-45", None),
        ("today", None),
        ("", None),
        ("0000-00-00", None),
    ],
)
def test_days(text: str, day: dt.date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("Jane Doe, John Roe & Ann Poe", ("Jane Doe", "John Roe", "Ann Poe")),
        ("Von Jane Doe und John Roe", ("Jane Doe", "John Roe")),
        ("https://example.org/jane", ()),
        ("@janedoe", ()),
        ("", ()),
        ("x" * 500, ()),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert clean_names([text]) == names
