"""Pronouns joined to the person, group or country that they stand for, or left alone.

"he", "she", "they", "it" and theirs; "I", "you" and "we" are in first_person.py.
Candidates are the mentions of the last sentences that agree in number, gender and kind. They are
weighed by nearness, by their part in the sentence (a subject weighs more than an object), by name
over description and by how often they were meant before. No candidate: no entity.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.resolve.clusters import Clusters
from onrecord.resolve.first_person import FIRST, OURS, SECOND, Speakers, Voice
from onrecord.resolve.nodes import FEMALE, MALE, Node
from onrecord.resolve.quotes import Quotation, find_quotations, quotation_at
from onrecord.syntax import Parse
from onrecord.wordlists import load_deeds

SPOKEN = FIRST | SECOND | OURS
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
WINDOW = 80
"""Mentions back that a pronoun reaches at most."""


@dataclass(slots=True)
class _State:
    """What was read so far: entities by cluster with how often they were meant."""

    parse: Parse
    nodes: Sequence[Node]
    clusters: Clusters
    quotations: Sequence[Quotation]
    heads: frozenset[int]
    """The head tokens of the mentions."""
    places: Sequence[int]
    """The place of each sentence among those of its kind: captions stand outside the story."""
    named: frozenset[int]
    """The leaders of the mentions of which one is a name."""
    counts: dict[int, int] = field(default_factory=dict)
    genders: dict[int, str] = field(default_factory=dict)


def join_pronouns(parse: Parse, nodes: Sequence[Node], clusters: Clusters) -> frozenset[int]:
    """Join the pronouns that are clear; the numbers of those that stay without antecedent."""
    heads = frozenset(node.head.i for node in nodes)
    named = frozenset(clusters.find(node.n) for node in nodes if node.is_name)
    quotations = find_quotations(parse, nodes)
    state = _State(parse, nodes, clusters, quotations, heads, _places(parse), named)
    for node in nodes:
        if node.gender is not None and node.mention.level != "PRO":
            state.genders.setdefault(clusters.find(node.n), node.gender)
    left: set[int] = set()
    for position, node in enumerate(nodes):
        if node.mention.level != "PRO":
            _count(state, node)
        elif node.words[0] not in SPOKEN:
            _settle(state, node, _antecedent(state, position), left)
    _join_spoken(state, left)
    return frozenset(left)


def _join_spoken(state: _State, left: set[int]) -> None:
    """Join "I", "you" and "we" to the person, else to the others of the same voice."""
    speakers = Speakers(state.parse, state.nodes, state.clusters, state.quotations)
    voices: dict[Voice, Node] = {}
    for node in state.nodes:
        if node.mention.level != "PRO" or node.words[0] not in SPOKEN:
            continue
        found = speakers.person_of(node)
        if found is None:
            first = voices.setdefault(speakers.voice_of(node), node)
            found = first if first is not node else None
        _settle(state, node, found, left)


def _settle(state: _State, node: Node, found: Node | None, left: set[int]) -> None:
    """Join a pronoun to what was found for it, or note that it stays alone."""
    if found is None:
        left.add(node.n)
        return
    state.clusters.join(node.n, found.n)
    left.discard(found.n)
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
    quotation = quotation_at(state.quotations, node.mention.span.start)
    speaker = quotation.speaker if quotation is not None else None
    if word in MALE or word in FEMALE:
        kind = "person"
    elif word == "it" and (not _may_act(state.parse, node) or _means_thing(state, node)):
        return None
    else:
        kind = "thing" if word in THING else "group"
    if kind == "group" and _means_several(state.parse, node):
        return None
    if word in OWNERS and _is_fronted(state.parse, node):
        ahead = _subject_ahead(state, position, kind)
        if ahead is not None and ahead.mention.level == "NAM":
            return ahead
    best: tuple[float, int] | None = None
    for other in _candidates(state, position, BACK[kind]):
        if not _agrees(state, node, other, kind) or _is_bound(state.parse, node, other):
            continue
        if speaker is not None and state.clusters.same(speaker, other.n):
            continue
        weight = _weigh(state, node, other, kind)
        if best is None or weight > best[0]:
            best = (weight, other.n)
    if best is not None and best[0] >= LEAST[kind]:
        return state.nodes[best[1]]
    if kind == "person" and best is None:
        return _only_one(state, position)
    return _subject_ahead(state, position, kind) if word in OWNERS else None


def _may_act(parse: Parse, node: Node) -> bool:
    """Whether "it" can be an actor: it does or says something, owns, or a clause says so of it."""
    governor = parse.tokens[node.head.head]
    deeds = load_deeds()
    if node.head.dep != "nsubj":
        return node.head.dep in {"dobj", "nsubjpass"} and governor.lemma in deeds.done_to
    said = governor.dep == "ccomp" and parse.tokens[governor.head].lemma in deeds.saying
    if said or governor.lemma in deeds.acts or governor.lemma in deeds.saying:
        return True
    mood = parse.child(governor.i, "acomp")
    return governor.lemma == "be" and mood is not None and mood.lemma in deeds.moods


def _means_thing(state: _State, node: Node) -> bool:
    """Whether the subject of the clause above is no mention: "it" is likelier that thing.

    Of an "it" that says something, only where no clause above it has a mention for its subject.
    """
    tokens, i = state.parse.tokens, node.head.i
    says = node.head.dep == "nsubj" and tokens[node.head.head].lemma in load_deeds().saying
    thing = False
    while tokens[i].head != i:
        i = tokens[i].head
        subject = state.parse.child(i, "nsubj", "nsubjpass")
        if subject is not None and subject.i < node.first:
            is_mention = subject.i in state.heads
            if is_mention or not says:
                return not is_mention and subject.pos in {"NOUN", "PROPN"}
            thing |= subject.pos in {"NOUN", "PROPN"}
    return thing


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
    if mention.type == "NORP" and mention.level == "NAM" and other.number != "many":
        return False
    if kind == "group":
        if other.number == "many":
            return True
        return mention.type in {"ORG", "GPE"} or other.number == "group"
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
    part = _part(state.parse, other)
    weight += PARTS.get(part, 0.3)
    weight += 0.4 * min(state.counts.get(root, 0), 5)
    if kind == "person":
        weight += 1.0 if root in state.named else 0.0
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
    tokens = state.parse.tokens
    if node.head.dep in SUBJECT and part in SUBJECT:
        weight += 0.8
        saying = load_deeds().saying
        verbs = tokens[node.head.head].lemma, tokens[other.head.head].lemma
        weight += 1.0 if all(verb in saying for verb in verbs) else 0.0
    owned = tokens[node.head.head]
    if node.words[0] in OWNERS and owned.dep == "conj" and owned.head == other.head.i:
        weight += 3.0
    named = other.mention.level == "NAM"
    if named and other.head.dep == "poss" and tokens[other.head.head].dep in SUBJECT:
        weight += 1.2
    if node.sent == other.sent:
        weight += _closeness(state.parse, node, other)
    weight -= 0.01 * (node.first - other.end)
    return weight


def _part(parse: Parse, other: Node) -> str:
    """The part in the sentence; of a name in apposition, the part of what it names."""
    above = parse.tokens[other.head.head]
    return above.dep if other.head.dep == "appos" and other.is_name else other.head.dep


def _closeness(parse: Parse, node: Node, other: Node) -> float:
    """More for the subject of the pronoun's own clause, less for those of the clauses above."""
    wanted = other.head.i, other.head.head
    i, verbs = node.head.i, 0
    while parse.tokens[i].head != i:
        i = parse.tokens[i].head
        verbs += parse.tokens[i].pos in {"VERB", "AUX"}
        if i in wanted:
            return 2.0 if verbs <= 1 else 1.0
    return 0.0


def _means_several(parse: Parse, node: Node) -> bool:
    """Whether "they" follows a subject of several names: together these are no entity."""
    i = node.head.i
    while parse.tokens[i].head != i:
        i = parse.tokens[i].head
        subject = parse.child(i, "nsubj", "nsubjpass")
        if subject is not None and subject.i < node.first:
            return parse.child(subject.i, "conj") is not None
    return False


def _is_fronted(parse: Parse, node: Node) -> bool:
    """Whether an owner stands in an opening phrase: "In his speech, …"."""
    lo = parse.bounds[node.sent][0]
    return 0 < node.first - lo <= 2 and parse.tokens[lo].pos in {"ADP", "SCONJ"}


def _subject_ahead(state: _State, position: int, kind: str) -> Node | None:
    """The subject of the same sentence: "In his speech, Rell said"."""
    node = state.nodes[position]
    for other in state.nodes[position + 1 : position + 8]:
        if other.sent != node.sent:
            return None
        if other.head.dep in SUBJECT and _agrees(state, node, other, kind):
            return other
    return None
