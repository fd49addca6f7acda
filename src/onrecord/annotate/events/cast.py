"""The mentions of a report as those who may take part in its events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.annotate.clauses import agent_of, conjuncts, subject_of
from onrecord.records import Mention
from onrecord.syntax import Parse, Token

INSIDE = frozenset({"of", "by", "from", "for", "on", "against", "to", "with", "in"})
ACTING = frozenset({"of", "by", "from"})
"""Prepositions behind which those stand who act: "forces of", not "a summit on"."""
DEPTH = 3
"""How many phrases inside one another are searched for a mention."""


@dataclass
class Cast:
    """The mentions of a report by token, to be found by those who take part in an event."""

    parse: Parse
    mentions: Sequence[Mention]
    sectors: Mapping[str, str] | None = None
    """The PLOVER sector of each entity, "" for none; None where no entity is known."""
    heads: dict[int, Mention] = field(default_factory=dict)
    covering: dict[int, Mention] = field(default_factory=dict)
    of_entity: dict[str, list[Mention]] = field(default_factory=dict)
    """The mentions of each entity, pronouns left out."""
    asked: set[int] = field(default_factory=set)
    """The events whose parties are being looked for: two may each lead to the other."""

    def __post_init__(self) -> None:
        for mention in self.mentions:
            if mention.entity is not None and mention.level != "PRO":
                self.of_entity.setdefault(mention.entity, []).append(mention)
        for mention in sorted(self.mentions, key=lambda m: m.span.start - m.span.end):
            lo, hi = self.parse.token_range(mention.span.start, mention.span.end)
            head = self.parse.span_head(mention.span.start, mention.span.end)
            if head is not None:
                self.heads.setdefault(head.i, mention)
            for i in range(lo, hi):
                self.covering[i] = mention  # the shortest mention over a token stays

    def of(
        self, token: Token, depth: int = 0, inside: frozenset[str] = INSIDE
    ) -> Iterator[Mention]:
        """The mentions that a noun phrase names, those that are coordinated with it among them.

        Where a noun is no mention, those behind the prepositions `inside` it are taken.
        """
        for noun in conjuncts(self.parse, token.i):
            own = self.heads.get(noun.i)
            if own is not None:
                yield own
            elif noun.pos == "PROPN" and noun.i in self.covering:
                yield self.covering[noun.i]
            elif depth < DEPTH:
                yield from self._inside(noun, depth, inside)

    def _inside(self, noun: Token, depth: int, inside: frozenset[str]) -> Iterator[Mention]:
        for child in self.parse.children(noun.i):
            if child.dep == "poss" and child.pos == "PRON":
                continue  # "its memorandum" names nobody new
            if child.dep in {"poss", "compound", "amod", "nmod", "appos"}:
                yield from self.of(child, depth + 1, inside)
            elif child.dep in {"prep", "agent"} and child.lower in inside:
                inner = self.parse.child(child.i, "pobj")
                if inner is not None:
                    yield from self.of(inner, depth + 1, inside)
            elif child.dep == "acl" and child.tag == "VBN":
                agent = agent_of(self.parse, child.i)
                if agent is not None:
                    yield from self.of(agent, depth + 1, inside)

    def subjects_of(self, verb: int) -> list[Mention]:
        """The mentions in the subject of a verb, none where it has none."""
        subject = subject_of(self.parse, verb)
        return list(self.of(subject, inside=ACTING)) if subject is not None else []

    def agents_of(self, verb: int) -> list[Mention]:
        """The mentions behind the "by" of a passive verb."""
        agent = agent_of(self.parse, verb)
        if agent is None:
            return self.hands_of(verb)
        return list(self.of(agent, inside=ACTING))

    def hands_of(self, i: int) -> list[Mention]:
        """The mentions at whose hands it is: "his killing at the hands of the militia"."""
        for prep in self.parse.children(i):
            hands = self.parse.child(prep.i, "pobj") if prep.lower == "at" else None
            if hands is not None and hands.lemma == "hand":
                return list(self.of(hands, inside=ACTING))
        return []

    def behind(
        self, token: Token, prepositions: Sequence[str], skip: Sequence[Mention]
    ) -> list[Mention]:
        """The mentions behind the first of these prepositions that has any.

        The prepositions may hang on the word itself or on its object.
        """
        found: dict[str, list[Mention]] = {}
        for prep in self._prepositions(token):
            for inner in self.parse.children(prep.i):
                if inner.dep == "pobj":
                    named = [m for m in self.of(inner) if m not in skip]
                    found.setdefault(prep.lower, []).extend(named)
        return next((found[p] for p in prepositions if found.get(p)), [])

    def _prepositions(self, token: Token) -> Iterator[Token]:
        children = self.parse.children(token.i)
        for place in (token, *(t for t in children if t.dep in {"dobj", "dative"})):
            for prep in self.parse.children(place.i):
                if prep.dep in {"prep", "dative"} and prep.lower != "according":
                    yield prep
                    yield from (t for t in self.parse.children(prep.i) if t.dep == "prep")

    def fullest(self, mention: Mention) -> Mention:
        """A pronoun's fuller mention in its own sentence, where it has one; any other as it is."""
        if mention.level != "PRO" or mention.entity is None or mention.type != "PER":
            return mention
        sentence = self.parse.sentence_at(mention.span.start)
        for other in self.of_entity.get(mention.entity, ()):
            if self.parse.sentence_at(other.span.start) == sentence:
                return other
        return mention


def unique(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in text order, each once."""
    found = {m.id: m for m in mentions}
    return sorted(found.values(), key=lambda m: m.span.start)


def are_same(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether two lists hold the same mentions."""
    return {m.id for m in one} == {m.id for m in other}


def is_among(mention: Mention, parties: Sequence[Mention]) -> bool:
    """Whether a mention, or another of its entity, is among the parties."""
    return any(
        mention.id == p.id or (mention.entity is not None and mention.entity == p.entity)
        for p in parties
    )
