"""Cues beside a quotation that the parser did not join to it, found by the order of words.

“…,” said Rell. / “…,” Rell said. / Rell, the minister, wrote: “…”
"""

from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Entry, Lexicon
from onrecord.annotate.statements.quotations import Quotation
from onrecord.annotate.statements.spans import noun_phrase, trimmed, verb_chain
from onrecord.syntax import Parse, Token

VERBAL = frozenset({"VBD", "VBZ", "VBP", "VBN"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
INSIDE = frozenset({"compound", "appos", "nmod", "flat", "amod", "det", "conj", "nummod"})
UTTERS = Entry("", "assert", frozenset())
REACH = 24
DASHES = frozenset({"-", "--", "–", "—", "―"})


def read_beside(parse: Parse, quotation: Quotation, lexicon: Lexicon) -> Draft | None:
    """The draft of the cue right after or right before a quotation; its content is empty still."""
    return (
        _signed(parse, quotation)
        or _after(parse, quotation, lexicon)
        or _before(parse, quotation, lexicon)
    )


def _signed(parse: Parse, quotation: Quotation) -> Draft | None:
    """A name after a dash, at the end of the paragraph: “…” — Ana Rell."""
    dash = quotation.last
    end = next(p.span.end for p in parse.passages if p.id == quotation.passage)
    last = parse.token_range(quotation.end, end)[1]
    name = trimmed(parse, range(dash + 1, last))
    if not 1 <= len(name) <= 5 or dash >= name[0] or parse.tokens[dash].text not in DASHES:
        return None
    if any(parse.tokens[i].pos != "PROPN" for i in name):
        return None
    return Draft(
        head=dash, entry=UTTERS, frame="label", cue=(dash,), source=name, speaker=name[-1],
        method="signed",
    )  # fmt: skip


def _after(parse: Parse, quotation: Quotation, lexicon: Lexicon) -> Draft | None:
    tokens = parse.tokens
    first = quotation.last
    while first < len(tokens) and tokens[first].text in {",", "-", "–", "—", "--"}:
        first += 1
    ending = parse.doc.text[quotation.start : quotation.end].rstrip("\"”’'»")[-1:]
    if first >= len(tokens) or (ending not in ",?!-–—" and first == quotation.last):
        return None
    passage = parse.sentences[tokens[quotation.first].sent].passage
    if parse.sentences[tokens[first].sent].passage != passage:
        return None
    if tokens[first].tag in VERBAL and tokens[first].pos == "VERB":
        return _verb_first(parse, tokens[first], lexicon)
    if tokens[first].pos not in NOMINAL and tokens[first].dep not in INSIDE:
        return None
    found = _noun_first(parse, first, lexicon)
    # Any verb will do after “…,” but after “…?” the report may go on with something else.
    return found if ending == "," or (found is not None and found.entry is not UTTERS) else None


def _verb_first(parse: Parse, verb: Token, lexicon: Lexicon) -> Draft | None:
    following = parse.tokens[verb.i + 1 : verb.i + 2]
    if not following or following[0].pos not in NOMINAL | {"DET", "ADJ", "NUM"}:
        return None
    noun = _top(parse, following[0], verb.i)
    return _draft(parse, verb, noun, lexicon)


def _noun_first(parse: Parse, first: int, lexicon: Lexicon) -> Draft | None:
    sent = parse.tokens[first].sent
    for token in parse.tokens[first : first + REACH]:
        if token.sent != sent or token.text in {".", ";", ":"}:
            return None
        if token.pos == "VERB" and token.tag in VERBAL and token.dep not in {"acl", "relcl"}:
            noun = _top(parse, parse.tokens[first], first - 1)
            return _draft(parse, token, noun, lexicon) if noun.i < token.i else None
    return None


def _before(parse: Parse, quotation: Quotation, lexicon: Lexicon) -> Draft | None:
    tokens = parse.tokens
    last = quotation.first - 1
    if last < 1 or tokens[last].text not in {":", ","}:
        return None
    colon = tokens[last].text == ":"
    for i in range(last - 1, max(-1, last - REACH), -1):
        token = tokens[i]
        if token.sent != tokens[last].sent or token.text in {";", "”", '"'}:
            return None
        known = _known(token, lexicon)
        if token.pos == "VERB" and token.tag in VERBAL and (known or (colon and token.head == i)):
            if not colon and last - i > 8:
                return None
            noun = _noun_before(parse, token)
            if noun is None:
                return _verb_first(parse, token, lexicon)  # Said Rell: “…”
            return _draft(parse, token, noun, lexicon)
    return None


def _noun_before(parse: Parse, verb: Token) -> Token | None:
    subject = parse.child(verb.i, "nsubj")
    if subject is not None and subject.i < verb.i:
        return subject
    i = verb.i - 1
    while i >= 0 and (
        parse.tokens[i].pos in {"AUX", "ADV", "PUNCT", "PART"} and parse.tokens[i].sent == verb.sent
    ):
        i -= 1
    if i < 0 or parse.tokens[i].sent != verb.sent or parse.tokens[i].pos not in NOMINAL:
        return None
    token = parse.tokens[i]
    while token.dep in INSIDE and token.head < token.i and parse.tokens[token.head].pos in NOMINAL:
        token = parse.tokens[token.head]
    return token


def _top(parse: Parse, token: Token, floor: int) -> Token:
    """The head of the noun phrase that begins with a token."""
    while token.dep in {*INSIDE, "poss"} and token.head != token.i and token.head > floor:
        head = parse.tokens[token.head]
        if head.pos not in NOMINAL:
            break
        token = head
    return token


def _known(token: Token, lexicon: Lexicon) -> Entry | None:
    lemma = token.lemma.lower()
    entries = lexicon.verbs.get(lexicon.forms.get(lemma, lemma), ())
    return next((e for e in entries if {"clause", "quote"} & e.takes), None)


def _draft(parse: Parse, verb: Token, noun: Token, lexicon: Lexicon) -> Draft | None:
    if noun.pos not in NOMINAL or noun.tag in {"WDT", "WP"}:
        return None
    if parse.child(verb.i, "nsubjpass", "auxpass") is not None:
        return None
    entry = _known(verb, lexicon) or UTTERS
    cue = verb_chain(parse, verb)
    source = noun_phrase(parse, noun.i, without=cue)
    return Draft(
        head=verb.i, entry=entry, frame="bare", cue=cue, source=trimmed(parse, source),
        speaker=noun.i, method="beside-quotation",
    )  # fmt: skip
