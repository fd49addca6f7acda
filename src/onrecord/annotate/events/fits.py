"""Whether a word has the parties that it must have to be the event it is coded as.

"Released a film" frees nobody, "warned of floods" threatens nobody, "told reporters" is no meeting,
a candidate who withdraws is no army, and whose raids are halted by another has not ceased fire.
"""

from collections.abc import Iterable

from onrecord.annotate.clauses import object_of, verb_group
from onrecord.annotate.event_words import in_class
from onrecord.annotate.events.cast import is_among
from onrecord.annotate.events.players import (
    by_a_thing,
    head_lemma,
    is_official,
    is_player,
    is_public,
)
from onrecord.annotate.events.roles import Roles, find_roles
from onrecord.annotate.events.scene import Scene
from onrecord.annotate.events.settings import find_place
from onrecord.annotate.events.types import Coded
from onrecord.records import Mention
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_countries, word_key

PERMITTING = frozenset({"allow", "permit", "grant", "authorise", "authorize", "enable"})
CONVERSING = frozenset({"talk", "speak", "chat", "ring", "call", "text", "phone"})
FREEING = frozenset({"release", "free", "liberate"})
HARMFUL = frozenset({"destruction", "explosion", "blast", "killing", "devastation"})
PRESS = frozenset({"reporter", "journalist", "correspondent", "interviewer", "press", "media"})
ASKING = frozenset({"ask", "advocate", "tell", "push", "press", "seek"})
TOLD = frozenset({"CONSULT", "AID", "REQUEST"})
"""Types that are no events between somebody and the press."""
OFFERING = frozenset({"offer", "provide", "give", "allow", "permit", "help", "enable"})
POSING = frozenset({"pose", "be", "represent", "constitute", "become", "remain", "face"})
FUNDING = frozenset(
    {"fund", "finance", "sponsor", "bankroll", "subsidise", "subsidize", "allocate"}
)
LEAVING = frozenset({"exit", "leave", "depart", "decamp", "quit"})
LEAVING = frozenset({"exit", "leave", "depart", "decamp", "quit"})
SIDES = frozenset({"in", "against", "alongside", "with", "over"})
FIGHTING = frozenset({"fight", "battle"})
DEFENDING = frozenset({"justify", "vindicate", "cheer", "celebrate", "admire", "appreciate"})
"""Verbs of support that are one only where somebody is supported."""
UTTERING = frozenset({"make", "issue", "repeat", "carry", "follow", "renew", "back", "deliver"})
SHUTTING = frozenset({"capture", "close", "block", "shut", "seal", "surround", "occupy"})
"""Verbs that things do too: "a truck blocked the road"."""
PERSONAL = frozenset({"PER", "NORP", "ORG"})


def fits_its_word(coded: Coded, roles: Roles, scene: Scene) -> bool:
    """Whether the word has the parties that it must have to be the event it is coded as."""
    token, coding = coded.token, coded.coding
    lemma, parties = token.lemma.lower(), (*roles.actors, *roles.recipients)
    if coding.mode == "resign":
        return bool(roles.actors)
    if coding.mode == "ceasefire" and _ends_a_campaign(token, scene):
        return False
    if coding.type == "AID" and lemma in FUNDING:
        return any(is_public(m, scene.cast) for m in roles.recipients)
    if coding.mode == "withdraw" and coding.type == "RETREAT":
        return not _leaves_a_race(token, roles, scene)
    if coding.type in TOLD and _with_the_press(roles, scene):
        return False
    if lemma == "defend" and all(_is_town(m) for m in roles.recipients):
        return False
    if coding.type == "THREATEN" and not _threatens(coded, roles):
        return False
    if lemma in FIGHTING and token.pos == "VERB" and not _fights(token, roles, scene):
        return False
    if lemma in DEFENDING and token.pos == "VERB" and not (roles.actors and roles.recipients):
        return False
    if coding.cameo == "061" and scene.cast.sectors is not None:
        return any(is_official(m, scene.cast) for m in roles.actors or roles.recipients)
    if token.lemma == "demonstrate" and scene.parse.child(token.i, "dobj") is not None:
        return False
    if lemma == "charge" and token.pos == "NOUN" and _is_in_charge(token, scene.parse):
        return False
    if lemma == "conviction" and token.tag == "NNS" and not parties:
        return False  # "their socialist convictions"
    if lemma == "invite" and not roles.recipients:
        return False
    if lemma in SHUTTING and token.pos == "VERB" and by_a_thing(coded, roles, scene.parse):
        return False
    if lemma == "strip" and not any(is_player(m, scene.cast) for m in roles.recipients):
        return False
    if lemma == "sign" and not roles.actors and all(m.type == "PER" for m in roles.recipients):
        return not roles.recipients
    if lemma in {"blame", "invite"} and not roles.actors:
        return False
    if lemma == "surround" and not roles.actors:
        return False
    if coding.mode == "expel" and not roles.recipients:
        return False
    if coding.type == "CONSULT" and token.pos == "VERB" and not parties:
        return False
    if coding.mode == "access" and lemma in PERMITTING:
        return _permits(token, roles, scene)
    if lemma == "appeal" and scene.parse.tokens[token.head].lower == "of":
        return False
    if lemma in OFFERING and _is_present(token, scene.parse):
        return False
    if coding.mode == "phone" and scene.parse.child(token.i, "oprd", "attr") is not None:
        return False
    if coding.type == "CONSULT" and lemma == "discuss" and len(_speakers(parties)) < 2:
        return False
    if coding.type == "CONSULT" and lemma == "meet" and verb_group(scene.parse, token.i).passive:
        return any(m.type == "PER" for m in roles.recipients)
    if coding.type == "ASSAULT" and not roles.actors and scene.disaster:
        return not (token.pos == "VERB" or lemma in HARMFUL)
    if coding.mode == "visit":
        return _is_visit(token, roles, scene)
    if coding.type == "REQUEST" and token.pos == "VERB":
        idle = coded.inner is None and lemma in ASKING and not roles.recipients
        if idle or not roles.actors:
            return False
    if coding.type == "THREATEN" and lemma == "threat":
        return bool(roles.actors) and _is_made(token, scene.parse)
    if coding.mode == "release":
        return _frees(coded, roles, scene)
    if coding.type == "CONCEDE" and lemma in PERMITTING:
        return _permits(token, roles, scene)
    if coding.type == "CONSULT" and lemma in CONVERSING and token.pos == "VERB":
        return _converse(token, roles, scene)
    if coding.mode == "ceasefire" and coded.inner is not None:
        return _is_own(coded, roles, scene)
    frame = scene.coder.match(token)
    if coding.type == "REQUEST" and frame is not None and frame.operator == "say":
        return any(is_player(m, scene.cast) for m in _asked(coded, scene))
    return True


def _threatens(coded: Coded, roles: Roles) -> bool:
    """Whether somebody threatens somebody: not "warned of floods", "threatened by the sea"."""
    token = coded.token
    if token.pos == "VERB" and not roles.actors:
        return False
    plain = coded.coding.cameo == "130" and token.lemma not in {"threaten", "menace", "threat"}
    return bool(roles.recipients) or not plain


def _ends_a_campaign(token: Token, scene: Scene) -> bool:
    """Whether what ends is a campaign for votes: no noun of war goes with it."""
    target = object_of(scene.parse, token.i) if token.pos == "VERB" else None
    return (
        target is not None
        and target.lemma.lower() == "campaign"
        and scene.coder.code(target.i) is None
    )


def _leaves_a_race(token: Token, roles: Roles, scene: Scene) -> bool:
    """Whether one person withdraws from nowhere, or from doing: a candidate, not an army."""
    behind = (t for p in scene.parse.children(token.i) for t in scene.parse.children(p.i))
    if any(t.dep == "pcomp" for t in behind):
        return True
    alone = bool(roles.actors) and all(m.type == "PER" and m.level != "NOM" for m in roles.actors)
    if alone and token.lemma in LEAVING:
        return True
    if scene.parse.child(token.i, "dobj") is not None or roles.recipients:
        return False
    return alone and find_place(scene.parse, token, scene.cast, ()) is None


def _is_visit(token: Token, roles: Roles, scene: Scene) -> bool:
    """Whether somebody visits somebody: not "viewing trips", not "travel for work"."""
    if token.pos == "VERB":
        return bool(roles.actors) and bool(roles.recipients) and not _all_go(roles, scene)
    if token.tag == "NNS":
        return bool(roles.actors and roles.recipients)
    return bool(roles.actors or roles.recipients)


def _all_go(roles: Roles, scene: Scene) -> bool:
    """Whether those who travel are no envoys of anybody: fighters, refugees, criminals."""
    sectors = scene.cast.sectors or {}
    return all(sectors.get(m.entity or "") in {"REB", "CRM", "REF", "MIL"} for m in roles.actors)


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
    return any(is_player(m, scene.cast) and m.type != "LOC" for m in roles.actors)


def _converse(token: Token, roles: Roles, scene: Scene) -> bool:
    """Whether two parties talk, and not one to an interviewer: "speaking to the paper, he said"."""
    if token.tag == "VBG" and token.dep == "advcl":
        return False
    sides = (roles.actors, roles.recipients)
    return all(any(is_player(m, scene.cast) for m in side) for side in sides)


def _with_the_press(roles: Roles, scene: Scene) -> bool:
    """Whether it is an interview: with the outlet, or with reporters."""
    outlet = (scene.parse.doc.outlet or "").lower().removeprefix("the ")
    parties = (*roles.actors, *roles.recipients)
    if any(head_lemma(m, scene.cast) in PRESS for m in parties):
        return True
    return bool(outlet) and any(outlet in m.span.quote.lower() for m in parties)


def _asked(coded: Coded, scene: Scene) -> list[Mention]:
    """Who must act by what is said: "said the king must go", not "told the paper"."""
    inner = coded.inner if coded.inner is not None else coded.token.i
    subject = scene.parse.child(inner, "nsubj", "nsubjpass")
    if subject is None:
        clause = scene.parse.child(coded.token.i, "ccomp")
        subject = scene.parse.child(clause.i, "nsubj", "nsubjpass") if clause else None
    return list(scene.cast.of(subject)) if subject is not None else []


def _is_in_charge(token: Token, parse: Parse) -> bool:
    """Whether a charge is a command: "takes charge of the camp", "in charge of"."""
    head = parse.tokens[token.head]
    return head.lemma == "take" or head.lower == "in"


def _is_made(token: Token, parse: Parse) -> bool:
    """Whether somebody makes a threat in words: not "is a threat", "the terrorist threat"."""
    if parse.tokens[token.head].lemma in POSING:
        return False
    if parse.tokens[token.head].lemma in UTTERING:
        return True
    return any(
        t.dep in {"poss", "acl"} or t.lower in {"of", "to", "by", "from"}
        for t in parse.children(token.i)
    )


def _fights(token: Token, roles: Roles, scene: Scene) -> bool:
    """Whether it is a fight of more than words: not "keep fighting", "fights for the poor"."""
    if roles.recipients or find_place(scene.parse, token, scene.cast, ()) is not None:
        return True
    if any(t.dep == "dobj" or t.lower in SIDES for t in scene.parse.children(token.i)):
        return True
    return any(m.type != "PER" or m.level == "NOM" for m in roles.actors)


def _speakers(parties: Iterable[Mention]) -> list[Mention]:
    """Those who can talk: a town where it is done does not."""
    return [m for m in parties if m.type not in {"LOC", "FAC"} and not _is_town(m)]


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
    if by_a_thing(coded, roles, scene.parse):
        return False
    below = scene.coder.code(coded.inner) if coded.inner is not None else None
    if below is None:
        return True
    if roles.actors and not any(is_player(m, scene.cast) for m in roles.actors):
        return False
    doers = find_roles(below, scene.coder, scene.cast).actors
    return not doers or not roles.actors or all(is_among(m, roles.actors) for m in doers)
