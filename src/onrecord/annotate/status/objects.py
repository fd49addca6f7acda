"""What a verb makes of the event noun that it governs: "launched an attack", "foiled an attack"."""

from dataclasses import replace

from onrecord.annotate.clauses import is_definite
from onrecord.annotate.event_words import load_lexicon, match_noun, names_harm
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import (
    HAPPENED,
    Governor,
    Reading,
    Step,
    apply_effect,
    decided,
)
from onrecord.annotate.status.plans import ATTEMPTS, CRUSHING, is_hearsay_noun
from onrecord.annotate.status.verbs import read_verb
from onrecord.syntax import Token

NOUN_EFFECTS = {
    "stop": "prevent",
    "veto": "prevent",
    "stay": "prevent",
    "halt": "prevent",
    "ban": "prevent",
    "prohibit": "prevent",
    "forbid": "prevent",
    "order": "plan",
    "command": "plan",
    "accept": "plan",
    "approve": "plan",
    "seek": "propose",
    "boycott": "factive",
    "shun": "factive",
    "skip": "factive",
    "fulfil": "factive",
    "fulfill": "factive",
    "honour": "factive",
    "honor": "factive",
    "aim": "factive",
    "direct": "factive",
    "win": "factive",
}
"""Verbs that do another thing to a noun than to a clause."""
AWAITED = frozenset(
    {
        "closure", "collapse", "court-martial", "dismissal", "defeat", "deportation", "eviction",
        "execution", "expulsion", "extradition", "impeachment", "jail", "prison", "prosecution",
        "suspension", "trial",
    }
)  # fmt: skip
"""What somebody who faces it still has before him."""
ATTENDING = frozenset({"watch", "follow", "document", "film", "mark", "celebrate", "broadcast"})
HAMPERING = frozenset({"hamper", "hinder", "impede", "obstruct", "disrupt", "complicate"})
PERCEIVING = frozenset({"see", "suffer", "witness", "survive", "sustain"})
SAYINGS = frozenset({"propose", "accuse", "threaten", "attempt"})
"""Nouns that somebody has uttered or made, whatever is answered: "rejected the request"."""


def as_object(scene: Scene, noun: Token, verb: Token, reading: Reading) -> Step:
    """The noun as object or passive subject of a verb."""
    own = own_reading(scene, verb)
    effect = _object_effect(scene, noun, verb)
    definite = is_definite(scene.parse, noun.i)
    if not effect:
        if reading.status is not None:
            return reading, verb.i
        if own.status not in HAPPENED and definite:
            return decided(reading, "occurred", "a known event", certainty="probable"), None
        return replace(own, soft=own.status is None, reason=f"object of “{verb.lower}”"), verb.i
    harm = effect in {"vow", "warn"} and names_harm(scene.parse, noun.i)
    governed = apply_effect(
        reading, Governor(effect, own, form="noun", word=verb.lower, harm=harm, definite=definite)
    )
    return governed, None if effect == "factive" else verb.i


def own_reading(scene: Scene, verb: Token) -> Reading:
    own = read_verb(scene, verb.i)
    if own.status is None and verb.tag == "VBN":
        return Reading("occurred", reason="a past participle")
    return own


def _object_effect(scene: Scene, noun: Token, verb: Token) -> str:
    """What a verb does to this noun; "" for nothing known."""
    effect = NOUN_EFFECTS.get(verb.lemma) or class_of(scene.parse, verb.i, scene.cues.verbs)
    if noun.dep == "oprd":
        return "factive"  # "calling it an attack on us": there is something that is so called
    if verb.lemma == "call" and not effect and not is_definite(scene.parse, noun.i):
        return "plan"
    if (
        verb.lemma == "face"
        and noun.lemma in AWAITED
        and own_reading(scene, verb).status in HAPPENED
    ):
        return "hypothesise"
    if effect == "plan" and _is_of_a_plan(scene, verb):
        return "propose"
    if effect == "announce" and _is_done_by_saying(scene, noun):
        return "report"
    definite = is_definite(scene.parse, noun.i)
    if verb.lemma in HAMPERING and definite:
        return "factive"
    if verb.lemma in ATTENDING and own_reading(scene, verb).status in {"planned", "hypothetical"}:
        return "cause"  # "the vote will be watched"
    if verb.lemma == "find" and not definite and not noun.tag.endswith("S"):
        return "cause"  # "to find a compromise": there is none yet
    if verb.lemma == "face" and not definite and own_reading(scene, verb).status == "occurred":
        return "cause"  # "has faced criticism"
    if verb.lemma in PERCEIVING and not definite:
        return "cause"  # "is said to have seen a massacre": there was one if it has
    if (
        verb.lemma in {"halt", "stop"}
        and definite
        and own_reading(scene, verb).status not in HAPPENED
    ):
        return "cease"
    if verb.lemma in CRUSHING and noun.lemma.lower() in ATTEMPTS:
        return "prevent"
    if effect in {"report", "factive"} and is_hearsay(scene, verb):
        return "believe"
    answers = effect in {"deny", "refuse"} or verb.lemma in {"accept", "approve"}
    if answers and scene.cues.nouns.get(noun.lemma) in SAYINGS:
        return "factive"
    return effect


def _is_of_a_plan(scene: Scene, verb: Token) -> bool:
    """Whether a plan or proposal holds it: "the plan envisages a halt"."""
    subject = scene.parse.child(verb.i, "nsubj")
    kind = class_of(scene.parse, subject.i, scene.cues.nouns) if subject is not None else ""
    return kind == "propose" or (subject is not None and subject.lemma in {"plan", "bill"})


def _is_done_by_saying(scene: Scene, noun: Token) -> bool:
    """Whether what is announced is done, or in force: "announced nine arrests", "a deal"."""
    coding = match_noun(scene.parse, noun.i, load_lexicon())
    return coding is not None and coding.type in {"COERCE", "SANCTION", "SUPPORT"}


def is_hearsay(scene: Scene, verb: Token) -> bool:
    """Whether it is reports or claims that say so: "unconfirmed reports spoke of clashes"."""
    subject = scene.parse.child(verb.i, "nsubj")
    return subject is not None and is_hearsay_noun(subject)
