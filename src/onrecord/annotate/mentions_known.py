"""What is known about a name, and about the capitals of one report."""

from collections.abc import Callable, Sequence

from onrecord.annotate.mentions_lexicon import load_lexicon
from onrecord.records import MentionType
from onrecord.syntax import Parse, Token
from onrecord.wordlists import (
    load_countries,
    load_given_names,
    load_name_heads,
    load_nominals,
    load_peoples,
    load_regions,
    load_roles,
    word_key,
)

TypeOf = Callable[[str], MentionType | None]

NAME_TAGS = frozenset({"NNP", "NNPS"})
OPENERS = frozenset({'"', "“", "‘", "'", "``", ":", "•", "*", "(", "[", "—", "–", "-"})
HEADLINE_SHARE = 0.6
"""The share of capitalised words from which on capitals tell nothing."""


class Known:
    """What the tables say about a name, remembered for one report, and the report's own capitals.

    `inside` are the capitalised words that stand inside a sentence, where a capital tells a name;
    `blind` the sentences in which capitals tell nothing (headlines in title case).
    """

    def __init__(self, parse: Parse, actor_type: TypeOf) -> None:
        self.text = parse.doc.text
        self.tokens = parse.tokens
        self.heads = load_name_heads()
        self.roles = load_roles()
        self.given = load_given_names()
        self.nominals = load_nominals()
        self.opening = load_lexicon().opening
        self.group_nouns = load_lexicon().group_nouns
        self._actor_type = actor_type
        self._countries = load_countries()
        self._peoples = load_peoples()
        self._regions = load_regions()
        self._seen: dict[str, MentionType | None] = {}
        self.blind = frozenset(
            sent for sent, bounds in enumerate(parse.bounds) if _is_blind(parse.tokens, *bounds)
        )
        self.inside = frozenset(
            token.text
            for sent, (lo, hi) in enumerate(parse.bounds)
            if sent not in self.blind
            for token in parse.tokens[lo + 1 : hi]
            if token.tag in NAME_TAGS
            and token.text[0].isupper()
            and parse.tokens[token.i - 1].text not in OPENERS
        )

    def name(self, first: int, end: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[end - 1].end]

    def type_of(self, name: str) -> MentionType | None:
        if name not in self._seen:
            self._seen[name] = self._look_up(name)
        return self._seen[name]

    def _look_up(self, name: str) -> MentionType | None:
        key = word_key(name)
        countries = self._countries
        if key in countries.names or key in countries.capitals:
            return "GPE"
        if key in countries.adjectives or key in self._peoples:
            return "NORP"
        if key in self._regions:
            return self._regions[key].type
        return self._actor_type(name)


def _is_blind(tokens: Sequence[Token], lo: int, hi: int) -> bool:
    """Whether capitals tell nothing here: a headline in title case, a line in capitals."""
    words = capitals = 0
    for token in tokens[lo:hi]:
        if len(token.text) > 3 and token.text.isalpha():
            words += 1
            capitals += token.text[0].isupper()
    return words > 2 and capitals >= HEADLINE_SHARE * words + 1
