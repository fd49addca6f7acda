"""Where sentences end, by plain rules: enough to tell a headline or a caption from prose."""

import re

CLOSERS = "\"'”’»)]}*_"
_ENDERS = frozenset(".!?…")
_BREAK = re.compile(r"[.!?…][\"”’')\]]{0,4}\s+(?=[\"“‘(\[]?[^\W_a-z])")
_SHORTENED = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "gen",
        "lt",
        "col",
        "maj",
        "sgt",
        "capt",
        "cpl",
        "cmdr",
        "adm",
        "sen",
        "rep",
        "gov",
        "pres",
        "prof",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "ft",
        "mt",
        "no",
        "vs",
        "jr",
        "sr",
        "hon",
        "rev",
        "amb",
        "sec",
        "supt",
        "insp",
        "det",
    ]
)


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
        if match[0][0] != "." or not (len(last) <= 1 or last in _SHORTENED):
            starts.append(match.end())
    return starts
