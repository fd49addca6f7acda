"""What a page says of its report beside the text: headline, authors, dates, outlet, language."""

import datetime as dt
import re
from collections import Counter
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from onrecord.ingest.pages.authors import find_authors
from onrecord.ingest.pages.blocks import key_of
from onrecord.ingest.pages.dates import find_modified, find_published
from onrecord.ingest.pages.scripts import (
    Node,
    find_article,
    find_metas,
    find_nodes,
    names_of_nodes,
    texts_of,
)
from onrecord.ingest.pages.strings import first_line, metas_named, plain_line, plain_text

MOST_TITLES = 30
LONGEST_TITLE = 1000


class Facts(NamedTuple):
    """What was found; None or empty where the page does not say it."""

    title: str | None
    titles: tuple[str, ...]
    """Every headline the page gives itself, for finding it among the blocks."""
    deck: str | None
    authors: tuple[str, ...]
    published: dt.date | None
    modified: dt.date | None
    outlet: str | None
    url: str | None
    language: str | None
    body: str | None
    """The report's text as JSON-LD gives it."""


def read_facts(root: HtmlElement) -> Facts:
    """The facts of a page: JSON-LD first, then meta tags, then the page's own elements."""
    nodes = find_nodes(root)
    article = find_article(nodes) or {}
    metas = find_metas(root)
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and "name" in n}
    outlet = _outlet(article, metas, by_id)
    titles = _titles(root, article, metas)
    body = plain_text(max(texts_of(article.get("articleBody")), key=len, default=""))
    return Facts(
        title=_choose_title(titles, outlet),
        titles=tuple(dict.fromkeys(t for _, t in titles)),
        deck=first_line(texts_of(article.get("description")), metas_named(metas, _DECKS)),
        authors=find_authors(
            root, names_of_nodes(article.get("author"), by_id), metas, outlet=outlet
        ),
        published=find_published(root, article, metas),
        modified=find_modified(article, metas),
        outlet=outlet,
        url=_url(root, metas),
        language=_language(root, article, metas),
        body=body or None,
    )


_DECKS = ("og:description", "description", "twitter:description", "dc.description")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")


# ---------------------------------------------------------------- the headline


def _titles(root: HtmlElement, article: Node, metas: dict[str, list[str]]) -> list[tuple[str, str]]:
    """The headlines a page gives itself, each with where it stands."""
    found = [("ld", t) for t in texts_of(article.get("headline"))]
    found += [("og", t) for t in metas.get("og:title", ())]
    found += [("twitter", t) for t in metas.get("twitter:title", ())]
    found += [("h1", h.text_content()) for h in root.iter("h1")]
    found += [("title", t.text or "") for t in root.iter("title")][:1]
    lines = [(where, line) for where, text in found if (line := plain_line(text[:LONGEST_TITLE]))]
    return list(dict.fromkeys(lines))[:MOST_TITLES]


def _choose_title(titles: list[tuple[str, str]], outlet: str | None) -> str | None:
    """The headline that most places agree on, the surer place first where they do not.

    "Talks resume | Example Wire" agrees with "Talks resume".
    """
    plain = [(where, _without_site(text, titles, outlet)) for where, text in titles]
    votes = Counter(key_of(text) for _, text in plain)
    ranks = {"h1": 0, "ld": 1, "og": 2, "twitter": 3, "title": 4}
    shown = {key_of(text) for where, text in plain if where != "h1"}
    candidates = [
        (where, text)
        for where, text in plain
        if where != "h1" or len(plain) == 1 or _agrees(text, shown)
    ]
    best = min(
        candidates,
        key=lambda c: (-votes[key_of(c[1])], ranks[c[0]]),
        default=None,
    )
    return best[1] if best else None


def _agrees(text: str, shown: set[str]) -> bool:
    """Whether a heading has words in common with what the head of the page says."""
    key = key_of(text)
    return any(key and (key in other or other in key or key[:12] in other) for other in shown)


_SITE = re.compile(r"\s+(?:[|·•–—-]|::|»)\s+|\s?[|｜ㅣ]\s?")


def _without_site(text: str, titles: list[tuple[str, str]], outlet: str | None) -> str:
    """A headline without the name of the site after it."""
    cuts = list(_SITE.finditer(text))
    others = {key_of(t) for _, t in titles if t != text}
    for cut in cuts:
        if key_of(text[: cut.start()]) in others:
            return text[: cut.start()].strip()
    if cuts and outlet and key_of(text[cuts[-1].end() :]) == key_of(outlet):
        return text[: cuts[-1].start()].strip()
    return text


# ---------------------------------------------------------------- the rest


def _outlet(article: Node, metas: dict[str, list[str]], by_id: dict[str, Node]) -> str | None:
    publisher = names_of_nodes(article.get("publisher"), by_id)
    site = [t for t in metas_named(metas, _SITES) if not t.startswith(("@", "http"))]
    return first_line(site[:1], publisher, site)


def _url(root: HtmlElement, metas: dict[str, list[str]]) -> str | None:
    links = [link.get("href") or "" for link in root.xpath("//link[@rel='canonical'][@href]")[:2]]
    for url in (*links, *metas.get("og:url", ())):
        parts = urlsplit(url.strip()) if url.isprintable() and len(url) <= 2000 else None
        if parts and parts.scheme in {"http", "https"} and parts.netloc:
            return str(url).strip()
    return None


def _language(root: HtmlElement, article: Node, metas: dict[str, list[str]]) -> str | None:
    said = [root.get("lang") or "", *texts_of(article.get("inLanguage"))]
    said += metas_named(metas, ("og:locale", "language", "content-language", "dc.language"))
    for text in said:
        code = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", text)
        if code:
            return code[1].lower()
    return None
