"""Mentions of one report joined to those that mean the same, step by step, the safest first.

    names          names.py          "Zelenskyy" → "Volodymyr Zelenskyy"
    descriptions   descriptions.py   "the minister", "the group", "the city of Kyiv"
    pronouns       pronouns.py       "he", "they", "its"; first_person.py: "I", "we"
    predicates     predicates.py     "as mayor", "they call her the Boss"

A step joins only what is clear; what is not stays apart.
"""

from collections.abc import Sequence

from onrecord.resolve.actors import ActorTable
from onrecord.resolve.clusters import Clusters
from onrecord.resolve.descriptions import join_appositions, join_descriptions
from onrecord.resolve.names import join_names
from onrecord.resolve.nodes import Node
from onrecord.resolve.predicates import join_predicates
from onrecord.resolve.pronouns import Choose, choose_heaviest, join_pronouns
from onrecord.syntax import Parse


def group_mentions(
    parse: Parse,
    nodes: Sequence[Node],
    actors: ActorTable,
    choose: Choose = choose_heaviest,
) -> list[list[Node]]:
    """The mentions of each entity in text order, without the pronouns that stay alone."""
    clusters = Clusters(len(nodes))
    join_names(parse, [node for node in nodes if node.is_name], actors, clusters)
    join_appositions(parse, nodes, clusters)
    join_descriptions(parse, nodes, clusters)
    alone = join_pronouns(parse, nodes, clusters, choose)
    join_predicates(parse, nodes, clusters, alone)
    groups: dict[int, list[Node]] = {}
    for node in nodes:
        if node.n not in alone:
            groups.setdefault(clusters.find(node.n), []).append(node)
    return list(groups.values())
