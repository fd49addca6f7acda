"""Which blocks of a page are the report: trafilatura's choice, then what the markup shows.

trafilatura says where the report is. What it drops beside the paragraphs it keeps is put back
(`sweeps`), and what it keeps of boxes, lists of links, headers and captions is taken out.
"""

import copy
import re
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from onrecord.ingest.pages.blocks import Block, key_of
from onrecord.ingest.pages.facts import Facts
from onrecord.ingest.pages.pictures import AtPicture, find_picture
from onrecord.ingest.pages.surroundings import Surroundings

Kind = Literal["title", "deck", "heading", "body", "byline", "dateline", "caption", "credit"]
PROSE: frozenset[Kind | None] = frozenset({"deck", "heading", "body"})
MOST_COMPARED = 1300
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_LINK_OPENING = re.compile(r"[^.!?]{2,40}[:|]\s")


@dataclass(slots=True)
class Judged:
    """A block while it is being judged; kind None is no part of the report."""

    block: Block
    kept: bool
    """trafilatura keeps it."""
    kind: Kind | None = None
    picture: AtPicture | None = None
    dropped: bool = False
    """A rule took it out: it is not put back."""

    def drop(self) -> None:
        """Take it out of the report."""
        self.kind, self.picture, self.dropped = None, None, True


def find_main_text(root: HtmlElement, *, blocks: int = 0) -> str:
    """The text of the report as trafilatura finds it, a paragraph a line; empty for none.

    Args:
        root: the page; it is left as it is.
        blocks: how many blocks it has. trafilatura compares what it finds with what two other
            extractors do, which takes time that grows with their square: not on pages that have
            more than twice the blocks of the largest news page seen.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - it takes a quarter of a second

    found = bare_extraction(
        copy.deepcopy(root), include_comments=False, fast=blocks > MOST_COMPARED
    )
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else ""


def judge_blocks(
    blocks: list[Block], facts: Facts, main_text: str
) -> tuple[list[Judged], Surroundings]:
    """Each block by itself: what it is where trafilatura keeps it or the markup says it."""
    lines = [key_of(line) for line in main_text.split("\n")]
    known, whole = set(lines), "\n".join(lines)
    judged = [Judged(b, kept=_is_kept(b.key, known, whole)) for b in blocks if b.key]
    where = Surroundings(j.block for j in judged if j.kept)
    titles = {key_of(t) for t in (*facts.titles, facts.title or "")} - {""}
    titled = False
    for each in judged:
        each.picture = find_picture(each.block, where)
        if each.picture is not None:
            each.kind = each.picture.role
        elif _is_title(each.block, titles, titled=titled):
            each.kind, titled = "title", True
        elif each.block.key in titles:
            each.drop()
        elif each.kept:
            _judge_kept(each, where)
    return judged, where


def _is_kept(key: str, known: set[str], whole: str) -> bool:
    """Whether trafilatura's text holds a block, or one end of a long one."""
    return (
        key in known
        or (len(key) >= 25 and key in whole)
        or (len(key) >= 50 and (key[:24] in whole or key[-24:] in whole))
    )


def _is_title(block: Block, titles: set[str], *, titled: bool) -> bool:
    if block.tag not in HEADINGS:
        return False
    if block.key in titles:
        return True
    alike = any(
        (block.key in t or t in block.key) and min(len(block.key), len(t)) >= 8 for t in titles
    )
    return block.tag == "h1" and not titled and alike


def _judge_kept(each: Judged, where: Surroundings) -> None:
    """Furniture, links by themselves and "Read more: …" go; the rest is the report's."""
    block, size = each.block, each.block.size
    linked = block.linked >= 0.95 * size and size > 15
    address = block.text.startswith(("http", "www."))
    opens_link = block.linked >= 0.5 * size and _LINK_OPENING.match(block.text) is not None
    if where.is_furniture(block.element) or (linked and not address) or opens_link:
        each.drop()
    else:
        each.kind = "heading" if block.tag in HEADINGS else "body"
