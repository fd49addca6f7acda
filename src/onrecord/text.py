"""Characters: evidence, ids, name keys."""

import hashlib
import re
import unicodedata

from onrecord.records import Evidence

OWNER_DIGITS = 8
"""How many digits of a document's id begin the ids of everything in it."""

_ID = re.compile(rf"[a-z]+-([0-9a-f]{{{OWNER_DIGITS}}})[0-9a-f]{{8,}}")
_KEY = str.maketrans(dict.fromkeys("-‐‑–/_", " ") | dict.fromkeys("'’‘`.ʼ"))


def quote(text: str, start: int, end: int) -> Evidence:
    """Evidence for `text[start:end]`, with white space at its ends cut off."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(start=start, end=end, quote=text[start:end])


def make_id(prefix: str, *parts: object) -> str:
    """An id that is a hash of what makes a record itself: equal parts, equal id.

    Where the first part is the id of another record, the new id begins with the same eight digits:
    everything in a report begins with those of its document, and an id alone leads to its report.

    >>> make_id("men", "doc-1", 3, 9) == make_id("men", "doc-1", 3, 9)
    True
    >>> make_id("men", "doc-0123456789abcdef", 3, 9)[:12]
    'men-01234567'
    """
    digits = hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
    owner = _ID.fullmatch(parts[0]) if parts and isinstance(parts[0], str) else None
    return f"{prefix}-{owner[1]}{digits[:12]}" if owner else f"{prefix}-{digits}"


def name_key(name: str) -> str:
    """The key under which two spellings of one name meet: no accents, case, points or hyphens.

    >>> name_key("  Volodymyr  Zelens’kyy ")
    'volodymyr zelenskyy'
    """
    folded = name.casefold()
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name).casefold()
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(folded.translate(_KEY).split())
