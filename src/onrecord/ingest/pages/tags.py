"""The start tags of a page, looked at before it is parsed.

The parser's time grows with the square of the attributes of a tag.
"""

import re

from onrecord.errors import InputError

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


def refuse_crowded_tags(text: str, label: str) -> None:
    """Refuse a page with more attributes in a tag than can be parsed in time.

    Raises:
        InputError: there is such a tag.
    """
    for found in _TAG.finditer(text):
        tag = found[2] or found[3] or ""
        if len(tag) <= 2 * MAX_ATTRIBUTES:
            continue
        if len(_NAME.findall(_VALUE.sub(" ", tag))) > MAX_ATTRIBUTES:
            raise InputError(
                f"{label} is a page with more than {MAX_ATTRIBUTES:,} attributes in one tag",
                remedy="save the article's own page, or give its text",
            )
