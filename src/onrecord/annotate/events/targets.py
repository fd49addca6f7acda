"""The coding that depends on who does it to whom.

A party's call to end its own conflict is AGREE, anybody else's REQUEST; a town that is captured or
liberated is taken by force, a person who is captured arrested; whose protest is ended by another
is coerced, who ends his own gives way; a person who attacks a rival does it in words.
"""

from dataclasses import replace

from onrecord.annotate.event_words import Coding
from onrecord.annotate.events.cast import Cast, is_among
from onrecord.annotate.events.roles import Roles, find_roles
from onrecord.annotate.events.types import Coded, Coder
from onrecord.records import Mention

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
    if coded.coding.cameo == "082" and _is_anothers(coded, roles, coder, cast):
        return replace(coded, coding=Coding("COERCE", "restrict", "172", ("repression",)))
    if lemma == "capture" and coded.coding.cameo == "192" and not target:
        return replace(coded, coding=Coding("COERCE", "arrest", "173", ("legal",)))
    places = bool(target) and all(m.type in {"GPE", "LOC"} for m in target)
    if lemma in {"liberate", "liberation", "free"} and places:
        return replace(coded, coding=Coding("ASSAULT", None, "192", ("military", "territory")))
    rivals = (*roles.actors, *target)
    if lemma == "attack" and roles.actors and target and all(_is_person(m) for m in rivals):
        return replace(coded, coding=Coding("ACCUSE", "disapprove", "111"))
    if lemma not in {"capture", "seize"} or coded.coding.mode not in {"arrest", "abduct", "seize"}:
        return coded
    if not target or not all(m.type in {"GPE", "LOC"} and m.level == "NAM" for m in target):
        return coded
    return replace(coded, coding=Coding("ASSAULT", None, "192", ("military", "territory")))


def _is_person(mention: Mention) -> bool:
    return mention.type == "PER" and mention.level == "NAM"
