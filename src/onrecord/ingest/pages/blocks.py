"""A page's tree → its blocks: stretches of text that stand by themselves, in page order."""

from dataclasses import dataclass

from lxml.html import HtmlElement

_CELLS = frozenset({"td", "th"})
MOST_CELLS = 30

_BREAK = "\x00"
"""Stands for a line break; no page holds it, since its zero characters are taken out."""

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "output", "q", "rb", "rp", "rt", "rtc", "ruby",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "nobr", "amp-link", "gu-link", "shreddit-a", "bsp-link", "svg", "picture", "o:p",
})  # fmt: skip
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe",
    "object", "embed", "applet", "canvas", "audio", "video", "map", "area", "datalist", "dialog",
    "select", "option", "textarea", "input", "button", "svg", "math", "source", "track",
})  # fmt: skip
"""Elements whose text is no text of the page."""


@dataclass(slots=True)
class Block:
    """A stretch of text between two breaks."""

    text: str
    element: HtmlElement
    """The element that holds it, with its ancestors."""
    linked: int
    """Its characters, white space left out, that lie in links."""
    key: str
    at: int
    """Its number on the page."""

    @property
    def tag(self) -> str:
        return str(self.element.tag)

    @property
    def size(self) -> int:
        """Its characters without white space."""
        return _size(self.text)


def find_blocks(root: HtmlElement) -> list[Block]:
    """The blocks of a page; inside a caption, what has a class of its own is one by itself.

    Iterative: a page cannot nest deeper than the stack.
    """
    run = _Run()
    walk: list[tuple[HtmlElement, bool]] = [(root, True)]
    holders = [root]
    opened: dict[HtmlElement, bool] = {}
    plain_rows: set[HtmlElement] = set()
    captions = 0
    while walk:
        element, opening = walk.pop()
        if not opening:
            run.links -= element.tag == "a"
            captions -= _is_caption(element)
            if opened.pop(element):
                run.close()
                holders.pop()
            if element is not root:
                run.add(element.tail, holders[-1])
            continue
        tag = element.tag
        if tag == "br":
            run.breaks(holders[-1])
        elif tag in {"img", "hr"}:
            run.close()
        if tag in UNSEEN or not isinstance(tag, str) or is_hidden(element):
            run.add(element.tail, holders[-1])
            continue
        if tag in _CELLS:
            run.add(" ", holders[-1])
        if tag == "tr" and _is_plain_row(element):
            plain_rows.add(element)
        in_row = tag in _CELLS and element.getparent() in plain_rows
        apart = (tag not in INLINE and not in_row) or (
            captions > 0 and tag != "a" and bool(element.get("class"))
        )
        opened[element] = apart
        if apart:
            run.close()
            holders.append(element)
        run.links += tag == "a"
        captions += _is_caption(element)
        run.add(element.text, holders[-1])
        walk.append((element, False))
        walk.extend((child, True) for child in reversed(element))
    run.close()
    return run.blocks


def _is_plain_row(row: HtmlElement) -> bool:
    """Whether a row is one of a table of data: not many cells, with a few words each.

    `len` of an element counts its children: on a row of very many it may be asked once, not a cell.
    """
    return len(row) <= MOST_CELLS and all(
        len(cell) <= MOST_CELLS
        and not any(isinstance(d.tag, str) and d.tag not in INLINE for d in cell)
        for cell in row
    )


def _is_caption(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or "caption" in (element.get("class") or "").lower()


class _Run:
    """Text gathered until the next break."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links = 0
        self._parts: list[tuple[str, bool]] = []
        self._holder: HtmlElement | None = None

    def add(self, text: str | None, holder: HtmlElement) -> None:
        if text:
            self._parts.append((text, self.links > 0))
            self._holder = holder

    def breaks(self, holder: HtmlElement) -> None:
        self._parts.append((_BREAK, False))
        self._holder = holder

    def close(self) -> None:
        """Two line breaks or more end a paragraph; one is a space."""
        parts, self._parts = self._parts, []
        line: list[tuple[str, bool]] = []
        breaks = 0
        for text, linked in parts:
            if text == _BREAK:
                breaks += 1
                line.append((" ", False))
            elif text.isspace():
                line.append((text, linked))
            else:
                if breaks > 1:
                    self._end(line)
                    line = []
                breaks = 0
                line.append((text, linked))
        self._end(line)

    def _end(self, line: list[tuple[str, bool]]) -> None:
        text = " ".join("".join(part for part, _ in line).replace("\xad", "").split())
        if text and self._holder is not None:
            linked = sum(_size(part) for part, link in line if link)
            self.blocks.append(Block(text, self._holder, linked, key_of(text), len(self.blocks)))


def _size(text: str) -> int:
    return len("".join(text.split()))


def key_of(text: str) -> str:
    """The letters and digits of a text, without case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says that it is not shown."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if not style:
        return False
    plain = style.replace(" ", "").lower()
    return "display:none" in plain or "visibility:hidden" in plain
