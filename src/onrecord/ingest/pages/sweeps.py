"""What the neighbours show of a page's blocks: lists of links, boxes, headers, tails, decks.

Each sweep goes over all blocks once and changes kinds; `SWEEPS` is their order.
"""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from onrecord.ingest.furniture import is_furniture
from onrecord.ingest.pages.blocks import key_of
from onrecord.ingest.pages.facts import Facts
from onrecord.ingest.pages.judge import HEADINGS, PROSE, Judged
from onrecord.ingest.pages.surroundings import Surroundings, names_of
from onrecord.ingest.pages.words import load_page_words

HOME = 0.2
"""The share of the report that makes an element one of its homes."""
LONG = 70
"""Letters and digits of a block that is surely a paragraph."""
LONG_ITEM = 40
"""Code points of a list's item that can be a summary's point."""

_DATE = re.compile(r"\d{1,2}[.:/時]\d{2}|\b(?:19|20)\d{2}\b")
_ENDS = re.compile(r"[.!?…。！？:;][\"”’»)\]』」“‘']{0,3}$")
_BIO = re.compile(r"[^,.!?]{3,60}?,? (?:is|ist|was|has|covers|writes|joined|reports)\b")
_Sign = tuple[object, object]


def ends_like_prose(text: str) -> bool:
    """Whether a block ends as a sentence does, in any script."""
    return _ENDS.search(text) is not None


def drop_link_lists(judged: list[Judged], _where: Surroundings, _facts: Facts) -> None:
    """Lists most of whose letters are links."""
    lists: dict[HtmlElement, list[Judged]] = {}
    for each in judged:
        if each.kind == "body" and each.block.tag == "li":
            lists.setdefault(each.block.element.getparent(), []).append(each)
    for items in lists.values():
        if sum(i.block.linked for i in items) >= 0.6 * sum(i.block.size for i in items):
            _drop(items)


def fill_gaps(judged: list[Judged], where: Surroundings, _facts: Facts) -> None:
    """What trafilatura left out beside the paragraphs that it kept."""
    body = _positions(judged, "body")
    if not body:
        return
    homes = _find_homes(judged)
    signs = {_sign(judged[i].block.element) for i in body}
    for at in range(body[0], len(judged)):
        each, block = judged[at], judged[at].block
        if each.kind or each.kept or each.dropped or block.linked > 0.5 * block.size:
            continue
        if not _is_home(each, homes) or where.is_furniture(block.element):
            continue
        if block.tag in HEADINGS:
            each.kind = "heading"
        elif block.tag in {"p", "blockquote", "li"} or _sign(block.element) in signs:
            each.kind = "body" if at < body[-1] or block.size >= 60 else None


def drop_boxes(judged: list[Judged], _where: Surroundings, _facts: Facts) -> None:
    """Boxes between paragraphs, where the paragraphs stand side by side in one element."""
    prose = [j for j in judged if j.kind in {"body", "heading"}]
    held: dict[HtmlElement, int] = {}
    for each in prose:
        if each.block.tag == "p":
            parent = each.block.element.getparent()
            held[parent] = held.get(parent, 0) + len(each.block.key)
    total = sum(len(j.block.key) for j in prose)
    home = max(held, key=lambda h: held[h], default=None)
    if home is None or held[home] < 0.6 * total:
        return
    boxes: dict[HtmlElement, list[Judged]] = {}
    for each in prose:
        line = [each.block.element, *each.block.element.iterancestors()]
        box = line[line.index(home) - 1] if home in line[1:] else None
        if box is None or box is each.block.element:
            continue
        if box.tag in {"div", "section", "aside", "article"}:
            boxes.setdefault(box, []).append(each)
    for inside in boxes.values():
        if sum(len(j.block.key) for j in inside) < 0.15 * total:
            _drop(inside)


def mark_edges(judged: list[Judged], _where: Surroundings, facts: Facts) -> None:
    """Bylines, dates and stray lines above the first paragraph; stray lines and bios at the end."""
    prose = [i for i, j in enumerate(judged) if j.kind in {"body", "heading"}]
    long = [i for i in prose if len(judged[i].block.key) >= LONG]
    if not long:
        return
    first = next((i for i in long if ends_like_prose(judged[i].block.text)), long[0])
    homes = _find_homes(judged)
    names = [k for a in facts.authors if len(k := key_of(a)) > 3]
    for at in prose:
        each = judged[at]
        if at < first and len(each.block.text) <= 120:
            _judge_above(each, names, homes)
        elif at > long[-1] and _is_stray(each, homes) and len(each.block.text) < 60:
            each.drop()
    prose = [i for i in prose if judged[i].kind in {"body", "heading"}]
    if len(prose) > 6:
        _drop(judged[i] for i in prose[-6:] if _is_bio(judged[i], names))


def drop_promos(judged: list[Judged], _where: Surroundings, _facts: Facts) -> None:
    """Short or linked blocks that ask the reader to do something."""
    for each in judged:
        text = each.block.text
        asking = each.kind in PROSE and len(text) <= 260
        short = asking and (each.block.linked or len(text) < 80)
        if (short and load_page_words().promo.search(text)) or (asking and is_furniture(text)):
            each.drop()


def drop_bare_headings(judged: list[Judged], _where: Surroundings, _facts: Facts) -> None:
    """Headings over what was taken out."""
    below: Judged | None = None
    for each in reversed(judged):
        if each.kind == "heading" and (below is None or below.kind in {None, "byline", "dateline"}):
            each.drop()
        if each.picture is None:
            below = each


def find_decks(judged: list[Judged], where: Surroundings, facts: Facts) -> None:
    """What stands between headline and report and sums it up."""
    body = _positions(judged, "body")
    if not body:
        return
    head = max((i for i in _positions(judged, "title") if i < body[0]), default=None)
    wanted = key_of(facts.deck or "")
    for at in range(max(0, body[0] - 12) if head is None else head + 1, body[0]):
        each, block = judged[at], judged[at].block
        if each.kind or len(block.text) < 40 or block.linked > 0.3 * block.size:
            continue
        if where.is_furniture(block.element) or _is_date(block.text, block.key):
            continue
        said = wanted and (block.key[:40] == wanted[:40] or wanted[:60] in block.key)
        if said or (head is not None and _is_deck(each, at - head)):
            each.kind = "deck"


def find_byline(judged: list[Judged], _where: Surroundings, facts: Facts) -> None:
    """The line under the headline that names an author, where trafilatura left it out."""
    body = _positions(judged, "body")
    names = [k for a in facts.authors if len(k := key_of(a)) > 3]
    if not body or not names or _positions(judged, "byline"):
        return
    head = max((i for i in _positions(judged, "title") if i < body[0]), default=body[0])
    for each in judged[head + 1 : body[0]]:
        named = sum(len(n) for n in names if n in each.block.key)
        if each.kind is None and named and len(each.block.key) <= named + 30:
            each.kind = "byline"
            return


def drop_repeated(judged: list[Judged], _where: Surroundings, _facts: Facts) -> None:
    """What stands on the page twice: pulled quotes, copies for small screens."""
    homes = _find_homes(judged)
    whole = "\n".join(j.block.key for j in judged if j.kind == "body")
    seen: set[str] = set()
    for each in judged:
        key = each.block.key
        if each.kind not in PROSE or len(key) < 15:
            continue
        parent = each.block.element.getparent()
        quoted = {each.block.tag, parent.tag if parent is not None else ""}
        pulled = bool(quoted & {"blockquote", "aside"}) and whole.count(key) > 1
        if pulled or (key in seen and len(key) > 30 and not _is_home(each, homes)):
            each.drop()
        seen.add(key)


SWEEPS = (
    drop_link_lists,
    fill_gaps,
    drop_boxes,
    mark_edges,
    drop_promos,
    drop_bare_headings,
    find_decks,
    find_byline,
    drop_repeated,
)


def _drop(judged: Iterable[Judged]) -> None:
    for each in judged:
        each.drop()


def _positions(judged: list[Judged], kind: str) -> list[int]:
    return [i for i, j in enumerate(judged) if j.kind == kind]


def _sign(element: HtmlElement | None) -> _Sign | None:
    """Tag and classes: what elements of one purpose share; an element without classes is alone."""
    return None if element is None else (element.tag, element.get("class") or element)


def _find_homes(judged: list[Judged]) -> set[_Sign | None]:
    """The elements, by tag and class, whose children are a good part of the report."""
    held: dict[_Sign | None, int] = {}
    total = 0
    for each in judged:
        if each.kind == "body":
            total += len(each.block.key)
            for element in (each.block.element, each.block.element.getparent()):
                held[_sign(element)] = held.get(_sign(element), 0) + len(each.block.key)
    return {sign for sign, size in held.items() if size >= HOME * total}


def _is_home(each: Judged, homes: set[_Sign | None]) -> bool:
    element = each.block.element
    return _sign(element) in homes or _sign(element.getparent()) in homes


def _is_stray(each: Judged, homes: set[_Sign | None]) -> bool:
    """Whether a block has not the shape of a sentence and does not stand beside paragraphs."""
    tag, text = each.block.tag, each.block.text
    listed = tag in {"td", "tr", "pre"} or (tag == "li" and len(text) >= LONG_ITEM)
    return not ends_like_prose(text) and not listed and not _is_home(each, homes)


def _is_date(text: str, key: str) -> bool:
    return _DATE.search(text) is not None and 4 * sum(c.isdigit() for c in text) >= len(key)


def _judge_above(each: Judged, names: list[str], homes: set[_Sign | None]) -> None:
    key = each.block.key
    if any(n in key for n in names) and len(key) <= 60 + max(map(len, names)):
        each.kind = "byline"
    elif _is_date(each.block.text, key):
        each.kind = "dateline"
    elif _is_stray(each, homes):
        each.drop()


def _is_bio(each: Judged, names: list[str]) -> bool:
    """Whether a block at the end tells who an author is."""
    opens = any(n in each.block.key[: len(n) + 25] for n in names)
    return opens and len(each.block.text) <= 700 and _BIO.match(each.block.text) is not None


def _is_deck(each: Judged, below: int) -> bool:
    """Whether a block under the headline is marked as its deck, or is a sentence close below."""
    text, element = each.block.text, each.block.element
    parent = element.getparent()
    names = names_of(element) + " " + (names_of(parent) if parent is not None else "")
    if load_page_words().deck.search(names):
        return True
    return below <= 12 and len(text) >= 60 and ends_like_prose(text) and text.count(" ") >= 9
