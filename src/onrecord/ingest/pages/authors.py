"""Who a page says wrote its report."""

import re

from lxml.html import HtmlElement

from onrecord.ingest.pages.blocks import key_of
from onrecord.ingest.pages.strings import metas_named, plain_line

LONGEST_NAME = 80
MOST_AUTHORS = 15

_AUTHORS = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "authors", "cxenseparse:author", "article.author",
)  # fmt: skip


def find_authors(
    root: HtmlElement, named: list[str], metas: dict[str, list[str]], *, outlet: str | None
) -> tuple[str, ...]:
    """Names as the page gives them, those of persons before the outlet's own.

    Args:
        root: the page.
        named: the authors as JSON-LD names them.
        metas: the meta tags.
        outlet: the outlet's name.
    """
    site = key_of(outlet or "")
    groups = [
        named,
        *([text] for text in metas_named(metas, _AUTHORS)),
        _marked_authors(root),
    ]
    impersonal: tuple[str, ...] = ()
    for group in groups:
        names = clean_names(group)
        if any(key_of(n) != site for n in names):
            return names
        impersonal = impersonal or names
    return impersonal


def _marked_authors(root: HtmlElement) -> list[str]:
    """Names that the page marks as its author's: rel=author, itemprop, class."""
    for path in _MARKED:
        names = [" ".join(e.text_content().split()) for e in root.xpath(path)[:MOST_AUTHORS]]
        names = [n for n in names if 3 < len(n) <= LONGEST_NAME]
        if names:
            return names
    return []


_HAS = "contains(translate(concat(' ', @class, ' '), 'AUTHORBYLINE', 'authorbyline'), '{}')"
_MARKED = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//a[@rel='author']",
    f"//*[{_HAS.format('author-name')} or {_HAS.format('author__name')}]",
    f"//*[{_HAS.format('byline')}]//a",
    f"//*[{_HAS.format('author')}]//a[not(contains(@href, '@'))]",
    f"//*[{_HAS.format(' author ')} or {_HAS.format('byline')}]",
)
_BY = re.compile(
    r"^(?:by|von|par|por|de|di|av|af|od|text|written by|words by|story by|reported by|autor(?:in)?"
    r"|ein(?:e)? \w+ von|geschrieben von)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;|/·•、]|\band\b|\bund\b|\bet\b|\by\b|\bog\b|\boch\b|&)\s*")


def clean_names(texts: list[str]) -> tuple[str, ...]:
    """Author strings as names: without "By", parted at commas and "and", each once.

    >>> clean_names(["By Jane Doe and John Roe"])
    ('Jane Doe', 'John Roe')
    """
    names: dict[str, str] = {}
    for text in texts:
        line = _BY.sub("", plain_line(text)).strip(" ,;|.")
        if "://" in line or line.startswith(("www.", "@")) or len(line) > 300:
            continue
        for part in _BETWEEN.split(line):
            name = _BY.sub("", part).strip(" ,;|")
            if 1 < len(name) <= LONGEST_NAME and any(c.isalpha() for c in name):
                names.setdefault(key_of(name), name)
    return tuple(names.values())[:MOST_AUTHORS]
