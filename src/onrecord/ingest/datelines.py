"""Where and when a report was filed: "KYIV, May 28 (Agency) —", and lines that are only a date."""

import re

from onrecord.ingest.lexicon import has_any, load_lexicon

LONGEST = 140
"""Code points of the longest dateline."""

_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?(?:[:./-]\d{1,4}){0,2}(?:am|pm|z)?$")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[t ][\d:.]+(?:z|[+-]\d{2}:?\d{2})?)?$")
_BETWEEN = re.compile(r"[\s,|·•()–—/]+")

_MARK = re.compile(r"\s*(?:—|–|--)\s*|\s-(?:\s|$)|\s?_(?=\s|$)|:\s")
_MARKS = ("—", "–", "--", " -", "_", ":")
_AGENCY = re.compile(r"\s*(?:\([^()]{2,50}\)|/[\w ,-]{2,30}/|\b(?:CNN|AP|AFP|Reuters))$")
_OPENING_AGENCY = re.compile(
    r"\([A-Z][\w .&-]{1,24}\)\s*(?:(?:—|–|--|-)\s*)?(?=[\"“‘'(\[]?[^\W_a-z])"
)
_PART = re.compile(r"[,.]\s+")
_OPENERS = frozenset("\"“‘'([$£€")


def is_stamp(text: str) -> bool:
    """Whether a paragraph is only a date, with a time, "Updated" and the like, or without."""
    if len(text) > 100 or not any(c.isdigit() for c in text):
        return False
    lexicon = load_lexicon()
    dated = False
    for raw in _BETWEEN.split(text.lower()):
        word = raw.strip(".:-")
        if _ISO.match(word) or word in lexicon.date_words:
            dated = True
        elif word and word not in lexicon.stamp_words and not _NUMBER.match(word):
            return False
    return dated


def dateline_length(text: str, *, first: bool) -> int:
    """How much of a paragraph of prose is its dateline, dash and all; 0 for none.

    Args:
        text: the paragraph.
        first: it is the first of several, where "Kyiv — The" and "KYIV - The" will do.
    """
    head = text[:LONGEST]
    if not has_any(head, _MARKS) and head[0] != "(":
        return 0
    opening = _OPENING_AGENCY.match(head)
    if opening:
        return opening.end() if first and load_lexicon().agency.search(opening[0]) else 0
    for mark in _MARK.finditer(head):
        left, right = head[: mark.start()], head[mark.end() :].lstrip()
        if _is_dateline(left.strip(), mark[0].strip(), right, first=first):
            return len(text[: mark.end()].rstrip())
        if mark[0].strip() != "-" and left:
            break
    return 0


def _is_dateline(left: str, mark: str, after: str, *, first: bool) -> bool:
    if after and not (after[0].isupper() or after[0].isdigit() or after[0] in _OPENERS):
        return False
    agency = _AGENCY.search(left)
    parts = _PART.split((left[: agency.start()] if agency else left).strip(" .,"))
    place = parts[0] if len(parts[0]) > 3 or len(parts) == 1 else " ".join(parts[:2])
    if len(parts) > 5 or any(len(p) > 40 for p in parts) or not _is_place(place):
        return False
    long_mark = mark in {"—", "–", "--"}
    if mark == ":":
        return bool(agency) and place.isupper()
    if place.isupper():
        return first or long_mark or bool(agency)
    return first and bool(after) and (bool(agency) or (long_mark and len(left.split()) <= 5))


def _is_place(place: str) -> bool:
    """Whether it could be the name of a place, as far as letters tell."""
    words = place.replace("/", " ").split()
    letters = sum(c.isalpha() for c in place)
    return (
        letters >= 3
        and len(words) <= 5
        and words[0].lower().strip(".") not in load_lexicon().not_places
        and not any(c.isdigit() or c in '()“”"' for c in place)
        and all(w[0].isupper() or w in {"of", "the", "de", "al", "el"} for w in words)
        and place.rstrip(".") not in {"U.S", "U.N", "U.K", "E.U"}
    )
