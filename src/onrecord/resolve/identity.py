"""Who a group of mentions is: a country, an actor of the table, a name or a description.

Always with the reason. A person known by the surname alone is looked up only where the table has
exactly one whom the report's own words and date fit; two candidates are NIL, with both.
"""

import datetime as dt
from collections.abc import Sequence

import msgspec

from onrecord.records import Alternative, Entity
from onrecord.resolve.actors import Actor, ActorTable
from onrecord.resolve.first_person import FIRST, OURS, SECOND
from onrecord.resolve.nodes import Node
from onrecord.syntax import Parse
from onrecord.text import make_id
from onrecord.wordlists import load_countries, word_key

METHOD = "rules:entities/1"
NO_NAME = "no name in this report"
NOT_LISTED = "not in the actor table"
A_PLACE = "a place by its name, no actor of the table"
LONGEST_ACRONYM = 5
VOICES = {"I": FIRST, "we": OURS, "you": SECOND}
"""What somebody is called whom the report's own words know as nobody else."""
REACH = dt.timedelta(days=3653)
"""How long before and after an office a bare surname may still mean its holder."""


def identify(parse: Parse, group: Sequence[Node], actors: ActorTable) -> Entity:
    """The entity that mentions joined with one another mean."""
    lead, day = _lead(group), parse.doc.published
    entity = _as_stated(parse, group, lead)
    if not lead.is_name:
        return _by_office(entity, lead, actors, day)
    code = _country_code(group) if lead.mention.type in {"GPE", "NORP", "ORG"} else None
    if code is not None:
        return _as_country(entity, code, group)
    found, reason = _find_rows(group, lead, actors, day)
    if len(found) == 1:
        return _as_actor(entity, found[0], day, reason)
    alternatives = tuple(
        Alternative(value=a.id, reason=a.tenures[0].role or None) for a in found[:5]
    )
    return msgspec.structs.replace(entity, reason=reason, alternatives=alternatives)


# ---------------------------------------------------------------- what the report says


def _lead(group: Sequence[Node]) -> Node:
    """The mention that names the entity: the longest name, else the first description."""
    names = [node for node in group if node.is_name]
    if names:
        return max(names, key=lambda node: (len(node.words), not _shouts(node), -node.n))
    return next((node for node in group if node.mention.level == "NOM"), group[0])


def _shouts(node: Node) -> bool:
    """Whether a name stands in capitals, as in datelines, and is no acronym."""
    name = node.mention.name.quote
    return name.isupper() and len(name) > LONGEST_ACRONYM


def _as_stated(parse: Parse, group: Sequence[Node], lead: Node) -> Entity:
    """The entity as the report alone tells it."""
    evidence = tuple(node.mention.span for node in group)
    country, sector, role = _stated(group)
    names = dict.fromkeys(node.mention.name.quote for node in group if node.is_name)
    names.pop(lead.mention.name.quote, None)
    return Entity(
        id=make_id("ent", parse.doc.id, evidence[0].start, evidence[0].end, lead.mention.type),
        type=lead.mention.type,
        name=_name(lead),
        aliases=tuple(names),
        country=country or None,
        sector=sector or None,
        role=role or None,
        reason=_reason(lead),
        evidence=evidence,
        method=METHOD,
    )


def _reason(lead: Node) -> str:
    if not lead.is_name:
        return NO_NAME
    return A_PLACE if lead.mention.type in {"GPE", "LOC", "FAC"} else NOT_LISTED


def _name(node: Node) -> str:
    """The bare name; the whole phrase of a description or of a part of a place."""
    mention = node.mention
    if mention.level == "PRO":
        word = node.words[0]
        return next((voice for voice, forms in VOICES.items() if word in forms), word)
    part = mention.type == "LOC" and mention.name != mention.span
    return " ".join((mention.name if node.is_name and not part else mention.span).quote.split())


def _stated(group: Sequence[Node]) -> tuple[str, str, str]:
    """Country, sector and office as the report states them; names before descriptions."""
    ordered = sorted(group, key=lambda node: (not node.is_name, node.n))
    country = next((node.country for node in ordered if node.country), "")
    sector = next((node.sector for node in ordered if node.sector), "")
    role = max((node.role for node in ordered if node.role), key=len, default="")
    return country, sector, role


# ---------------------------------------------------------------- countries


def _country_code(group: Sequence[Node]) -> str | None:
    """The country that a group of names is; None for a people or a town."""
    countries = load_countries()
    for node in group:
        key, mention = word_key(node.mention.name.quote), node.mention
        code = None
        if mention.type == "GPE":
            code = countries.names.get(key)
            if code is None and mention.metonym:
                code = countries.capitals.get(key)
        elif mention.type == "NORP" and node.number != "many":
            code = countries.adjectives.get(key)
        if code is not None:
            return code
    return None


def _as_country(entity: Entity, code: str, group: Sequence[Node]) -> Entity:
    acts = any(node.mention.metonym for node in group)
    name = load_countries().name_of[code]
    own = dict.fromkeys(node.mention.name.quote for node in group if node.is_name)
    return msgspec.structs.replace(
        entity,
        type="GPE",
        name=name,
        aliases=tuple(sorted(alias for alias in own if alias != name)),
        country=code,
        sector="GOV" if acts else None,
        role=None,
        reason=f"country table: {name}" + (", as its government" if acts else ""),
    )


# ---------------------------------------------------------------- actors of the table


def _find_rows(
    group: Sequence[Node], lead: Node, actors: ActorTable, day: dt.date | None
) -> tuple[Sequence[Actor], str]:
    """The rows that the names may mean (one: it is that) and the reason."""
    for name in dict.fromkeys(node.mention.name.quote for node in group if node.is_name):
        found = [a for a in actors.named(name) if _kinds_fit(a, lead)]
        if found:
            reason = f"actor table: {found[0].name}"
            several = f"actor table: {len(found)} rows of this name"
            return found, reason if len(found) == 1 else several
    if lead.mention.type != "PER" or len(lead.words) > 1:
        return (), _reason(lead)
    country, _, role = _stated(group)
    found = [a for a in actors.of_surname(lead.mention.name.quote) if _is_current(a, day)]
    if country or role:
        found = [a for a in found if _holds(a, country, role)]
    if len(found) == 1:
        return found, "actor table: the only one of this surname"
    if found:
        return found, f"actor table: {len(found)} persons of this surname"
    return (), "a surname alone, " + NOT_LISTED


def _kinds_fit(actor: Actor, lead: Node) -> bool:
    return (actor.type == "PER") == (lead.mention.type == "PER")


def _is_current(actor: Actor, day: dt.date | None) -> bool:
    """Whether a person held office near the day; a person without dated office is."""
    dated = [tenure for tenure in actor.tenures if tenure.is_dated]
    if day is None or not dated:
        return True
    return any(
        (t.start is None or t.start - REACH <= day) and (t.end is None or day <= t.end + REACH)
        for t in dated
    )


def _holds(actor: Actor, country: str, role: str) -> bool:
    """Whether what the report says of a person's country and office fits the table."""
    if country and all(tenure.country != country for tenure in actor.tenures):
        return False
    last = role.rpartition(" ")[2]
    return not last or any(last in tenure.role for tenure in actor.tenures)


def _as_actor(
    entity: Entity, actor: Actor, day: dt.date | None, reason: str, *, named: bool = True
) -> Entity:
    """The entity as the table has it: its name, country, sector, and the office of the day."""
    names = dict.fromkeys((entity.name, *entity.aliases) if named else entity.aliases)
    names.pop(actor.name, None)
    tenure = actor.tenure_on(day)
    first = tenure or actor.tenures[0]
    known = msgspec.structs.replace(
        entity,
        name=actor.name,
        aliases=tuple(names),
        actor=actor.id,
        country=first.country or None,
        sector=first.sector or None,
        reason=reason,
    )
    if tenure is None:
        if day is None:
            return known
        return msgspec.structs.replace(known, reason=f"{reason}; no office on {day} in it")
    held = f", held office on {day}" if tenure.is_dated and day is not None else ""
    return msgspec.structs.replace(
        known,
        role=tenure.role or None,
        role_start=tenure.start if tenure.exact_start else None,
        role_end=tenure.end if tenure.exact_end else None,
        reason=reason + held,
    )


def _by_office(entity: Entity, lead: Node, actors: ActorTable, day: dt.date | None) -> Entity:
    """A description without a name; the office's holder where the table knows exactly one."""
    if not lead.role or not lead.country or lead.number != "one" or day is None:
        return entity
    holders = actors.holders(lead.role, lead.country, day)
    if len(holders) != 1:
        return entity
    reason = f"actor table: {lead.role} of {lead.country}"
    return _as_actor(entity, holders[0], day, reason, named=False)
