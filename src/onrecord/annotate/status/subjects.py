"""What a verb makes of the event noun that is its subject, or that it says to be there.

"The talks resumed", "the deal fell through", "an attack is likely", "the siege has been in place",
"there was a raid", "the rescue had to be abandoned".
"""

from dataclasses import replace

from onrecord.annotate.clauses import is_definite, particle, verb_group
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import (
    HAPPENED,
    Governor,
    Reading,
    Step,
    apply_effect,
    decided,
    settle,
)
from onrecord.annotate.status.modifiers import MODIFIER_STATUS
from onrecord.annotate.status.verbs import read_verb
from onrecord.syntax import Token

HELD_THOUGH_FAILED = frozenset(
    {
        "conference", "consultation", "dialogue", "discussion", "mediation", "meeting",
        "negotiation", "round", "session", "summit", "talk", "talks", "visit",
    }
)  # fmt: skip
RAISING = frozenset({"have", "need", "seem", "appear", "fail", "manage", "come"})
SEEMING = frozenset({"remain", "look", "become", "appear", "seem", "stay"})
POSSIBILITIES = frozenset({"possibility", "option", "risk", "prospect", "likelihood", "danger"})
CARRYING = frozenset({"propose", "plan", "threaten", "want"})
FIRM = frozenset({"unknown", "denied", "prevented", "hypothetical"})


def as_agent(scene: Scene, noun: Token, verb: Token, reading: Reading) -> Step:
    """The noun as subject of an active verb."""
    own = read_verb(scene, verb.i)
    if verb.lemma == "be" or (verb.lemma in SEEMING and find_predicate(scene, verb.i)[0]):
        return _as_topic(scene, noun, verb, reading)
    raised = _raised(scene, verb, reading, own)
    if raised is not None:
        return raised, verb.i
    kind = happening_class(scene, verb)
    if kind:
        going = kind == "continue" and own.status == "hypothetical" and reading.status is None
        if going and is_definite(scene.parse, noun.i):
            return decided(reading, "ongoing", f"“{verb.lower}” longer", negative=False), verb.i
        return _happens(noun, verb, reading, own, kind), verb.i
    if reading.status is not None:
        return reading, verb.i
    if own.status in HAPPENED or own.status in {"denied", "prevented"}:
        return decided(reading, "occurred", f"did something: “{verb.lower}”"), None
    if own.status is None:
        return replace(own, reason=f"subject of “{verb.lower}”"), verb.i
    modal = verb_group(scene.parse, verb.i).modal
    known = is_definite(scene.parse, noun.i) and modal in {"may", "might", "could"}
    if own.status == "hypothetical" and known:
        return decided(reading, "occurred", "a known event", certainty="probable"), None
    return replace(own, negative=False), verb.i


def _raised(scene: Scene, verb: Token, reading: Reading, own: Reading) -> Reading | None:
    """The noun as subject of the verb below: "had to be abandoned", "failed to resume"."""
    below = next(
        (t for t in scene.parse.children(verb.i) if t.dep in {"xcomp", "ccomp"} and t.i > verb.i),
        None,
    )
    if below is None or verb.lemma not in RAISING:
        return None
    if verb.lemma == "fail":
        return apply_effect(
            reading, Governor("fail", own, form="noun", word=f"fail to {below.lower}")
        )
    if not verb_group(scene.parse, below.i).passive:
        return None
    effect = class_of(scene.parse, below.i, scene.cues.verbs)
    return (
        apply_effect(reading, Governor(effect, own, form="noun", word=below.lower))
        if effect
        else None
    )


def happening_class(scene: Scene, verb: Token) -> str:
    """What a verb says of the event that is its subject: "resume", "come into force", "drag on"."""
    return class_of(scene.parse, verb.i, scene.cues.happening) or _happening_phrase(scene, verb)


def _happening_phrase(scene: Scene, verb: Token) -> str:
    happening = scene.cues.happening
    if particle(scene.parse, verb.i) == "on" and scene.parse.child(verb.i, "dobj") is None:
        return "continue"
    for child in scene.parse.children(verb.i):
        key = f"{verb.lemma} {child.lower}"
        if child.dep == "prep":
            inner = scene.parse.child(child.i, "pobj")
            key = f"{key} {inner.lower}" if inner is not None else key
        if child.dep in {"dobj", "acomp", "prep", "advmod", "prt"} and key in happening:
            return happening[key]
    return ""


def _happens(noun: Token, verb: Token, reading: Reading, own: Reading, kind: str) -> Reading:
    word = f"“{verb.lower}”"
    if reading.status in FIRM:
        return reading
    if kind == "looming":
        return decided(reading, "hypothetical", word, certainty="possible")
    if kind == "unending":
        return decided(reading, "ongoing", word, negative=False)
    if own.status is None and kind == "finish" and reading.status is None:
        return decided(reading, "ongoing", f"not yet: {word}")  # "wants the raids to stop"
    if own.status is None:
        return reading if reading.status else replace(reading, reason=f"subject of {word}")
    if own.status == "occurred" and verb.lower == "lasted":
        return decided(reading, "occurred", word)
    happened = own.status in HAPPENED
    if kind == "prevented" and happened and noun.lemma not in HELD_THOUGH_FAILED:
        return decided(reading, "prevented", word, negative=True)
    if kind in {"finish", "prevented"}:
        if happened:
            return decided(reading, "occurred", word)
        return decided(reading, "ongoing", f"not yet: {word}", negative=False)
    if kind == "continue" and own.status in {"occurred", "denied"}:
        if happened:
            return decided(reading, "ongoing", word, negative=False)
        return decided(reading, "occurred", word, negative=False)
    return replace(own, cue=True, reason=f"{word}: {own.reason}")


def _as_topic(scene: Scene, noun: Token, verb: Token, reading: Reading) -> Step:
    """The noun as subject of "be": "the talks are under way", "a second convoy is to follow"."""
    own = read_verb(scene, verb.i)
    below = scene.parse.child(verb.i, "xcomp")
    if below is not None and below.tag == "VB" and scene.parse.child(verb.i, "acomp") is None:
        return decided(reading, "planned", f"is to “{below.lower}”"), verb.i
    attribute = scene.parse.child(verb.i, "attr")
    if attribute is not None and attribute.lemma in POSSIBILITIES and not own.negative:
        reason = f"said to be a {attribute.lower}"
        return decided(reading, "hypothetical", reason, certainty="possible"), verb.i
    kind, word = find_predicate(scene, verb.i)
    if kind and own.negative:
        return decided(reading, "denied", f"not “{word}”", negative=True), verb.i
    if kind:
        status = MODIFIER_STATUS.get(kind, "occurred")
        if own.status == "hypothetical" and status in HAPPENED:
            status = "hypothetical"
        return decided(reading, status, f"said to be “{word}”"), verb.i
    if reading.status is not None:
        return reading, verb.i
    if own.status not in {"hypothetical", "planned", "unknown"}:
        return settle(reading, "something is said of it", certain=True), None
    if verb_group(scene.parse, verb.i).modal == "would" and not is_definite(scene.parse, noun.i):
        own = replace(own, status="hypothetical", certainty="possible", reason="“would be”")
    return replace(own, negative=False), verb.i


def find_predicate(scene: Scene, verb: int) -> tuple[str, str]:
    """The class of what a form of "be" says of its subject, and the words; "" for none."""
    predicates = scene.cues.predicates
    for child in scene.parse.children(verb):
        if child.dep not in {"prep", "acomp", "advmod", "attr"}:
            continue
        inner = scene.parse.child(child.i, "pobj", "prep", "det")
        phrases = [f"{child.lower} {inner.lower}"] if inner is not None else []
        for phrase in (*phrases, child.lower):
            if phrase in predicates:
                return predicates[phrase], phrase
    return "", ""


def as_attribute(scene: Scene, verb: int, reading: Reading) -> Step:
    """The noun behind "be": "there was an attack", "it would be an attack"."""
    own = read_verb(scene, verb)
    if reading.status is not None:
        return reading, verb
    if own.negative or own.status is None:
        return own, verb
    topic = scene.parse.child(verb, "nsubj")
    effect = class_of(scene.parse, topic.i, scene.cues.nouns) if topic is not None else ""
    if topic is not None and effect in CARRYING:  # "their main demand is the withdrawal"
        return apply_effect(reading, Governor(effect, own, form="noun", word=topic.lower)), verb
    there = any(t.dep == "expl" for t in scene.parse.children(verb))
    if own.status == "occurred" or (own.status == "ongoing" and not there):
        return decided(reading, "occurred", "said to be so"), verb
    return replace(own, cue=True), verb
