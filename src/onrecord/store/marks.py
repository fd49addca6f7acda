"""Where the words of a query stand in a text, and the stretch of it that shows them best.

The text is cut into words and stemmed by the tokenizers of the index itself, so that what is marked
is what was found. A store in PostgreSQL stems a few words otherwise; those are found unmarked.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import cast

import apsw

from onrecord.records import Evidence
from onrecord.store.words import STEMMED, Term
from onrecord.text import quote

WIDTH = 240
"""How many characters a snippet has, about."""
MOST = 200
"""How many places are marked in one text."""

Word = tuple[int, int, str]
"""Start and end in bytes of UTF-8, and the word as the index has it."""


def find_marks(
    text: str, query: Sequence[Sequence[Term]], language: str | None
) -> tuple[Evidence, ...]:
    """The places where the wanted words of a query stand, in text order, the first of them."""
    cut = _tokenizer("porter" if language in STEMMED else "unicode61")
    phrases: dict[str, list[list[str]]] = {}
    starts: list[str] = []
    for term in (t for group in query for t in group if not t.left_out):
        stems = [stem for word in term.words for _, _, stem in cut(word)]
        if term.start_only and len(stems) == 1:
            starts += stems
        elif stems:
            phrases.setdefault(stems[0], []).append(stems[1:])
    words = cut(text)
    found: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        last = _last(words, at, phrases.get(word[2], ()), tuple(starts))
        if last is not None:
            found.append((word[0], words[last][1]))
        if len(found) == MOST:
            break
    return tuple(quote(text, *span) for span in _characters(text, found))


def cut_snippet(text: str, marks: Sequence[Evidence]) -> Evidence:
    """About `WIDTH` characters of a text: those with the most different marks, or its start.

    >>> cut_snippet("Talks resumed.", ()).quote
    'Talks resumed.'
    """
    start = max(range(len(marks)), key=lambda n: _worth(marks, n)) if marks else 0
    middle = marks[start].start if marks else 0
    low = max(0, min(middle - WIDTH // 3, len(text) - WIDTH))
    high = min(len(text), low + WIDTH)
    if low and (space := text.find(" ", low, middle)) >= 0:
        low = space
    if high < len(text) and (space := text.rfind(" ", middle, high)) > middle:
        high = space
    return quote(text, low, high)


def _worth(marks: Sequence[Evidence], first: int) -> tuple[int, int]:
    """How many different words, and how many in all, a snippet from this mark on would show."""
    end = marks[first].start + WIDTH * 2 // 3
    shown = [m.quote.casefold() for m in marks[first : first + 20] if m.end <= end]
    return len(set(shown)), len(shown)


def _last(
    words: Sequence[Word], at: int, phrases: Sequence[list[str]], starts: tuple[str, ...]
) -> int | None:
    """The index of the last word of the longest phrase that begins at `at`."""
    for rest in sorted(phrases, key=len, reverse=True):
        if [word[2] for word in words[at + 1 : at + 1 + len(rest)]] == rest:
            return at + len(rest)
    return at if starts and words[at][2].startswith(starts) else None


def _characters(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in bytes of UTF-8 → in characters."""
    if text.isascii():
        yield from spans
        return
    data = text.encode()
    at = characters = 0
    for start, end in spans:
        characters += len(data[at:start].decode())
        length = len(data[start:end].decode())
        yield characters, characters + length
        characters += length
        at = end


@cache
def _tokenizer(name: str) -> Callable[[str], list[Word]]:
    """What cuts a text into the words of the index."""
    kept = apsw.Connection(":memory:")
    options = ["unicode61", "remove_diacritics", "2"]
    tokenize = kept.fts5_tokenizer(name, options if name == "porter" else options[1:])

    def cut(text: str) -> list[Word]:
        found = tokenize(text.encode(), apsw.FTS5_TOKENIZE_DOCUMENT, None)
        return cast("list[Word]", found)  # as it is where offsets are wanted

    return cut
