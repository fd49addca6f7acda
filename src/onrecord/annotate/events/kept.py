"""Which of the words that are coded are events of public life, and kept.

A word of the lexicon is none where nobody acts who could ("the paper praises", "a decision that
threatens jobs"), where the parties are only "I", "you" or "somebody", where it is a thing in
general ("retreat is hard") or only the setting of what is told ("since the war"), and where the
word needs a certain party and has another ("released a film").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.annotate.clauses import object_of, subject_of, verb_group
from onrecord.annotate.event_words import Coding, in_class
from onrecord.annotate.events.cast import Cast, is_among
from onrecord.annotate.events.roles import Roles, find_roles
from onrecord.annotate.events.settings import Settings, find_place, quantities_of, time_of
from onrecord.annotate.events.types import Coded, Coder
from onrecord.annotate.status import innermost
from onrecord.records import Mention, Statement
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_countries, word_key

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
PERMITTING = frozenset({"allow", "permit", "grant", "authorise", "authorize", "enable"})
CONVERSING = frozenset({"talk", "speak", "chat", "ring", "call", "text", "phone"})
USUALLY = frozenset({"usually", "typically", "generally", "normally", "traditionally"})
FREEING = frozenset({"release", "free", "liberate"})
OPENING = 4
"""How many sentences tell what a report is about."""
HARMFUL = frozenset({"destruction", "explosion", "blast", "killing", "devastation"})
PRESS = frozenset({"reporter", "journalist", "correspondent", "interviewer", "press", "media"})
ASKING = frozenset({"ask", "advocate", "tell", "push", "press", "seek"})
TOLD = frozenset({"CONSULT", "AID", "REQUEST"})
"""Types that are no events between somebody and the press."""
OFFERING = frozenset({"offer", "provide", "give", "allow", "permit", "help", "enable"})
POSING = frozenset({"pose", "be", "represent", "constitute", "become", "remain", "face"})
PERSONAL = frozenset({"PER", "NORP", "ORG"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What an event is read from besides its own words."""

    parse: Parse
    cast: Cast
    coder: Coder
    settings: Settings
    statements: Sequence[Statement]
    disaster: bool = False
    """Whether the report tells of a disaster or an accident, whose harm nobody does."""


def tells_of_disaster(parse: Parse, coder: Coder) -> bool:
    """Whether the first sentences of a report name a disaster and no attack."""
    opening = [t for n in range(min(OPENING, len(parse.bounds))) for t in parse.sentence_tokens(n)]
    nouns = [t for t in opening if t.pos in {"NOUN", "PROPN"}]
    if not any(in_class(t, coder.lexicon.classes["disaster"]) for t in nouns):
        return False
    return not any(_is_attack(coder.match(t)) for t in nouns)


def _is_attack(coding: Coding | None) -> bool:
    return coding is not None and coding.type == "ASSAULT"


def is_kept(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether a coded word is an event that the record should hold."""
    parties = (*roles.actors, *roles.recipients)
    if parties and all(_is_ego(m) for m in parties):
        return False
    if _is_habit(coded.token, scene.parse):
        return False
    if roles.actors and all(_is_ego(m) for m in roles.actors):
        return any(m.level == "NAM" for m in roles.recipients)
    if all(_is_reporter(m, coded.token, scene) for m in roles.actors) and roles.actors:
        return False
    if coded.coding.type in NAMED and not any(_is_player(m, scene.cast) for m in parties):
        return _is_placed_passive(coded, scene)
    if coded.coding.type in VERBAL and _by_a_thing(coded, roles, scene.parse):
        return False
    if _is_background(coded, roles, scene) or _is_general(coded, roles, scene):
        return False
    return _fits_its_word(coded, roles, scene)


def _is_habit(token: Token, parse: Parse) -> bool:
    """Whether its verb tells what is usual: "summits usually end with a statement"."""
    if token.pos not in {"VERB", "AUX"}:
        token = parse.tokens[token.head]
    return any(t.dep == "advmod" and t.lower in USUALLY for t in parse.children(token.i))


def _is_ego(mention: Mention) -> bool:
    return mention.span.quote.lower() in EGO


def _is_reporter(mention: Mention, token: Token, scene: Scene) -> bool:
    """Whether "I" or "we" is who writes the report: nobody is quoted."""
    if mention.span.quote.lower() not in {"i", "we"}:
        return False
    return innermost(scene.statements, token.start, token.end) is None


def _head_lemma(mention: Mention, cast: Cast) -> str:
    head = cast.parse.span_head(mention.span.start, mention.span.end)
    return head.lemma.lower() if head is not None else ""


def _is_player(mention: Mention, cast: Cast) -> bool:
    """Whether a mention can be a party: a name, an office or body, or a pronoun for one."""
    if _is_ego(mention):
        return False
    if mention.level == "PRO":
        others = (m for m in cast.mentions if m.level != "PRO" and m.entity == mention.entity)
        return mention.entity is not None and any(_is_player(m, cast) for m in others)
    if mention.level == "NAM":
        return mention.type != "LOC"
    return _head_lemma(mention, cast) not in ANYBODY


def _by_a_thing(coded: Coded, roles: Roles, parse: Parse) -> bool:
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


def _fits_its_word(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether the word has the parties that it must have to be the event it is coded as."""
    token, coding = coded.token, coded.coding
    lemma, parties = token.lemma.lower(), (*roles.actors, *roles.recipients)
    if coding.mode == "resign":
        return bool(roles.actors)
    if coding.mode == "withdraw" and coding.type == "RETREAT":
        return not _leaves_a_race(token, roles, scene)
    if coding.type in TOLD and _with_the_press(roles, scene):
        return False
    if lemma == "defend" and all(_is_town(m) for m in roles.recipients):
        return False
    if coding.type == "THREATEN" and not _threatens(coded, roles):
        return False
    if lemma == "strip" and not any(_is_player(m, scene.cast) for m in roles.recipients):
        return False
    if lemma == "sign" and not roles.actors and all(m.type == "PER" for m in roles.recipients):
        return not roles.recipients
    if lemma == "blame" and not roles.actors:
        return False
    if lemma == "appeal" and scene.parse.tokens[token.head].lower == "of":
        return False
    if lemma in OFFERING and _is_present(token, scene.parse):
        return False
    if coding.mode == "phone" and scene.parse.child(token.i, "oprd", "attr") is not None:
        return False
    if coding.type == "CONSULT" and lemma == "discuss" and len(parties) < 2:
        return False
    if coding.type == "CONSULT" and lemma == "meet" and verb_group(scene.parse, token.i).passive:
        return any(m.type == "PER" for m in roles.recipients)
    if coding.type == "ASSAULT" and not roles.actors and scene.disaster:
        return not (token.pos == "VERB" or lemma in HARMFUL)
    if coding.mode == "visit":
        return _is_visit(token, roles)
    if coding.type == "REQUEST" and token.pos == "VERB":
        idle = coded.inner is None and lemma in ASKING and not roles.recipients
        if idle or not roles.actors:
            return False
    if coding.type == "THREATEN" and lemma == "threat":
        return bool(roles.actors) and scene.parse.tokens[token.head].lemma not in POSING
    if coding.mode == "release":
        return _frees(coded, roles, scene)
    if coding.type == "CONCEDE" and lemma in PERMITTING:
        return _permits(token, roles, scene)
    if coding.type == "CONSULT" and lemma in CONVERSING and token.pos == "VERB":
        return _converse(roles, scene)
    if coding.mode == "ceasefire" and coded.inner is not None:
        return _is_own(coded, roles, scene)
    frame = scene.coder.match(token)
    if coding.type == "REQUEST" and frame is not None and frame.operator == "say":
        return any(_is_player(m, scene.cast) for m in roles.recipients)
    return True


def _threatens(coded: Coded, roles: Roles) -> bool:
    """Whether somebody threatens somebody: not "warned of floods", "threatened by the sea"."""
    token = coded.token
    if token.pos == "VERB" and not roles.actors:
        return False
    plain = coded.coding.cameo == "130" and token.lemma not in {"threaten", "menace", "threat"}
    return bool(roles.recipients) or not plain


def _leaves_a_race(token: Token, roles: Roles, scene: Scene) -> bool:
    """Whether one person withdraws from nowhere: a candidate, not an army."""
    if scene.parse.child(token.i, "dobj") is not None or roles.recipients:
        return False
    alone = bool(roles.actors) and all(m.type == "PER" and m.level != "NOM" for m in roles.actors)
    return alone and find_place(scene.parse, token, scene.cast, ()) is None


def _is_visit(token: Token, roles: Roles) -> bool:
    """Whether somebody visits somebody: not "viewing trips", not "travel for work"."""
    if token.pos == "VERB":
        return bool(roles.actors) and bool(roles.recipients)
    if token.tag == "NNS":
        return bool(roles.actors and roles.recipients)
    return bool(roles.actors or roles.recipients)


def _frees(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether it is a captive that is freed, or somebody gives back: not a film, not power."""
    token = coded.token
    if token.lemma == "return" and token.pos == "VERB":
        group = verb_group(scene.parse, token.i)
        return group.passive or scene.parse.child(token.i, "dobj") is not None
    if token.lemma not in FREEING:
        return True
    captive = scene.coder.lexicon.classes["captive"]
    target = object_of(scene.parse, token.i) if token.pos == "VERB" else None
    if target is not None and not in_class(target, captive):
        return any(m.type in {"PER", "NORP"} for m in roles.recipients)
    held = any(m.type in PERSONAL for m in roles.recipients)
    return target is not None or held or any(in_class(t, captive) for t in _of(scene.parse, token))


def _of(parse: Parse, noun: Token) -> Iterable[Token]:
    """What stands behind the "of" of a noun, and before it."""
    for child in parse.children(noun.i):
        if child.dep in {"compound", "poss"}:
            yield child
        elif child.lower == "of":
            yield from parse.children(child.i)


def _permits(token: Token, roles: Roles, scene: Scene) -> bool:
    """Whether somebody gives leave: not "cleared mines to allow", not "a site that allows"."""
    group = verb_group(scene.parse, token.i)
    if token.pos == "VERB" and not (group.finite or group.passive or token.dep == "xcomp"):
        return False
    return any(_is_player(m, scene.cast) and m.type != "LOC" for m in roles.actors)


def _converse(roles: Roles, scene: Scene) -> bool:
    """Whether two parties talk."""
    sides = (roles.actors, roles.recipients)
    return all(any(_is_player(m, scene.cast) for m in side) for side in sides)


def _with_the_press(roles: Roles, scene: Scene) -> bool:
    """Whether it is an interview: with the outlet, or with reporters."""
    outlet = (scene.parse.doc.outlet or "").lower().removeprefix("the ")
    parties = (*roles.actors, *roles.recipients)
    if any(_head_lemma(m, scene.cast) in PRESS for m in parties):
        return True
    return bool(outlet) and any(outlet in m.span.quote.lower() for m in parties)


def _is_town(mention: Mention) -> bool:
    """Whether a place is defended in arms: "defend Orle", not "defended Norland's record"."""
    if mention.type not in {"GPE", "LOC", "FAC"}:
        return False
    return word_key(mention.name.quote) not in load_countries().names


def _is_present(token: Token, parse: Parse) -> bool:
    """Whether a verb tells in the simple present what is always so: "they offer flights"."""
    auxiliaries = parse.child(token.i, "aux", "auxpass")
    headline = bool(parse.kinds) and parse.kinds[token.sent] != "body"
    return token.tag in {"VBZ", "VBP"} and auxiliaries is None and not headline


def _is_own(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether what is stopped is one's own doing: "halted its raids", not "halts their raids"."""
    if _by_a_thing(coded, roles, scene.parse):
        return False
    below = scene.coder.code(coded.inner) if coded.inner is not None else None
    if below is None:
        return True
    if roles.actors and not any(_is_player(m, scene.cast) for m in roles.actors):
        return False
    doers = find_roles(below, scene.coder, scene.cast).actors
    return not doers or not roles.actors or all(is_among(m, roles.actors) for m in doers)
