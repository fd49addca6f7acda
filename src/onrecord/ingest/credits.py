"""Picture credits: "(J. Doe/Agency)", "Photograph: J. Doe/AFP", "© J. Doe", "REUTERS/J. Doe"."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from onrecord.ingest.lexicon import has_any, load_lexicon
from onrecord.ingest.sentences import find_sentences

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
    r"(?:Photo(?:graph|s|grapher)?|Pictures?|Pic|Images?|Illustration|Screenshot|Screengrab|PHOTO"
    r"|IMAGE|PICTURE|Main image|File photo|File image|File)"
    r"(?: (?:credits?|by|courtesy(?: of)?|from|via|provided by|supplied by|copyright))?\s*[:/]\s*"
    r"|(?:Photo(?:graph|s)?|Picture|Image|Illustration|Video)s? (?:credits?|by|courtesy of|via)\s+"
    r"|(?:Courtesy of|Courtesy|Credit|CREDIT|Credits|Handout|Image copyright|Image source)[:,]?\s+"
    r"|©(?!\s*\d{4})\s*"
)
_LABEL_WORDS = (
    "hoto",
    "Pic",
    "mage",
    "MAGE",
    "llus",
    "creen",
    "HOTO",
    "ICT",
    "ourtesy",
    "redit",
    "REDIT",
    "Hand",
    "File",
    "©",
    "Vid",
)
_AGENCY_FIRST = re.compile(
    r"(?:REUTERS|AP Photo|AFP PHOTO|AFP|EPA-EFE|EPA|Xinhua|TASS|UN Photo) ?/ ?(?=[A-Z])"
)
_PICTURE_LAST = re.compile(
    r"\b(?:file|courtesy|submitted|contributed|handout|staff|stock|undated)"
    r" (?:photo|image|picture)s?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s/,;|·•&+]+")
_SLASHED = re.compile(r"\w\s?/\s?\w")
_OF_PICTURES = re.compile(r"\bvia\b|[Pp]hoto\b|PHOTO|Images\b")
_JOINED = re.compile(r"[,/|·•–—-]|\bfor\b")
_PERSON = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){1,3}[^\W\d_][\w.'’-]*\s?/\s?[^\W\d_]")
_DESK = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,3}(?:,? [a-z]{2,4})?\s*\([A-Za-z, /]+\)$")


def credit_strength(phrase: str) -> Strength:
    """How surely a phrase, without its brackets, is a picture credit.

    >>> credit_strength("J. Doe/Agency").name, credit_strength("AFP").name
    ('PERSON', 'AGENCY')
    """
    phrase = phrase.strip()
    if len(phrase) > LONGEST:
        return Strength.NONE
    labelled = _LABEL.match(phrase)
    content = phrase[labelled.end() :] if labelled else phrase
    if not _is_name_like(content) or len(find_sentences(content)) > 1:
        return Strength.NONE
    if labelled or _PICTURE_LAST.search(content):
        return Strength.SURE
    lexicon = load_lexicon()
    slashed = _SLASHED.search(content) is not None
    if lexicon.agency.search(content) is None:
        return Strength.PERSON if slashed and _PERSON.match(content) else Strength.NONE
    words = _WORD.findall(lexicon.agency.sub(" ", content))
    others = [w for w in words if w.lower() not in lexicon.small_words and w[0].isalnum()]
    if _OF_PICTURES.search(content) or (slashed and others):
        return Strength.SURE
    if not others:
        return Strength.AGENCY
    named = len(others) <= 5 and _JOINED.search(content) is not None
    return Strength.PERSON if named else Strength.NONE


def is_credit_line(text: str) -> bool:
    """Whether a whole paragraph is a picture credit or the agencies a report was made from."""
    if len(text) > LONGEST + 20 or "all rights reserved" in text.lower():
        return False
    if _DESK.match(text) or credit_strength(text.strip("()[] ").rstrip(".")):
        return True
    before_bracket = text.split("(", maxsplit=1)[0]
    return text[-1] in ")]" and credit_strength(before_bracket) is Strength.SURE


def find_credits(text: str) -> list[Credit]:
    """The credits inside a paragraph of prose, in order; they do not overlap."""
    found = [*_bracketed_credits(text), *_labelled_credits(text)]
    kept: list[Credit] = []
    for credit in sorted(found):
        if not kept or credit.start >= kept[-1].end:
            kept.append(credit)
    return kept


def _bracketed_credits(text: str) -> Iterator[Credit]:
    for match in _BRACKETED.finditer(text):
        strength = credit_strength(match[1] or match[2])
        if strength and _stands(text, match.start(), match.end(), strength):
            yield Credit(match.start(), match.end(), strength)


def _labelled_credits(text: str) -> Iterator[Credit]:
    """Credits without brackets: "… in Orle. Photograph: J. Doe/AFP", "Photo: AP The ship …"."""
    labels = _LABEL.finditer(text) if has_any(text, _LABEL_WORDS) else ()
    for match in labels:
        if _follows_a_stop(text, match.start()):
            end = _credit_end(text, match.start(), match.end())
            if end:
                yield Credit(match.start(), end, Strength.SURE)
    first = max(0, len(text) - LONGEST)
    for match in _AGENCY_FIRST.finditer(text, first if "/" in text else len(text)):
        if _follows_a_stop(text, match.start()) and _is_name_like(text[match.start() :]):
            yield Credit(match.start(), len(text), Strength.SURE)


def _follows_a_stop(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in ".!?…\"”’')]|–—-:/"


def _credit_end(text: str, start: int, named: int) -> int:
    """Where the credit ends whose label is `start:named`; 0 if what follows is no credit.

    It goes to the paragraph's end, to the next full stop, or no further than an agency's name.
    """
    if len(text) - start <= LONGEST and credit_strength(text[start:].rstrip(" .")):
        return len(text)
    stop = text.find(". ", named + 3, start + LONGEST)
    if stop > 0 and credit_strength(text[start:stop]) and text.count(" ", named, stop) <= 5:
        return stop + 1
    agency = load_lexicon().agency.match(text, named)
    if agency and text[agency.end() : agency.end() + 3].lstrip('“"‘ ')[:1].isupper():
        return agency.end()
    return 0


def _stands(text: str, start: int, end: int, strength: Strength) -> bool:
    """Whether a bracket stands where a credit can: between sentences or at the end."""
    before = text[max(0, start - 3) : start].rstrip()
    after = text[end : end + 3].strip()
    last = not text[end : end + 8].strip(" .")
    ended = not before or before[-1] in ".!?…)]\"”’'"
    if strength is Strength.SURE:
        return last or ended or after[:1].isupper() or after[:1] in '“"([‘'
    if strength is Strength.PERSON:
        return ended or last
    return last and (ended or "." not in text[:start])


def _is_name_like(phrase: str) -> bool:
    """Whether it holds nothing but names, dates and the small words of credits."""
    small = load_lexicon().small_words
    words = _WORD.findall(phrase)
    named = 0
    for word in words:
        bare = word.strip(".:()[]'’\"“”*–—-@©")
        if not bare:
            continue
        if bare[0].isupper() or bare[0].isdigit() or "." in bare:
            named += 1
        elif bare.lower() not in small:
            return False
    return named > 0 and len(words) <= 16
