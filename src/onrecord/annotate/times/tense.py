"""The tense of the clause that a time stands in: it decides between last and next Wednesday."""

from typing import Literal

from onrecord.syntax import Parse, Token

Tense = Literal["past", "present", "future"]

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL = frozenset({"can", "may", "should", "must", "would", "'d", "’d"})
_AHEAD = frozenset({
    "aim", "due", "expect", "hope", "intend", "invite", "likely", "plan", "prepare", "promise",
    "ready", "schedule", "set", "slate", "threaten", "unlikely", "vow",
})  # fmt: skip
"""Heads whose infinitive lies ahead: "expected to meet on Friday"."""


def tense_at(parse: Parse, i: int) -> Tense | None:
    """The tense of the verb that governs token `i`; None without one.

    "Until Friday" and "effective Friday" look ahead. "Friday's ruling" takes the tense of its verb
    only as its subject: what else is named after a day has mostly been.
    """
    token = parse.tokens[i]
    before = parse.tokens[i - 1].lower if i else ""
    if before in ("until", "till", "effective"):
        return "future"
    if before == "as" and i > 2 and parse.tokens[i - 2].lower in ("soon", "early"):
        return "future"
    if token.dep == "poss":
        token = parse.tokens[token.head]
        if token.dep not in ("nsubj", "nsubjpass"):
            return None
    verb = token if token.pos in ("VERB", "AUX") else None
    for _ in range(12):
        if verb is not None:
            tense = _tense_of(parse, verb)
            if tense is not None:
                return tense
        if token.head == token.i:
            return None
        token = parse.tokens[token.head]
        verb = token if token.pos in ("VERB", "AUX") else None
    return None


def _tense_of(parse: Parse, verb: Token) -> Tense | None:
    """The tense of one verb; None for an infinitive or "-ing" that takes it from its governor."""
    helpers = [t for t in parse.children(verb.i) if t.dep in ("aux", "auxpass")]
    lowers = {t.lower for t in helpers}
    if lowers & _FUTURE:
        return "future"
    if "to" in lowers:
        governor = parse.tokens[verb.head]
        if governor.lemma not in _AHEAD and governor.lemma != "be":
            return None
        return "past" if any(t.lower == "had" for t in parse.children(governor.i)) else "future"
    if lowers & _MODAL:
        return None if "have" in lowers else "future"
    if verb.tag == "VBN" and not helpers:
        return "future" if verb.lemma in _AHEAD else "past"
    if verb.lemma in ("plan", "schedule") and parse.child(verb.i, "dobj"):
        return "future"
    if verb.tag == "VBD" or any(t.tag == "VBD" or t.lemma == "have" for t in helpers):
        return "past"
    if verb.tag in ("VBZ", "VBP") or any(t.tag in ("VBZ", "VBP") for t in helpers):
        return "present"
    return None
