"""Who says "I": the speaker of the quotation, the turn or the interview that it stands in.

And who is "you": whoever answers what somebody without a name asks. Where nobody knows the person,
every "I" of one voice is still one person, every "we" of it one group and every "you" one hearer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.resolve.clusters import Clusters
from onrecord.resolve.nodes import Node
from onrecord.resolve.quotes import Quotation, quotation_at
from onrecord.resolve.turns import Turn, find_turns, turn_at
from onrecord.syntax import Parse

FIRST = frozenset({"i", "me", "my", "mine", "myself"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
OURS = frozenset({"we", "us", "our", "ours", "ourselves"})
Voice = tuple[frozenset[str], str, int | str]
INTERVIEW = frozenset({"interview", "interviews", "interviewed", "interviewing"})
ADDRESS = INTERVIEW | {"remarks", "speech"}
LEAD = 200
"""Tokens at the start of a report that may tell that it is an interview."""
ANSWERS, QUESTIONS = 6, 2
"""How often an interview has "I" and questions to "you" outside quotation marks."""


@dataclass(frozen=True)
class Speakers:
    """The persons who say "I" and hear "you" in one report, once the other pronouns are joined."""

    parse: Parse
    nodes: Sequence[Node]
    clusters: Clusters
    quotations: Sequence[Quotation]

    def person_of(self, node: Node) -> Node | None:
        """The person whom an "I" or "you" stands for; None for "we" and where it is not plain."""
        if node.words[0] in OURS:
            return None
        quotation = quotation_at(self.quotations, node.mention.span.start)
        turn = turn_at(self.turns, node.mention.span.start)
        if node.words[0] in SECOND:
            return self._hearer(node, turn) if quotation is None else None
        if quotation is None or quotation.speaker is None:
            return self.interviewee if turn is None else self._named(self.turns[turn].speaker)
        return self._named(quotation.speaker)

    def voice_of(self, node: Node) -> Voice:
        """Whose words a pronoun stands in, known or not: the same voice says the same "we"."""
        start = node.mention.span.start
        quotation, turn = quotation_at(self.quotations, start), turn_at(self.turns, start)
        kind = next(kind for kind in (FIRST, SECOND, OURS) if node.words[0] in kind)
        if quotation is not None and quotation.speaker is not None:
            return kind, "speaker", self.clusters.find(quotation.speaker)
        if quotation is not None:
            return kind, "quotation", quotation.start
        if turn is not None:
            return kind, "turn", self.turns[turn].label
        return kind, "report", ""

    @cached_property
    def turns(self) -> Sequence[Turn]:
        """The turns of the report, where it is a transcript."""
        return find_turns(self.parse, self.nodes)

    def _hearer(self, node: Node, turn: int | None) -> Node | None:
        """Who speaks after a turn without a name, or is asked in an interview: an asker's "you"."""
        if turn is None:
            asks = self.parse.tokens[self.parse.bounds[node.sent][1] - 1].text == "?"
            return self.interviewee if asks else None
        after = self.turns[turn + 1] if turn + 1 < len(self.turns) else None
        if after is None or self.turns[turn].speaker is not None:
            return None
        return self._named(after.speaker)

    def _named(self, n: int | None) -> Node | None:
        """The one person that a mention is of."""
        if n is None:
            return None
        speaker = self.nodes[n]
        if speaker.mention.level == "PRO":
            speaker = self.nodes[self.clusters.find(n)]
        one = speaker.mention.type == "PER" and speaker.number == "one"
        return speaker if one else None

    @cached_property
    def interviewee(self) -> Node | None:
        """The first person named, reporters last, where the report is an interview or a speech."""
        if not self._is_interview():
            return None
        named = [
            node
            for node in self.nodes
            if node.first <= LEAD and node.is_name and node.mention.type == "PER"
        ]
        return next((node for node in named if node.sector != "JRN"), next(iter(named), None))

    def _is_interview(self) -> bool:
        """Whether the title says so, or "you" is asked and "I" answers.

        Once asked is enough where the start speaks of an interview: any report may quote from one.
        """
        tokens = self.parse.tokens
        title = self.parse.bounds[0][1] if self.parse.bounds else 0
        if any(t.lower in ADDRESS for t in tokens[:title]):
            return True
        outside = [
            n
            for n in self.nodes
            if n.mention.level == "PRO"
            and quotation_at(self.quotations, n.mention.span.start) is None
        ]
        answers = sum(n.words[0] in FIRST for n in outside)
        asked = {n.sent for n in outside if n.words[0] in SECOND}
        questions = sum(tokens[self.parse.bounds[sent][1] - 1].text == "?" for sent in asked)
        told = any(t.lower in INTERVIEW for t in tokens[:LEAD])
        return questions >= 1 if told else answers >= ANSWERS and questions >= QUESTIONS
