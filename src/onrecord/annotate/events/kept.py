"""Which of the words that are coded are events of public life, and kept.

A word of the lexicon is none where nobody acts who could ("the paper praises", "a decision that
threatens jobs"), where the parties are only "I", "you" or "somebody", where it is a thing in
general ("retreat is hard") or only the setting of what is told ("since the war"), and where the
word needs a certain party and has another ("released a film").
"""

from onrecord.annotate.clauses import verb_group
from onrecord.annotate.events.fits import fits_its_word
from onrecord.annotate.events.players import by_a_thing, is_ego, is_player
from onrecord.annotate.events.roles import Roles
from onrecord.annotate.events.scene import Scene
from onrecord.annotate.events.settings import find_place, quantities_of, time_of
from onrecord.annotate.events.types import Coded
from onrecord.annotate.status import innermost
from onrecord.records import Mention
from onrecord.syntax import Parse, Token

VERBAL = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
NAMED = VERBAL | {"AID", "COOPERATE"}
"""Types that are kept only with a party."""
BACKGROUND = frozenset(
    {
        "war", "conflict", "fighting", "violence", "uprising", "opposition", "hostility", "unrest",
        "revolution", "rebellion", "insurgency", "combat", "warfare", "crisis", "strife", "siege",
        "rally",
    }
)  # fmt: skip
USUALLY = frozenset({"usually", "typically", "generally", "normally", "traditionally"})


def is_kept(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether a coded word is an event that the record should hold."""
    parties = (*roles.actors, *roles.recipients)
    if parties and all(is_ego(m) for m in parties):
        return False
    if _is_habit(coded.token, scene.parse):
        return False
    if roles.actors and all(is_ego(m) for m in roles.actors):
        return any(m.level == "NAM" for m in roles.recipients)
    if all(_is_reporter(m, coded.token, scene) for m in roles.actors) and roles.actors:
        return False
    if coded.coding.type in NAMED and not any(is_player(m, scene.cast) for m in parties):
        return _is_placed_passive(coded, scene)
    if coded.coding.type in VERBAL and by_a_thing(coded, roles, scene.parse):
        return False
    if _is_background(coded, roles, scene) or _is_general(coded, roles, scene):
        return False
    return fits_its_word(coded, roles, scene)


def _is_habit(token: Token, parse: Parse) -> bool:
    """Whether its verb tells what is usual: "summits usually end with a statement"."""
    if token.pos not in {"VERB", "AUX"}:
        token = parse.tokens[token.head]
    return any(t.dep == "advmod" and t.lower in USUALLY for t in parse.children(token.i))


def _is_reporter(mention: Mention, token: Token, scene: Scene) -> bool:
    """Whether "I" or "we" is who writes the report: nobody is quoted."""
    if mention.span.quote.lower() not in {"i", "we"}:
        return False
    return innermost(scene.statements, token.start, token.end) is None


def _is_placed_passive(coded: Coded, scene: Scene) -> bool:
    """Whether a deed by nobody named has a place: "is to be signed in the capital"."""
    token = coded.token
    if token.pos != "VERB" or not verb_group(scene.parse, token.i).passive:
        return False
    return find_place(scene.parse, token, scene.cast, ()) is not None


def _is_background(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether a noun is only the setting of what is told: "since the war", "a settlement of it".

    As subject or object it is told of; with a party, place, time or figure it is an event.
    """
    token = coded.token
    if token.lemma.lower() not in BACKGROUND or token.dep not in {"pobj", "compound", "poss"}:
        return False
    return not _has_setting(token, roles, scene)


def _is_general(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether a bare noun tells of no one event: "retreat is hard", "in the face of murder"."""
    token = coded.token
    if token.tag != "NN" or token.lower.endswith("ing"):
        return False
    if scene.parse.kinds and scene.parse.kinds[token.sent] != "body":
        return False
    if any(t.dep in {"det", "poss", "nummod"} for t in scene.parse.children(token.i)):
        return False
    head = scene.parse.tokens[token.head]
    loose = token.dep in {"pobj", "conj", "compound", "dobj"} or (
        token.dep in {"nsubj", "attr"} and head.lemma == "be"
    )
    return loose and not _has_setting(token, roles, scene)


def _has_setting(token: Token, roles: Roles, scene: Scene) -> bool:
    """Whether it has a party, a time, a place or a figure."""
    if roles.actors or roles.recipients or time_of(scene.settings, token) is not None:
        return True
    if quantities_of(scene.settings, token):
        return True
    return find_place(scene.parse, token, scene.cast, ()) is not None
