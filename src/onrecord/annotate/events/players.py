"""Who can be a party to an event of public life: a name, an office or body, not "I" or "people"."""

from onrecord.annotate.clauses import subject_of, verb_group
from onrecord.annotate.events.cast import Cast
from onrecord.annotate.events.roles import Roles
from onrecord.annotate.events.types import Coded
from onrecord.records import Mention
from onrecord.syntax import Parse
from onrecord.wordlists import load_nominals, load_roles

EGO = frozenset(
    {
        "i", "me", "my", "mine", "myself", "you", "your", "yours", "yourself", "one", "oneself",
        "somebody", "someone", "anybody", "anyone", "everybody", "everyone", "nobody",
    }
)  # fmt: skip
ANYBODY = frozenset(
    {
        "people", "person", "man", "woman", "girl", "boy", "user", "contributor", "reader", "fan",
        "friend", "guy", "human", "parent", "kid", "child", "customer", "consumer",
        "individual", "player", "visitor", "guest", "adult", "dad", "mother", "father",
        "mum", "mom", "sister", "brother", "wife", "husband", "son", "daughter", "family",
    }
)  # fmt: skip
"""Nouns for anybody: who is only that is no party to what is said, given or agreed."""
PRIVATE_SECTORS = frozenset({"EDU", "MED", "BUS", "CVL", "JRN"})
"""Sectors whose people do most of what they do in private: a teacher, a nurse, a singer."""
CIVIC = frozenset(
    {
        "activist", "ally", "attacker", "campaigner", "citizen", "civilian", "delegate",
        "delegation", "demonstrator", "detainee", "dissident", "federalist", "hardliner",
        "hostage", "islamist", "lawyer", "loyalist", "marcher", "member", "nationalist",
        "opponent", "organiser", "organizer", "prisoner", "protester", "protestor", "rebel",
        "reformist", "resident", "rioter", "rival", "secessionist", "separatist", "settler",
        "striker", "supporter", "survivor", "unionist", "victim", "villager", "voter", "worker",
    }
)  # fmt: skip
"""Nouns for people who act in public without an office."""
IDLE_BODIES = frozenset(
    {"band", "club", "team", "family", "couple", "clan", "audience", "crowd", "trio", "duo"}
)


def is_ego(mention: Mention) -> bool:
    return mention.span.quote.lower() in EGO


def is_player(mention: Mention, cast: Cast) -> bool:
    """Whether a mention can be a party: a name, an office or body, or a pronoun for one."""
    if is_ego(mention):
        return False
    if mention.level == "PRO":
        others = cast.of_entity.get(mention.entity or "", ())
        return any(is_player(other, cast) for other in others)
    if mention.level == "NAM":
        return mention.type != "LOC"
    return head_lemma(mention, cast) not in ANYBODY


def head_lemma(mention: Mention, cast: Cast) -> str:
    head = cast.parse.span_head(mention.span.start, mention.span.end)
    return head.lemma.lower() if head is not None else ""


def by_a_thing(coded: Coded, roles: Roles, parse: Parse) -> bool:
    """Whether the subject of a verb of saying is a thing: "a ruling that threatens trade"."""
    token = coded.token
    if roles.actors or token.pos != "VERB" or verb_group(parse, token.i).passive:
        return False
    if token.tag == "VBN" and token.dep == "acl":
        return False
    subject = subject_of(parse, token.i)
    if subject is None:
        return False
    return subject.pos in {"NOUN", "PROPN"} or subject.lower in {"that", "which", "this", "what"}


def is_public(mention: Mention, cast: Cast) -> bool:
    """Whether a party is of public life: a state, people or body, or a person with a part in it.

    A person's part is told by the sector of the entity, by a title, or by the noun for him. Where
    nothing is known of entities, every name is.
    """
    if is_ego(mention):
        return False
    sector = cast.sectors.get(mention.entity or "") if cast.sectors is not None else None
    if sector and sector not in PRIVATE_SECTORS:
        return True
    if mention.level == "PRO":
        others = cast.of_entity.get(mention.entity or "", ())
        return any(is_public(other, cast) for other in others)
    if mention.type != "PER":
        return mention.type not in {"LOC", "FAC"} and head_lemma(mention, cast) not in IDLE_BODIES
    if mention.level == "NAM":
        return cast.sectors is None or _has_office(mention.title or "")
    return _is_public_noun(head_lemma(mention, cast))


def is_official(mention: Mention, cast: Cast) -> bool:
    """Whether a party is a state, a people, or somebody with a sector of public life."""
    if is_ego(mention):
        return False
    sector = (cast.sectors or {}).get(mention.entity or "")
    if sector:
        return sector not in PRIVATE_SECTORS
    return mention.type in {"GPE", "NORP"} and mention.level == "NAM"


def _has_office(title: str) -> bool:
    return any(_is_public_noun(word) for word in title.lower().split())


def _is_public_noun(lemma: str) -> bool:
    if lemma in CIVIC:
        return True
    nominal = load_nominals().get(lemma)
    if nominal is not None and nominal.sector:
        return nominal.sector not in PRIVATE_SECTORS
    return lemma in load_roles().heads and load_roles().heads[lemma] not in PRIVATE_SECTORS
