"""What a verb group says of its own event: tense, modality, negation.

| the verb group | status |
|---|---|
| past, perfect ("seized", "has seized") | occurred |
| progressive; perfect with "since"; present of a report's body | ongoing |
| present of a headline or caption | occurred |
| will, shall, going to; a progressive with a date to come | planned |
| would, may, can, could; the consequence of a condition | hypothetical |
| would, in what somebody said in the past ("said it would expel") | planned |
| may have, must have; "allegedly", "reportedly"; a question | unknown |
| must, should, ought; an imperative | proposed |
| not, never, no one; "should have" | denied |
| could not, cannot | prevented |
| to seize, seizing | undecided: its governor decides |
"""

from dataclasses import replace

from onrecord.annotate.clauses import SUBJECTS, VerbGroup, verb_group
from onrecord.annotate.event_words import names_harm
from onrecord.annotate.status.conditions import has_condition, is_inverted_condition, is_were_to
from onrecord.annotate.status.cues import Scene
from onrecord.annotate.status.effects import HAPPENED, UNDECIDED, Form, Reading
from onrecord.annotate.status.negation import is_negated
from onrecord.annotate.status.timing import has_future_time, has_since
from onrecord.records import Certainty, Status
from onrecord.syntax import Parse, Token

STATIVE = frozenset(
    {
        "accuse", "back", "belong", "besiege", "blockade", "claim", "contain", "continue",
        "control", "detain", "enjoy", "face", "favour", "hold", "host", "insist", "keep", "lack",
        "last", "maintain", "need", "occupy", "oppose", "own", "recognise", "recognize", "refuse",
        "reject", "remain", "stand", "support", "threaten", "want", "warn",
    }
)  # fmt: skip
ARRANGED = frozenset(
    {
        "address", "arrive", "attend", "begin", "close", "come", "convene", "depart", "end",
        "expire", "fly", "go", "gather", "head", "hold", "host", "join", "launch", "leave", "meet",
        "open", "reopen", "resume", "return", "sail", "send", "sign", "start", "take", "tour",
        "travel", "visit", "vote",
    }
)  # fmt: skip
RUMOURS = frozenset({"report", "rumour", "rumor", "claim", "allegation"})
BILLS = frozenset(
    {
        "amendment",
        "bill",
        "draft",
        "legislation",
        "measure",
        "motion",
        "plan",
        "resolution",
        "scheme",
    }
)
PAST_REPORT = frozenset({"VBD", "VBN"})


def read_verb(scene: Scene, i: int) -> Reading:
    """The reading of the verb at token `i` by its own group, whatever governs it."""
    parse = scene.parse
    group = verb_group(parse, i)
    reading = _by_tense(scene, group)
    if reading.status is None:
        return replace(reading, negative=group.negator is not None)
    return _qualified(scene, group, reading)


def clause_form(parse: Parse, i: int) -> Form:
    """How the clause of verb `i` is told: with a tense, as an infinitive, gerund or participle."""
    group = verb_group(parse, i)
    if group.finite:
        return "clause"
    if group.infinitive or group.verb.tag == "VB":
        return "infinitive"
    return "gerund" if group.verb.tag == "VBG" else "participle"


def _by_tense(scene: Scene, group: VerbGroup) -> Reading:
    parse = scene.parse
    verb = group.verb
    if _is_imperative(parse, group):
        return Reading("proposed", reason="an imperative", cue=True)
    if not group.finite:
        return _at_risk(parse, group)
    if is_inverted_condition(parse, group):
        return Reading("hypothetical", reason="a condition without “if”", cue=True)
    if group.modal:
        return _by_modal(scene, group)
    if group.progressive:
        if not group.past and verb.lemma in ARRANGED and has_future_time(parse, verb.i):
            return Reading("planned", reason="a progressive with a date to come")
        return Reading("ongoing", reason="a progressive")
    if group.perfect and not group.past and has_since(parse, verb.i):
        return Reading("ongoing", reason="a perfect with “since”")
    if group.past or group.perfect:
        return Reading("occurred", reason="a past tense")
    if parse.kinds and parse.kinds[verb.sent] in {"headline", "caption"}:
        return Reading("occurred", reason="the present tense of a headline or caption")
    if group.passive or verb.lemma in STATIVE:
        return Reading("ongoing", reason="a present tense")
    if verb.lemma in ARRANGED and has_future_time(parse, verb.i):
        return Reading("planned", reason="a present tense with a date to come")
    return Reading("ongoing", soft=True, reason="a present tense")


def _at_risk(parse: Parse, group: VerbGroup) -> Reading:
    """A verb without tense; "risks being hit" where "risks" was read as its subject."""
    if group.infinitive and is_were_to(parse, group.verb.i):
        return Reading("hypothetical", reason="a condition with “were”", cue=True)
    subject = parse.child(group.verb.i, *SUBJECTS)
    if group.passive and subject is not None and subject.lower == "risks":
        return Reading("hypothetical", "possible", reason="at risk of it", cue=True)
    return UNDECIDED


def _by_modal(scene: Scene, group: VerbGroup) -> Reading:
    parse = scene.parse
    modal = group.modal
    if modal in {"will", "shall", "'ll", "’ll", "wo"}:
        if _vows_harm(parse, group):
            return Reading("threatened", reason="harm in the first person", cue=True)
        return Reading("planned", reason="a future tense")
    if modal in {"would", "'d", "’d"}:
        if group.perfect:
            return Reading("hypothetical", "possible", negative=True, reason="“would have”")
        if _of_a_proposal(scene, group.verb.i):
            return Reading("proposed", reason="“would” of a proposal", cue=True)
        if _in_past_report(parse, group.verb.i):
            return Reading("planned", reason="a future in what was said")
        return Reading("hypothetical", "probable", reason="“would”")
    if modal in {"must", "should", "ought"}:
        if group.perfect and modal == "must":
            return Reading("unknown", "probable", reason="“must have”")
        if group.perfect:
            return Reading("denied", negative=True, reason="“should have”")
        return Reading("proposed", reason=f"“{modal}”")
    if group.perfect and modal in {"may", "might"}:
        return Reading("unknown", "possible", reason=f"“{modal} have”")
    certainty: Certainty = "probable" if modal == "can" else "possible"
    return Reading("hypothetical", certainty, reason=f"“{modal}”")


def _vows_harm(parse: Parse, group: VerbGroup) -> bool:
    """Whether the speaker himself will do harm to somebody: "we will crush them"."""
    subject, target = parse.child(group.verb.i, "nsubj"), parse.child(group.verb.i, "dobj")
    if subject is None or target is None or subject.lower not in {"we", "i"}:
        return False
    return group.negator is None and names_harm(parse, group.verb.i)


def _of_a_proposal(scene: Scene, i: int) -> bool:
    """Whether a "would" tells what a proposal holds: "under the plan, troops would leave"."""
    parse, cues = scene.parse, scene.cues
    for child in parse.children(i):
        noun: Token | None = child if child.dep in SUBJECTS else None
        if noun is not None and noun.tag in {"WDT", "WP"} and parse.tokens[i].dep == "relcl":
            noun = parse.tokens[parse.tokens[i].head]
        if noun is not None and noun.lemma in BILLS:
            return True
        if child.dep == "prep" and child.lower in {"under", "in"}:
            noun = parse.child(child.i, "pobj")
        if noun is not None and cues.nouns.get(noun.lemma.lower()) == "propose":
            return True
        if noun is not None and noun.lemma in {"plan", "deal", "bill"} and noun is not child:
            return True
    return False


def _qualified(scene: Scene, group: VerbGroup, reading: Reading) -> Reading:
    """The reading after negation, conditions, adverbs and the question mark."""
    parse, cues = scene.parse, scene.cues
    i = group.verb.i
    if is_negated(parse, group):
        return _negated(group, reading)
    if reading.status in {"planned", "hypothetical", "ongoing"} and has_condition(parse, i):
        return replace(
            reading,
            status="hypothetical",
            certainty="probable",
            conditional=True,
            soft=False,
            reason="under a condition",
        )
    if group.verb.dep == "ROOT" and _is_question(parse, group.verb):
        return replace(reading, status="unknown", certainty="possible", reason="a question")
    if reading.status in HAPPENED and _by_hearsay(parse, i):
        return replace(
            reading, status="unknown", certainty="probable", reason="by hearsay", cue=True
        )
    for child in parse.children(i):
        kind = cues.adverbs.get(child.lower) if child.dep == "advmod" else None
        if kind == "unknown" and reading.status in {"occurred", "ongoing"}:
            return _hedged(reading, "unknown", "probable", child)
        if kind == "almost" and child.i < i:
            return replace(reading, status="prevented", negative=True, reason=f"“{child.lower}”")
        if kind in {"probable", "possible"}:
            certainty: Certainty = "probable" if kind == "probable" else "possible"
            status: Status = (
                "unknown" if reading.status == "occurred" else reading.status or "unknown"
            )
            reading = _hedged(reading, status, certainty, child)
    return reading


def _by_hearsay(parse: Parse, i: int) -> bool:
    """Whether it is told after rumours: "according to unconfirmed reports"."""
    for child in parse.children(i):
        if child.dep == "prep" and child.lower == "according":
            inner = parse.child(child.i, "prep")
            noun = parse.child(inner.i, "pobj") if inner is not None else None
            if noun is not None and noun.lemma in RUMOURS:
                return noun.lemma != "report" or _is_unconfirmed(parse, noun)
    return False


def _is_unconfirmed(parse: Parse, noun: Token) -> bool:
    return any(t.lower in {"unconfirmed", "unverified"} for t in parse.children(noun.i))


def _hedged(reading: Reading, status: Status, certainty: Certainty, adverb: Token) -> Reading:
    return replace(reading, status=status, certainty=certainty, reason=f"“{adverb.lower}”")


def _negated(group: VerbGroup, reading: Reading) -> Reading:
    word = group.negator.lower if group.negator else "no"
    status: Status = "denied"
    if group.modal in {"could", "can", "ca"}:
        status = "prevented"
    elif group.modal in {"may", "might"}:
        status = "hypothetical"
    elif group.modal in {"must", "should", "ought"}:
        status = "proposed"
    elif group.perfect and group.modal:
        status = "hypothetical"
    # a "no" on the object leaves some doubt what it denies: "gave no details"
    certainty: Certainty = "certain" if group.negator else "probable"
    if status == "hypothetical":
        certainty = "possible"
    return replace(
        reading, status=status, certainty=certainty, negative=True, reason=f"negated by “{word}”"
    )


def _is_imperative(parse: Parse, group: VerbGroup) -> bool:
    verb = group.verb
    if verb.tag != "VB" or group.modal or group.infinitive or verb.dep not in {"ROOT", "ccomp"}:
        return False
    if parse.kinds and parse.kinds[verb.sent] in {"headline", "caption"}:
        return False
    return parse.child(verb.i, *SUBJECTS) is None


def _is_question(parse: Parse, verb: Token) -> bool:
    _, end = parse.bounds[verb.sent]
    return any(t.text == "?" for t in parse.tokens[max(end - 3, 0) : end])


def _in_past_report(parse: Parse, i: int) -> bool:
    """Whether the verb stands in what somebody said, wrote or thought in the past."""
    token = parse.tokens[i]
    while token.dep == "conj" and token.head != token.i:
        token = parse.tokens[token.head]
    head = parse.tokens[token.head]
    if token.dep == "ccomp":
        return head.tag in PAST_REPORT or verb_group(parse, head.i).past
    if token.dep in {"acl", "relcl"}:
        return token.dep == "acl" and head.pos == "NOUN"
    return False
