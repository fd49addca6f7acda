"""Pronouns joined to the person, group or country that they stand for, or left alone.

Candidates are the mentions of the last sentences that agree in number, gender and kind. They are
weighed by nearness, by their part in the sentence (a subject weighs more than an object), by name
over description and by how often they were meant before. No candidate: no entity.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.resolve.coreference import Clusters
from onrecord.resolve.nodes import FEMALE, MALE, Node
from onrecord.resolve.quotes import Quotation, find_quotations
from onrecord.syntax import Parse

FIRST = frozenset({"i", "me", "my", "mine", "myself"})
OURS = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
THEM = frozenset({"they", "them", "their", "theirs", "themselves"})
THING = frozenset({"it", "its", "itself"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself"})
OWNERS = frozenset({"his", "her", "its", "their", "my", "your", "our"})
SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
BACK = {"person": 5, "group": 3, "thing": 2}
"""Sentences back that a pronoun reaches."""
PARTS = {"nsubj": 3.0, "nsubjpass": 2.6, "dobj": 1.0, "pobj": 0.6, "poss": 0.8, "appos": 0.6,
         "conj": 0.8, "agent": 1.0, "dative": 1.0}  # fmt: skip
LEAST = {"person": 0.0, "group": 2.6, "thing": 3.6}
"""The weight that a candidate needs: a thing's "it" mostly means no actor at all."""
INTERVIEW = frozenset({"interview", "interviews", "interviewed", "remarks", "speech"})
ANSWERS, QUESTIONS = 6, 2
"""How often an interview has "I" and questions to "you" outside quotation marks."""
WINDOW = 80
"""Mentions back that a pronoun reaches at most."""
LEAD = 200
"""Tokens at the start of a report that may tell that it is an interview."""


@dataclass(slots=True)
class _State:
    """What was read so far: entities by cluster with how often they were meant."""

    parse: Parse
    nodes: Sequence[Node]
    clusters: Clusters
    quotations: Sequence[Quotation]
    places: Sequence[int]
    """The place of each sentence among those of its kind: captions stand outside the story."""
    counts: dict[int, int] = field(default_factory=dict)
    genders: dict[int, str] = field(default_factory=dict)


def join_pronouns(parse: Parse, nodes: Sequence[Node], clusters: Clusters) -> frozenset[int]:
    """Join the pronouns that are clear; the numbers of those that stay without antecedent."""
    state = _State(parse, nodes, clusters, find_quotations(parse, nodes), _places(parse))
    for node in nodes:
        if node.gender is not None and node.mention.level != "PRO":
            state.genders.setdefault(clusters.find(node.n), node.gender)
    left: set[int] = set()
    for position, node in enumerate(nodes):
        if node.mention.level != "PRO":
            _count(state, node)
        elif node.words[0] not in FIRST:
            _settle(state, node, _antecedent(state, position), left)
    interviewee = _interviewee(state)
    for node in nodes:
        if node.mention.level == "PRO" and node.words[0] in FIRST:
            quotation = _quotation_at(state, node)
            spoken = None if quotation is None else _speaker(state, quotation)
            if quotation is None or quotation.speaker is None:
                spoken = interviewee
            _settle(state, node, spoken, left)
    return frozenset(left)


def _settle(state: _State, node: Node, found: Node | None, left: set[int]) -> None:
    """Join a pronoun to what was found for it, or note that it stays alone."""
    if found is None:
        left.add(node.n)
        return
    state.clusters.join(node.n, found.n)
    _count(state, node)
    if node.gender is not None:
        state.genders.setdefault(state.clusters.find(node.n), node.gender)


def _count(state: _State, node: Node) -> None:
    root = state.clusters.find(node.n)
    state.counts[root] = state.counts.get(root, 0) + 1


def _places(parse: Parse) -> list[int]:
    seen: dict[str, int] = {}
    found: list[int] = []
    for kind in parse.kinds:
        seen[kind] = seen.get(kind, 0) + 1
        found.append(seen[kind])
    return found


def _antecedent(state: _State, position: int) -> Node | None:
    node = state.nodes[position]
    word = node.words[0]
    quotation = _quotation_at(state, node)
    if word in OURS or word in SECOND:
        return None
    if word in MALE or word in FEMALE:
        kind = "person"
    else:
        kind = "thing" if word in THING else "group"
    if word in OWNERS and _is_fronted(state.parse, node):
        ahead = _subject_ahead(state, position, kind)
        if ahead is not None and ahead.mention.level == "NAM":
            return ahead
    best: tuple[float, int] | None = None
    for other in _candidates(state, position, BACK[kind]):
        if not _agrees(state, node, other, kind) or _is_bound(state.parse, node, other):
            continue
        if quotation is not None and _says(state, quotation, other):
            continue
        weight = _weigh(state, node, other, kind)
        if best is None or weight > best[0]:
            best = (weight, other.n)
    if best is not None and best[0] >= LEAST[kind]:
        return state.nodes[best[1]]
    if kind == "person" and best is None:
        return _only_one(state, position)
    return _subject_ahead(state, position, kind) if word in OWNERS else None


def _only_one(state: _State, position: int) -> Node | None:
    """The one person named so far whom "he" or "she" can mean, however far back."""
    node, roots = state.nodes[position], dict[int, Node]()
    for other in state.nodes[max(0, position - 4 * WINDOW) : position]:
        if other.mention.level == "NAM" and _agrees(state, node, other, "person"):
            roots[state.clusters.find(other.n)] = other
    return next(iter(roots.values())) if len(roots) == 1 else None


def _candidates(state: _State, position: int, back: int) -> list[Node]:
    """The mentions before a pronoun, as far back as it reaches, pronouns that were joined too."""
    node, found, kinds = state.nodes[position], list[Node](), state.parse.kinds
    for other in reversed(state.nodes[max(0, position - WINDOW) : position]):
        if kinds[other.sent] != kinds[node.sent]:
            continue
        if _distance(state, node, other) > back:
            break
        if other.end <= node.first:
            found.append(other)
    return found


def _distance(state: _State, node: Node, other: Node) -> int:
    return state.places[node.sent] - state.places[other.sent]


def _agrees(state: _State, node: Node, other: Node, kind: str) -> bool:
    root = state.clusters.find(other.n)
    if other.mention.level == "PRO" and root == other.n:
        return False
    mention = state.nodes[root].mention if other.mention.level == "PRO" else other.mention
    if kind == "person":
        if mention.type != "PER" or other.number != "one":
            return False
        gender = state.genders.get(root) or other.gender
        return gender is None or gender == node.gender
    if kind == "group":
        if other.number == "many":
            return True
        return mention.type in {"ORG", "NORP", "GPE"} or other.number == "group"
    if other.number == "many" or mention.type in {"PER", "NORP"}:
        return False
    return mention.type in {"ORG", "GPE"}


def _is_bound(parse: Parse, node: Node, other: Node) -> bool:
    """Whether syntax forbids it: "Rell met him" is not Rell; "himself" is the subject."""
    word = node.words[0]
    if node.first >= other.first and node.end <= other.end:
        return True
    same_clause = node.head.head == other.head.head and other.head.dep in SUBJECT
    if word in REFLEXIVE:
        return False
    if word in OWNERS and node.head.dep == "poss":
        # "the minister and his aides": fine; "his minister": never the minister himself
        return other.head.i == node.head.head
    if node.head.dep in {"dobj", "dative"}:
        return same_clause
    if node.head.dep == "pobj":
        above = parse.tokens[node.head.head]
        return above.head == other.head.head and other.head.dep in SUBJECT
    return False


def _weigh(state: _State, node: Node, other: Node, kind: str) -> float:
    root = state.clusters.find(other.n)
    distance = _distance(state, node, other)
    weight = 4.0 - 1.6 * distance
    weight += PARTS.get(other.head.dep, 0.3)
    weight += 0.4 * min(state.counts.get(root, 0), 5)
    level = state.nodes[root].mention.level
    if kind == "person":
        weight += 1.0 if level == "NAM" else 0.0
        if state.genders.get(root) == node.gender:
            weight += 1.0
    if kind == "group":
        weight += 1.2 if other.number == "many" else 0.0
        mention = state.nodes[root].mention
        if mention.type == "GPE":
            weight -= 2.0 if not mention.metonym else 1.0
        if mention.type in {"LOC", "FAC"}:
            weight -= 1.5
    if kind == "thing" and state.nodes[root].mention.type == "GPE" and not other.mention.metonym:
        weight -= 1.2
    if node.head.dep in SUBJECT and other.head.dep in SUBJECT:
        weight += 0.8
    tokens = state.parse.tokens
    named = other.mention.level == "NAM"
    if named and other.head.dep == "poss" and tokens[other.head.head].dep in SUBJECT:
        weight += 1.2
    if node.sent == other.sent and any(
        above.i in {other.head.i, other.head.head} for above in state.parse.ancestors(node.head.i)
    ):
        weight += 1.0
    weight -= 0.01 * (node.first - other.end)
    return weight


def _is_fronted(parse: Parse, node: Node) -> bool:
    """Whether an owner stands in an opening phrase: "In his speech, …"."""
    lo = parse.bounds[node.sent][0]
    return 0 < node.first - lo <= 2 and parse.tokens[lo].pos in {"ADP", "SCONJ"}


def _subject_ahead(state: _State, position: int, kind: str) -> Node | None:
    """ "In his speech, Rell said": the subject of the same sentence, before any other candidate."""
    node = state.nodes[position]
    for other in state.nodes[position + 1 : position + 8]:
        if other.sent != node.sent:
            return None
        if other.head.dep in SUBJECT and _agrees(state, node, other, kind):
            return other
    return None


# ---------------------------------------------------------------- direct speech


def _quotation_at(state: _State, node: Node) -> Quotation | None:
    at = node.mention.span.start
    n = bisect_right(state.quotations, at, key=lambda q: q.start)
    found = state.quotations[n - 1] if n else None
    return found if found is not None and at < found.end else None


def _speaker(state: _State, quotation: Quotation) -> Node | None:
    if quotation.speaker is None:
        return None
    speaker = state.nodes[quotation.speaker]
    root = state.nodes[state.clusters.find(speaker.n)]
    return root if root.mention.type == "PER" and root.number == "one" else None


def _says(state: _State, quotation: Quotation, other: Node) -> bool:
    return quotation.speaker is not None and state.clusters.same(quotation.speaker, other.n)


def _interviewee(state: _State) -> Node | None:
    """The person that an interview or a speech is by: the first one named; None in other reports."""
    if not _is_interview(state):
        return None
    for node in state.nodes:
        if node.first > LEAD:
            return None
        if node.mention.level == "NAM" and node.mention.type == "PER":
            return node
    return None


def _is_interview(state: _State) -> bool:
    """Whether a report says so at its start, or asks "you" and is answered by "I" throughout."""
    tokens = state.parse.tokens
    if any(t.lower in INTERVIEW for t in tokens[:LEAD]):
        return True
    said = [n for n in state.nodes if n.mention.level == "PRO" and not _quotation_at(state, n)]
    answers = sum(n.words[0] in FIRST for n in said)
    ends = {hi - 1 for _, hi in state.parse.bounds}
    asked = {n.sent for n in said if n.words[0] in SECOND}
    questions = sum(tokens[i].text == "?" and tokens[i].sent in asked for i in ends)
    return answers >= ANSWERS and questions >= QUESTIONS
