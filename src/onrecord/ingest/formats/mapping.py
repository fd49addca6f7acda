"""Which column or key of a table holds what of a report."""

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest.sources import Source

KNOWN: dict[str, tuple[str, ...]] = {
    "html": ("html", "content_html", "body_html", "body_xhtml", "raw_html"),
    "text": (
        "text", "body", "content", "content_text", "body_text", "article", "article_text",
        "maintext", "full_text", "fulltext", "story", "summary", "description",
    ),
    "title": ("title", "headline", "head"),
    "url": ("url", "link", "permalink", "web_url", "source_url"),
    "outlet": ("outlet", "source", "publisher", "publication", "site", "sitename", "domain"),
    "authors": ("authors", "author", "byline", "creator"),
    "published": (
        "published", "date", "published_at", "publishedat", "publish_date", "date_published",
        "datepublished", "pubdate", "publication_date", "date_publish", "versioncreated",
    ),
    "language": ("language", "lang"),
}  # fmt: skip
"""The names that are known for each field, the preferred first; case does not count."""
LONGEST_LINE = 2000


def check_mapping(mapping: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The names of each field: the user's where there is one, else the known ones.

    Raises:
        InputError: there is no such field.
    """
    for field in mapping:
        if field not in KNOWN:
            raise InputError(
                f"there is no field {field!r} to map a column to",
                remedy=f"the fields are {', '.join(KNOWN)}",
            )
    names: dict[str, tuple[str, ...]] = {field: (name.lower(),) for field, name in mapping.items()}
    if names.keys() & {"text", "html"}:  # the user says what the text is: nothing else is taken
        names = {"text": (), "html": ()} | names
    return KNOWN | names


def columns_of(names: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Every column that is known."""
    return frozenset(name for each in names.values() for name in each)


def mapped_of(names: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The columns that the user named."""
    return frozenset(name for field, each in names.items() if each != KNOWN[field] for name in each)


def read_row(
    row: Mapping[str, Any], name: str, names: Mapping[str, Iterable[str]]
) -> Source | None:
    """The report of a row; None where it holds no text."""
    from onrecord.ingest.pages.authors import clean_names  # noqa: PLC0415 - lxml loads with it
    from onrecord.ingest.pages.dates import parse_day  # noqa: PLC0415

    lowered = {str(key).strip().lower(): value for key, value in row.items()}
    found = {field: _first(lowered, keys) for field, keys in names.items()}
    html, text = found["html"], found["text"]
    body = html or text or found["title"]
    if not isinstance(body, str) or not body.strip():
        return None
    authors = found["authors"]
    listed = authors if isinstance(authors, list) else [authors]
    return Source(
        name=name,
        data=body.encode("utf-8", "replace"),
        media="text" if not html else "fragment" if not _is_page(html) else "html",
        url=_line(found["url"]),
        outlet=_line(found["outlet"]),
        title=_line(found["title"]),
        authors=clean_names([a for a in map(_line, listed) if a]),
        published=parse_day(str(found["published"])) if found["published"] else None,
        language=_line(found["language"]),
    )


def _first(row: Mapping[str, Any], keys: Iterable[str]) -> Any:
    return next((row[key] for key in keys if row.get(key) not in (None, "", [], {})), None)


def _is_page(html: str) -> bool:
    return "<html" in html[:2000].lower() or "<!doctype" in html[:200].lower()


def _line(value: object) -> str | None:
    """A value as one line: a string, or the name of an object as JSON has it."""
    if isinstance(value, dict):
        value = value.get("name")
    if not isinstance(value, str):
        return None
    return " ".join(value.split())[:LONGEST_LINE] or None
