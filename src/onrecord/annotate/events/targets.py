"""The coding that depends on who does it to whom.

A party's call to end its own conflict is AGREE, anybody else's REQUEST; a town that is captured or
liberated is taken by force, a person who is captured arrested; whose protest is ended by another
is coerced, who ends his own gives way; a person who attacks a rival does it in words.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.clauses import object_of
from onrecord.annotate.event_words import Coding, in_class
from onrecord.annotate.events.cast import Cast, is_among
from onrecord.annotate.events.roles import Roles, find_roles
from onrecord.annotate.events.types import Coded, Coder
from onrecord.records import Mention

SENT = frozenset(
    {
        "ambassador", "ambassadors", "attache", "attaché", "consul", "diplomat", "diplomats",
        "envoy", "envoys", "inspectors", "observers", "monitors", "officials", "soldiers", "spies",
        "staff", "troops",
    }
)  # fmt: skip
"""Those whose expulsion is a sanction on who sent them."""
ENDED = frozenset({"ASSAULT", "RETREAT"})
"""Types of what a call to end a conflict is about: the war, or the truce that ends it."""


def _is_own_conflict(coded: Coded, roles: Roles, coder: Coder, cast: Cast) -> bool:
    """Whether a call is to end the caller's own conflict: "called for an end to its war with"."""
    inner = coder.code(coded.inner) if coded.inner is not None else None
    if inner is None or inner.coding.mode != "ceasefire":
        return False
    while inner.inner is not None and (below := coder.code(inner.inner)) is not None:
        inner = below
    if inner.coding.type not in ENDED:
        return False
    sides = find_roles(inner, coder, cast)
    if any(is_among(m, roles.actors) for m in (*sides.actors, *sides.recipients)):
        return True
    facing = any(t.lower == "with" for t in cast.parse.children(inner.token.i))
    return facing and not sides.actors and bool(sides.recipients)


def _is_anothers(coded: Coded, roles: Roles, coder: Coder, cast: Cast) -> bool:
    """Whether it is another's protest that is ended: "police stopped their march"."""
    inner = coder.code(coded.inner) if coded.inner is not None else None
    doers = find_roles(inner, coder, cast).actors if inner is not None else ()
    return bool(doers and roles.actors) and not any(is_among(m, roles.actors) for m in doers)


def code_parties(coded: Coded, roles: Roles, coder: Coder, cast: Cast) -> Coded:
    """The coding by who does it to whom: a town is captured as territory, not as a prisoner."""
    lemma, target = coded.token.lemma, roles.recipients
    if coded.coding.type == "REQUEST" and _is_own_conflict(coded, roles, coder, cast):
        return replace(coded, coding=Coding("AGREE", None, "037", ("diplomatic",)))
    if _is_a_talk(coded, coder):
        return replace(coded, coding=Coding("CONSULT", "phone", "041", ("diplomatic",)))
    if lemma == "expel" and coded.coding.mode == "expel" and _are_people(target):
        return replace(coded, coding=Coding("COERCE", "deport", "174", ("migration",)))
    if coded.coding.cameo == "082" and _is_anothers(coded, roles, coder, cast):
        return replace(coded, coding=Coding("COERCE", "restrict", "172", ("repression",)))
    if lemma == "capture" and coded.coding.cameo == "192" and not target:
        return replace(coded, coding=Coding("COERCE", "arrest", "173", ("legal",)))
    places = bool(target) and all(m.type in {"GPE", "LOC"} for m in target)
    if lemma in {"liberate", "liberation", "free"} and places:
        return replace(coded, coding=Coding("ASSAULT", None, "192", ("military", "territory")))
    in_words = all(_is_person(m) for m in target) if target else _is_of_words(coded, coder)
    if lemma == "attack" and roles.actors and all(_is_person(m) for m in roles.actors) and in_words:
        return replace(coded, coding=Coding("ACCUSE", "disapprove", "111"))
    if lemma not in {"capture", "seize"} or coded.coding.mode not in {"arrest", "abduct", "seize"}:
        return coded
    if not target or not all(m.type in {"GPE", "LOC"} and m.level == "NAM" for m in target):
        return coded
    return replace(coded, coding=Coding("ASSAULT", None, "192", ("military", "territory")))


def _is_of_words(coded: Coded, coder: Coder) -> bool:
    """Whether what is attacked is a thing, and no place or people: "attacked the new law"."""
    thing = object_of(coder.parse, coded.token.i) if coded.token.pos == "VERB" else None
    return thing is not None and not in_class(thing, coder.lexicon.classes["target"])


def _is_a_talk(coded: Coded, coder: Coder) -> bool:
    """Whether a call is by phone: "made a call to the king", and for nothing."""
    token = coded.token
    if token.lemma != "call" or token.pos != "NOUN" or coded.inner is not None:
        return False
    words = {t.lower for t in coder.parse.children(token.i)}
    return bool(words & {"to", "with", "between"}) and not words & {"for", "on", "upon"}


def _are_people(target: Sequence[Mention]) -> bool:
    """Whether those are people, and no envoys or troops."""
    return bool(target) and all(
        m.type in {"PER", "NORP"} and m.name.quote.split()[-1].lower() not in SENT for m in target
    )


def _is_person(mention: Mention) -> bool:
    return mention.type == "PER" and mention.level == "NAM"
