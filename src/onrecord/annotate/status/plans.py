"""What becomes of an event when the plan, threat, call or report that carries it is governed.

"Denied any plan to annex", "no intention of leaving", "foiled a plot to", "the bid failed",
"reports of a massacre were false", "put forward a plan to": only a denial, a "no", a thwarting or
a proposing reaches through such a noun to the event; any other governor leaves it as it is.
"""

from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import (
    HAPPENED,
    Governor,
    Reading,
    Step,
    apply_effect,
    decided,
)
from onrecord.annotate.status.modifiers import read_noun
from onrecord.annotate.status.subjects import find_predicate, happening_class
from onrecord.annotate.status.verbs import read_verb
from onrecord.syntax import Token

HEARSAY = frozenset({"report", "rumour", "rumor", "account", "allegation", "claim", "accusation"})
CRUSHING = frozenset(
    {
        "crush",
        "quash",
        "quell",
        "defeat",
        "suppress",
        "smash",
        "uncover",
        "escape",
        "survive",
        "evade",
    }
)
ATTEMPTS = frozenset({"attempt", "bid", "plot", "coup", "putsch", "conspiracy"})
"""What may be crushed before it is done; an uprising that is crushed was one."""
CALLING = frozenset({"reject", "call", "brand", "label", "describe", "dismiss"})
FAILING = frozenset({"collapse", "founder", "fail", "break", "fall", "stall"})
OPEN = frozenset({"planned", "threatened"})


def is_hearsay_noun(token: Token) -> bool:
    """Whether a noun is of what is only said: "reports", "a rumour"; "the report" is a paper."""
    lemma = token.lemma.lower()
    return lemma in HEARSAY and not (lemma == "report" and token.tag == "NN")


def govern_cue(scene: Scene, i: int, reading: Reading) -> Step:
    """The reading of an event that hangs on the plan, threat or call at token `i`."""
    token = _first_joined(scene, i)
    head = scene.parse.tokens[token.head]
    own = read_noun(scene, i)
    if own.status == "denied":
        return decided(reading, "denied", f"no “{token.lower}”", negative=True), None
    if own.status == "prevented" and reading.status == "planned":
        return decided(reading, "prevented", own.reason, negative=True), None
    if token.dep == "pobj":
        return _behind_preposition(scene, head, reading)
    if head.pos not in {"VERB", "AUX"}:
        return reading, None
    if _called_false(scene, head):
        reason = f"“{token.lower}” said to be false"
        return decided(reading, "denied", reason, negative=True), head.i
    return _under_verb(scene, token, head, reading)


def _first_joined(scene: Scene, i: int) -> Token:
    token = scene.parse.tokens[i]
    while token.dep == "conj" and scene.parse.tokens[token.head].pos in {"NOUN", "PROPN"}:
        token = scene.parse.tokens[token.head]
    return token


def _under_verb(scene: Scene, token: Token, verb: Token, reading: Reading) -> Step:
    own = read_verb(scene, verb.i)
    effect = class_of(scene.parse, verb.i, scene.cues.verbs)
    if verb.lemma in CRUSHING and token.lemma.lower() in ATTEMPTS:
        effect = "prevent"
    if token.dep == "nsubj" and happening_class(scene, verb) in {"prevented", "finish"}:
        effect = "prevent"
    if effect == "refuse" and token.lemma.lower() in HEARSAY:
        effect = "deny"
    accepted = verb.lemma in {"accept", "approve", "adopt"} and own.status in HAPPENED
    if reading.status == "proposed" and accepted and not own.negative:
        return decided(reading, "planned", f"“{verb.lower} {token.lower}”"), verb.i
    if reading.status == "hypothetical" and _fails(scene, token, verb):
        return decided(reading, "prevented", f"“{token.lower} {verb.lower}”", negative=True), None
    if effect == "propose" and reading.status == "planned":
        return decided(reading, "proposed", f"“{verb.lower} {token.lower}”"), verb.i
    if effect == "deny" or (effect in {"prevent", "fail"} and reading.status == "planned"):
        return apply_effect(reading, Governor(effect, own, form="noun", word=verb.lower)), verb.i
    if own.negative and token.dep in {"dobj", "attr"} and reading.status in OPEN:
        reason = f"not “{verb.lower} {token.lower}”"
        return decided(reading, "denied", reason, negative=True), None
    return reading, verb.i


def _fails(scene: Scene, token: Token, verb: Token) -> bool:
    """Whether talks on it came to nothing: "talks on extending the truce collapsed"."""
    failing = verb.lemma in FAILING or happening_class(scene, verb) == "prevented"
    return token.dep == "nsubj" and failing and token.lemma in {"talk", "talks", "negotiation"}


def _called_false(scene: Scene, verb: Token) -> bool:
    """Whether what carries the event is said to be false: "called the reports baseless"."""
    kind, _ = find_predicate(scene, verb.i)
    if kind == "denied":
        return True
    if verb.lemma not in CALLING:
        return False
    lo, hi = scene.parse.edges(verb.i)
    return any(
        scene.cues.modifiers.get(t.lower) == "denied" and t.pos == "ADJ"
        for t in scene.parse.tokens[lo : hi + 1]
    )


def _behind_preposition(scene: Scene, prep: Token, reading: Reading) -> Step:
    head = scene.parse.tokens[prep.head]
    if prep.lower == "without":
        return decided(reading, "denied", "“without”", negative=True), None
    if prep.lower == "as" and head.lemma in CALLING and reading.status == "unknown":
        return decided(reading, "denied", f"“{head.lower}” as false", negative=True), head.i
    if head.pos not in {"VERB", "AUX"}:
        return reading, None
    effect = class_of(scene.parse, head.i, scene.cues.verbs, prep.lower)
    if effect in {"accuse", "deny", "prevent"}:
        own = read_verb(scene, head.i)
        return apply_effect(reading, Governor(effect, own, form="noun", word=head.lower)), head.i
    return reading, head.i
