"""Characters: evidence, ids, name keys."""

import hashlib
import unicodedata

from onrecord.records import Evidence

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

    >>> make_id("men", "doc-1", 3, 9) == make_id("men", "doc-1", 3, 9)
    True
    """
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
    return f"{prefix}-{digest}"


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
