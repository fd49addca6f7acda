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

from onrecord.annotate.clauses import verb_group
from onrecord.annotate.event_head import EventClues
from onrecord.annotate.event_words import load_lexicon
from onrecord.annotate.events.before import find_actors_before
from onrecord.annotate.events.cast import Cast
from onrecord.annotate.events.contexts import add_contexts
from onrecord.annotate.events.kept import is_kept
from onrecord.annotate.events.learned import METHOD as READER_METHOD
from onrecord.annotate.events.learned import READER, find_unlisted
from onrecord.annotate.events.modes import refine_mode
from onrecord.annotate.events.nouns import light_verb
from onrecord.annotate.events.once import told_once
from onrecord.annotate.events.roles import Roles, find_roles
from onrecord.annotate.events.scene import Scene, is_aside, tells_of_disaster
from onrecord.annotate.events.settings import (
    casualties_of,
    find_place,
    gather_settings,
    quantities_of,
    time_of,
)
from onrecord.annotate.events.sharing import share_settings
from onrecord.annotate.events.targets import code_parties
from onrecord.annotate.events.types import COOPERATION, FUTURE, Coded, Coder
from onrecord.annotate.status import Judgement, judge_status
from onrecord.annotate.status.cues import class_of, load_cues
from onrecord.annotate.status.effects import HAPPENED
from onrecord.records import (
    Alternative,
    Entity,
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


def find_events(  # noqa: PLR0913 - what an event is read from
    parse: Parse,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
    *,
    clues: EventClues | None = None,
    entities: Sequence[Entity] = (),
) -> tuple[EventMention, ...]:
    """Every event that the report tells of, in text order.

    With `clues` also what the trained reader alone may see; `settle_events` says what stands.
    `entities` tell who is of public life; without them every name is taken to be.
    """
    coder = Coder(parse, load_lexicon())
    sectors = {e.id: e.sector or "" for e in entities} if entities else None
    cast = Cast(parse, mentions, sectors)
    found = [c for t in parse.tokens if (c := coder.code(t.i)) is not None]
    kept = told_once(parse, coder, found)
    if clues is not None:
        unlisted = find_unlisted(parse, coder, cast, clues, found)
        kept = sorted([*kept, *unlisted], key=lambda c: c.token.i)
    settings = gather_settings(parse, times, quantities, frozenset(c.token.i for c in kept))
    scene = Scene(
        parse,
        cast,
        coder,
        settings,
        statements,
        disaster=tells_of_disaster(parse, coder),
        aside=is_aside(parse, coder, statements),
    )
    events = []
    for coded in kept:
        roles = find_roles(coded, coder, cast)
        told = code_parties(coded, roles, coder, cast)
        if is_kept(told, roles, scene):
            events.append(_event(refine_mode(told, coder), roles, scene))
    shared = share_settings(parse, cast, settings, events)
    return add_contexts(parse, find_actors_before(parse, mentions, shared))


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
        casualties=casualties_of(scene.settings, token, coding),
        status=judgement.status,
        certainty=judgement.certainty,
        polarity=judgement.polarity,
        holder=judgement.holder,
        reason=_reason(parse, coded, judgement),
        alternatives=_alternatives(parse, coded, judgement),
        evidence=_evidence(parse, trigger, token.sent),
        method=READER_METHOD if coding.operator == READER else METHOD,
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
