"""Sentences, tokens and heads: what the parser says, with offsets into the whole report.

A plain copy of the parser's output, so that the stages depend on this page and not on the parser,
and a test can write a parse by hand. Tokens are numbered through the document; a head is a token
number; a root is its own head. Tags are the Penn Treebank's, `pos` Universal POS, `dep` ClearNLP's
(nsubj, nsubjpass, dobj, pobj, prep, agent, ccomp, xcomp, advcl, relcl, acl, appos, conj, neg, aux,
mark, …), as English spaCy models give them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.records import Document, Passage, Sentence


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `start` and `end` are code points of the document's text."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    ent: str = ""
    """The parser's own entity label (OntoNotes: PERSON, ORG, GPE …), "" for none."""
    ent_start: bool = False


@dataclass(frozen=True)
class Parse:
    """The parsed report. `bounds[s]` is the half-open token range of `sentences[s]`."""

    doc: Document
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    bounds: tuple[tuple[int, int], ...]
    kinds: tuple[str, ...] = field(default=())
    """The kind of the passage of each sentence."""

    @cached_property
    def starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        return children

    @cached_property
    def _edges(self) -> list[tuple[int, int]]:
        """Leftmost and rightmost token of each token's subtree (inclusive)."""
        edges = [(token.i, token.i) for token in self.tokens]
        for lo, hi in self.bounds:
            order = sorted(range(lo, hi), key=self._depth, reverse=True)
            for i in order:
                head = self.tokens[i].head
                if head != i:
                    edges[head] = (
                        min(edges[head][0], edges[i][0]),
                        max(edges[head][1], edges[i][1]),
                    )
        return edges

    def _depth(self, i: int) -> int:
        depth = 0
        while self.tokens[i].head != i:
            i, depth = self.tokens[i].head, depth + 1
        return depth

    def children(self, i: int) -> list[Token]:
        """The direct dependents of token `i`, left to right."""
        return [self.tokens[c] for c in self._children[i]]

    def child(self, i: int, *deps: str) -> Token | None:
        """The first dependent of `i` with one of these relations."""
        return next((t for t in self.children(i) if t.dep in deps), None)

    def edges(self, i: int) -> tuple[int, int]:
        """First and last token (inclusive) of the subtree of `i`."""
        return self._edges[i]

    def subtree(self, i: int) -> Iterator[Token]:
        """The tokens under `i`, itself among them, left to right (gaps are possible)."""
        found = [i]
        for j in found:
            found.extend(self._children[j])
        return (self.tokens[j] for j in sorted(found))

    def ancestors(self, i: int) -> Iterator[Token]:
        """The heads above `i`, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def sentence_tokens(self, sent: int) -> tuple[Token, ...]:
        lo, hi = self.bounds[sent]
        return self.tokens[lo:hi]

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of tokens that overlap the characters `start:end`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def span_head(self, start: int, end: int) -> Token | None:
        """The token of `start:end` whose head lies outside it; None if no token is there."""
        lo, hi = self.token_range(start, end)
        for token in self.tokens[lo:hi]:
            if (token.head == token.i or not lo <= token.head < hi) and token.pos != "PUNCT":
                return token
        return self.tokens[lo] if lo < hi else None

    def sentence_at(self, offset: int) -> int | None:
        """The number of the sentence that holds the character `offset`; None between sentences."""
        lo, hi = self.token_range(offset, offset + 1)
        return self.tokens[lo].sent if lo < hi else None
