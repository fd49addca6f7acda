"""Mentions → entities: one per person, organisation, country or place of the report."""

from collections.abc import Sequence

import msgspec

from onrecord.records import Entity, Mention
from onrecord.resolve.actors import ActorTable
from onrecord.resolve.coreference import group_mentions
from onrecord.resolve.identity import identify
from onrecord.resolve.nodes import Node, NodeReader
from onrecord.syntax import Parse


def link_entities(
    parse: Parse, mentions: Sequence[Mention], *, actors: ActorTable
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Join the mentions of a report into entities and tell who each is.

    Every mention comes back, in its order, with the id of its entity; a pronoun without a safe
    antecedent has none. Entities stand in the order in which the report first mentions them.
    Offices are those held on the day of publication; without a day, the one that is known.
    """
    reader = NodeReader(parse, actors)
    nodes = [reader.read(n, mention) for n, mention in enumerate(mentions)]
    found = _identify_all(parse, group_mentions(parse, nodes, actors), actors)
    entity_of = {node.n: entity for entity, group in found for node in group}
    linked = tuple(_link(mention, entity_of.get(n)) for n, mention in enumerate(mentions))
    return linked, tuple(entity for entity, _ in found)


def _link(mention: Mention, entity: Entity | None) -> Mention:
    """The mention with its entity; a pronoun takes the type of what it stands for."""
    if entity is None:
        return mention
    kind = entity.type if mention.level == "PRO" else mention.type
    return msgspec.structs.replace(mention, entity=entity.id, type=kind)


def _identify_all(
    parse: Parse, groups: Sequence[list[Node]], actors: ActorTable
) -> list[tuple[Entity, list[Node]]]:
    """The entity of each group; groups that turn out to be one actor become one entity."""
    found: list[tuple[Entity, list[Node]]] = []
    of_actor: dict[str, int] = {}
    for group in groups:
        entity = identify(parse, group, actors)
        at = of_actor.get(entity.actor) if entity.actor is not None else None
        if at is not None:
            merged = sorted([*found[at][1], *group], key=lambda node: node.n)
            found[at] = (identify(parse, merged, actors), merged)
            continue
        if entity.actor is not None:
            of_actor[entity.actor] = len(found)
        found.append((entity, group))
    return found
