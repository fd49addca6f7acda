"""The tense of the clause that a time stands in: it decides between last and next Wednesday."""

from typing import Literal

from onrecord.syntax import Parse, Token

Tense = Literal["past", "present", "scheduled", "later", "future"]
"""What lies ahead is "future" where the verb leaves no doubt ("will meet"), "later" where it is
later than something told ("would meet", "agreed to meet"); "scheduled" is a plain present that
news uses of what is fixed ("talks resume Monday")."""

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL = frozenset({"can", "may", "should", "must", "would", "'d", "’d"})
_PLANNED = frozenset({
    "aim", "due", "expect", "hope", "intend", "invite", "likely", "plan", "prepare", "promise",
    "ready", "schedule", "slate", "threaten", "unlikely", "vow",
})  # fmt: skip
"""Heads whose infinitive or participle lies ahead: "expected to meet", "planned for Friday"."""
_AHEAD = _PLANNED | {
    "agree", "agreement", "ask", "bid", "call", "deadline", "deal", "decide", "demand",
    "instruct", "invitation", "need", "offer", "order", "pledge", "proposal", "propose", "request",
    "seek", "set", "subpoena", "summon", "tell", "urge", "want",
}  # fmt: skip
"""Heads whose infinitive alone does: "agreed to meet on Friday", but not "a record set Friday"."""
_SCHEDULED = frozenset({
    "arrive", "begin", "close", "come", "convene", "depart", "end", "expire", "face", "fly",
    "gather", "go", "hold", "host", "leave", "meet", "open", "reopen", "resume", "return", "sit",
    "start", "take", "travel", "visit", "vote",
})  # fmt: skip
_LIMITS = frozenset({"until", "till", "effective", "payable"})
_PUT_OFF = frozenset({
    "adjourn", "allow", "defer", "delay", "extend", "give", "have", "move", "postpone", "prolong",
    "push", "put", "renew", "suspend",
})  # fmt: skip
"""Verbs whose "until" lies ahead even where they are past: "was postponed until Friday"."""
_DUE = frozenset({"scheduled", "due", "planned", "set", "slated"})


def tense_at(parse: Parse, i: int, first: int | None = None) -> Tense | None:
    """The tense of the verb that governs token `i`; None without one.

    `first` is where the whole expression begins ("until 9 a.m. Tuesday"). "Until Friday" and
    "effective Friday" look ahead, unless the verb was denied or the clause follows ("until Friday
    they had not met"). "Friday's ruling" takes the tense of its verb only as its subject: what else
    is named after a day has mostly been.
    """
    token = parse.tokens[i]
    at = i if first is None else first
    before = parse.tokens[at - 1].lower if at else ""
    if before in _LIMITS:
        return _tense_of_limit(parse, at - 1)
    if before == "as" and at > 2 and parse.tokens[at - 2].lower in ("soon", "early"):
        return "later"
    if before == "for" and at > 1 and parse.tokens[at - 2].lower in _DUE:
        return "later"
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


def _tense_of_limit(parse: Parse, i: int) -> Tense | None:
    """The tense of "until": ahead, but past in "until Friday they had not met", "not until Friday".

    What went on "until Friday" ended there, but for what was put off or given until then.
    """
    tokens = parse.tokens
    limit = tokens[i]
    if limit.lower not in ("until", "till"):
        return "later"
    if i and tokens[i - 1].lower in ("not", "n't", "n’t"):
        return "past"
    verb = next((t for t in parse.ancestors(i) if t.pos in ("VERB", "AUX")), None)
    if verb is None:
        return "later"
    helpers = [t for t in parse.children(verb.i) if t.dep in ("aux", "auxpass", "neg")]
    lowers = {t.lower for t in helpers}
    if lowers & _FUTURE or lowers & _MODAL:
        return "later"
    is_past = verb.tag == "VBD" or bool(lowers & {"had", "was", "were", "did"})
    denied = any(t.dep == "neg" for t in helpers)
    if is_past and (verb.i > i or denied or verb.lemma not in _PUT_OFF | _AHEAD):
        return "past"
    return "later"


def _tense_of(parse: Parse, verb: Token) -> Tense | None:
    """The tense of one verb; None for an infinitive or "-ing" that takes it from its governor."""
    helpers = [t for t in parse.children(verb.i) if t.dep in ("aux", "auxpass")]
    lowers = {t.lower for t in helpers}
    if lowers & _FUTURE:
        return "future"
    state = parse.child(verb.i, "acomp") if verb.lemma == "be" else None
    if state is not None and state.lower in _DUE:
        return _tense_of_infinitive(parse, state)
    if "to" in lowers:
        return _tense_of_infinitive(parse, parse.tokens[verb.head])
    if lowers & _MODAL:
        return None if "have" in lowers else "later"
    if verb.tag == "VBN" and not helpers:
        return "later" if verb.lemma in _PLANNED else "past"
    if verb.lemma in ("plan", "schedule") and parse.child(verb.i, "dobj"):
        return "later"
    if verb.tag == "VBD" or any(t.tag == "VBD" or t.lemma == "have" for t in helpers):
        return "past"
    if verb.tag in ("VBZ", "VBP"):
        return "scheduled" if verb.lemma in _SCHEDULED and not helpers else "present"
    if any(t.tag in ("VBZ", "VBP") for t in helpers):
        return "present"
    return None


def _tense_of_infinitive(parse: Parse, governor: Token) -> Tense | None:
    """What its governor makes of an infinitive: "is expected to meet", "began to withdraw"."""
    if governor.lemma not in _AHEAD and governor.lemma != "be":
        return None
    near = [*parse.children(governor.i)]
    if governor.tag == "JJ":
        near += parse.children(governor.head)
    return "past" if any(t.lower == "had" for t in near) else "later"
