"""What a preposition makes of the event noun behind it, by itself and by what it hangs on.

"Called for a truce", "without a fight", "ahead of talks"; "ready for talks"; "the threat of an
attack", "a round of talks".
"""

from dataclasses import replace

from onrecord.annotate.clauses import is_definite, verb_group
from onrecord.annotate.event_words import VOWED_HARM
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import (
    HAPPENED,
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
from onrecord.annotate.status.objects import is_hearsay, own_reading
from onrecord.annotate.status.plans import govern_cue
from onrecord.annotate.status.verbs import read_verb
from onrecord.syntax import Token

IN_FORCE = frozenset({"under", "in", "at", "on"})
GIVEN = frozenset(
    {
        "after", "following", "since", "despite", "because", "amid", "given", "due", "during",
        "through", "throughout",
    }
)  # fmt: skip
"""Prepositions of what is so, whatever is said of the verb: "will not go because of attacks"."""
SAVING = frozenset({"rescue", "save", "shield", "protect", "free"})
CARRYING = frozenset({"propose", "threaten", "plan", "attempt", "hypothesise"})
TRANSPARENT = frozenset({"of", "on", "for", "to", "about", "over", "against", "with"})
BESIDE = frozenset({"follow", "accompany"})
"""Verbs by which one event goes with another: "a raid followed by an invasion"."""
LEADING = frozenset({"ahead", "rather", "instead", "prior"})


def behind_preposition(scene: Scene, noun: Token, reading: Reading) -> Step | AsNoun:
    """The noun behind a preposition, by the preposition and by what that hangs on."""
    tokens, prepositions = scene.parse.tokens, scene.cues.prepositions
    prep = tokens[noun.head]
    head = tokens[prep.head]
    phrase = f"{head.lower} {prep.lower}"
    kind = prepositions.get(phrase) or prepositions.get(prep.lower)
    while head.pos == "ADP" and head.head != head.i:
        head = tokens[head.head]
    if head.dep == "pobj" and phrase in {"case of", "event of"}:
        kind = "case"
    if head.lower in LEADING and head.head != head.i:
        head = tokens[head.head]
    placed = _placed(scene, head, kind, prep.lower) if kind and not reading.status else None
    if placed is not None:
        return placed, None
    if head.pos in {"VERB", "AUX"}:
        return _beside_verb(scene, noun, head, reading)
    if head.pos == "ADJ":
        return _beside_adjective(scene, head, prep, reading)
    if head.pos in {"NUM", "PRON"} and prep.lower == "of":
        return AsNoun(head.i, reading)
    if prep.lower == "in" and _is_sum(scene, head):
        return AsNoun(head.i, reading)  # "pledged $30 million in aid"
    if head.pos in {"NOUN", "PROPN"}:
        return _behind_noun(scene, noun, head, reading)
    return settle(reading, f"“{prep.lower}”", certain=False), None


def _is_sum(scene: Scene, head: Token) -> bool:
    """Whether it is an amount of money: "$30 million", "two billion euros"."""
    if head.lemma in {
        "dollar",
        "euro",
        "pound",
        "yen",
        "yuan",
        "rouble",
        "ruble",
        "rupee",
        "franc",
    }:
        return True
    amount = any(t.text in {"$", "€", "£", "¥"} for t in scene.parse.children(head.i))
    return head.pos in {"NUM", "SYM"} and (amount or head.tag == "$")


def _placed(scene: Scene, head: Token, kind: str, word: str) -> Reading | None:
    """A preposition that decides by itself: "without a fight", "in case of war"."""
    if kind in {"denied", "instead"}:
        return decided(UNDECIDED, "denied", f"“{word}”", negative=True)
    if kind in {"case", "hypothetical"}:
        return decided(UNDECIDED, "hypothetical", f"“{word}”")
    own = read_verb(scene, head.i) if head.pos in {"VERB", "AUX"} else UNDECIDED
    if word == "before" and class_of(scene.parse, head.i, scene.cues.verbs) == "prevent":
        return decided(UNDECIDED, "prevented", "“before” it came to it", negative=True)
    if word in {"before", "until", "till"} and own.status == "occurred":
        return None
    return decided(UNDECIDED, "planned", f"“{word}”")


def _beside_adjective(scene: Scene, head: Token, prep: Token, reading: Reading) -> Step:
    adjectives = scene.cues.adjectives
    effect = class_of(scene.parse, head.i, adjectives, prep.lower)
    effect = effect or class_of(scene.parse, head.i, adjectives)
    if not effect:
        return settle(reading, "beside an adjective", certain=False), None
    own = read_verb(scene, head.head)
    return apply_effect(reading, Governor(effect, own, form="noun", word=head.lower)), head.head


def _beside_verb(scene: Scene, noun: Token, verb: Token, reading: Reading) -> Step | AsNoun:
    prep = scene.parse.tokens[noun.head].lower
    first = scene.parse.tokens[scene.parse.tokens[noun.head].head]
    prep = first.lower if first.pos in {"ADP", "SCONJ"} else prep  # "because of"
    own = own_reading(scene, verb)
    definite = is_definite(scene.parse, noun.i)
    stays = verb.lemma in {"remain", "stay", "stand", "keep"} and not definite
    if (verb.lemma == "be" or stays) and prep in IN_FORCE and reading.status is None:
        group = verb_group(scene.parse, verb.i)
        lasting = own.status == "occurred" and group.perfect and not group.past
        return (replace(own, status="ongoing") if lasting else replace(own, cue=True)), verb.i
    carried = _carried(scene, noun, verb, reading)
    if carried is not None:
        return carried
    if verb.lemma in BESIDE and verb.dep == "acl" and verb.tag == "VBN":
        return AsNoun(verb.head, reading if reading.status else read_noun(scene, verb.head))
    effect = _preposition_effect(scene, verb, prep)
    if effect == "prevent" and definite and verb.lemma in SAVING:
        effect = "factive"  # "rescued them from the shelling"
    if effect == "believe" and definite:
        effect = "factive"  # "pointing to the attack as an example"
    if effect == "warn" and noun.lemma.lower() in VOWED_HARM:
        return decided(reading, "threatened", f"“{verb.lower} {prep}” one's own doing"), verb.i
    if effect:
        word = f"{verb.lower} {prep}"
        governed = apply_effect(
            reading, Governor(effect, own, form="noun", word=word, definite=definite)
        )
        return governed, None if effect == "factive" else verb.i
    if reading.status is not None:
        return reading, verb.i
    if prep == "in" and own.status == "ongoing" and not definite:
        return decided(reading, "ongoing", f"in it, “{verb.lower}”"), None
    if definite or own.status in HAPPENED or prep in GIVEN:
        return decided(reading, "occurred", f"“{prep}”: a known event"), None
    return replace(own, negative=False, reason=f"beside “{verb.lower}”"), verb.i


def _carried(scene: Scene, noun: Token, verb: Token, reading: Reading) -> Step | None:
    """By the verb's object where the noun hangs on the verb: "renewed his call for an end"."""
    carrier = scene.parse.child(verb.i, "dobj")
    if (
        carrier is None
        or carrier.i > noun.i
        or scene.parse.tokens[noun.head].lower not in TRANSPARENT
    ):
        return None
    effect = class_of(scene.parse, carrier.i, scene.cues.nouns)
    if effect not in CARRYING:
        return None
    governed = apply_effect(reading, Governor(effect, UNDECIDED, form="noun", word=carrier.lower))
    return govern_cue(scene, carrier.i, governed)


def _preposition_effect(scene: Scene, verb: Token, prep: str) -> str:
    verbs = scene.cues.verbs
    effect = class_of(scene.parse, verb.i, verbs, prep)
    if not effect and prep in {"for", "on"} and verb_group(scene.parse, verb.i).passive:
        effect = "plan" if class_of(scene.parse, verb.i, verbs) == "plan" else ""
    if effect in {"report", "factive"} and is_hearsay(scene, verb):
        return "believe"
    return effect


def _behind_noun(scene: Scene, noun: Token, head: Token, reading: Reading) -> Step | AsNoun:
    parse, nouns = scene.parse, scene.cues.nouns
    prep = parse.tokens[noun.head].lower
    verb = parse.tokens[head.head]
    if head.dep in {"dobj", "nsubjpass"} and class_of(parse, verb.i, scene.cues.verbs, prep):
        return _beside_verb(scene, noun, verb, reading)
    effect = class_of(parse, head.i, nouns, prep)
    if not effect and prep in TRANSPARENT:
        effect = class_of(parse, head.i, nouns)
    if head.lemma in {"support", "backing"} and is_definite(parse, noun.i):
        effect = "factive"  # "voiced support for the protests"
    if effect == "cause" or (not effect and prep == "of" and not is_definite(parse, noun.i)):
        return AsNoun(head.i, reading if reading.status else read_noun(scene, head.i))
    held_back = effect in {"refuse", "fail"} and prep not in {"of", "to", "on"}
    if not effect or effect == "factive" or held_back:
        return settle(reading, f"behind “{head.lower} {prep}”", certain=True), None
    governed = apply_effect(
        reading, Governor(effect, UNDECIDED, form="noun", word=f"{head.lower} {prep}")
    )
    return govern_cue(scene, head.i, governed)
