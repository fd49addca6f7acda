"""A content that the trained reader breaks off in the middle of a phrase goes on to its end."""

from collections.abc import Collection

from onrecord.annotate.statements.spans import runs
from onrecord.syntax import Parse

BEFORE_NOUN = frozenset({"compound", "det", "poss", "amod", "nummod", "nmod", "quantmod"})
"""Relations of words that stand before the noun they belong to."""
BEHIND = frozenset({"prep", "pobj", "dobj", "case"})
"""Relations of what belongs to the word right before it."""
NEAR = 5
"""A noun further on than this is more likely a fault of the parse."""


def whole_phrases(
    parse: Parse, content: tuple[int, ...], others: Collection[int]
) -> tuple[int, ...]:
    """The content, each of its pieces to the end of the phrase it breaks off in.

    The end of a noun phrase ("thousands of | rounds"), what hangs on the last word ("a series | of
    raids"), the verb of a subject ("that hackers | were behind it"). A piece stays as it is where
    that would reach into `others`, the source and cue.
    """
    found = set(content)
    for first, last in runs(parse, content):
        end = _end_of_phrase(parse, last, found, others)
        end = _end_of_clause(parse, first, end, found, others)
        found.update(range(last + 1, end + 1))
    return tuple(sorted(found))


def _end_of_phrase(parse: Parse, last: int, found: Collection[int], others: Collection[int]) -> int:
    while last + 1 < len(parse.tokens):
        token = parse.tokens[last]
        if token.dep in BEFORE_NOUN and last < token.head <= last + NEAR:
            end = token.head
        else:
            end = _end_of_next(parse, last)
        if end == last or not _is_free(parse, last, end, found, others):
            break
        last = end
    return last


def _end_of_next(parse: Parse, last: int) -> int:
    """The end of what hangs on a word and begins right behind it; the word itself for nothing."""
    for child in parse.children(last):
        if child.dep in BEHIND and parse.edges(child.i)[0] == last + 1:
            return parse.edges(child.i)[1]
    return last


def _end_of_clause(
    parse: Parse, first: int, last: int, found: Collection[int], others: Collection[int]
) -> int:
    tokens = parse.tokens[first : last + 1]
    verbs = [t.head for t in tokens if t.dep in {"nsubj", "nsubjpass"} and t.head > last]
    if not verbs:
        return last
    end = parse.edges(min(verbs))[1]
    while end > min(verbs) and parse.tokens[end].pos in {"PUNCT", "SPACE"}:
        end -= 1
    return end if _is_free(parse, last, end, found, others) else last


def _is_free(
    parse: Parse, last: int, end: int, found: Collection[int], others: Collection[int]
) -> bool:
    """Whether the tokens behind `last` up to `end` are in no role and in the same line."""
    return not any(
        i in found or i in others or parse.tokens[i].pos == "SPACE"
        for i in range(last + 1, end + 1)
    )
