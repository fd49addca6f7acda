"""Picture credits: "(J. Doe/Agency)", "Photograph: J. Doe/AFP", "© J. Doe", "REUTERS/J. Doe"."""

import re
from enum import IntEnum
from typing import NamedTuple

from onrecord.ingest.lexicon import load_lexicon

LONGEST = 160
"""Code points of the longest credit."""


class Strength(IntEnum):
    """How surely a phrase credits a picture."""

    NONE = 0
    AGENCY = 1
    """A bare agency: "(Reuters)" can close a caption or a paragraph, or open a report."""
    PERSON = 2
    """A person and something after a slash: a credit where it stands by itself."""
    SURE = 3


class Credit(NamedTuple):
    """A credit inside a paragraph; offsets are the paragraph's."""

    start: int
    end: int
    strength: Strength


_BRACKETED = re.compile(rf"\(([^()\[\]\n]{{2,{LONGEST}}})\)|\[([^()\[\]\n]{{2,{LONGEST}}})\]")
_LABEL = re.compile(
    r"(?:Photo(?:graph|s|grapher)?|Picture|Pictures|Pic|Image|Images|Illustration|Screenshot|Screengrab"
    r"|PHOTO|IMAGE|PICTURE|Main image|File photo|File image|File)"
    r"(?: (?:credits?|by|courtesy(?: of)?|from|via|illustration by|provided by|supplied by|copyright))?"
    r"\s*[:/]\s*"
    r"|(?:Photo(?:graph|s)?|Picture|Image|Illustration|Video)s? (?:credits?|by|courtesy of|via)\s+"
    r"|(?:Courtesy of|Courtesy|Credit|CREDIT|Credits|Handout|Image copyright|Image source)[:,]?\s+"
    r"|©\s*(?!\d{4})"
)
_AGENCY_FIRST = re.compile(
    r"(?:REUTERS|AP Photo|AFP PHOTO|AFP|EPA-EFE|EPA|Xinhua|TASS|UN Photo) ?/ ?(?=[A-Z])"
)
_WORD = re.compile(r"[^\s/,;|·•&+]+")
_PERSON = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){1,3}[^\W\d_][\w.'’-]*\s?/\s?[^\W\d_]")
_DESK = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,3}(?:,? [a-z]{2,4})?\s*\([A-Za-z, /]+\)$")


def credit_strength(phrase: str) -> Strength:
    """How surely a phrase, without its brackets, is a picture credit.

    >>> credit_strength("J. Doe/Agency").name, credit_strength("AFP").name
    ('PERSON', 'AGENCY')
    """
    phrase = phrase.strip()
    labelled = _LABEL.match(phrase)
    content = phrase[labelled.end() :] if labelled else phrase
    if len(phrase) > LONGEST or not _is_name_like(content):
        return Strength.NONE
    if labelled:
        return Strength.SURE
    agency = load_lexicon().agency.search(content)
    slashed = re.search(r"\w\s?/\s?\w", content) is not None
    if agency is None:
        return Strength.PERSON if slashed and _PERSON.match(content) else Strength.NONE
    rest = load_lexicon().agency.sub(" ", content)
    others = [w for w in _WORD.findall(rest) if w.lower() not in load_lexicon().small_words]
    if re.search(r"\bvia\b|[Pp]hoto\b|PHOTO|Images\b", content) or (slashed and others):
        return Strength.SURE
    if not others:
        return Strength.AGENCY
    joined = re.search(r"[,/|·•–—-]|\bfor\b", content)
    return Strength.PERSON if joined and len(others) <= 5 else Strength.NONE


def is_credit_line(text: str) -> bool:
    """Whether a whole paragraph is a picture credit or the agencies a report was made from."""
    if len(text) > LONGEST + 20 or "all rights reserved" in text.lower():
        return False
    bare = text.strip("()[] ").rstrip(".")
    if credit_strength(bare) is not Strength.NONE or _DESK.match(text):
        return True
    return bool(bare) and credit_strength(text.split("(", maxsplit=1)[0]) is Strength.SURE and text[-1] in ")]"


def find_credits(text: str) -> list[Credit]:
    """The credits inside a paragraph of prose, in order; they do not overlap."""
    found = [c for c in map(_bracketed, _BRACKETED.finditer(text)) if _stands(text, c)]
    after = found[-1].end if found else 0
    tail = _tail_credit(text, after)
    if tail is not None:
        found.append(tail)
    return found


def _bracketed(match: re.Match[str]) -> Credit:
    return Credit(match.start(), match.end(), credit_strength(match[1] or match[2]))


def _stands(text: str, credit: Credit) -> bool:
    """Whether a bracket stands where a credit can: between sentences or at the end."""
    if credit.strength is Strength.NONE:
        return False
    before = (
        text[: credit.start].rstrip()[-2:]
        if credit.start < 400
        else text[credit.start - 3 : credit.start].rstrip()
    )
    after = text[credit.end : credit.end + 3].strip()
    last = not text[credit.end : credit.end + 8].strip(" .")
    ended = not before or before[-1] in ".!?…)]" or before[-1] in "\"”’'"
    if credit.strength is Strength.SURE:
        return last or ended or after[:1].isupper() or after[:1] in '“"([‘'
    if credit.strength is Strength.PERSON:
        return ended or last
    return last and (ended or "." not in text[: credit.start])


def _tail_credit(text: str, after: int) -> Credit | None:
    """A credit without brackets at the end: "… in Orle. Photograph: J. Doe/AFP"."""
    first = max(after, len(text) - LONGEST)
    for pattern in (_LABEL, _AGENCY_FIRST):
        for match in pattern.finditer(text, first):
            before = text[max(0, match.start() - 3) : match.start()].rstrip()
            if before and before[-1] not in ".!?…\"”’')]|–—-:/":
                continue
            if credit_strength(text[match.start() :].rstrip(" .")) is Strength.SURE:
                return Credit(match.start(), len(text), Strength.SURE)
    return None


def _is_name_like(phrase: str) -> bool:
    """Whether it holds nothing but names, dates and the small words of credits."""
    small = load_lexicon().small_words
    words = _WORD.findall(phrase)
    named = 0
    for word in words:
        bare = word.strip(".:()[]'’\"“”*–—-@©")
        if not bare or (bare.lower() in small and not bare[0].isupper()):
            continue
        if not (
            bare[0].isupper()
            or bare[0].isdigit()
            or (not bare[0].isascii()
            and not bare[0].islower())
            or "." in bare
        ):
            return False
        named += 1
    return named > 0 and len(words) <= 16
