"""Bytes of a saved page → its facts, and the blocks of its report in page order."""

from typing import NamedTuple

from onrecord.ingest.pages.blocks import find_blocks
from onrecord.ingest.pages.captions import Caption, find_captions, keep_pictures
from onrecord.ingest.pages.facts import Facts, read_facts
from onrecord.ingest.pages.judge import PROSE, Judged, Kind, find_main_text, judge_blocks
from onrecord.ingest.pages.sweeps import SWEEPS
from onrecord.ingest.pages.tree import decode_page, parse_page

SCRIPTED = 500
"""Code points of a text in JSON-LD from which it is read where the page shows less than half."""


class PageBlock(NamedTuple):
    """A paragraph of the report and what the page says it is."""

    kind: Kind
    text: str


class Page(NamedTuple):
    """A page as it is read."""

    facts: Facts
    blocks: tuple[PageBlock, ...]


def read_page(data: bytes | str, label: str = "the page", *, fragment: bool = False) -> Page:
    """Read a page: its scripts are not run, nothing is fetched.

    Args:
        data: the page's bytes, or its text.
        label: how to call it in a message.
        fragment: it is the HTML of a report, as feeds carry it, with no page around it.

    Raises:
        InputError: it is larger than a page may be, or holds no elements or too many.
    """
    root = parse_page(decode_page(data, label) if isinstance(data, bytes) else data, label)
    facts = read_facts(root)
    blocks = find_blocks(root)
    whole = "\n".join(b.text for b in blocks)
    main_text = whole if fragment else find_main_text(root, blocks=len(blocks))
    judged, where = judge_blocks(blocks, facts, main_text)
    for sweep in SWEEPS:
        sweep(judged, where, facts)
    keep_pictures(judged, where, facts)
    return Page(facts, tuple(_lay_out(judged, find_captions(judged), facts, main_text)))


def _lay_out(
    judged: list[Judged], captions: list[Caption], facts: Facts, main_text: str
) -> list[PageBlock]:
    """The blocks in page order; the text of a script where the page lacks it."""
    at_picture = {caption.at: caption for caption in captions}
    blocks: list[PageBlock] = []
    titled = False
    for at, each in enumerate(judged):
        if at in at_picture:
            caption = at_picture[at]
            blocks += [PageBlock("caption", caption.text)] if caption.text else []
            blocks += [PageBlock("credit", caption.credit)] if caption.credit else []
        elif each.kind == "title":
            blocks += [] if titled else [PageBlock("title", each.block.text)]
            titled = True
        elif each.kind is not None and each.picture is None:
            blocks.append(PageBlock(each.kind, each.block.text))
    if not titled and facts.title:
        blocks.insert(0, PageBlock("title", facts.title))
    return _with_hidden_text(blocks, judged, facts, main_text)


def _with_hidden_text(
    blocks: list[PageBlock], judged: list[Judged], facts: Facts, main_text: str
) -> list[PageBlock]:
    """The body as a script or trafilatura gives it, where hardly any of it is in the blocks."""
    size = sum(len(b.text) for b in blocks if b.kind in PROSE)
    kept = sum(len(j.block.text) for j in judged if j.kept)
    if facts.body and len(facts.body) >= SCRIPTED and 2 * size < len(facts.body):
        text = facts.body
    elif 2 * kept < len(main_text):
        text = main_text
    else:
        return blocks
    lines = [" ".join(line.split()) for line in text.split("\n")]
    others = [b for b in blocks if b.kind not in PROSE]
    return [*others, *(PageBlock("body", line) for line in lines if line)]
