"""Mentions → entities: one per person, organisation, country or place of the report."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from onrecord.records import Alternative, Entity, Evidence, Mention
from onrecord.resolve.actors import Actor, ActorTable, Tenure
from onrecord.resolve.coreference import Clusters, join_mentions
from onrecord.resolve.nodes import Node, NodeReader
from onrecord.resolve.pronouns import join_pronouns
from onrecord.syntax import Parse
from onrecord.text import make_id
from onrecord.wordlists import load_countries, word_key

METHOD = "rules:entities/1"
NO_NAME = "no name in this report"


def link_entities(
    parse: Parse, mentions: Sequence[Mention], *, actors: ActorTable
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Join the mentions of a report into entities and tell who each is.

    Every mention comes back, in its order, with the id of its entity; a pronoun without a safe
    antecedent has none. Entities stand in the order in which the report first mentions them.
    Offices are those held on the day of publication; without a day, the one that is known.
    """
    reader = NodeReader(parse)
    nodes = [reader.read(n, mention) for n, mention in enumerate(mentions)]
    clusters = Clusters(len(nodes))
    join_mentions(parse, nodes, actors, clusters)
    left = join_pronouns(parse, nodes, clusters)
    members: dict[int, list[Node]] = {}
    for node in nodes:
        if node.n not in left:
            members.setdefault(clusters.find(node.n), []).append(node)
    entities: list[Entity] = []
    entity_of: dict[int, str] = {}
    for group in members.values():
        entity = _describe(parse, group, actors)
        entities.append(entity)
        entity_of |= {node.n: entity.id for node in group}
    linked = tuple(
        msgspec.structs.replace(mention, entity=entity_of.get(n))
        for n, mention in enumerate(mentions)
    )
    return linked, tuple(entities)


def _describe(parse: Parse, group: Sequence[Node], actors: ActorTable) -> Entity:
    """The entity of the mentions that were joined."""
    day = parse.doc.published
    lead = _lead(group)
    country, sector, role = _stated(group)
    evidence = tuple(node.mention.span for node in group)
    base = {
        "id": make_id("ent", parse.doc.id, lead.mention.type, evidence[0].start, lead.key),
        "type": lead.mention.type,
        "evidence": evidence,
        "method": METHOD,
        "country": country or None,
        "sector": sector or None,
        "role": role or None,
        "name": lead.mention.name.quote if lead.mention.level == "NAM" else _phrase(lead),
        "aliases": _aliases(group, lead),
    }
    if lead.mention.level != "NAM":
        return _describe_unnamed(base, lead, actors, day)
    code = _country_code(group)
    if code is not None and lead.mention.type in {"GPE", "NORP", "ORG"}:
        return _describe_country(base, code, group)
    found, alternatives, reason = _find_actor(group, lead, actors, day)
    if found is None:
        return Entity(**base, reason=reason, alternatives=alternatives)
    return Entity(**_with_actor(base, found, day, reason))


def _lead(group: Sequence[Node]) -> Node:
    """The mention that names the entity: the longest name, else the first description."""
    names = [n for n in group if n.mention.level == "NAM"]
    if names:
        return max(names, key=lambda n: (len(n.words), -n.n))
    described = [n for n in group if n.mention.level == "NOM"]
    return (described or list(group))[0]


def _phrase(node: Node) -> str:
    return " ".join(node.mention.span.quote.split())


def _aliases(group: Sequence[Node], lead: Node) -> tuple[str, ...]:
    name = lead.mention.name.quote
    found = dict.fromkeys(
        node.mention.name.quote for node in group if node.mention.level == "NAM"
    )
    found.pop(name, None)
    return tuple(found)


def _stated(group: Sequence[Node]) -> tuple[str, str, str]:
    """Country, sector and office as the report states them; names before descriptions."""
    ordered = sorted(group, key=lambda n: (n.mention.level != "NAM", n.n))
    country = next((n.country for n in ordered if n.country), "")
    sector = next((n.sector for n in ordered if n.sector), "")
    role = max((n.role for n in ordered if n.role), key=len, default="")
    return country, sector, role


# ---------------------------------------------------------------- who it is


def _country_code(group: Sequence[Node]) -> str | None:
    """The country that a group of names is; None for a people or a town."""
    countries = load_countries()
    for node in group:
        key = word_key(node.mention.name.quote)
        code = countries.names.get(key)
        if code is None and node.mention.metonym:
            code = countries.capitals.get(key)
        if code is not None and node.mention.type == "GPE":
            return code
        if node.mention.type == "NORP" and node.number != "many":
            code = countries.adjectives.get(key)
            if code is not None:
                return code
    return None


def _describe_country(base: dict[str, object], code: str, group: Sequence[Node]) -> Entity:
    acts = any(n.mention.metonym for n in group)
    name = load_countries().name_of[code]
    own = {n.mention.name.quote for n in group if n.mention.level == "NAM"}
    aliases = tuple(sorted(own - {name}))
    reason = f"country table: {name}" + (", as its government" if acts else "")
    return Entity(
        **base
        | {
            "type": "GPE",
            "name": name,
            "aliases": aliases,
            "country": code,
            "sector": "GOV" if acts else None,
            "role": None,
            "reason": reason,
        }
    )


def _find_actor(
    group: Sequence[Node], lead: Node, actors: ActorTable, day: dt.date | None
) -> tuple[Actor | None, tuple[Alternative, ...], str]:
    """The row of the actor table, or None with those it may be and the reason."""
    names = dict.fromkeys(n.mention.name.quote for n in group if n.mention.level == "NAM")
    for name in names:
        found = [a for a in actors.named(name) if _kinds_fit(a, lead)]
        if len(found) == 1:
            return found[0], (), f"actor table: {found[0].name}"
        if found:
            return None, _alternatives(found), f"actor table: {len(found)} rows of this name"
    if lead.mention.type != "PER" or len(lead.words) > 1:
        return None, (), "not in the actor table"
    country, sector, role = _stated(group)
    found = [a for a in actors.of_surname(lead.mention.name.quote) if _is_current(a, day)]
    stated = [a for a in found if _holds(a, country, role, day)]
    if country or role:
        found = stated
    if len(found) == 1:
        return found[0], (), "actor table: the only one of this surname"
    if found:
        return None, _alternatives(found), f"actor table: {len(found)} persons of this surname"
    return None, (), "a surname alone, not in the actor table"


def _alternatives(found: Sequence[Actor]) -> tuple[Alternative, ...]:
    return tuple(Alternative(value=a.id, reason=a.tenures[0].role or None) for a in found[:5])


def _kinds_fit(actor: Actor, lead: Node) -> bool:
    return (actor.type == "PER") == (lead.mention.type == "PER")


def _is_current(actor: Actor, day: dt.date | None) -> bool:
    """Whether a person held office, or none that is dated, within ten years of the day."""
    if day is None:
        return True
    dated = [t for t in actor.tenures if t.is_dated]
    if not dated:
        return True
    reach = dt.timedelta(days=3653)
    return any(
        (t.start is None or t.start - reach <= day) and (t.end is None or day <= t.end + reach)
        for t in dated
    )


def _holds(actor: Actor, country: str, role: str, day: dt.date | None) -> bool:
    """Whether what the report says of a person's country and office fits the table."""
    if country and all(t.country != country for t in actor.tenures if t.country):
        return False
    last = role.split()[-1] if role else ""
    return not last or any(last in t.role for t in actor.tenures)


def _with_actor(
    base: dict[str, object], actor: Actor, day: dt.date | None, reason: str
) -> dict[str, object]:
    tenure = actor.tenure_on(day)
    fields = base | {
        "name": actor.name,
        "actor": actor.id,
        "aliases": _other_names(base, actor),
        "country": actor.tenures[0].country or None,
        "sector": actor.tenures[0].sector or None,
        "reason": reason,
    }
    if tenure is None:
        if day is not None:
            fields["reason"] = f"{reason}; no office on {day.isoformat()} in it"
        return fields
    return fields | _office(tenure, day, reason)


def _office(tenure: Tenure, day: dt.date | None, reason: str) -> dict[str, object]:
    held = tenure.is_dated and day is not None
    return {
        "country": tenure.country or None,
        "sector": tenure.sector or None,
        "role": tenure.role or None,
        "role_start": tenure.start if tenure.exact_start else None,
        "role_end": tenure.end if tenure.exact_end else None,
        "reason": f"{reason}, held office on {day.isoformat()}" if held and day else reason,
    }


def _other_names(base: dict[str, object], actor: Actor) -> tuple[str, ...]:
    own = base["aliases"]
    names = [str(base["name"]), *(own if isinstance(own, tuple) else ())]
    return tuple(n for n in dict.fromkeys(names) if n != actor.name)


def _describe_unnamed(
    base: dict[str, object], lead: Node, actors: ActorTable, day: dt.date | None
) -> Entity:
    """A description without a name; the office's holder where the tables know exactly one."""
    if lead.role and lead.country and lead.number == "one" and day is not None:
        holders = actors.holders(lead.role, lead.country, day)
        if len(holders) == 1 and not lead.role.startswith("former"):
            reason = f"actor table: {lead.role} of {lead.country}"
            return Entity(**_with_actor(base, holders[0], day, reason))
    return Entity(**base, reason=NO_NAME)


__all__ = ["Evidence", "link_entities"]
