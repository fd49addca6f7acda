"""Direct quotations: what stands in quotation marks and is said by somebody, and by whom.

The unit is the *stretch*: inside one paragraph, what stands between double quotation marks (or from
an opening mark to the paragraph's end), with three words or more. Every system's answer is read as
a set of stretches, so that no system gains or loses by where it lets a quotation end.

A stretch is a gold direct quotation where a gold content piece of which every word is quoted holds
at least half of its words. A stretch inside a gold content that is quoted in part ("said that it
was “not the time”") is neither asked for nor held against a system that finds it; any other stretch
(a title, a nickname, scare quotes) is wrong when found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.evaluate.counts import Counts, Metrics
from onrecord.evaluate.spans import Span, overlap

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“”„«»\"]|``|''")
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
CLOSES = {"“": ("”", '"'), "„": ("“", "”"), "«": ("»",), '"': ('"', "”"), "``": ("''",)}
LEAST_WORDS = 3
PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "you", "who", "this", "that", "one"})
OPENERS = frozenset({
    "the", "a", "an", "one", "two", "some", "many", "his", "her", "their", "another", "several",
    "officials", "critics", "both",
})  # fmt: skip


class Quoted(NamedTuple):
    """A content with its speaker, as the gold or a system gives it: pieces of each."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


class Counted(NamedTuple):
    """What one report adds to the figures."""

    found: Counts
    """Precision and recall of direct quotations; stretches that are left open are in neither."""
    named: Counts
    """Of found quotations with a named gold speaker: those with the right one."""
    any_source: Counts
    """Of found quotations with a gold source of any kind: those with the right one."""


def find_stretches(text: str) -> list[Span]:
    """The stretches of a text, with their marks."""
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _quoted(text, *paragraph.span()):
            if len(_WORD.findall(text, start, end)) >= LEAST_WORDS:
                found.append((start, end))
    return found


def score_quotations(rows: Iterable[tuple[str, Sequence[Quoted], Sequence[Quoted]]]) -> Metrics:
    """`precision`, `recall`, `f1`; `speaker_named`, `speaker_any`.

    Args:
        rows: a text, the gold contents, and a system's.

    The speaker of a found quotation is right where a piece of the system's source overlaps one of
    the gold's; `speaker_named` is over found quotations whose gold source holds a name, and a
    system that gives none is wrong there.
    """
    counted = [count_report(*row) for row in rows]
    found = sum((each.found for each in counted), start=Counts())
    named = sum((each.named for each in counted), start=Counts())
    sourced = sum((each.any_source for each in counted), start=Counts())
    return {
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
        "speaker_named": named.recall if named.gold else None,
        "speaker_any": sourced.recall if sourced.gold else None,
        "gold_quotations": found.gold,
        "found_quotations": found.predicted,
        "named_quotations": named.gold,
    }


def count_report(text: str, gold: Sequence[Quoted], ours: Sequence[Quoted]) -> Counted:
    """The counts of one report."""
    stretches = find_stretches(text)
    found = named = sourced = Counts()
    for stretch in stretches:
        words = [word.span() for word in _WORD.finditer(text, *stretch)]
        truth = _holder(words, [q for q in gold if _is_quoted(text, q, stretch, stretches)])
        answer = _holder(words, ours)
        left_open = truth is None and _holder(words, gold) is not None
        if left_open:
            continue
        both = truth is not None and answer is not None
        found += Counts(int(both), int(answer is not None), int(truth is not None))
        if truth is None or answer is None or not truth.source:
            continue
        right = any(overlap(one, other) for one in truth.source for other in answer.source)
        sourced += Counts(int(right), 1, 1)
        if is_named(" ".join(text[start:end] for start, end in truth.source)):
            named += Counts(int(right), 1, 1)
    return Counted(found, named, sourced)


def is_named(source: str) -> bool:
    """Whether a source holds a name: a capital that is not that of a pronoun or an article.

    >>> is_named("Ana Rell"), is_named("She"), is_named("The officials")
    (True, False, False)
    """
    words = _WORD.findall(source)
    return any(
        word[0].isupper() and word.casefold() not in PRONOUNS and not (n == 0 and _is_opener(word))
        for n, word in enumerate(words)
    )


def _is_opener(word: str) -> bool:
    """Whether a capital may come from beginning the sentence, as far as the word tells."""
    return word.casefold() in OPENERS


def _quoted(text: str, start: int, end: int) -> Iterator[Span]:
    """What stands between marks in one paragraph; what is left open runs to its end."""
    opened, mark = -1, ""
    for found in _MARK.finditer(text, start, end):
        if opened < 0 and found[0] in CLOSES:
            opened, mark = found.start(), found[0]
        elif opened >= 0 and found[0] in CLOSES[mark]:
            yield opened, found.end()
            opened = -1
    if opened >= 0:
        yield opened, end


def _is_quoted(text: str, quoted: Quoted, stretch: Span, stretches: Sequence[Span]) -> bool:
    """Whether every word of each piece that touches the stretch stands in some stretch."""
    pieces = [piece for piece in quoted.content if overlap(piece, stretch)]
    return bool(pieces) and all(
        any(start <= word.start() and word.end() <= end for start, end in stretches)
        for piece in pieces
        for word in _WORD.finditer(text, *piece)
    )


def _holder(words: Sequence[Span], contents: Iterable[Quoted]) -> Quoted | None:
    """The content that holds most of the words, the first of equals; None under half of them."""
    best, most = None, 0
    for quoted in contents:
        held = sum(any(overlap(word, piece) for piece in quoted.content) for word in words)
        if held > most:
            best, most = quoted, held
    return best if 2 * most >= len(words) else None
