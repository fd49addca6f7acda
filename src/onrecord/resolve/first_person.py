"""Who says "I": the speaker of the quotation that it stands in, or of the whole interview."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.resolve.clusters import Clusters
from onrecord.resolve.nodes import Node
from onrecord.resolve.quotes import Quotation, quotation_at
from onrecord.syntax import Parse

FIRST = frozenset({"i", "me", "my", "mine", "myself"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
INTERVIEW = frozenset({"interview", "interviews", "interviewed", "remarks", "speech"})
LEAD = 200
"""Tokens at the start of a report that may tell that it is an interview."""
ANSWERS, QUESTIONS = 6, 2
"""How often an interview has "I" and questions to "you" outside quotation marks."""


@dataclass(frozen=True)
class Speakers:
    """The persons who say "I" in one report, once the other pronouns are joined."""

    parse: Parse
    nodes: Sequence[Node]
    clusters: Clusters
    quotations: Sequence[Quotation]

    def speaker_of(self, node: Node) -> Node | None:
        """The person whom an "I" stands for; None where that is not plain."""
        quotation = quotation_at(self.quotations, node.mention.span.start)
        if quotation is None or quotation.speaker is None:
            return self.interviewee
        speaker = self.nodes[self.clusters.find(quotation.speaker)]
        return speaker if speaker.mention.type == "PER" and speaker.number == "one" else None

    @cached_property
    def interviewee(self) -> Node | None:
        """The first person named, where the report is an interview or a speech."""
        if not self._is_interview():
            return None
        for node in self.nodes:
            if node.first > LEAD:
                return None
            if node.is_name and node.mention.type == "PER":
                return node
        return None

    def _is_interview(self) -> bool:
        """Whether a report says so at its start, or asks "you" and answers with "I" throughout."""
        tokens = self.parse.tokens
        if any(t.lower in INTERVIEW for t in tokens[:LEAD]):
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
        return answers >= ANSWERS and questions >= QUESTIONS
