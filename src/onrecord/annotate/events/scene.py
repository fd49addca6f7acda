"""What an event is read from besides its own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.event_words import Coding, in_class
from onrecord.annotate.events.cast import Cast
from onrecord.annotate.events.settings import Settings
from onrecord.annotate.events.types import Coder
from onrecord.records import Statement
from onrecord.syntax import Parse

OPENING = 4
"""How many sentences tell what a report is about."""


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


def tells_of_disaster(parse: Parse, coder: Coder) -> bool:
    """Whether the first sentences of a report name a disaster and no attack."""
    opening = [t for n in range(min(OPENING, len(parse.bounds))) for t in parse.sentence_tokens(n)]
    nouns = [t for t in opening if t.pos in {"NOUN", "PROPN"}]
    if not any(in_class(t, coder.lexicon.classes["disaster"]) for t in nouns):
        return False
    return not any(_is_attack(coder.match(t)) for t in nouns)


def _is_attack(coding: Coding | None) -> bool:
    return coding is not None and coding.type == "ASSAULT"
