"""What an event is read from besides its own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.clauses import SUBJECTS
from onrecord.annotate.event_words import Coding, in_class
from onrecord.annotate.events.cast import Cast
from onrecord.annotate.events.settings import Settings
from onrecord.annotate.events.types import Coder
from onrecord.records import Statement
from onrecord.syntax import Parse, Token

OPENING = 4
"""How many sentences tell what a report is about."""
TALKATIVE, LEISURELY, EITHER = 0.21, 0.2, 0.3
"""From which share of its sentences on a report is an interview, of sports or the arts, both."""
BLASTS = frozenset({"explosion", "blast", "detonation", "destruction"})
"""What gas does as well as bombs."""
WRECKING = frozenset({"crash", "collapse", "derail", "collide", "capsize", "erupt"})
FEW = 6
"""Under so many sentences a report's subject is not judged."""
TWO_PEOPLE = frozenset({"i", "me", "my", "you", "your", "yours", "myself", "yourself"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What an event is read from besides its own words."""

    parse: Parse
    cast: Cast
    coder: Coder
    settings: Settings
    statements: Sequence[Statement]
    disaster: bool = False
    """Whether the report tells of a disaster or an accident, whose harm nobody does."""
    aside: bool = False
    """Whether the report is no news of public life: an interview, sports, nature, the arts."""


def tells_of_disaster(parse: Parse, coder: Coder) -> bool:
    """Whether the first sentences of a report name a disaster and no attack."""
    opening = [t for n in range(min(OPENING, len(parse.bounds))) for t in parse.sentence_tokens(n)]
    nouns = [t for t in opening if t.pos in {"NOUN", "PROPN"}]
    wrecked = any(t.pos == "VERB" and t.lemma in WRECKING for t in opening)
    wrecked = wrecked or any(t.lemma.lower() == "fire" and t.dep in SUBJECTS for t in nouns)
    if not wrecked and not any(in_class(t, coder.lexicon.classes["disaster"]) for t in nouns):
        return False
    return not any(_is_attack(coder.match(t)) for t in nouns if t.lemma.lower() not in BLASTS)


def is_aside(parse: Parse, coder: Coder, statements: Sequence[Statement]) -> bool:
    """Whether a report is no news of public life: an interview, or of sports, nature, the arts.

    An interview is told by "I" and "you" outside what is quoted, the others by their words.
    """
    said = sorted((c.start, c.end) for s in statements for c in s.content)
    leisure = coder.lexicon.classes["leisure"]
    body = [n for n in range(len(parse.bounds)) if not parse.kinds or parse.kinds[n] == "body"]
    if len(body) < FEW:
        return False
    talk = sum(any(_is_between_two(t, said) for t in parse.sentence_tokens(n)) for n in body)
    idle = sum(any(_is_idle(t, leisure) for t in parse.sentence_tokens(n)) for n in body)
    shares = talk / len(body), idle / len(body)
    return shares[0] >= TALKATIVE or shares[1] >= LEISURELY or sum(shares) >= EITHER


def _is_between_two(token: Token, said: Sequence[tuple[int, int]]) -> bool:
    if token.lower not in TWO_PEOPLE:
        return False
    return not any(start <= token.start < end for start, end in said)


def _is_idle(token: Token, leisure: frozenset[str]) -> bool:
    return token.pos in {"NOUN", "PROPN"} and token.lemma.lower() in leisure


def _is_attack(coding: Coding | None) -> bool:
    return coding is not None and coding.type == "ASSAULT"
