"""Events in PLOVER with their status: who did what to whom, where, when, and whether it happened.

A trigger is a verb or noun of the lexicon (`lexicon`, `data/events.toml`) with a type that
depends on where it stands (`types`); roles come from syntax (`roles`), place, time
and figures from what hangs on it (`settings`), status from `status`. Rules of coding:

- Saying is not an event: what is said is a statement; a demand, threat, promise, refusal,
  accusation, praise or apology is, and so is its content, with the status it has there.
- Of a verb and its object that tell one event ("launched an attack", "held talks", "signed a
  treaty"), one is kept: the noun under a light verb, else the verb.
- What is no event of public life is not kept (`kept`): "I asked her", "the road leads", "retreat is
  hard".
- An announced withdrawal or ceasefire is CONCEDE, a carried-out one RETREAT; a cancelled meeting
  REJECT; force against territory (CAMEO 190-195) ASSAULT; a joint exercise COOPERATE, a show of
  force of one's own MOBILIZE; peacekeepers sent are AID.
- A deed to come, or that somebody will not do, keeps its own type with its status; PLOVER's type
  for it (a coming meeting is AGREE, a refused one REJECT) stands among the alternatives.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.clauses import object_of, verb_group
from onrecord.annotate.event_words import Coding, load_lexicon
from onrecord.annotate.events.cast import Cast, is_among
from onrecord.annotate.events.kept import VERBAL, Scene, is_kept, tells_of_disaster
from onrecord.annotate.events.nouns import light_verb
from onrecord.annotate.events.roles import Roles, find_roles
from onrecord.annotate.events.settings import (
    find_place,
    gather_settings,
    quantities_of,
    time_of,
)
from onrecord.annotate.events.types import COOPERATION, FUTURE, Coded, Coder
from onrecord.annotate.status import Judgement, judge_status
from onrecord.annotate.status.cues import class_of, load_cues
from onrecord.annotate.status.effects import HAPPENED
from onrecord.records import (
    Alternative,
    EventMention,
    Evidence,
    Mention,
    Quantity,
    Statement,
    Time,
)
from onrecord.syntax import Parse, Token
from onrecord.text import make_id, quote

METHOD = "rules:events/1"
LIGHT = frozenset(
    {
        "attend", "begin", "carry", "come", "commit", "conduct", "continue", "convene", "deliver",
        "do", "engage", "enter", "execute", "give", "go", "halt", "have", "host", "hold",
        "impose", "initiate", "issue", "join", "launch", "lead", "make", "mount", "open", "order",
        "organise", "organize", "pay", "perform", "pursue", "reach", "resume", "see", "stage",
        "start", "suffer", "take", "undertake", "unleash", "wage", "work",
    }
)  # fmt: skip


def find_events(
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> tuple[EventMention, ...]:
    """Every event that the report tells of, in text order."""
    coder = Coder(parse, load_lexicon())
    cast = Cast(parse, mentions)
    found = [c for t in parse.tokens if (c := coder.code(t.i)) is not None]
    kept = _told_once(parse, coder, found)
    settings = gather_settings(parse, times, quantities, frozenset(c.token.i for c in kept))
    scene = Scene(parse, cast, coder, settings, statements, tells_of_disaster(parse, coder))
    events = []
    for coded in kept:
        roles = find_roles(coded, coder, cast)
        if is_kept(coded, roles, scene):
            events.append(_event(_by_target(coded, roles, coder, cast), roles, scene))
    return tuple(events)


def _is_anothers(coded: Coded, roles: Roles, coder: Coder, cast: Cast) -> bool:
    """Whether it is another's protest that is ended: "police stopped their march"."""
    inner = coder.code(coded.inner) if coded.inner is not None else None
    doers = find_roles(inner, coder, cast).actors if inner is not None else ()
    return bool(doers and roles.actors) and not any(is_among(m, roles.actors) for m in doers)


def _by_target(coded: Coded, roles: Roles, coder: Coder, cast: Cast) -> Coded:
    """The coding by what it is done to: a town is captured as territory, not as a prisoner."""
    lemma, target = coded.token.lemma, roles.recipients
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


def _told_once(parse: Parse, coder: Coder, found: Sequence[Coded]) -> list[Coded]:
    """Of two words that tell one event, the one that says more."""
    dropped: set[int] = set()
    told = {c.token.i for c in found if c.token.pos == "VERB"}
    for coded in found:
        token = coded.token
        frame = coder.match(token)
        if frame is not None and frame.operator == "aim":
            dropped.add(token.i)  # a plan is no event; what is planned is
        if (
            frame is not None
            and frame.operator == "say"
            and coded.inner in told
            and (coded.coding.type not in {"REQUEST", "ACCUSE"})
        ):
            dropped.add(token.i)  # what somebody says he will do is the deed, to come
        if coder.lends(coded):
            dropped.add(token.i)
            continue
        if token.pos != "VERB":
            continue
        if frame is None or frame.operator:
            continue
        dropped.update(_purposes(parse, coder, coded))
        for other in _objects(parse, coder, token.i):
            if other.coding.type == coded.coding.type and token.lemma in LIGHT:
                dropped.add(token.i)
            elif other.token.dep == "pobj" and other.coding.type == coded.coding.type == "CONSULT":
                dropped.add(other.token.i)  # "met for talks" is one meeting
            elif other.token.dep != "pobj" and not _is_separate(other, coded):
                dropped.add(other.token.i)
    return [c for c in found if c.token.i not in dropped]


def _purposes(parse: Parse, coder: Coder, coded: Coded) -> list[int]:
    """What one meets for is the same meeting: "will meet to discuss the truce"."""
    if coded.coding.type != "CONSULT":
        return []
    clauses = (t for t in parse.children(coded.token.i) if t.dep in {"xcomp", "advcl"})
    inner = (coder.code(t.i) for t in clauses if verb_group(parse, t.i).infinitive)
    return [c.token.i for c in inner if c is not None and c.coding.cameo == "040"]


def _objects(parse: Parse, coder: Coder, verb: int) -> list[Coded]:
    """The events that are told as objects of a verb, or behind its prepositions."""
    nouns = [object_of(parse, verb)]
    nouns += [parse.child(t.i, "pobj") for t in parse.children(verb) if t.dep == "prep"]
    return [c for n in nouns if n is not None and (c := coder.code(n.i)) is not None]


def _is_separate(noun: Coded, verb: Coded) -> bool:
    """Whether the object of a verb is an event apart from it: "condemned the attack"."""
    speaks = verb.coding.type in VERBAL and verb.coding.type != "CONCEDE"
    return speaks and noun.coding.type not in VERBAL


def _event(coded: Coded, roles: Roles, scene: Scene) -> EventMention:
    parse = scene.parse
    token, coding = coded.token, coded.coding
    assert coding.type is not None  # noqa: S101 - a coded token has a type: Coder.code
    trigger = quote(parse.doc.text, token.start, token.end)
    judgement = _judge(coded, roles, scene)
    return EventMention(
        id=make_id("eve", parse.doc.id, token.start, token.end, coding.type),
        trigger=trigger,
        type=coding.type,
        mode=coding.mode,
        contexts=coding.contexts,
        cameo=coding.cameo,
        actors=tuple(m.id for m in roles.actors),
        recipients=tuple(m.id for m in roles.recipients),
        place=find_place(parse, token, scene.cast, roles.recipients),
        time=time_of(scene.settings, token),
        quantities=quantities_of(scene.settings, token),
        status=judgement.status,
        certainty=judgement.certainty,
        polarity=judgement.polarity,
        holder=judgement.holder,
        reason=_reason(parse, coded, judgement),
        alternatives=_alternatives(parse, coded, judgement),
        evidence=_evidence(parse, trigger, token.sent),
        method=METHOD,
    )


def _judge(coded: Coded, roles: Roles, scene: Scene) -> Judgement:
    """The status of what the actors do: "accused of staging the attack" leaves it open.

    Where the actors come through the verb that brings the event about, and that verb does not say
    that they did, a known event is not known to be theirs.
    """
    parse, token = scene.parse, coded.token
    judgement = judge_status(parse, token.start, token.end, scene.statements)
    if token.pos == "VERB" or not roles.actors or judgement.status not in HAPPENED:
        return judgement
    verb = light_verb(token, scene.coder, scene.cast)
    if verb is None or class_of(parse, verb.i, load_cues().verbs) not in {"cause", ""}:
        return judgement
    brought = judge_status(parse, verb.start, verb.end, scene.statements)
    return judgement if brought.status in HAPPENED else brought


def _evidence(parse: Parse, trigger: Evidence, sentence: int) -> tuple[Evidence, ...]:
    return (trigger, parse.sentences[sentence].span)


def _reason(parse: Parse, coded: Coded, judgement: Judgement) -> str:
    named = f"“{coded.token.lower}”"
    if coded.inner is not None:
        named += f" with “{parse.tokens[coded.inner].lower}”"
    return f"{named} is {coded.coding.type}; {judgement.status}: {judgement.reason}"


def _alternatives(parse: Parse, coded: Coded, judgement: Judgement) -> tuple[Alternative, ...]:
    """PLOVER's own type of a deed that is to come or refused, where it has another one."""
    kind = coded.coding.type or ""
    if judgement.status in {"planned", "threatened"} and _is_future(parse, coded.token):
        rule = load_lexicon().rules.get(("intend", kind))
        value, what = rule.type if rule is not None else None, "a deed to come"
    elif judgement.status == "denied" and kind in COOPERATION and _is_future(parse, coded.token):
        value, what = "REJECT", "a deed that somebody will not do"
    else:
        return ()
    if value is None or value == kind:
        return ()
    reason = f"PLOVER codes {what} as {value}; here the status says so"
    return (Alternative(value=value, reason=reason),)


def _is_future(parse: Parse, token: Token) -> bool:
    """Whether the event's verb, or the verb of its noun, says "will" or "would"."""
    while token.pos not in {"VERB", "AUX"} and token.head != token.i:
        token = parse.tokens[token.head]
    return verb_group(parse, token.i).modal in FUTURE
