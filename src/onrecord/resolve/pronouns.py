"""Pronouns joined to the person, group or country that they stand for, or left alone.

"he", "she", "they", "it" and theirs are weighed here; "I", "you" and "we" are in first_person.py.
The antecedents that agree and that syntax allows (antecedents.py) are weighed by what speaks for
them (salience.py), nobody among them. The heaviest wins; where it is no mention: no entity.
"""

from collections.abc import Callable, Sequence

from onrecord.resolve.antecedents import (
    OWNERS,
    SUBJECT,
    Antecedent,
    Kind,
    Scene,
    agrees,
    find_antecedents,
    find_nouns,
    kind_of,
    number_places,
)
from onrecord.resolve.clusters import Clusters
from onrecord.resolve.first_person import FIRST, OURS, SECOND, Speakers, Voice
from onrecord.resolve.nodes import Node
from onrecord.resolve.quotes import find_quotations
from onrecord.resolve.salience import Option, load_weights, notice, weigh
from onrecord.syntax import Parse

SPOKEN = FIRST | SECOND | OURS
LONG_AGO = 320
"""Mentions back among which "he" may mean the one person of that gender."""
Choose = Callable[[Node, Kind, Sequence[Option]], Antecedent | None]
"""Chooses among the antecedents of a pronoun, nobody (None) the first of them."""


def choose_heaviest(_: Node, kind: Kind, options: Sequence[Option]) -> Antecedent | None:
    """The antecedent of the greatest weight; of equals the nearest."""
    weights = load_weights()[kind]
    return max(options, key=lambda option: weigh(option[1], weights))[0]


def join_pronouns(
    parse: Parse, nodes: Sequence[Node], clusters: Clusters, choose: Choose = choose_heaviest
) -> frozenset[int]:
    """Join the pronouns that are clear; the numbers of those that stay without antecedent."""
    scene = Scene(
        parse=parse,
        nodes=nodes,
        clusters=clusters,
        quotations=find_quotations(parse, nodes),
        nouns=find_nouns(parse, nodes),
        places=number_places(parse),
        named=frozenset(clusters.find(node.n) for node in nodes if node.is_name),
    )
    for node in nodes:
        if node.gender is not None and node.mention.level != "PRO":
            scene.genders.setdefault(clusters.find(node.n), node.gender)
    left: set[int] = set()
    for position, node in enumerate(nodes):
        if node.mention.level != "PRO":
            _count(scene, node)
        elif node.words[0] not in SPOKEN:
            _settle(scene, node, _antecedent(scene, position, choose), left)
    _join_spoken(scene, left)
    return frozenset(left)


def _join_spoken(scene: Scene, left: set[int]) -> None:
    """Join "I", "you" and "we" to the person, else to the others of the same voice."""
    speakers = Speakers(scene.parse, scene.nodes, scene.clusters, scene.quotations)
    voices: dict[Voice, Node] = {}
    for node in scene.nodes:
        if node.mention.level != "PRO" or node.words[0] not in SPOKEN:
            continue
        found = speakers.person_of(node)
        if found is None:
            first = voices.setdefault(speakers.voice_of(node), node)
            found = first if first is not node else None
        _settle(scene, node, found, left)


def _settle(scene: Scene, node: Node, found: Node | None, left: set[int]) -> None:
    """Join a pronoun to what was found for it, or note that it stays alone."""
    if found is None:
        left.add(node.n)
        return
    scene.clusters.join(node.n, found.n)
    left.discard(found.n)
    _count(scene, node)
    if node.gender is not None:
        scene.genders.setdefault(scene.clusters.find(node.n), node.gender)


def _count(scene: Scene, node: Node) -> None:
    root = scene.clusters.find(node.n)
    scene.counts[root] = scene.counts.get(root, 0) + 1


def _antecedent(scene: Scene, position: int, choose: Choose) -> Node | None:
    node = scene.nodes[position]
    kind = kind_of(node)
    if kind == "group" and _means_several(scene.parse, node):
        return None
    if node.words[0] in OWNERS and _is_fronted(scene.parse, node):
        ahead = _subject_ahead(scene, position, kind)
        if ahead is not None and ahead.mention.level == "NAM":
            return ahead
    found = find_antecedents(scene, position, kind)
    if found:
        chosen = choose(node, kind, notice(scene, node, kind, found))
        if chosen is not None:
            return chosen.node
    elif kind == "person":
        return _only_one(scene, position)
    return _subject_ahead(scene, position, kind) if node.words[0] in OWNERS else None


def _only_one(scene: Scene, position: int) -> Node | None:
    """The one person named so far whom "he" or "she" can mean, however far back."""
    node, roots = scene.nodes[position], dict[int, Node]()
    for other in scene.nodes[max(0, position - LONG_AGO) : position]:
        if other.mention.level == "NAM" and agrees(scene, node, other, "person"):
            roots[scene.clusters.find(other.n)] = other
    return next(iter(roots.values())) if len(roots) == 1 else None


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


def _subject_ahead(scene: Scene, position: int, kind: Kind) -> Node | None:
    """The subject of the same sentence: "In his speech, Rell said"."""
    node = scene.nodes[position]
    for other in scene.nodes[position + 1 : position + 8]:
        if other.sent != node.sent:
            return None
        if other.head.dep in SUBJECT and agrees(scene, node, other, kind):
            return other
    return None
