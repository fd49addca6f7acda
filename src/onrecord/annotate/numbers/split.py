"""Tokens → pieces: figures cut out of what the parser keeps as one token."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.syntax import Token

_SPLIT = re.compile(r"[0-9½¼¾–—-]")
_PIECE = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|\d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?!\d)"
    r"|\d+/\d+"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d+(?:\.\d+)?(?:(?:st|nd|rd|th|s)\b)?"
    r"|[^\W\d_]+(?:\.[^\W\d_]+)*\.?"
    r"|\S"
)


def split_tokens(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, those with digits or dashes inside cut up ("5:30PM", "2003–2005", "T64").

    A piece keeps the number and the tags of its token.
    """
    odd = [
        k
        for k, token in enumerate(tokens)
        if not token.lower.isalpha() and len(token.lower) > 1 and _SPLIT.search(token.lower)
    ]
    pieces: list[Token] = []
    done = 0
    for k in odd:
        token = tokens[k]
        found = list(_PIECE.finditer(token.text))
        if len(found) == 1:
            continue
        pieces.extend(tokens[done:k])
        done = k + 1
        for part in found:
            start, end = token.start + part.start(), token.start + part.end()
            text = part[0]
            pieces.append(replace(token, start=start, end=end, text=text, lower=text.lower()))
    pieces.extend(tokens[done:])
    return pieces
