"""The start tags of a page, looked at before it is parsed.

The parser's time grows with the square of the attributes of a tag.
"""

import re

MAX_ATTRIBUTES = 5_000
"""Of one tag; a page has some dozens at most."""

_INSIDE = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+"""
"""A tag up to its end: quotes hold a value behind "=" alone."""
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"  # a comment
    rf"|<(script|style)(?=[\s/>])({_INSIDE}).*?(?:</\1(?=[\s/>])|\Z)"  # with what is no page in it
    rf"|<[a-z]({_INSIDE})",
    re.DOTALL | re.IGNORECASE,
)
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))""")
_NAME = re.compile(r"[^\s/=]+")


def has_crowded_tag(text: str) -> bool:
    """Whether a tag of a page or feed has more attributes than can be parsed in time.

    >>> has_crowded_tag("<p " + " ".join(f"a{n}" for n in range(6_000)) + ">")
    True
    """
    for found in _TAG.finditer(text):
        tag = found[2] or found[3] or ""
        if len(tag) <= 2 * MAX_ATTRIBUTES:
            continue
        if len(_NAME.findall(_VALUE.sub(" ", tag))) > MAX_ATTRIBUTES:
            return True
    return False
