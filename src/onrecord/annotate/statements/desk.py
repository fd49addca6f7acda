"""The drafts of a report while quotations are given to them."""

from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.quotations import Quotation
from onrecord.syntax import Parse


@dataclass
class Desk:
    """The drafts, looked up by sentence, and the tokens that were given to each."""

    parse: Parse
    drafts: list[Draft]
    given: dict[int, list[range]] = field(default_factory=lambda: defaultdict(list))
    sentences: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number in range(len(self.drafts)):
            self._index(number)

    def add(self, draft: Draft) -> int:
        self.drafts.append(draft)
        self._index(len(self.drafts) - 1)
        return len(self.drafts) - 1

    def _index(self, number: int) -> None:
        draft, tokens = self.drafts[number], self.parse.tokens
        ends = (draft.head, *draft.content[:1], *draft.content[-1:])
        first = min(tokens[i].sent for i in ends)
        last = max(tokens[i].sent for i in ends)
        for sent in range(first, last + 1):
            self.sentences[sent].append(number)

    def near(self, quotation: Quotation) -> list[int]:
        """The drafts in the sentences of the quotation and one before and after, in text order."""
        tokens = self.parse.tokens
        first, last = tokens[quotation.first].sent, tokens[quotation.last - 1].sent
        found = {n for sent in range(first - 1, last + 2) for n in self.sentences.get(sent, ())}
        return sorted(found)

    def has_content(self, number: int) -> bool:
        return bool(self.drafts[number].content or self.given.get(number))
