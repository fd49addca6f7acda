"""Who does an event and to whom: syntax to mentions. A role that is not named stays empty.

- Of an active verb the subject acts, also through control, coordination and relative clauses; its
  object undergoes it, else who is behind against, on, at, with, to, into or from.
- Of a passive verb who is behind "by" acts, and the subject undergoes it.
- Of an event noun the possessor, an adjective of nationality and "by" act, and the subject of its
  light verb; who is behind of, on, against, into, with or to undergoes it (`nouns`).
- Of a reciprocal event with no other recipient, all parties are both.
- A demand's recipient is who is to act, an answer's who is answered ("rejected a call from …").

In "positions of the militia" or "Ukraine's troops" the phrase's own mention is taken; where the
head is no mention, the one that stands in it ("an appeal filed by his lawyers": the lawyers).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.clauses import OBJECT_CONTROL, object_of, subject_of, verb_group
from onrecord.annotate.events.cast import Cast, are_same, is_among, unique
from onrecord.annotate.events.nouns import Parties, noun_parties
from onrecord.annotate.events.types import Coded, Coder
from onrecord.records import Mention

RECIPIENT_PREPOSITIONS = (
    "against", "on", "upon", "at", "with", "between", "among", "to", "toward", "towards", "into",
    "onto", "over", "for", "from", "of",
)  # fmt: skip
ONLY_WITH: dict[str, frozenset[str]] = {
    "at": frozenset({"ASSAULT", "PROTEST", "ACCUSE", "THREATEN"}),
    "from": frozenset({"RETREAT", "SANCTION", "COERCE", "CONCEDE"}),
    "for": frozenset(
        {"AID", "REQUEST", "ACCUSE", "SUPPORT", "PROTEST", "MOBILIZE", "CONCEDE", "AGREE"}
    ),
}
"""Prepositions that lead to a recipient only of some types."""
RECIPROCAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT", "ASSAULT", "RETREAT"})
MUTUAL = frozenset(
    {
        "meet", "talk", "confer", "consult", "negotiate", "clash", "fight", "battle", "agree",
        "sign", "cooperate", "collaborate", "trade", "reach", "exchange", "conclude", "discuss",
        "hold", "reconcile", "ceasefire", "truce", "meeting", "summit", "deal", "accord", "pact",
        "treaty", "agreement", "negotiation", "war", "fighting", "round",
        "conference", "exercise", "drill", "game", "swap", "conversation", "dialogue", "skirmish",
    }
)  # fmt: skip
THEME_TYPES = frozenset({"AID", "MOBILIZE", "COOPERATE"})
"""Types whose object is mostly what is given or moved, not whom it is given to."""
ANSWERS = frozenset({"REQUEST", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE"})
"""Types whose recipient is who did or is to do the deed that they are about."""
ON_PLACES = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST", "CONSULT"})
"""Types of deeds that are done to towns, buildings and regions."""
FORUMS = frozenset(
    {"facebook", "twitter", "instagram", "youtube", "whatsapp", "telegram", "reddit", "tiktok"}
)
REGIONAL_MODES = frozenset({"curfew", "martial-law", "restrict"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Mentions in text order, each once."""

    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()


def find_roles(coded: Coded, coder: Coder, cast: Cast) -> Roles:
    """Who takes part in an event; nobody where that is already being asked."""
    if coded.token.i in cast.asked:
        return Roles()
    cast.asked.add(coded.token.i)
    roles = _find_roles(coded, coder, cast)
    cast.asked.discard(coded.token.i)
    return roles


def _find_roles(coded: Coded, coder: Coder, cast: Cast) -> Roles:
    token = coded.token
    if token.pos in {"VERB", "AUX"} and not _is_gerund_noun(cast, coded):
        actors, recipients = _verb_parties(coded, coder, cast)
    elif token.pos == "ADJ":
        actors, recipients = cast.subjects_of(token.head), []
    else:
        actors, recipients = noun_parties(token, coder, cast)
    if not recipients:
        recipients = _inner_recipients(coded, coder, cast)
    actors = unique(cast.fullest(m) for m in actors)
    recipients = unique(cast.fullest(m) for m in recipients if not _is_mere_place(m, coded))
    if len(actors) < 2 or not are_same(actors, recipients):
        recipients = [m for m in recipients if not is_among(m, actors)]
    if not recipients and len(actors) > 1 and _is_mutual(coded):
        recipients = actors
    return Roles(tuple(actors), tuple(recipients))


def _is_mere_place(mention: Mention, coded: Coded) -> bool:
    """Whether a recipient is only a spot, of what is not done to spots: "promised at the hotel"."""
    if mention.name.quote.lower() in FORUMS:
        return True  # "thanked them on Facebook"
    if coded.coding.type in ON_PLACES or mention.level != "NOM":
        return False
    return mention.type in {"FAC", "LOC"} and len(mention.span.quote.split()) < 3  # "the hotel"


def _is_gerund_noun(cast: Cast, coded: Coded) -> bool:
    """Whether a gerund that the parser calls a verb is built as a noun: "Syrian shelling"."""
    token = coded.token
    if token.tag != "VBG" or token.dep not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        return False
    return any(t.dep in {"amod", "poss", "det"} for t in cast.parse.children(token.i))


def _is_mutual(coded: Coded) -> bool:
    return coded.coding.type in RECIPROCAL and (
        coded.token.lemma.lower() in MUTUAL or coded.coding.type == "CONSULT"
    )


def _verb_parties(coded: Coded, coder: Coder, cast: Cast) -> Parties:
    actors = _verb_actors(coded, coder, cast)
    recipients = _verb_recipients(coded, coder, cast, actors)
    if not recipients and coded.token.lemma in OBJECT_CONTROL:
        clause = cast.parse.child(coded.token.i, "ccomp", "xcomp")
        subject = cast.parse.child(clause.i, "nsubj", "nsubjpass") if clause is not None else None
        recipients = list(cast.of(subject)) if subject is not None else []
    if not recipients and coded.inner is None and coded.coding.mode in REGIONAL_MODES:
        recipients = cast.behind(coded.token, ("in", "across", "throughout"), actors)
    return actors, recipients


def _verb_actors(coded: Coded, coder: Coder, cast: Cast) -> list[Mention]:
    token = coded.token
    bare = token.dep == "advcl" and cast.parse.child(token.i, "aux", "auxpass", "nsubj") is None
    reduced = token.tag == "VBN" and (token.dep in {"acl", "amod"} or bare)
    if not reduced and not verb_group(cast.parse, token.i).passive:
        subject = subject_of(cast.parse, token.i)
        told = coder.code(subject.i) if subject is not None and subject.pos == "NOUN" else None
        if told is not None and told.coding.type == coded.coding.type == "ASSAULT":
            return noun_parties(told.token, coder, cast)[0]  # "the Orle bombing killed nine"
        return cast.subjects_of(token.i)
    actors = cast.agents_of(token.i) or _by_means(coded, coder, cast)
    head = cast.parse.tokens[token.head]
    raised = verb_group(cast.parse, head.i).passive
    if not (actors or reduced or raised) and token.dep in {"xcomp", "acl"} and head.pos == "VERB":
        return cast.subjects_of(head.i)
    return actors


def _by_means(coded: Coded, coder: Coder, cast: Cast) -> list[Mention]:
    """Who did what somebody was killed in: "killed in Syrian air raids"."""
    if coded.coding.type != "ASSAULT":
        return []
    for prep in cast.parse.children(coded.token.i):
        noun = cast.parse.child(prep.i, "pobj") if prep.lower in {"in", "during"} else None
        told = coder.code(noun.i) if noun is not None and noun.pos == "NOUN" else None
        if told is not None and told.coding.type == "ASSAULT":
            return noun_parties(told.token, coder, cast)[0]
    return []


def _verb_recipients(
    coded: Coded, coder: Coder, cast: Cast, actors: Sequence[Mention]
) -> list[Mention]:
    token, kind = coded.token, coded.coding.type or ""
    prepositions = tuple(
        p
        for p in RECIPIENT_PREPOSITIONS
        if p not in {"of", "over"} and kind in ONLY_WITH.get(p, {kind})
    )
    recipients: list[Mention] = []
    if kind in THEME_TYPES or coded.coding.mode == "withdraw":
        recipients = cast.behind(token, prepositions, actors)
    target = object_of(cast.parse, token.i)
    if target is not None and not recipients and kind != "MOBILIZE":
        told = coder.code(target.i)
        if told is None:
            recipients = [m for m in cast.of(target) if m not in actors]
        elif told.token.i != token.i:
            recipients = _told_parties(told, kind, coder, cast, actors)
    return recipients or cast.behind(token, prepositions, actors)


def _told_parties(
    told: Coded, kind: str, coder: Coder, cast: Cast, actors: Sequence[Mention]
) -> list[Mention]:
    """To whom an answer to somebody's deed is given: "rejected a call from his rival"."""
    roles = find_roles(told, coder, cast)
    doers = [m for m in roles.actors if not is_among(m, actors)]
    return doers if doers and kind in ANSWERS else list(roles.recipients)


def _inner_recipients(coded: Coded, coder: Coder, cast: Cast) -> list[Mention]:
    """Whom a demand, threat or refusal is about: who is to act, else whom the deed is done to."""
    if coded.inner is None:
        return []
    parse = cast.parse
    inner = parse.tokens[coded.inner]
    subject = parse.child(inner.i, "nsubj", "nsubjpass")
    if subject is not None and coded.coding.type == "REQUEST":
        named = list(cast.of(subject))
        if named:
            return named
    below = coder.code(inner.i)
    if below is None or below.token.i == coded.token.i:
        return []
    roles = find_roles(below, coder, cast)
    if coded.coding.type == "REQUEST" and inner.pos == "NOUN" and roles.actors:
        return list(roles.actors)
    return list(roles.recipients)
