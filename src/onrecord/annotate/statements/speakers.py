"""Tokens → the entities they stand for, through the mentions."""

from collections.abc import Iterator, Sequence

from onrecord.records import Mention
from onrecord.syntax import Parse, Token

PAPERS = frozenset(
    {
        "statement", "report", "letter", "communique", "communiqué", "declaration", "release",
        "memo", "memorandum", "study", "review", "survey", "post", "tweet", "message", "note",
        "bulletin", "document", "filing", "ruling", "inquiry", "investigation", "assessment",
    }
)  # fmt: skip
"""What somebody says in writing: the words are theirs."""
AUTHORS = frozenset({"by", "from", "of"})
SOME = frozenset(
    {"one", "some", "two", "three", "four", "several", "many", "most", "all", "both", "none"}
)
"""Words for some of those behind "of"."""


class Speakers:
    """The mentions of a report, looked up by token."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention]) -> None:
        self._parse = parse
        self._by_token: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            lo, hi = parse.token_range(mention.span.start, mention.span.end)
            for i in range(lo, hi):
                if self._heads(mention, i, lo, hi):
                    self._by_token[i] = mention

    def entity(self, token: int | None) -> tuple[str | None, str | None]:
        """The entity of the person or body that a token names, and the reason for none."""
        if token is None:
            return None, "no source is named"
        found = [self._by_token[i] for i in self._referents(token) if i in self._by_token]
        # "a spokesman for the army, General Traore": the name says more than the description.
        mention = next((m for m in found if m.level == "NAM"), found[0] if found else None)
        words = self._parse.tokens[token].text
        if mention is None:
            return None, f"“{words}” is no mention of a person, body or country"
        if mention.entity is None:
            return None, f"“{mention.span.quote}” was joined to no entity"
        return mention.entity, None

    def _heads(self, mention: Mention, i: int, lo: int, hi: int) -> bool:
        """Whether token `i` stands for the mention: its head, or a word of its bare name."""
        token = self._parse.tokens[i]
        named = mention.name.start <= token.start and token.end <= mention.name.end
        return named or not lo <= token.head < hi or token.head == i

    def _referents(self, token: int) -> Iterator[int]:
        """The token, and what it stands in for: "who", an apposition's name, a report's author."""
        yield token
        here = self._parse.tokens[token]
        if here.tag in {"WDT", "WP", "WP$"}:
            yield from self._antecedent(here)
        for child in self._parse.children(token):
            if child.dep in {"appos", "nmod"}:
                yield child.i
        if here.dep == "appos":
            yield here.head
        if here.lemma.lower() in PAPERS:
            yield from self._authors(here)
        elif here.lower in SOME:
            yield from self._behind(here, frozenset({"of"}))

    def _authors(self, paper: Token) -> Iterator[int]:
        """Whose words a paper holds: "a statement by the ministry", "the ministry's report"."""
        for child in self._parse.children(paper.i):
            if child.dep == "poss":
                yield child.i
        yield from self._behind(paper, AUTHORS)

    def _behind(self, noun: Token, prepositions: frozenset[str]) -> Iterator[int]:
        for child in self._parse.children(noun.i):
            if child.dep in {"prep", "agent"} and child.lower in prepositions:
                inner = self._parse.child(child.i, "pobj")
                if inner is not None:
                    yield inner.i

    def _antecedent(self, pronoun: Token) -> Iterator[int]:
        for above in self._parse.ancestors(pronoun.i):
            if above.dep == "relcl":
                yield above.head
                return
