"""What the elements around a block say of it: furniture, picture, caption, credit, author."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from onrecord.ingest.pages.blocks import Block
from onrecord.ingest.pages.words import load_page_words

MOST_OF_FURNITURE = 0.25
"""An element with more of the report's text than this share is the report, whatever its class."""
MOST_NAMES = 600
"""Code points of an element's classes that are looked at."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BREAKS = re.compile(r"[_-]{2,}")
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form", "button", "menu", "dialog"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "banner", "search", "dialog"}
)
_NEVER_FURNITURE = frozenset({"body", "html", "main", "article", "tr"})
_NAMING = ("class", "id", "itemprop", "data-component", "data-testid")


class Surroundings:
    """How much of the report each element holds, and which elements are furniture."""

    def __init__(self, kept: Iterable[Block]) -> None:
        self._held: dict[HtmlElement, int] = {}
        self._furniture: dict[HtmlElement, bool] = {}
        total = 0
        for block in kept:
            total += len(block.key)
            for element in (block.element, *block.element.iterancestors()):
                self._held[element] = self._held.get(element, 0) + len(block.key)
        self._total = max(total, 1)

    def share(self, element: HtmlElement) -> float:
        """How much of the report's text stands in an element."""
        return self._held.get(element, 0) / self._total

    def is_furniture(self, element: HtmlElement | None) -> bool:
        """Whether an element or one around it is no part of the report."""
        chain = []
        while element is not None and element not in self._furniture:
            chain.append(element)
            element = element.getparent()
        found = element is not None and self._furniture[element]
        for each in reversed(chain):
            found = found or (self.share(each) < MOST_OF_FURNITURE and _is_furniture(each))
            self._furniture[each] = found
        return found


def names_of(element: HtmlElement, attributes: tuple[str, ...] = _NAMING) -> str:
    """Class, id and the like in lower case, with a hyphen for camelCase and underscores."""
    raw = " ".join(value for name in attributes if (value := element.get(name)))[:MOST_NAMES]
    return _CAMEL.sub("-", _BREAKS.sub(" ", raw)).replace("_", "-").lower()


def says_caption(element: HtmlElement) -> bool:
    """Whether an element is marked as a caption."""
    return (
        element.tag == "figcaption"
        or load_page_words().caption.search(names_of(element)) is not None
    )


def says_credit(element: HtmlElement) -> bool:
    """Whether an element at a picture is marked as its credit."""
    return load_page_words().credit.search(names_of(element)) is not None


def says_picture(element: HtmlElement) -> bool:
    """Whether an element is marked as a picture with what belongs to it."""
    return (
        element.tag == "figure" or load_page_words().picture.search(names_of(element)) is not None
    )


def stands_at_author(element: HtmlElement) -> bool:
    """Whether an element or one close around it is marked as the author's."""
    return any(
        load_page_words().author.search(names_of(each)) is not None for each in around(element, 5)
    )


def around(element: HtmlElement | None, most: int) -> Iterator[HtmlElement]:
    """An element and the ones around it, up to the article or the page."""
    while element is not None and most and element.tag not in {"body", "html", "article", "main"}:
        yield element
        element = element.getparent()
        most -= 1


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _NEVER_FURNITURE:
        return False
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return True
    if says_picture(element):
        return False
    return load_page_words().furniture.search(names_of(element, ("class",))) is not None
