"""Where sentences end, by plain rules: enough to tell a headline or a caption from prose."""

import re

from onrecord.ingest.lexicon import load_lexicon

CLOSERS = "\"'”’»)]}*_"
_ENDERS = frozenset(".!?…")
_BREAK = re.compile(r"[.!?…][\"”’')\]]{0,4}\s+(?=[\"“‘(\[]?[^\W_a-z]|©)")


def ends_sentence(text: str) -> bool:
    """Whether a full stop, question or exclamation mark ends it, inside quotes or brackets or not.

    >>> ends_sentence("“Talks will resume.”"), ends_sentence("Talks resume in Geneva")
    (True, False)
    """
    return text.rstrip(CLOSERS)[-1:] in _ENDERS


def find_sentences(text: str) -> list[int]:
    """Where the sentences of a paragraph start; initials, months and titles end none.

    >>> find_sentences("Gen. J. Doe arrives on Jan. 9. Talks follow.")
    [0, 31]
    """
    starts = [0]
    for match in _BREAK.finditer(text):
        word = text[max(0, match.start() - 12) : match.start()].split()[-1:]
        last = word[0].rsplit(".", 1)[-1].strip("(“\"'").lower() if word else ""
        if match[0][0] != "." or not (
            (len(last) <= 1 and not last.isdigit()) or last in load_lexicon().shortened
        ):
            starts.append(match.end())
    return starts
