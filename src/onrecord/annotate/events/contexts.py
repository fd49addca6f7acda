"""The contexts of an event: those of its coding, of the words of its clause, and of the report.

PLOVER's contexts tell why, where its types tell what. Their words stand in `data/contexts.toml`. A
word counts for the events of its own clause; for all of a report's, where it stands in the headline
or in a quarter of the sentences, three at least.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from onrecord.records import EventMention
from onrecord.syntax import Parse, Token
from onrecord.wordlists import read_toml

Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word → the phrases that begin with it, each with its context."""
LEAST = 3
"""Sentences at least in which the words of a context run through a report."""
SHARE = 4
"""One sentence in so many has a word of a context that runs through a report."""
CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "acl"})
HYPHENS = frozenset({"-", "–", "‑"})


def add_contexts(parse: Parse, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The events with all of their contexts, those of the coding first."""
    of_clause: dict[int, dict[str, None]] = {}
    of_sentence: dict[int, set[str]] = {}
    for token, context in _find(parse):
        of_clause.setdefault(_clause(parse, token), {})[context] = None
        of_sentence.setdefault(token.sent, set()).add(context)
    running = _running(parse, of_sentence)
    found = []
    for event in events:
        first, _ = parse.token_range(event.trigger.start, event.trigger.end)
        clause = of_clause.get(_clause(parse, parse.tokens[first]), {})
        contexts = dict.fromkeys((*event.contexts, *clause, *running))
        found.append(msgspec.structs.replace(event, contexts=tuple(contexts)))
    return tuple(found)


def _find(parse: Parse) -> Iterator[tuple[Token, str]]:
    """Every word or phrase of the table, by its first token."""
    table = load_contexts()
    for token in parse.tokens:
        for first in {token.lower, token.lemma.lower()}:
            for words, context in table.get(first, ()):
                if _stands(parse, token.i + 1, words[1:]):
                    yield token, context


def _stands(parse: Parse, i: int, words: Sequence[str]) -> bool:
    """Whether words follow at token `i`, with or without hyphens between them."""
    tokens = parse.tokens
    for word in words:
        if i < len(tokens) and tokens[i].text in HYPHENS:
            i += 1
        if i >= len(tokens) or word not in {tokens[i].lower, tokens[i].lemma.lower()}:
            return False
        i += 1
    return True


def _clause(parse: Parse, token: Token) -> int:
    """The verb of the clause that a token stands in: the nearest above with a subject."""
    while token.head != token.i:
        verb = token.pos in {"VERB", "AUX"} and token.dep in CLAUSE
        if verb and parse.child(token.i, "nsubj", "nsubjpass", "expl") is not None:
            break
        token = parse.tokens[token.head]
    return token.i


def _running(parse: Parse, of_sentence: dict[int, set[str]]) -> list[str]:
    """The contexts of the whole report, in the order of the table."""
    headline = {s for s, kind in enumerate(parse.kinds) if kind == "headline"}
    told = {c for s in headline for c in of_sentence.get(s, ())}
    counts: dict[str, int] = {}
    for contexts in of_sentence.values():
        for context in contexts:
            counts[context] = counts.get(context, 0) + 1
    enough = max(LEAST, -(-len(parse.sentences) // SHARE))
    return [c for c in context_names() if c in told or counts.get(c, 0) >= enough]


@cache
def context_names() -> tuple[str, ...]:
    """PLOVER's contexts, in the order of the table."""
    return tuple(read_toml("contexts.toml"))


@cache
def load_contexts() -> Phrases:
    """Read data/contexts.toml, by the first word of each phrase; hyphens part words."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, words in read_toml("contexts.toml").items():
        for phrase in words.split(","):
            parts = tuple(phrase.replace("-", " ").replace("'s", " 's").split())
            if parts:
                found.setdefault(parts[0], []).append((parts, context))
    return {first: tuple(phrases) for first, phrases in found.items()}
