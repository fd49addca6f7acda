"""Quotation marks → quotations, with those that run over paragraphs joined.

A quotation that is still open at the end of its paragraph goes on in the next one if that opens
with a mark (news style: the mark is repeated, and closed once at the end).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.syntax import Parse

CLOSERS = {
    "“": ("”", '"'), "„": ("“", "”"), "«": ("»",), "‘": ("’",), "'": ("'",), '"': ('"', "”"),
    "''": ("''",), "``": ("''",),
}  # fmt: skip
SINGLE = {"‘", "'"}
_MARK = re.compile(r"''|``|[“”„«»\"‘’']")
_OPENS_AFTER = re.compile(r"[\s(\[—–/-]")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters `start:end` with their marks, and the tokens `first:last` among them.

    `reopened`: it goes on from the quotation before it, in the paragraph before.
    """

    start: int
    end: int
    first: int
    last: int
    passage: str
    closed: bool
    reopened: bool


def find_quotations(parse: Parse) -> tuple[Quotation, ...]:
    """The outermost quotations, in text order; quotations inside quotations are not reported."""
    found: list[Quotation] = []
    open_end = False
    for passage, start, end, kind in _stretches(parse):
        if kind != "body":
            open_end = False if kind != "caption" else open_end
        first = True
        last_open = False
        for lo, hi, closed in _spans(parse.doc.text, start, end):
            first_token, last_token = parse.token_range(lo, hi)
            if first_token < last_token:
                reopened = first and open_end and kind == "body" and lo == start
                found.append(Quotation(lo, hi, first_token, last_token, passage, closed, reopened))
            first, last_open = False, not closed
        if kind == "body":
            open_end = last_open
    return tuple(found)


def _stretches(parse: Parse) -> Iterator[tuple[str, int, int, str]]:
    """Each passage that has sentences: id, span, kind."""
    read = {sentence.passage for sentence in parse.sentences}
    for passage in parse.passages:
        if passage.id in read:
            yield passage.id, passage.span.start, passage.span.end, passage.kind


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Quotations of one passage: start, end, whether it was closed."""
    opened, mark = -1, ""
    for found in _MARK.finditer(text, start, end):
        at, here = found.start(), found[0]
        if opened < 0:
            if _opens(text, at, here, start):
                opened, mark = at, here
        elif _closes(text, at, here, mark, end):
            yield opened, found.end(), True
            opened = -1
    if opened >= 0 and (opened == start or mark not in SINGLE):
        yield opened, end, False


def _opens(text: str, at: int, mark: str, start: int) -> bool:
    if mark in "“„«":
        return True
    after = text[at + len(mark) : at + len(mark) + 1]
    if mark in {"”", "»", "’"} or not after or after.isspace():
        return False
    before = text[at - 1] if at > start else " "
    free = bool(_OPENS_AFTER.match(before))
    return free and (mark not in SINGLE or (after.isalpha() and _is_closed(text, at, mark)))


def _is_closed(text: str, at: int, mark: str) -> bool:
    """Whether a single mark has a closing one in the next 400 characters of its line."""
    line = text[at + 1 : at + 400].split("\n", 1)[0]
    return any(
        _ends_word(line, i) and (line[i - 1] in ",.?!" or line[i + 1 : i + 2] in ",.;:)?! —")
        for i, c in enumerate(line)
        if c in CLOSERS[mark] and i > 0
    )


def _ends_word(text: str, at: int) -> bool:
    return not text[at + 1 : at + 2].isalnum() and not text[at - 1].isspace()


def _closes(text: str, at: int, here: str, mark: str, end: int) -> bool:
    if mark in SINGLE:
        if here not in CLOSERS[mark] or not (at + 1 >= end or _ends_word(text, at)):
            return False
        # "the Trumps' house": a plural possessive closes nothing.
        plural = text[at - 1] == "s" and text[at + 1 : at + 3].strip().islower()
        return not plural or text.find(here, at + 1, min(end, at + 200)) < 0
    if mark == '"' and here == '"' and at + 1 < end and text[at + 1].isalnum():
        # An opening mark where one is open already: the one before was never closed.
        return not text[at - 1].isspace()
    return here in CLOSERS[mark]


def is_speech(parse: Parse, quotation: Quotation) -> bool:
    """Whether a quotation is words somebody spoke as a sentence, not a phrase set off in marks.

    It holds a finite verb with a subject, or ends as a sentence does, or is long.
    """
    tokens = parse.tokens[quotation.first : quotation.last]
    words = [t for t in tokens if t.pos != "PUNCT"]
    if len(words) >= 8:
        return True
    if len(words) < 2:
        return False
    verb = any(t.tag in FINITE for t in words)
    return ends_as_speech(parse, quotation) and (verb or len(words) >= 3)


def ends_as_speech(parse: Parse, quotation: Quotation) -> bool:
    """Whether its last mark but the quotation mark is one of a sentence: “No,” he said."""
    text = parse.doc.text[quotation.start : quotation.end].rstrip("\"”’'»")
    return text[-1:] in {",", ".", "?", "!", "…"}
