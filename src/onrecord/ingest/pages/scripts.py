"""What a page says of itself for machines: JSON-LD, and the meta tags in its head."""

import json
from collections import deque
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

ARTICLE_TYPES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "Article", "BlogPosting",
    "SocialMediaPosting", "AdvertiserContentArticle", "SatiricalArticle", "Report",
    "TechArticle", "ScholarlyArticle", "MedicalScholarlyArticle", "WebPage", "ItemPage",
    "VideoObject",
)  # fmt: skip
"""The types of schema.org that tell of an article, the surest first."""
MAX_SCRIPT = 2_000_000
MAX_NODES = 20_000

Node = dict[str, Any]


def find_nodes(root: HtmlElement) -> list[Node]:
    """The JSON-LD objects of a page, with those inside them; what is no JSON is passed over."""
    nodes: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        if len(text) <= MAX_SCRIPT:
            nodes.extend(_objects(_load(text)))
    return nodes


def _load(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removeprefix("//<![CDATA[").strip()
    text = text.removesuffix("-->").removesuffix("//]]>").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[Node]:
    """Every object, outer ones first; JSON's own nesting is bounded by its decoder."""
    queue = deque([value])
    count = 0
    while queue and count < MAX_NODES:
        count += 1
        each = queue.popleft()
        if isinstance(each, dict):
            yield each
            queue.extend(v for v in each.values() if isinstance(v, dict | list))
        elif isinstance(each, list):
            queue.extend(v for v in each if isinstance(v, dict | list))


def types_of(node: Node) -> list[str]:
    """The types of a node, without their namespace."""
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return [n.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for n in names if isinstance(n, str)]


def find_article(nodes: list[Node]) -> Node | None:
    """The node that tells of the page's article."""
    best: tuple[int, int] | None = None
    chosen = None
    for order, node in enumerate(nodes):
        ranks = [ARTICLE_TYPES.index(t) for t in types_of(node) if t in ARTICLE_TYPES]
        if not ranks or not any(node.get(k) for k in ("headline", "datePublished", "author")):
            continue
        rank = (min(ranks), order)
        if best is None or rank < best:
            best, chosen = rank, node
    return chosen


def find_metas(root: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta tags by their name, property or itemprop, in lower case."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if not content or not content.strip():
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if name:
                metas.setdefault(name.strip().lower(), []).append(" ".join(content.split()))
    return metas


def texts_of(value: Any, key: str = "name") -> list[str]:
    """The strings of a JSON-LD value: itself, its members, or the `key` of objects."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for each in value for text in texts_of(each, key)]
    if isinstance(value, dict):
        return texts_of(value.get(key) or value.get("@value"), key)
    return []


def names_of_nodes(value: object, by_id: dict[str, Node]) -> list[str]:
    """The names of authors or publishers, which stand there or elsewhere in the graph."""
    names: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and "name" not in each and each.get("@id") in by_id:
            names += texts_of(by_id[each["@id"]])
        else:
            names += texts_of(each)
    return names
