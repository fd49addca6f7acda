"""What a noun says of its own event: "no", "alleged", "planned", "which was called off"."""

from itertools import pairwise

from onrecord.annotate.clauses import verb_group
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import UNDECIDED, Governor, Reading, apply_effect, decided
from onrecord.annotate.status.verbs import read_verb
from onrecord.records import Status
from onrecord.syntax import Parse, Token

MODIFIER_STATUS: dict[str, Status] = {
    "plan": "planned",
    "propose": "proposed",
    "threaten": "threatened",
    "hypothesise": "hypothetical",
    "unknown": "unknown",
    "prevented": "prevented",
    "denied": "denied",
    "ongoing": "ongoing",
}
PURPOSED = frozenset({"aim", "design", "intend", "mean", "direct"})
"""Verbs that tell what an event is for: "talks aimed at a truce" are held all the same."""
CLAUSE_EFFECTS = frozenset(
    {"plan", "propose", "prevent", "threaten", "deny", "believe", "accuse", "announce"}
)


def is_nominal(parse: Parse, i: int) -> bool:
    """Whether an event is told as a noun, gerunds in a noun's place among them."""
    token = parse.tokens[i]
    if token.pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"}:
        return not (token.pos == "ADJ" and token.dep in {"ROOT", "ccomp", "xcomp", "acomp"})
    if token.tag == "VBG" and token.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "compound"}:
        return True
    if token.tag == "VBG" and any(t.dep in {"det", "poss"} for t in parse.children(i)):
        return True  # "in his shelling of the town"
    return token.dep in {"amod", "compound"}


def read_noun(scene: Scene, i: int) -> Reading:
    """The reading of a noun by its own determiners, adjectives and reduced clauses."""
    reading = UNDECIDED
    if _is_or_else(scene.parse, i):
        return decided(UNDECIDED, "threatened", "“or face” it")
    for child in scene.parse.children(i):
        if child.dep == "det" and child.lower in {"no", "neither"}:
            return decided(UNDECIDED, "denied", f"“{child.lower}”", negative=True)
        if child.dep in {"amod", "compound", "nmod", "advmod"} and child.i < i:
            reading = _modified(scene, child, reading)
        elif child.dep == "amod" and child.i > i and child.lower in {"due", "scheduled"}:
            reading = decided(reading, "planned", f"“{child.lower}”")
        elif child.dep == "prep" and scene.parse.tokens[child.i - 1].lower == "now":
            reading = decided(reading, "ongoing", f"“now {child.lower}”")
        elif child.dep in {"acl", "relcl"} and reading.status is None:
            reading = _by_clause(scene, child)
    return reading


def _is_or_else(parse: Parse, i: int) -> bool:
    """Whether it is what an ultimatum holds out: "leave or face attack"."""
    lo, _ = parse.edges(i)
    words = [t.lower for t in parse.tokens[max(lo - 2, 0) : i]]
    return any(pair == ("or", "face") for pair in pairwise(words))


def _modified(scene: Scene, child: Token, reading: Reading) -> Reading:
    kind = scene.cues.modifiers.get(child.lower)
    status = MODIFIER_STATUS.get(kind or "")
    if status is None or reading.status is not None:
        return reading
    negative = status in {"denied", "prevented"}
    return decided(reading, status, f"“{child.lower}”", negative=negative)


def _by_clause(scene: Scene, clause: Token) -> Reading:
    """A clause on the noun: "a meeting planned for Friday", "talks due to begin"."""
    parse, cues = scene.parse, scene.cues
    if clause.pos == "ADJ":
        kind = cues.adjectives.get(clause.lower)
        return decided(UNDECIDED, "planned", f"“{clause.lower}”") if kind == "plan" else UNDECIDED
    passive = clause.tag == "VBN" and (clause.dep == "acl" or verb_group(parse, clause.i).passive)
    effect = class_of(parse, clause.i, cues.verbs) if passive else ""
    if effect not in CLAUSE_EFFECTS or clause.lemma in PURPOSED:
        return UNDECIDED
    own = read_verb(scene, clause.i)
    if own.status is None:
        own = Reading("occurred")
    return apply_effect(UNDECIDED, Governor(effect, own, form="noun", word=clause.lower))
