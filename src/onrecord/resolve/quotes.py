"""Direct speech: where it stands and, where that is plain, which mention says it.

Only for pronouns: "I" in a quotation is its speaker, and nobody else there is "he" for the speaker.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.resolve.nodes import Node
from onrecord.syntax import Parse
from onrecord.wordlists import load_deeds

OPEN, CLOSE, BOTH = "“", "”", '"'
ENDS = frozenset(".,;:!?)]") | {""}
_MARK = re.compile('[“”"]')
LONGEST = 2000
"""Characters that a quotation between straight marks may have; one mark may be missing."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters `start:end` of one paragraph in quotation marks."""

    start: int
    end: int
    speaker: int | None = None
    """The number of the mention that says it."""


def quotation_at(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """The quotation that holds a character, None for one outside."""
    n = bisect_right(quotations, offset, key=lambda q: q.start)
    found = quotations[n - 1] if n else None
    return found if found is not None and offset < found.end else None


def find_quotations(parse: Parse, nodes: Sequence[Node]) -> list[Quotation]:
    """The quotations of each paragraph in text order; an open one ends with its paragraph."""
    spans = [
        span
        for passage in parse.passages
        for span in _marks(parse.doc.text, passage.span.start, passage.span.end)
    ]
    found: list[Quotation] = []
    subjects = _subjects(parse, nodes)
    for start, end in spans:
        speaker = _speaker(parse, start, end, subjects)
        if speaker is None and found and found[-1].speaker is not None:
            between = parse.doc.text[found[-1].end : start]
            if len(between) < 120 and not any(
                found[-1].end < s.mention.span.start < start for s, _ in subjects
            ):
                speaker = found[-1].speaker
        found.append(Quotation(start, end, speaker))
    return found


def _marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans in quotation marks; a straight mark opens or closes by the spaces beside it."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        i = mark.start()
        opens, closes = mark[0] == OPEN, mark[0] == CLOSE
        if mark[0] == BOTH:
            free = i == start or text[i - 1].isspace() or text[i - 1] in "([—–-"
            after = text[i + 1 : i + 2]
            ends = after in ENDS
            opens = free and not ends and not after.isspace()
            closes = not free or ends
            if opens == closes:
                opens = opened is None or i - opened > LONGEST
                closes = not opens
        if opens:
            opened = i
        elif closes and opened is not None:
            if i - opened <= LONGEST:
                found.append((opened, i + 1))
            opened = None
    if opened is not None and text[opened] == OPEN:
        found.append((opened, end))
    return found


def _subjects(parse: Parse, nodes: Sequence[Node]) -> list[tuple[Node, int]]:
    """Mentions that are the subject of a verb of saying, with that verb."""
    saying = load_deeds().saying
    return [
        (node, node.head.head)
        for node in nodes
        if node.head.dep == "nsubj"
        and parse.tokens[node.head.head].lemma in saying
        and node.mention.type in {"PER", "ORG", "GPE", "NORP"}
        and node.words[0] not in {"i", "we", "you", "it"}
    ]


def _speaker(
    parse: Parse, start: int, end: int, subjects: Sequence[tuple[Node, int]]
) -> int | None:
    """The nearest subject of saying outside the quotation, in a sentence that it touches."""
    lo, hi = parse.token_range(start, end)
    if lo >= hi:
        return None
    first, last = parse.tokens[lo].sent, parse.tokens[hi - 1].sent
    fits = [
        (abs(parse.tokens[verb].start - (end if verb >= hi else start)), node.n)
        for node, verb in subjects
        if (first <= node.sent <= last or node.sent == last + 1 == parse.tokens[verb].sent)
        and not lo <= node.first < hi
        and (first <= node.sent <= last or _begins_after(parse, hi, node))
    ]
    return min(fits)[1] if fits else None


def _begins_after(parse: Parse, hi: int, node: Node) -> bool:
    """Whether the sentence right after the quotation only says who spoke (", he said.")."""
    return node.first - hi <= 2 and hi < len(parse.tokens)
