"""What an item is called, in the words of the report.

A noun's title is its phrase ("second round", "withdrawal of heavy weapons"); a verb's is the noun
for its kind with who or what it is about: "withdrawal: heavy weapons", "meeting: the two envoys".
"""

from collections.abc import Sequence

from onrecord.fuse.talks.items import Item
from onrecord.records import Evidence
from onrecord.syntax import Parse
from onrecord.text import quote

DETERMINERS = frozenset({"a", "an", "the", "any", "their", "its", "his", "her", "this", "that"})
DEEDS = {
    "meeting": "meeting",
    "withdrawal": "withdrawal",
    "exchange": "exchange",
    "mediation": "mediation",
}
ABOUT = frozenset({"of", "on", "between", "from", "with"})
CLAUSES = frozenset({"relcl", "acl"})
LONGEST = 12
"""How many words a title has at most; a longer phrase is cut to its head."""


def own_phrase(parse: Parse, item: Item) -> Evidence:
    """The item's own noun phrase, without its article and what follows its head."""
    token = item.token
    lo = min([t.i for t in parse.children(token.i) if t.i < token.i] or [token.i])
    if token.pos == "VERB":
        lo = token.i
    while lo < token.i and (
        parse.tokens[lo].lower in DETERMINERS or parse.tokens[lo].pos in {"PUNCT", "PRON"}
    ):
        lo += 1
    return quote(parse.doc.text, parse.tokens[lo].start, token.end)


def find_title(parse: Parse, items: Sequence[Item], parties: Sequence[str]) -> str:
    """The title of what these items name; `parties` are those who meet, as the text names them.

    A noun's comes before a verb's; of what is withdrawn or swapped, the fullest.
    """
    named = [i for i in items if not i.bare]
    nouns = [i for i in named if i.token.pos == "NOUN"]
    if named[0].kind in {"withdrawal", "exchange"}:
        return max((_title(parse, i, parties) for i in named), key=_fullness)
    return _title(parse, (nouns or named)[0], parties)


def _fullness(title: str) -> tuple[bool, int]:
    """A title that says what is withdrawn comes before one that does not."""
    return any(word in title for word in (": ", " of ", " from ")), len(title)


def _title(parse: Parse, item: Item, parties: Sequence[str]) -> str:
    if item.token.pos != "VERB":
        return _whole_phrase(parse, item)
    noun = DEEDS.get(item.kind, item.token.lemma)
    about = ", ".join(parties) if item.kind == "meeting" else _object(parse, item)
    return f"{noun}: {about}" if about else noun


def _whole_phrase(parse: Parse, item: Item) -> str:
    """The phrase with what it is of, on or between, where that is short; a plan with its clause."""
    own = own_phrase(parse, item)
    hi = item.token.i
    for child in parse.children(item.token.i):
        clause = item.kind == "document" and child.dep in CLAUSES
        if clause or (child.dep == "prep" and child.lower in ABOUT):
            lo, end = parse.edges(child.i)
            if not clause:
                told = (t.i for t in parse.tokens[lo : end + 1] if t.dep in CLAUSES)
                end = min([end, *(parse.edges(i)[0] - 1 for i in told)])
            if lo == hi + 1 and end - _first(parse, own) < LONGEST:
                hi = end
    while hi > item.token.i and parse.tokens[hi].pos == "PUNCT":
        hi -= 1
    return _flat(parse, own.start, parse.tokens[hi].end)


def _first(parse: Parse, phrase: Evidence) -> int:
    """The first token of a phrase."""
    return parse.token_range(phrase.start, phrase.end)[0]


def _object(parse: Parse, item: Item) -> str:
    """What is withdrawn or swapped, and from where."""
    parts = [
        t
        for t in parse.children(item.token.i)
        if t.i > item.token.i and (t.dep == "dobj" or (t.dep == "prep" and t.lower == "from"))
    ]
    if not parts:
        return ""
    lo, hi = parse.edges(parts[0].i)
    for part in parts[1:]:
        start, end = parse.edges(part.i)
        if start == hi + 1:
            hi = end
    while lo < hi and parse.tokens[lo].lower in DETERMINERS:
        lo += 1
    return _flat(parse, parse.tokens[lo].start, parse.tokens[min(hi, lo + LONGEST)].end)


def _flat(parse: Parse, start: int, end: int) -> str:
    return " ".join(parse.doc.text[start:end].split())
