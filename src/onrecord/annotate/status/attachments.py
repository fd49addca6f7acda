"""What an adjective, a preposition or a noun makes of the event that is its clause.

"Is ready to strike", "it is unclear who"; "stopped them from entering", "accused of having burned",
"without firing"; "a plan to annex", "reports that they fled", "troops shelling the town".
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.clauses import verb_group
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
from onrecord.annotate.status.plans import govern_cue
from onrecord.annotate.status.verbs import clause_form, read_verb
from onrecord.syntax import Token

if TYPE_CHECKING:
    from onrecord.records import Status

RANKS = frozenset({"first", "second", "third", "last", "latest", "only"})
SUGGESTED = frozenset({"suggestion", "idea", "notion", "talk", "story", "theory", "speculation"})
FACTUAL = frozenset({"after", "since", "despite", "for"})
"""Prepositions before a gerund that tell of what was done."""


def under_adjective(scene: Scene, token: Token, reading: Reading) -> Step:
    """The reading of a clause on an adjective, whose verb says how it holds."""
    head = scene.parse.tokens[token.head]
    up = head.head if head.head != head.i else None
    effect = class_of(scene.parse, head.i, scene.cues.adjectives)
    own = _copula(scene, head)
    if head.lower in RANKS and own.status == "occurred" and reading.status is None:
        return decided(reading, "occurred", "the first or last to do it"), None
    if not effect:
        return reading, up
    form = clause_form(scene.parse, token.i)
    if own.negative and head.lower in {"clear", "certain", "known", "evident"}:
        effect = "question"
    if head.lower in {"able", "capable"}:
        effect, own = _ability(own)
    return apply_effect(reading, Governor(effect, own, form=form, word=head.lower)), up


def _ability(own: Reading) -> tuple[str, Reading]:
    """What "able to" makes of its deed: "was able" did it, "was not able" was kept from it."""
    if own.negative:
        return "fail", replace(own, negative=False, status="occurred")
    return ("cause" if own.status == "occurred" else "hypothesise"), own


def _copula(scene: Scene, adjective: Token) -> Reading:
    """The reading of the verb that links an adjective to its subject."""
    verb = scene.parse.tokens[adjective.head]
    own = read_verb(scene, verb.i) if verb.pos in {"VERB", "AUX"} else Reading("occurred")
    if own.status is None:
        own = replace(own, status="occurred")
    if any(
        t.dep == "neg" or t.lower in {"not", "never"} for t in scene.parse.children(adjective.i)
    ):
        return replace(own, negative=not own.negative)
    return own


def behind_preposition(scene: Scene, token: Token, reading: Reading) -> Step:
    """The reading of a gerund or clause behind a preposition."""
    prep = scene.parse.tokens[token.head]
    head = scene.parse.tokens[prep.head]
    prepositions = scene.cues.prepositions
    kind = prepositions.get(prep.lower) or prepositions.get(f"{head.lower} {prep.lower}")
    if kind in {"denied", "instead"}:
        return decided(reading, "denied", f"“{prep.lower}”", negative=True), None
    head, effect = _governor(scene, head, prep)
    verbal = head.pos in {"VERB", "AUX"}
    own = read_verb(scene, head.i) if verbal else Reading("occurred")
    if effect:
        word = f"{head.lower} {prep.lower}"
        governed = apply_effect(reading, Governor(effect, own, form="gerund", word=word))
        if head.pos == "NOUN":
            return (governed, None) if effect == "factive" else govern_cue(scene, head.i, governed)
        return governed, head.i
    if not verbal:
        return settle(reading, f"“{prep.lower}”", certain=False), None
    if reading.status is not None:
        return reading, head.i
    if prep.lower in FACTUAL:
        return decided(reading, "occurred", f"“{prep.lower}”"), None
    return replace(own, reason=f"beside “{head.lower}”"), head.i


def _governor(scene: Scene, head: Token, prep: Token) -> tuple[Token, str]:
    """What a preposition's gerund hangs on, and its class: "accused the militia of burning"."""
    cues, parse = scene.cues, scene.parse
    if head.dep in {"dobj", "nsubjpass"}:
        verb = parse.tokens[head.head]
        effect = class_of(parse, verb.i, cues.verbs, prep.lower) if verb.pos == "VERB" else ""
        if effect:
            return verb, effect
    tables = {"VERB": cues.verbs, "AUX": cues.verbs, "ADJ": cues.adjectives}
    table = tables.get(head.pos, cues.nouns)
    effect = class_of(parse, head.i, table, prep.lower)
    if not effect and (head.pos == "NOUN" or prep.lower in {"from", "of"}):
        effect = class_of(parse, head.i, table)
    target = parse.child(head.i, "dobj") if not effect and head.pos == "VERB" else None
    carried = cues.nouns.get(f"{target.lemma} {prep.lower}") if target is not None else None
    return (target, carried) if target is not None and carried else (head, effect)


def on_noun(scene: Scene, token: Token, reading: Reading) -> Step:
    """The reading of a clause on a noun."""
    head = scene.parse.tokens[token.head]
    form, group = clause_form(scene.parse, token.i), verb_group(scene.parse, token.i)
    reduced = token.tag == "VBN" and not (group.infinitive or group.finite)
    marked = any(t.lower == "that" for t in scene.parse.children(token.i))
    that = (token.dep != "relcl" and marked) or _tells(scene, token)
    if (form == "infinitive" or that) and not reduced:
        nouns = scene.cues.nouns
        effect = class_of(scene.parse, head.i, nouns, "to") or class_of(scene.parse, head.i, nouns)
        if effect == "factive" and form == "infinitive":
            effect = "hypothesise"  # "their responsibility to protect them"
        if head.lemma in SUGGESTED and form == "clause" and group.past and not group.modal:
            effect = "accuse"  # "suggestions that it had poisoned him"
        if effect:
            governor = Governor(effect, Reading("ongoing"), form=form, word=head.lower)
            return govern_cue(scene, head.i, apply_effect(reading, governor))
    if head.lower == "nothing" and form == "infinitive":
        return decided(reading, "denied", "“nothing”", negative=True), None
    if reading.status is not None:
        return _turned_back(scene, head, reading), None
    if head.lower in {"case", "event"} and not reduced:
        return decided(reading, "hypothetical", f"in “{head.lower}”", certainty="possible"), None
    if token.tag == "VBN" and any(t.lower == "being" for t in scene.parse.children(token.i)):
        return decided(reading, "ongoing", "“being”", certainty="probable"), None
    if token.tag == "VBN" and not group.infinitive:
        return replace(decided(reading, "occurred", "a past participle"), cue=False), None
    if token.tag == "VBG":
        return _with_participle(scene, head, reading)
    return _infinitive_on_noun(scene, token, head, reading)


def _tells(scene: Scene, token: Token) -> bool:
    """Whether a clause says what its noun is: "allegations he had struck her"."""
    parse = scene.parse
    subject = parse.child(token.i, "nsubj", "nsubjpass")
    if subject is None or subject.tag in {"WDT", "WP"} or not verb_group(parse, token.i).finite:
        return False
    filled = token.dep == "relcl" and parse.child(token.i, "dobj") is not None
    gap = next((t for t in parse.subtree(token.i) if t.tag in {"WDT", "WP"}), None)
    loose = gap is None or (gap.lower == "that" and gap.dep == "pobj")  # a "that" of no preposition
    return token.dep == "acl" or (filled and loose)


def _turned_back(scene: Scene, noun: Token, reading: Reading) -> Reading:
    """What somebody tried who was stopped: "turned back a convoy that was trying to enter"."""
    verb = scene.parse.tokens[noun.head]
    stopped = noun.dep in {"dobj", "nsubjpass"} and verb.pos == "VERB"
    if not stopped or reading.status not in {"planned", "unknown"}:
        return reading
    if class_of(scene.parse, verb.i, scene.cues.verbs) != "prevent":
        return reading
    own = read_verb(scene, verb.i)
    return apply_effect(reading, Governor("prevent", own, form="gerund", word=verb.lower))


def _with_participle(scene: Scene, noun: Token, reading: Reading) -> Step:
    """A participle on a noun: going on, or as old as its verb in "with crowds marching"."""
    prep = scene.parse.tokens[noun.head]
    kind = class_of(scene.parse, prep.i, scene.cues.verbs) if noun.dep == "dobj" else ""
    if kind == "prevent":  # "prevented divers reaching it"
        own = read_verb(scene, prep.i)
        return apply_effect(reading, Governor(kind, own, form="gerund", word=prep.lower)), prep.i
    verb = scene.parse.tokens[prep.head]
    if noun.dep == "pobj" and prep.lower == "with" and verb.pos in {"VERB", "AUX"}:
        own = read_verb(scene, verb.i)
        if own.status == "occurred":
            return decided(reading, "occurred", f"with “{verb.lower}”", certainty="probable"), None
    return decided(reading, "ongoing", "a participle", certainty="probable"), None


def _infinitive_on_noun(scene: Scene, token: Token, head: Token, reading: Reading) -> Step:
    """An infinitive on a noun that carries nothing: by the noun's own verb."""
    verb = scene.parse.tokens[head.head]
    own = read_verb(scene, verb.i) if verb.pos in {"VERB", "AUX"} else Reading("occurred")
    ranks = {t.lower for t in scene.parse.children(head.i) if t.i < head.i}
    ranked = ranks & RANKS and not ranks & {"a", "an"}  # "a second plant to be built" is not there
    if ranked and own.status in {*HAPPENED, "denied"}:
        status: Status = "occurred" if head.dep == "attr" else own.status or "occurred"
        return decided(reading, status, "the first or last to do it", negative=own.negative), None
    if verb.pos in {"VERB", "AUX"} and head.dep in {"dobj", "nsubjpass"}:
        effect = class_of(scene.parse, verb.i, scene.cues.verbs)
        if effect:
            form = clause_form(scene.parse, token.i)
            return apply_effect(reading, Governor(effect, own, form=form, word=verb.lower)), verb.i
    if verb.lemma == "be" and verb_group(scene.parse, verb.i).modal == "would":
        return decided(reading, "hypothetical", "what would be", certainty="possible"), None
    return decided(reading, "planned", "an infinitive on a noun", certainty="possible"), None
