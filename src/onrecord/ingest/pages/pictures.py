"""Which blocks stand at a picture, and as what."""

from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from onrecord.ingest.pages.blocks import Block
from onrecord.ingest.pages.credits import part_caption
from onrecord.ingest.pages.surroundings import (
    MOST_OF_FURNITURE,
    Surroundings,
    around,
    says_caption,
    says_credit,
    says_picture,
)

LIGHT = 120
"""Words of the most that an element with a picture holds if it is the picture's own."""

MOST_OF_FIGURE = 0.6
"""A figure with more of the text than that is no figure: some pages put all of a report in one."""

_FIGURES = frozenset({"figure", "figcaption"})
_BOXES = frozenset({"div", "p", "span", "section", "a"})
_NO_CAPTION_BOX = ("h1", "h2", "h3", "h4", "button", "form", "li", "time")


class AtPicture(NamedTuple):
    """The element that is the picture or its caption, and what the block is in it."""

    unit: HtmlElement
    role: Literal["caption", "credit"]


def find_picture(block: Block, where: Surroundings) -> AtPicture | None:
    """The picture that a block stands at, if the markup says so."""
    credit, unit = False, None
    for near, element in enumerate(around(block.element, 7)):
        most = MOST_OF_FIGURE if element.tag in _FIGURES else MOST_OF_FURNITURE
        if where.share(element) > most or element.tag in {"blockquote", "table"}:
            break
        credit = credit or (unit is None and says_credit(element))
        if says_caption(element):
            unit = element
        elif element.tag == "figure" or (near < 4 and _is_picture(element)):
            unit = element
            if element.tag == "figure":
                break
    if unit is None:
        return _find_box(block, where)
    if unit.tag == "figure" and _has(unit, ("blockquote",)) and not _has_image(unit):
        return None
    return AtPicture(unit, "credit" if credit else "caption")


def _is_picture(element: HtmlElement) -> bool:
    return says_picture(element) and _has_image(element) and _words(element) < LIGHT


def _find_box(block: Block, where: Surroundings) -> AtPicture | None:
    """A box of a picture and a few words that end with a credit, with no class to say so."""
    caption, credit = part_caption(block.text)
    if credit[0] == credit[1] or caption[0] == caption[1]:
        return None
    for element in around(block.element, 4):
        if element.tag not in _BOXES or where.share(element) > MOST_OF_FURNITURE / 2:
            return None
        if _has_image(element):
            apt = _words(element) < LIGHT / 2 and not _has(element, _NO_CAPTION_BOX)
            return AtPicture(element, "caption") if apt else None
    return None


def _has(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return next(element.iter(*tags), None) is not None


def _has_image(element: HtmlElement) -> bool:
    return _has(element, ("img", "picture", "amp-img"))


def _words(element: HtmlElement) -> int:
    return len("".join(element.itertext()).split())
