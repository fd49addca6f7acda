"""Which of the words that are coded are events of public life, and kept.

A word of the lexicon is none where nobody acts who could ("the paper praises", "a decision that
threatens jobs"), where the parties are only "I", "you" or "somebody", where it is a thing in
general ("retreat is hard") or only the setting of what is told ("since the war"), and where the
word needs a certain party and has another ("released a film").
"""

from onrecord.annotate.clauses import verb_group
from onrecord.annotate.events.fits import fits_its_word
from onrecord.annotate.events.players import by_a_thing, is_ego, is_official, is_player, is_public
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
SPOKEN = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that a person of no office may do in public: "his widow accused the army"."""
PLAIN = frozenset({"SUPPORT", "CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}) | SPOKEN
"""Types that are as common in private life: kept only with a party of public life."""
BACKGROUND = frozenset(
    {
        "war", "conflict", "fighting", "violence", "uprising", "opposition", "hostility", "unrest",
        "revolution", "rebellion", "insurgency", "combat", "warfare", "crisis", "strife", "siege",
        "rally",
    }
)  # fmt: skip
PLACES = frozenset({"GPE", "LOC", "FAC"})
USUALLY = frozenset({"usually", "typically", "generally", "normally", "traditionally"})


def is_kept(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether a coded word is an event that the record should hold."""
    parties = (*roles.actors, *roles.recipients)
    if parties and any(is_ego(m) for m in parties) and (scene.aside or all(map(is_ego, parties))):
        return False
    if _is_habit(coded.token, scene.parse):
        return False
    if all(_is_reporter(m, coded.token, scene) for m in roles.actors) and roles.actors:
        return False
    if roles.actors and all(is_ego(m) for m in roles.actors):
        return any(m.level == "NAM" and is_public(m, scene.cast) for m in roles.recipients)
    if coded.coding.type in NAMED and not any(is_player(m, scene.cast) for m in parties):
        return _is_placed_passive(coded, scene)
    if coded.coding.type in VERBAL and by_a_thing(coded, roles, scene.parse):
        return False
    if _is_private(coded, roles, scene) or _is_leave(coded, scene.parse):
        return False
    if _is_background(coded, roles, scene) or _is_general(coded, roles, scene):
        return False
    return fits_its_word(coded, roles, scene)


def _is_private(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether nobody of public life takes part: "they travelled to Orle", "a friend helped her".

    A place that is visited takes no part. Where the report itself is not of public life, that goes
    for deeds of any type.
    """
    kind = coded.coding.type or ""
    visited = coded.coding.mode == "visit"
    others = [m for m in roles.recipients if not (visited and m.type in PLACES)]
    parties = [*roles.actors, *others]
    public = any(is_public(m, scene.cast) for m in roles.actors or others) or any(
        is_official(m, scene.cast) for m in others
    )
    if scene.aside:
        judged = roles.actors or others
        return not any(m.level != "PRO" and is_official(m, scene.cast) for m in judged)
    if public or kind not in PLAIN or not parties:
        return False
    if coded.coding.mode == "release" or "legal" in coded.coding.contexts:
        return False  # courts and prisons are public, whoever stands there
    spoken = kind in SPOKEN and coded.token.pos == "VERB"
    return not (spoken and any(_is_named(m, scene) for m in roles.actors))


def _is_leave(coded: Coded, parse: Parse) -> bool:
    """Whether it is said what may be done at all times: "only the council may grant funds"."""
    modal = verb_group(parse, coded.token.i).modal if coded.token.pos == "VERB" else ""
    return coded.coding.type in PLAIN and modal in {"may", "can", "ca"}


def _is_named(mention: Mention, scene: Scene) -> bool:
    """Whether it is somebody by name, or a pronoun for one."""
    others = scene.cast.of_entity.get(mention.entity or "", ())
    return mention.level == "NAM" or any(other.level == "NAM" for other in others)


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


def _is_war_itself(token: Token, scene: Scene) -> bool:
    """Whether it is said of war what it does: "war gives rein to greed"."""
    bare = token.tag == "NN" and token.dep == "nsubj" and token.lemma.lower() in {"war", "conflict"}
    return bare and not any(True for _ in scene.parse.children(token.i))


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
    loose = (
        _is_war_itself(token, scene)
        or token.dep in {"pobj", "conj", "compound", "dobj"}
        or (token.dep in {"nsubj", "attr"} and head.lemma == "be")
    )
    return loose and not _has_setting(token, roles, scene)


def _has_setting(token: Token, roles: Roles, scene: Scene) -> bool:
    """Whether it has a party, a time, a place or a figure."""
    if roles.actors or roles.recipients or time_of(scene.settings, token) is not None:
        return True
    if quantities_of(scene.settings, token):
        return True
    return find_place(scene.parse, token, scene.cast, ()) is not None
