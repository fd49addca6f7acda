"""The lines above a report's prose: which is the headline, and what the others are."""

import re

from onrecord.ingest.bylines import is_byline, is_role, is_signature
from onrecord.ingest.captions import says_it_is_a_picture
from onrecord.ingest.headlines import is_headline
from onrecord.records import PassageKind

MOST_HEADLINES = 3
"""Headline and decks: more unpunctuated lines are a list."""
HEADLINE_WORDS = 4
"""Shorter lines above a line of so many words are the outlet's name or the section's."""

_OUTLET = re.compile(r"\b(?:News|Times|Post|Herald|Journal|Tribune|Press|Wire|Agency|Online)$")


def judge_above(lines: list[str], dated: list[bool]) -> list[PassageKind | None]:
    """The kind of each line above the prose; None where it is in doubt.

    Args:
        lines: the paragraphs above the prose that are not known by themselves, in order.
        dated: whether a line with a date follows each.
    """
    headline = _find_headline(lines)
    if headline is None:
        return [_kind_of_stray(line) for line in lines]
    kinds: list[PassageKind | None] = []
    for n, line in enumerate(lines):
        named = dated[n] or (n + 1 < len(lines) and is_role(lines[n + 1]))
        if n == 0 and is_signature(line):
            kinds.append("byline")
        elif n < headline and _is_site(line):
            kinds.append("furniture")
        elif n > headline and is_byline(line, under_headline=True, over_role=named):
            kinds.append("byline")
        elif says_it_is_a_picture(line):
            kinds.append("caption")
        else:
            shaped = is_headline(line.rstrip("?!")) and kinds.count("headline") < MOST_HEADLINES
            kinds.append("headline" if shaped else None)
    decks = kinds.count("headline") + kinds.count(None) > MOST_HEADLINES
    return [
        k if k != "headline" or n == headline or not decks else None for n, k in enumerate(kinds)
    ]


def _find_headline(lines: list[str]) -> int | None:
    """The first line that is long enough for a headline; else the first that has its shape."""
    shaped = [n for n, line in enumerate(lines) if is_headline(line.rstrip("?!"))]
    if shaped[:1] == [0] and is_signature(lines[0]):
        shaped = shaped[1:]
    shaped = shaped[:1] + [n for n in shaped[1:] if not is_byline(lines[n], under_headline=True)]
    long = [n for n in shaped if len(lines[n].split()) >= HEADLINE_WORDS]
    return next(iter(long or shaped), None)


def _kind_of_stray(line: str) -> PassageKind | None:
    if is_signature(line):
        return "byline"
    return "caption" if says_it_is_a_picture(line) else None


def _is_site(line: str) -> bool:
    """Whether a short line names an outlet or a section: "World", "World | Asia"."""
    words = line.split()
    return len(words) <= 2 or (len(words) <= 5 and ("|" in words or bool(_OUTLET.search(line))))
