"""Which named place the text says lies in which: "Paris, Texas", "Ukraine's Sumy region"."""

import re
from collections.abc import Sequence
from itertools import pairwise

_COMMA = re.compile(r",\s+|\s+\(")
_IN = re.compile(r",?\s+in\s+(?:the\s+)?(?:[a-z]+\s+){0,2}?(?:state\s+of\s+|province\s+of\s+)?")
_OF = re.compile(r"\s+(?:region|province|district|area|part|city|state|oblast)\s+of\s+(?:the\s+)?")
_OWNER = re.compile(r"(?:['’]s?)?\s+(?:[a-z-]+\s+){0,3}")
_OWNED = re.compile(r"(?:['’]s?\s|\s(?:[a-z-]+\s+){0,2}(?:city|town|village|region|province) of\s)")
_LIST = re.compile(r",?\s+(?:and|or|to|from)\s+|,\s+|\s*[;/&]\s*")

SAID, LISTED = 1.0, 0.3
"""How far to trust a pair: a comma inside a list of places says little."""


def find_containment(
    text: str, spans: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, float]]:
    """(inner, outer, trust): numbers of names of which the text says that one lies in the other.

    The names are (start, end, mention type), in text order. What is read from a comma is only a
    hint, since lists of places have commas too: it counts where some place that the one can mean
    does lie in a place that the other can mean.
    """
    found: list[tuple[int, int, float]] = []
    listed = _in_lists(text, spans)
    for i, (first, second) in enumerate(pairwise(spans)):
        start, end = first[1], second[0]
        if not 0 < end - start < 40:
            continue
        gap = text[start:end]
        if _COMMA.fullmatch(gap):
            found.append((i, i + 1, LISTED if i in listed else SAID))
        elif _IN.fullmatch(gap) or _OF.fullmatch(gap):
            found.append((i, i + 1, SAID))
        elif _OWNER.fullmatch(gap) and _OWNED.match(gap):
            found.append((i + 1, i, SAID))
        elif first[2] == "NORP" and _OWNER.fullmatch(gap):
            found.append((i + 1, i, LISTED))
    return found


def _in_lists(text: str, spans: Sequence[tuple[int, int, str]]) -> set[int]:
    """The numbers of the names in a run of three or more joined by commas and conjunctions."""
    listed: set[int] = set()
    run = [0]
    for i in range(1, len(spans) + 1):
        joined = i < len(spans) and _LIST.fullmatch(text[spans[i - 1][1] : spans[i][0]])
        if joined:
            run.append(i)
            continue
        if len(run) > 2:
            listed.update(run)
        run = [i]
    return listed
