"""Who can be a party to an event of public life: a name, an office or body, not "I" or "people"."""

from onrecord.annotate.clauses import subject_of, verb_group
from onrecord.annotate.events.cast import Cast
from onrecord.annotate.events.roles import Roles
from onrecord.annotate.events.types import Coded
from onrecord.records import Mention
from onrecord.syntax import Parse

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
