"""Interviews and transcripts: who has the word, by the labels at the start of paragraphs."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.resolve.nodes import Node
from onrecord.syntax import Parse
from onrecord.wordlists import load_roles

_LABEL = re.compile(r"\(\(([^()\n]{1,50})\)\)|\[([^\[\]\n]{1,50})\]:?(?=\s)|([^:\n]{1,50}):(?=\s)")
_CAPITALS = re.compile(
    r"(?<!\S)(?:[A-Z][A-Z.'’-]+ ){0,6}?"
    r"((?:THE )?[A-Z][A-Z.'’-]+(?: (?!THE )[A-Z][A-Z.'’-]+){0,3}):(?=\s)"
)
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
    label: str
    speaker: int | None = None


def find_turns(parse: Parse, nodes: Sequence[Node]) -> list[Turn]:
    """The turns of a transcript in text order; none in a report that is no transcript.

    A label in capitals that names a person of the report, or an office that one person holds in it
    ("THE VICE PRESIDENT:"), begins a turn wherever it stands.
    """
    text = parse.doc.text
    bodies = [(p.span.start, p.span.end) for p in parse.passages if p.kind == "body"]
    labels = [
        (start, *span) for start, end in bodies if (span := _label(text, start, end)) is not None
    ]
    names = Counter(text[start:end] for _, start, end in labels)
    is_transcript = len(labels) >= LEAST and sum(n > 1 for n in names.values()) >= AGAIN
    found = {
        at: Turn(at, text[start:end], _speaker(nodes, text, start, end))
        for at, start, end in labels
        if is_transcript and names[text[start:end]] > 1
    }
    for first, last in bodies:
        for label in _CAPITALS.finditer(text, first, last):
            speaker = _speaker(nodes, text, *label.span(1))
            if speaker is not None:
                found.setdefault(label.start(1), Turn(label.start(1), label[1], speaker))
    return [found[at] for at in sorted(found)]


def _speaker(nodes: Sequence[Node], text: str, start: int, end: int) -> int | None:
    """The person whom a label names, or the one who holds the office that it names."""
    persons = [node for node in nodes if node.is_name and node.mention.type == "PER"]
    named = next((node for node in persons if start <= node.mention.name.start < end), None)
    if named is not None:
        return named.n
    office = " ".join(word for word in text[start:end].lower().split() if word != "the")
    holders = [node for node in persons if node.role == load_roles().same.get(office, office)]
    return holders[0].n if len({node.words[-1] for node in holders}) == 1 else None


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
