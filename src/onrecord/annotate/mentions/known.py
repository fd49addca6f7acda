"""What is known about a name, and about the capitals of one report."""

from collections.abc import Callable, Collection, Sequence

from onrecord.annotate.mentions.lexicon import load_lexicon
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
CONTENT = frozenset({"NN", "VB", "JJ", "RB"})
SMALL_SHARE = 0.1
"""Content words without a capital that a line in title case may have, by those with one."""


class Known:
    """What the tables say about a name, remembered for one report, and the report's own capitals.

    `inside` are the words whose capital tells a name, wherever they stand; `blind` the sentences in
    which capitals tell nothing (headlines in title case).
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
        self.inside = _names_by_use(parse, self.blind)

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
    capitals = small = 0
    for token in tokens[lo:hi]:
        if len(token.text) > 2 and token.text.isalpha():
            if token.text[0].isupper():
                capitals += 1
            elif token.tag[:2] in CONTENT:
                small += 1
    return capitals > 2 and small <= SMALL_SHARE * capitals


def _names_by_use(parse: Parse, blind: Collection[int]) -> frozenset[str]:
    """Words whose capital tells a name: it stands inside a sentence, or is never left out."""
    nominals = load_nominals()
    found: set[str] = set()
    small: set[str] = set()
    first: dict[str, int] = {}
    for sent, (lo, hi) in enumerate(parse.bounds):
        for token in parse.tokens[lo:hi]:
            text = token.text
            if not text[0].isupper():
                small.add(text)
            elif sent not in blind and token.tag.startswith("NN"):
                first[text] = first.get(text, 0) + 1
                opens = token.i == lo or parse.tokens[token.i - 1].text in OPENERS
                if token.tag in NAME_TAGS and not opens:
                    found.add(text)
    often = {
        text
        for text, count in first.items()
        if count > 1 and text.lower() not in small and text.lower() not in nominals
    }
    return frozenset(found | often)
