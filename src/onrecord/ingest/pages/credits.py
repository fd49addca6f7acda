"""A caption as a page gives it → the caption and its credit; a credit → the names in it."""

import re
from functools import cache
from typing import NamedTuple

from onrecord.ingest.lexicon import load_lexicon
from onrecord.ingest.pages.words import load_page_words

LONGEST = 160
"""Code points of the longest credit."""

_SENTENCE_END = re.compile(
    r"(?:(?:(?<=[^\W_]{2})|(?<=[)\"”’»]))[.]|[!?。…])[\"”’»)]{0,2}(?:\s+(?=\S)|(?=[^\W\d_a-z]))"
)
_BRACKETED = re.compile(r"\s?[(\[（［]([^()\[\]（）［］]{2,160})[)\]）］]\s?\.?$")
_SLASHED = re.compile(r"\w\s?/\s?\w|\bvia\b|\bGetty\b")
_NAMES_AT_END = re.compile(r"(?:[^\W\d_a-z][\w.'’-]{0,30}\s){1,3}[^\W\d_a-z][\w.'’-]{0,30}/$")
_BETWEEN = re.compile(r"\s*[|;,]\s*|\s+(?:and|und|et|&)\s+")
_RIGHTS = re.compile(
    r"[/,.]?\s*(?:copyright\b.*|©.*|all rights reserved.*|alle rechte vorbehalten.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SMALL = frozenset({
    "de", "la", "van", "von", "der", "den", "del", "al", "el", "bin", "of",
    "the", "for", "via", "and", "und", "et", "y", "i", "for/", "di", "da", "du", "le",
})  # fmt: skip
_AROUND = " .:|/–—-"


class Parted(NamedTuple):
    """A caption and its credit as spans of the text, either perhaps empty."""

    caption: tuple[int, int]
    credit: tuple[int, int]


class _Labels(NamedTuple):
    anywhere: re.Pattern[str]
    leading: re.Pattern[str]
    alone: re.Pattern[str]


@cache
def _load_labels() -> _Labels:
    words = load_page_words().labels
    label = (
        rf"(?:(?<![^\W\d_])|(?<=[a-zà-ÿ])(?=[A-Z]))(?:{words})"
        r"(?:\s(?:by|von|par|por|via|courtesy of|from|supplied by|provided by))?\s?[:：=＝]\s?"
        r"|(?<![^\W\d_])(?:photo(?:graph|s|graphs|graphy)?|image|picture|illustration|video|foto)s?"
        r"\s(?:by|von|par|por|de|courtesy of|courtesy|via)\s"
        r"|(?<![^\W\d_])(?:courtesy of|handout via|copyright)\s"
        r"|[©ⓒ]\s?|\(c\)\s?|（[CcＣ]）\s?"
    )
    return _Labels(
        anywhere=re.compile(label, re.IGNORECASE),
        leading=re.compile(rf"[\s(\[（\-–—|,;:/]*(?:{label})", re.IGNORECASE),
        alone=re.compile(rf"(?:{words}|tous droits réservés|file|archiv)", re.IGNORECASE),
    )


def part_caption(text: str) -> Parted:
    """Where the caption ends and its credit begins.

    >>> text = "Talks in Orle. (Jane Doe/AP)"
    >>> caption, credit = part_caption(text)
    >>> text[slice(*caption)], text[slice(*credit)]
    ('Talks in Orle.', '(Jane Doe/AP)')
    """
    end = len(text)
    at = _find_credit(text)
    if at is None:
        return Parted((0, end), (end, end))
    return Parted((0, len(text[:at].rstrip(" |–—-([（［,;/·•"))), (at, end))


def is_credit_alone(text: str) -> bool:
    """Whether a whole block at a picture is its credit."""
    if len(text) > LONGEST:
        return False
    if _load_labels().anywhere.match(text.lstrip("([（ ")):
        return len(text.split()) <= 14
    inner = text.strip("()[] ")
    words = inner.replace("/", " ").split()
    if not words or len(words) > 8 or not _are_names(words):
        return False
    bracketed = text[:1] in "([" and text[-1:] in ")]"
    slashed = "/" in inner and " " in inner
    return bracketed or slashed or load_lexicon().agency.match(inner) is not None


def names_in_credit(credit: str) -> tuple[str, ...]:
    """The names of a credit: without "Photo:", brackets and notices of rights.

    >>> names_in_credit("(Photo: Jane Doe/AP)")
    ('Jane Doe/AP',)
    """
    labels = _load_labels()
    text = credit.strip()
    for _ in range(3):
        found = labels.leading.match(text)
        text = text[found.end() :] if found else text
    text = _RIGHTS.sub("", text) or text
    names: dict[str, str] = {}
    for part in _BETWEEN.split(text):
        name = _balanced(part.strip(_AROUND))
        if any(c.isalpha() for c in name) and not labels.alone.fullmatch(name):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _find_credit(text: str) -> int | None:
    """Where the credit at the end of a caption starts; None if there is none."""
    bracket = _BRACKETED.search(text, max(0, len(text) - LONGEST - 6))
    if bracket and _credits(bracket[1], before=text[: bracket.start()]):
        return bracket.start() + len(bracket[0]) - len(bracket[0].lstrip())
    for label in _load_labels().anywhere.finditer(text, max(0, len(text) - LONGEST - 40)):
        rest = text[label.end() :]
        named = _reads_as_names(rest) or (":" in label[0] and len(rest.split()) <= 5)
        if rest and len(rest) <= LONGEST and (label.start() == 0 or named):
            return label.start() - (text[label.start() - 1 : label.start()] in {"(", "[", "（"})
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    if ends and _is_tail(text[ends[-1] :].strip()):
        return len(text) - len(text[ends[-1] :].lstrip())
    return _find_agency(text)


def _find_agency(text: str) -> int | None:
    """A name and an agency without anything before them: "… in Orle Jane Doe/AP"."""
    start = max(0, len(text) - LONGEST)
    agencies = list(load_lexicon().agency.finditer(text, start))
    if not agencies or agencies[-1].end() < len(text.rstrip(" .")) - 12:
        return None
    at = agencies[-1].start()
    glued = _NAMES_AT_END.search(text, start, at)
    if glued is None:
        return None
    words = glued[0].split()
    kept = 3 if len(words) > 2 and len(words[-2].strip(".")) == 1 else 2
    return at - len(" ".join(words[-kept:]))


def _credits(inner: str, before: str) -> bool:
    """Whether what stands in brackets at the end is a credit."""
    if _load_labels().anywhere.match(inner):
        return True
    if _SLASHED.search(inner) or load_lexicon().agency.search(inner):
        return _reads_as_names(inner)
    ended = before.rstrip()[-1:] in set('.!?”"’。…')
    return bool(before) and ended and _reads_as_names(inner) and len(inner.split()) <= 6


def _reads_as_names(text: str) -> bool:
    """Whether most words have the shape of names."""
    words = [word for word in re.split(r"[\s/|,;:&]+", text.strip(" ()[].")) if word]
    odd = sum(w[0].islower() and w.lower() not in _SMALL and "." not in w for w in words)
    return 0 < len(words) <= 18 and 3 * odd <= len(words)


def _is_tail(tail: str) -> bool:
    """Whether what stands after the last full sentence is a name."""
    words = tail.split()
    if not words or len(tail) > 70 or len(words) > 9 or tail[-1] in "!?:;,":
        return False
    opens = not tail[0].islower() or "/" in words[0]
    return opens and _are_names(words) and (len(words) > 1 or len(tail) <= 25)


def _are_names(words: list[str]) -> bool:
    return all(not w[0].islower() or w.lower() in _SMALL or "/" in w for w in words)


def _balanced(name: str) -> str:
    """A name without a bracket whose other half it lacks, or brackets all around it."""
    for left, right in ("()", "[]", "（）", "［］"):
        if name[:1] == left and (name[-1:] == right or right not in name):
            name = name[1:]
        if name[-1:] == right and name.count(left) < name.count(right):
            name = name[:-1]
    return name.strip(_AROUND)
