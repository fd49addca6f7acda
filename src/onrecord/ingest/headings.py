"""What stands above a report's prose: headlines, bylines, datelines, date stamps."""

import re

from onrecord.ingest.lexicon import load_lexicon
from onrecord.ingest.sentences import ends_sentence

LONGEST_HEADLINE = 200
LONGEST_BYLINE = 160
LONGEST_DATELINE = 140

_MONTHS = (
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat"
_DATE_WORDS = frozenset(f"{_MONTHS} {_DAYS}".split())
_STAMP_WORDS = _DATE_WORDS | frozenset(
    ["published", "updated", "posted", "modified", "last", "first", "on", "at", "as", "of", "am", "pm", "a.m", "p.m", "gmt", "utc", "bst", "est", "edt", "et", "ct", "pt", "cet", "cest", "eet", "eest", "msk", "ist", "pst", "pdt", "cst", "cdt", "noon", "midnight", "date", "the"]
)
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?(?:[:./-]\d{1,4}){0,2}(?:am|pm|z|Z)?$")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")

_BY = re.compile(
    r"(?:By|BY|by|From|Words by|Story by|Written by|Reported by|Report by|Reporting by|Text by|Analysis by)"
    r"\s*:?\s+(?=\S)"
)
_BY_SMALL = frozenset(
    ["and", "in", "for", "of", "with", "the", "at", "on", "from", "de", "la", "le", "van", "von", "der", "den", "al", "el", "bin", "ben", "ibn", "da", "di", "dos", "du", "y", "to", "by", "a", "an", "correspondent", "reporter", "editor", "writer", "staff", "special", "additional", "reporting", "chief", "senior", "columnist", "diplomatic", "defence", "defense", "foreign", "political", "agencies", "agency", "bureau", "via", "news"]
)
_NOT_BY = frozenset(
    f"{_MONTHS} {_DAYS} late early mid noon midnight then now law contrast comparison all".split()
)
_NAME = r"[^\W\d_a-z][\w'’-]*\.?(?: (?:[^\W\d_a-z][\w'’-]*\.?|de|la|van|von|der|al|el|bin|ben|da|di)){1,3}"
_NAMES_IN_PLACE = re.compile(rf"{_NAME}(?:(?:,| and| &) {_NAME}){{0,3}} in [^\W\d_a-z][\w'’ -]*$")
_NAME_ALONE = re.compile(rf"{_NAME}(?:(?:,| and| &) {_NAME}){{0,3}}$")
_NAME_ROLE = re.compile(
    rf"{_NAME}, [\w.' ]*(?:\.(?:com|ca|org|net|co|uk)|[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist"
    r"|News|Times|Post|Press|Reuters|AP|AFP|CNN|BBC|Agency)\b[\w.' ]*$"
)
_TAIL_BYLINE = re.compile(
    r"\(?(?:Additional reporting|Reporting|Writing|Editing|Compiled|Additional writing) by (?=[^\W\d_a-z])"
    r"|(?:[–—-]+ ?)?With (?:assistance|files|reporting|additional reporting) (?:from|by) (?=[^\W\d_a-z])"
)
_CONTRIBUTED = re.compile(r" contributed (?:to (?:this|the)|reporting)\b[^.!?]{0,40}\.?$")

_SEPARATOR = re.compile(r"\s*(?:—|–|--)\s*|\s-\s|\s?_(?=\s|$)|:\s|\s-$")
_AGENCY_OPENING = re.compile(
    r"\([A-Z][\w ./&-]{1,24}\)\s*(?:(?:—|–|--|-)\s*)?(?=[\"“‘'(\[]?[^\W_a-z])"
)
_PLACE = re.compile(
    r"(?P<place>[^(),.]{2,40}?(?:\.[^(),]{0,20}?)?)"
    r"(?P<rest>(?:[,.]\s[^(),]{1,30}){0,4}?)"
    r"[,.]?\s*(?P<agency>\([^()]{2,50}\)|/[\w ,-]{2,30}/|CNN|AP|AFP|Reuters)?\s*"
)
_NOT_PLACES = frozenset(
    ["analysis", "exclusive", "update", "updated", "breaking", "factbox", "timeline", "explainer", "watch", "video", "opinion", "corrected", "correction", "insight", "focus", "file", "note", "live", "abstract", "question", "answer", "poll", "photo", "photos", "read", "listen", "editorial", "comment", "review", "interview", "summary", "background", "factcheck", "q", "a", "nato", "isis", "isil", "covid", "opec", "brics"]
)


def is_stamp(text: str) -> bool:
    """Whether a paragraph is only a date, with a time or "Updated" or not."""
    if len(text) > 100:
        return False
    if _ISO.match(text):
        return True
    dated = False
    for raw in re.split(r"[\s,|·•()–—/]+", text):
        word = raw.strip(".:-").lower()
        if not word or word in _STAMP_WORDS:
            dated = dated or word in _DATE_WORDS
        elif _ISO.match(word):
            dated = True
        elif not _NUMBER.match(word):
            return False
    return dated and any(c.isdigit() for c in text)


def is_byline(text: str, *, header: bool) -> bool:
    """Whether a paragraph says who wrote the report.

    Args:
        text: the paragraph.
        header: it stands under a headline and above the prose, where a bare name is a byline too.
    """
    if len(text) > LONGEST_BYLINE:
        return _TAIL_BYLINE.match(text) is not None and len(text) <= 3 * LONGEST_BYLINE
    if _TAIL_BYLINE.match(text) or (_CONTRIBUTED.search(text) and "“" not in text):
        return True
    found = _BY.match(text)
    if found:
        return _is_names(text[found.end() :])
    if not header or ends_sentence(text):
        return False
    return bool(_NAMES_IN_PLACE.match(text) or _NAME_ROLE.match(text) or _NAME_ALONE.match(text))


def is_signature(text: str) -> bool:
    """Whether the first paragraph of a text is an author with an outlet, and no headline."""
    return len(text) <= LONGEST_BYLINE and _NAME_ROLE.match(text) is not None


def find_byline_tail(text: str) -> int:
    """Where "(Reporting by …)" begins at the end of a paragraph; its length if it does not."""
    first = max(0, len(text) - 2 * LONGEST_BYLINE)
    for match in _TAIL_BYLINE.finditer(text, first):
        before = text[max(0, match.start() - 4) : match.start()].rstrip()
        if before and before[-1] in ".!?…\"”’')":
            return match.start()
    return len(text)


def authors_of(byline: str) -> tuple[str, ...]:
    """The names in a byline, in its order.

    >>> authors_of("By Jane Doe and John Roe in Kyiv")
    ('Jane Doe', 'John Roe')
    """
    found = _BY.match(byline)
    if found is None and not (_NAMES_IN_PLACE.match(byline) or _NAME_ALONE.match(byline)):
        return ()
    names = byline[found.end() :] if found else byline
    names = re.split(
        r" in | for |, (?:[A-Z]{2,}|\w+ (?:News|Press|Times|Post)|The |Associated)|\||•|·", names
    )[0]
    parts = re.split(r",? and | & |, ", names)
    return tuple(p.strip(" .,") for p in parts if re.fullmatch(_NAME, p.strip(" .,")))


def is_headline(text: str) -> bool:
    """Whether a paragraph has the shape of a headline: short, no full stop, no list, no colon."""
    return (
        len(text) <= LONGEST_HEADLINE
        and not ends_sentence(text)
        and text[-1] not in ":;,—–-"
        and any(c.isalpha() for c in text)
        and not text[0].islower()
    )


def dateline_length(text: str, *, first: bool) -> int:
    """How many code points of a paragraph are its dateline; 0 for none.

    Args:
        text: a paragraph of prose.
        first: it is the first of the report, where "Kyiv — The …" and "KYIV: The …" count too.
    """
    head = text[:LONGEST_DATELINE]
    opening = _AGENCY_OPENING.match(head)
    if opening and first and load_lexicon().agency.search(opening[0]):
        return opening.end()
    for separator in _SEPARATOR.finditer(head):
        if _is_dateline(
            head[: separator.start()], separator[0].strip(), head[separator.end() :], first=first
        ):
            return len(text[: separator.end()].rstrip())
        if separator[0].strip() != "-" or separator.start() > 80:
            break
    return 0


def _is_dateline(left: str, mark: str, after: str, *, first: bool) -> bool:
    found = _PLACE.fullmatch(left)
    if found is None:
        return False
    if after and not (after[0].isupper() or after[0].isdigit() or after[0] in "\"“‘'([$£€"):
        return False
    place, rest, agency = found["place"], found["rest"], found["agency"]
    letters = [c for c in place if c.isalpha()]
    words = place.split()
    if (
        len(letters) < 3
        or words[0].lower().strip(".") in _NOT_PLACES
        or any(c.isdigit() for c in place)
    ):
        return False
    if mark == ":":
        return first and place.isupper() and not rest and len(words) <= 4 and bool(after)
    if place.isupper():
        return first or mark in {"—", "–", "--"} or bool(agency)
    named = all(w[0].isupper() or w in {"of", "the", "de", "al", "el"} for w in words)
    sure = bool(agency) or (mark in {"—", "–", "--"} and len(words) + len(rest.split()) <= 5)
    return first and named and len(words) <= 4 and sure and bool(after)


def _is_names(text: str) -> bool:
    """Whether a line holds names, places, outlets and the small words of bylines, nothing else."""
    if ends_sentence(text) and not re.search(r"\b(?:[A-Z]|Jr|Sr|U\.S)\.$", text):
        return False
    words = re.findall(r"[^\s,/|&•·]+", text)
    if not words or words[0].lower().strip(".") in _NOT_BY or len(words) > 20:
        return False
    return all(w[0].isupper() or w.lower().strip(".") in _BY_SMALL or "@" in w for w in words)
