"""Who wrote the report: "By Jane Doe and John Roe", "(Reporting by …)", names under a headline."""

import re

from onrecord.ingest.lexicon import load_lexicon
from onrecord.ingest.sentences import ends_sentence

LONGEST = 160
"""Code points of the longest byline; of a list of reporters and editors three times that."""

_BY = re.compile(
    r"(?:By|BY|by|From|Words by|Story by|Written by|Reported by|Report by|Text by|Analysis by)"
    r"\s*:?\s+(?=\S)"
)
_CAPITAL = r"[^\W\d_a-z]"
_PARTICLE = "de|la|van|von|der|al|el|bin|ben|da|di"
_NAME = rf"{_CAPITAL}[\w'’-]*\.?(?: (?:{_CAPITAL}[\w'’-]*\.?|{_PARTICLE})){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:, | and | & ){_NAME}){{0,3}}"
_NAMES_ALONE = re.compile(rf"{_NAMES}$")
_NAMES_IN_PLACE = re.compile(rf"{_NAMES} in {_CAPITAL}[\w'’ -]*$")
_NAME_AND_ROLE = re.compile(
    rf"{_NAME}, [\w.' ]*(?:\.(?:com|ca|org|net|co|uk)"
    r"|(?i:correspondent|reporter|editor|writer|columnist)"
    r"|News|Times|Post|Press|Reuters|AP|AFP|CNN|BBC|Agency)\b[\w.' ]*$"
)
_STAFF = re.compile(
    r"\(?(?:Additional reporting|Reporting|Additional writing|Writing|Editing|Compiling) by "
    rf"(?={_CAPITAL})"
    r"|(?:[–—-]+ ?)?With (?:assistance|files|reporting|additional reporting) (?:from|by) "
    rf"(?={_CAPITAL})"
)
_ROLE = re.compile(
    r"(?i:correspondent|reporter|editor|writer|columnist|analyst|journalist|producer)s?"
)
_CONTRIBUTED = re.compile(r" contributed (?:to (?:this|the)|reporting)\b[^.!?]{0,40}\.?$")
_BEFORE_DATELINE = re.compile(rf"By {_NAMES} (?={_CAPITAL}{{3}})")
_AFTER_NAMES = re.compile(
    r" in | for |, (?=[A-Z]{2}|The |Associated|\w+ (?:News|Press|Times|Post))|[|•·]"
)


def is_byline(text: str, *, under_headline: bool = False, over_role: bool = False) -> bool:
    """Whether a paragraph says who wrote the report.

    Args:
        text: the paragraph.
        under_headline: it stands between headline and prose: "Jane Doe in Kyiv" will do.
        over_role: and a date or a role follows it: a bare name will do.
    """
    if _STAFF.match(text):
        return len(text) <= 3 * LONGEST
    if len(text) > LONGEST or text[-1] == ":":
        return False
    if _CONTRIBUTED.search(text) and "“" not in text:
        return True
    found = _BY.match(text)
    if found:
        return _is_names(text[found.end() :])
    if not under_headline or ends_sentence(text):
        return False
    return bool(
        _NAMES_IN_PLACE.match(text)
        or _NAME_AND_ROLE.match(text)
        or (over_role and _NAMES_ALONE.match(text))
        or is_role(text)
    )


def is_role(text: str) -> bool:
    """Whether a line is what an author is: "Diplomatic correspondent", "Reporting from Kyiv"."""
    words = text.split()
    if words[0] == "Reporting" and len(words) <= 5:
        return words[1:2] in (["from"], ["in"])
    return len(words) <= 5 and _ROLE.fullmatch(words[-1]) is not None


def is_signature(text: str) -> bool:
    """Whether the first paragraph of a text is an author with an outlet, and no headline."""
    return len(text) <= LONGEST and _NAME_AND_ROLE.match(text) is not None


def byline_length(text: str) -> int:
    """How much of a paragraph is a byline glued before a dateline in capitals; 0 for none."""
    found = _BEFORE_DATELINE.match(text[:LONGEST])
    return found.end() if found else 0


def find_byline_tail(text: str) -> int:
    """Where "(Reporting by …)" begins at the end of a paragraph; its length if it does not."""
    first = max(0, len(text) - 3 * LONGEST)
    if text.find("ing by ", first) < 0 and text.find("With ", first) < 0:
        return len(text)
    for match in _STAFF.finditer(text, first):
        before = text[max(0, match.start() - 4) : match.start()].rstrip()
        if before and ends_sentence(before):
            return match.start()
    return len(text)


def authors_of(byline: str) -> tuple[str, ...]:
    """The names in a byline, in its order.

    >>> authors_of("By Jane Doe and John Roe in Kyiv")
    ('Jane Doe', 'John Roe')
    """
    found = _BY.match(byline)
    if found is None and not (_NAMES_IN_PLACE.match(byline) or _NAMES_ALONE.match(byline)):
        return ()
    names = _AFTER_NAMES.split(byline[found.end() :] if found else byline, maxsplit=1)[0]
    parts = (p.strip(" .,") for p in re.split(r",? and | & |, ", names))
    return tuple(p for p in parts if re.fullmatch(_NAME, p))


def _is_names(text: str) -> bool:
    """Whether it holds names, places, outlets and the small words of bylines, nothing else."""
    lexicon = load_lexicon()
    words = re.findall(r"[^\s,/|&•·]+", text)
    if not words or len(words) > 20 or words[0].lower().strip(".") in lexicon.not_names:
        return False
    if ends_sentence(text) and "." not in words[-1][:-1] and len(words[-1]) > 3:
        return False
    return all(
        w[0].isupper() or w.lower().strip(".") in lexicon.byline_words or "@" in w for w in words
    )
