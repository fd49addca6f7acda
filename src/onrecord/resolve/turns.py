"""Interviews and transcripts: who has the word, by the labels at the start of paragraphs."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.resolve.nodes import Node
from onrecord.syntax import Parse

_LABEL = re.compile(r"\(\(([^()\n]{1,50})\)\)|\[([^\[\]\n]{1,50})\]:?(?=\s)|([^:\n]{1,50}):(?=\s)")
WORDS = 5
"""Words that a label has at most."""
LEAST, AGAIN = 4, 2
"""Labelled paragraphs of a transcript, and labels that come back in it, at the least."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says from character `start`, to the next turn.

    `speaker` is the number of the mention of a person in the label; None for "Q" or a newspaper.
    """

    start: int
    speaker: int | None = None


def find_turns(parse: Parse, nodes: Sequence[Node]) -> list[Turn]:
    """The turns of a transcript in text order; none in a report that is no transcript."""
    labels = [
        (passage.span.start, *span)
        for passage in parse.passages
        if passage.kind == "body"
        and (span := _label(parse.doc.text, passage.span.start, passage.span.end)) is not None
    ]
    names = Counter(parse.doc.text[start:end] for _, start, end in labels)
    if len(labels) < LEAST or sum(count > 1 for count in names.values()) < AGAIN:
        return []
    persons = {
        node.mention.name.start: node.n
        for node in reversed(nodes)
        if node.is_name and node.mention.type == "PER"
    }
    return [
        Turn(at, next((persons[i] for i in range(start, end) if i in persons), None))
        for at, start, end in labels
        if names[parse.doc.text[start:end]] > 1
    ]


def turn_at(turns: Sequence[Turn], offset: int) -> int | None:
    """The number of the turn that holds a character, None before the first."""
    n = bisect_right(turns, offset, key=lambda turn: turn.start)
    return n - 1 if n else None


def _label(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The characters of the label that a paragraph begins with."""
    found = _LABEL.match(text, start, end)
    if found is None or found.lastindex is None:
        return None
    words = found[found.lastindex].split()
    named = 0 < len(words) <= WORDS and all(word[0].isupper() for word in words)
    return found.span(found.lastindex) if named else None
