"""Cues that are no predicate: "according to …", "in his words", "reportedly", "Envoy: …"."""

import re
from collections.abc import Iterator

from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Entry, Lexicon
from onrecord.annotate.statements.spans import noun_phrase, trimmed
from onrecord.syntax import Parse, Token

SAYS = Entry("", "assert", frozenset())
IN_WORDS = frozenset(["words", "view", "opinion", "telling", "account"])
POLLS = frozenset({"poll", "survey", "polls", "surveys"})
_LABEL = re.compile(r"""["“‘']?([A-Z][^:“”"\n]{0,60}):(?=\s*\S)""")
_NO_LABEL = re.compile(
    r"(?i)\b(?:photo|picture|image|video|watch|read|note|update|related|see|more|correction|live|"
    r"analysis|opinion|breaking|exclusive|graphic|listen|source|caption|file|credit|also|next|then|"
    r"result|example|thing|question|reason|answer|point|fact|day|way)s?\W*$"
)
REPORTS = frozenset(
    ["poll", "report", "study", "survey", "official", "officials", "sources", "ministry"]
)
NO_NAME = frozenset({"VERB", "AUX", "ADP", "NUM", "DET"})


def read_phrase(parse: Parse, token: Token, lexicon: Lexicon) -> Draft | None:
    """The draft of one such word, None where it is none."""
    if token.lower == "according":
        return _according(parse, token)
    if token.lower in lexicon.adverbs and token.dep == "advmod":
        return _hearsay(parse, token)
    if token.lower in POLLS and token.dep == "pobj":
        return _in_poll(parse, token)
    if token.lower in IN_WORDS and token.dep == "pobj":
        return _in_words(parse, token)
    return None


def _according(parse: Parse, token: Token) -> Draft | None:
    to = parse.child(token.i, "prep")
    if to is None or to.lower != "to":
        return None
    noun = parse.child(to.i, "pobj")
    if noun is None:
        return None
    phrase = {t.i for t in parse.subtree(token.i)}
    source = noun_phrase(parse, noun.i)
    content = _clause_around(parse, token, phrase)
    return Draft(
        head=token.i, entry=SAYS, frame="according", cue=(token.i, to.i), source=source,
        content=content, speaker=noun.i, method="according-to",
    )  # fmt: skip


def _in_words(parse: Parse, noun: Token) -> Draft | None:
    """The draft of "in the minister's view, …"."""
    owner = parse.child(noun.i, "poss")
    preposition = parse.tokens[noun.head]
    if owner is None or preposition.lower != "in" or parse.tokens[preposition.head].pos == "NOUN":
        return None
    phrase = {t.i for t in parse.subtree(preposition.i)}
    first = preposition.i == parse.bounds[preposition.sent][0]
    if not first and parse.tokens[preposition.i - 1].text != ",":
        return None
    source = tuple(t.i for t in parse.subtree(owner.i))
    return Draft(
        head=noun.i, entry=SAYS, frame="according", cue=tuple(range(source[-1] + 1, noun.i + 1)),
        source=source, content=_clause_around(parse, preposition, phrase), speaker=owner.i,
        method="in-words",
    )  # fmt: skip


def _in_poll(parse: Parse, noun: Token) -> Draft | None:
    """The draft of "in a poll, …"."""
    preposition = parse.tokens[noun.head]
    verb = parse.tokens[preposition.head]
    first = preposition.i == parse.bounds[preposition.sent][0]
    if preposition.lower != "in" or not first or verb.pos not in {"VERB", "AUX"}:
        return None
    phrase = {t.i for t in parse.subtree(preposition.i)}
    return Draft(
        head=preposition.i, entry=SAYS, frame="according", cue=(preposition.i,),
        source=noun_phrase(parse, noun.i), content=_clause_around(parse, preposition, phrase),
        speaker=noun.i, method="in-poll",
    )  # fmt: skip


def _hearsay(parse: Parse, adverb: Token) -> Draft | None:
    head = parse.tokens[adverb.head]
    if head.pos not in {"VERB", "AUX"}:
        return None
    content = trimmed(parse, (t.i for t in parse.subtree(head.i) if t.i != adverb.i))
    entry = Entry(adverb.lower, "assert", frozenset(), sourceless=True)
    return Draft(
        head=adverb.i, entry=entry, frame="hearsay", cue=(adverb.i,), content=content,
        method="hearsay-adverb",
    )  # fmt: skip


def _clause_around(parse: Parse, token: Token, phrase: set[int]) -> tuple[int, ...]:
    """The clause that a phrase modifies: up to a coordinated clause with a subject of its own.

    Between a verb and the clause that it takes ("said that, according to …, it rained") it is of
    that clause.
    """
    top = token
    while top.head != top.i:
        if top.dep == "ccomp" and top.head < token.i < top.i:
            break
        if (
            top.dep in {"conj", "parataxis"}
            and parse.child(top.i, "nsubj", "nsubjpass") is not None
        ):
            break
        top = parse.tokens[top.head]
    kept = {t.i for t in parse.subtree(top.i)} - phrase
    for child in parse.children(top.i):
        clause = parse.child(child.i, "nsubj", "nsubjpass") is not None
        if child.dep == "conj" and clause and child.i > token.i:
            kept -= {t.i for t in parse.subtree(child.i)}
    if top.dep == "ccomp":
        kept -= {t.i for t in parse.children(top.i) if t.dep == "mark" and t.i < token.i}
    while kept and parse.tokens[min(kept)].dep == "cc":
        kept.remove(min(kept))
    return trimmed(parse, kept)


def read_labels(parse: Parse) -> Iterator[Draft]:
    """A label and a colon at the start of a passage: "Envoy: Talks will go on"."""
    text = parse.doc.text
    read = {sentence.passage for sentence in parse.sentences}
    for number, passage in enumerate(parse.passages):
        if passage.id not in read:
            continue
        found = _LABEL.match(text, passage.span.start, passage.span.end)
        if found is None or _NO_LABEL.search(found[1]):
            continue
        first, last = parse.token_range(found.start(1), found.end(1))
        colon = parse.token_range(found.end() - 1, found.end())
        tokens = parse.tokens[first:last]
        if (
            not tokens
            or colon[1] - colon[0] != 1
            or not _names_source(tokens, headline=number == 0)
        ):
            continue
        end = parse.token_range(passage.span.start, passage.span.end)[1]
        if not any(t.pos in {"VERB", "AUX"} for t in parse.tokens[colon[1] : end]):
            continue
        head = parse.span_head(found.start(1), found.end(1))
        yield Draft(
            head=colon[0], entry=SAYS, frame="label", cue=(colon[0],),
            source=tuple(range(first, last)), content=trimmed(parse, range(colon[1], end)),
            speaker=head.i if head is not None else None, method="label",
        )  # fmt: skip


def _names_source(tokens: tuple[Token, ...], *, headline: bool) -> bool:
    if len(tokens) > 7 or len(tokens[0].text) < 2 or any(t.pos in NO_NAME for t in tokens):
        return False
    if tokens[-1].ent in {"GPE", "LOC", "FAC"} and len(tokens) < 3:
        return headline
    if any(t.lower in REPORTS for t in tokens):
        return True
    named = any(t.ent in {"PERSON", "ORG", "NORP", "GPE"} for t in tokens)
    shouted = all(t.text.isupper() for t in tokens if t.pos != "PUNCT")
    proper = tokens[-1].pos == "PROPN"
    return (headline and (named or proper)) or (named and proper and len(tokens) <= 4) or shouted
