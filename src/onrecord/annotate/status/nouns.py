"""What becomes of an event that is a noun: "the shelling", "a planned summit", "calls for a truce".

A noun has no tense. Its own modifiers speak first (`modifiers`); then the word that governs
it: as its subject (`subjects`), as its object (`objects`), behind a preposition or another noun
(`phrases`). A definite noun that its governor does not bring about is taken for a fact.
"""

from typing import TYPE_CHECKING

from onrecord.annotate.clauses import verb_group
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import (
    UNDECIDED,
    AsNoun,
    Governor,
    Reading,
    Step,
    apply_effect,
    decided,
    settle,
)
from onrecord.annotate.status.modifiers import read_noun
from onrecord.annotate.status.objects import as_object
from onrecord.annotate.status.phrases import behind_preposition
from onrecord.annotate.status.plans import govern_cue
from onrecord.annotate.status.subjects import as_agent, as_attribute
from onrecord.syntax import Token

if TYPE_CHECKING:
    from onrecord.records import Status

DEPTH = 8
"""How many nouns are climbed at most: "the start of a round of talks"."""


def govern_event(scene: Scene, i: int, reading: Reading) -> Step:
    """What the governors of the event noun at token `i` make of it."""
    for _ in range(DEPTH):
        found = _govern(scene, scene.parse.tokens[i], reading)
        if not isinstance(found, AsNoun):
            return found
        i, reading = found.noun, found.reading
    return settle(reading, "deep in a chain of nouns", certain=False), None


def _govern(scene: Scene, token: Token, reading: Reading) -> Step | AsNoun:
    head = scene.parse.tokens[token.head]
    if token.dep == "ROOT":
        return settle(reading, "stands alone", certain=False), None
    if token.dep in {"conj", "appos"} and head.pos in {"NOUN", "PROPN", "PRON"}:
        return AsNoun(head.i, reading if reading.status else read_noun(scene, head.i))
    if token.dep == "amod" and token.tag in {"VBN", "VBG", "VBD"} and reading.status is None:
        status: Status = "ongoing" if token.tag == "VBG" else "occurred"
        return decided(reading, status, "a participle before its noun", certainty="probable"), None
    if token.dep in {"compound", "amod", "nmod"} and head.pos in {"NOUN", "PROPN"}:
        return _inside_noun(scene, head, reading)
    if token.dep == "poss":
        return settle(reading, "a possessor", certain=True), None
    if token.dep in {"nsubj", "nsubjpass", "csubj", "conj"}:
        if _is_undergone(scene, head):
            return as_object(scene, token, head, reading)
        return as_agent(scene, token, head, reading)
    if token.dep == "attr" or (token.dep == "dobj" and head.lemma == "be"):
        return as_attribute(scene, head.i, reading)
    if token.dep == "pobj":
        return behind_preposition(scene, token, reading)
    if head.pos in {"VERB", "AUX"} and token.dep in {"dobj", "oprd", "dative", "dep", "ccomp"}:
        return as_object(scene, token, head, reading)
    return settle(reading, "named as a fact", certain=False), None


def _is_undergone(scene: Scene, verb: Token) -> bool:
    """Whether the subject undergoes it, in a headline without its "was": "Summit postponed"."""
    if verb.lemma == "be":
        return False
    if verb_group(scene.parse, verb.i).passive:
        return True
    stopped = class_of(scene.parse, verb.i, scene.cues.verbs) == "prevent"
    bare = scene.parse.child(verb.i, "dobj", "aux", "xcomp", "ccomp", "prt") is None
    return stopped and bare and verb.lower.endswith("ed")


def _inside_noun(scene: Scene, head: Token, reading: Reading) -> Step | AsNoun:
    """Before another noun: "ceasefire proposal", "coup attempt"; else as that noun."""
    effect = class_of(scene.parse, head.i, scene.cues.nouns)
    if effect and effect not in {"cause", "factive"}:
        governed = apply_effect(reading, Governor(effect, UNDECIDED, form="noun", word=head.lower))
        return govern_cue(scene, head.i, governed)
    return AsNoun(head.i, reading if reading.status else read_noun(scene, head.i))
