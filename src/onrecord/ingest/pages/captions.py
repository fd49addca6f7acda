"""The pictures that belong to the report, their captions and credits."""

import re
from typing import NamedTuple

from lxml.html import HtmlElement

from onrecord.ingest.furniture import is_furniture
from onrecord.ingest.pages.blocks import key_of
from onrecord.ingest.pages.credits import is_credit_alone, part_caption
from onrecord.ingest.pages.facts import Facts
from onrecord.ingest.pages.judge import Judged
from onrecord.ingest.pages.pictures import AtPicture
from onrecord.ingest.pages.surroundings import (
    Surroundings,
    says_caption,
    says_picture,
    stands_at_author,
)
from onrecord.ingest.pages.sweeps import ends_like_prose
from onrecord.ingest.pages.words import load_page_words

ABOVE, BELOW = 30, 4
"""How many blocks above the headline and below the last paragraph its pictures stand."""

_BY = re.compile(r"(?:by|von|par|por|av|af|text)\b", re.IGNORECASE)


class Caption(NamedTuple):
    """What stands at one picture, where it stands among the blocks; either string may be empty."""

    at: int
    text: str
    credit: str


def keep_pictures(judged: list[Judged], where: Surroundings, facts: Facts) -> None:
    """Take out the pictures of other reports and of authors; mark credits that stand alone."""
    body = [i for i, j in enumerate(judged) if j.kind == "body"]
    title = [i for i, j in enumerate(judged) if j.kind == "title"]
    above = min([*title[:1], *body[:1]], default=0) - ABOVE
    below = max(body, default=len(judged)) + BELOW
    names = [k for a in facts.authors if len(k := key_of(a)) > 3]
    for at, each in enumerate(judged):
        near = above <= at <= below
        inside = bool(body) and body[0] - 8 <= at <= body[-1]
        if each.picture is not None:
            if not near or _is_foreign(each, where, inside=inside) or _is_author(each, names):
                each.drop()
        elif near and _is_credit_line(each, where):
            each.kind, each.picture = "credit", AtPicture(each.block.element, "credit")


def find_captions(judged: list[Judged]) -> list[Caption]:
    """The captions and credits, one entry a picture, each text once, in page order."""
    found: list[Caption] = []
    seen: set[str] = set()
    at = 0
    while at < len(judged):
        picture = judged[at].picture
        if picture is None:
            at += 1
            continue
        start, texts = at, []
        while at < len(judged) and _unit(judged[at]) is picture.unit:
            texts.append((judged[at].block.text, judged[at].kind == "credit"))
            at += 1
        caption, credit = _put_together(texts)
        caption = "" if caption in seen else caption
        credit = "" if credit in seen and not caption else credit
        seen |= {caption, credit}
        if caption or credit:
            found.append(Caption(start, caption, credit))
    return found


def _put_together(texts: list[tuple[str, bool]]) -> tuple[str, str]:
    """One caption and one credit of the blocks at a picture."""
    captions: list[str] = []
    named: list[str] = []
    for text, marked in texts:
        if not marked and not is_credit_alone(text):
            captions.append(text)
            continue
        caption, credit = _part(text)
        if marked and credit and len(caption) > 40:
            captions.append(caption)
            named.append(credit)
        else:
            named.append(text)
    caption, credit = _part(" ".join(captions))
    named.extend([credit] if credit else [])
    return caption, " | ".join(dict.fromkeys(named))


def _part(text: str) -> tuple[str, str]:
    parted = part_caption(text)
    return text[slice(*parted.caption)].strip(), text[slice(*parted.credit)].strip()


def _unit(each: Judged) -> HtmlElement | None:
    return each.picture.unit if each.picture is not None else None


def _is_foreign(each: Judged, where: Surroundings, *, inside: bool) -> bool:
    """Whether a picture is another report's, or its words are no caption."""
    block, unit = each.block, each.picture.unit if each.picture else each.block.element
    credit, marked = is_credit_alone(block.text), unit.tag == "figure" or says_caption(unit)
    if where.is_furniture(unit.getparent()):
        return True
    if block.linked >= 0.8 * block.size and not credit and not (inside and marked):
        return True
    if not marked and not says_picture(unit) and stands_at_author(block.element):
        return True
    if 3 * sum(c.isdigit() for c in block.text) > len(block.key):
        return True
    if each.kind != "caption" or credit:
        return False
    bare = not marked and block.text.count(" ") < 3
    return bare or is_furniture(block.text) or _asks(block.text)


def _asks(text: str) -> bool:
    return load_page_words().promo.search(text) is not None


def _is_author(each: Judged, names: list[str]) -> bool:
    """Whether the words at a picture are "By Jane Doe"."""
    text, key = each.block.text, each.block.key
    named = any(n in key and len(key) < len(n) + 40 for n in names)
    return (
        named
        and _BY.match(text) is not None
        and not ends_like_prose(text)
        and not is_credit_alone(text)
    )


def _is_credit_line(each: Judged, where: Surroundings) -> bool:
    """Whether a line says by itself that it is a credit: "Photo: Jane Doe/AP"."""
    block = each.block
    if each.kind not in {None, "body"} or each.dropped or len(block.text) > 120:
        return False
    if load_page_words().sure_label.match(block.text) is None:
        return False
    parent = block.element.getparent()
    in_section = parent is not None and parent.tag == "section"
    return each.kind == "body" or in_section or not where.is_furniture(block.element)
