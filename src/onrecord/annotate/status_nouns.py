"""What becomes of an event that is a noun: "the shelling", "a planned summit", "calls for a truce".

A noun has no tense. Its own modifiers speak first ("alleged", "planned", "no"); then the word that
governs it: as its subject ("the attack could …"), its object ("launched an attack", "foiled an
attack"), behind a preposition ("after the attack", "without a fight") or another noun ("the threat
of an attack"). A definite noun that its governor does not bring about is taken for a fact.
"""

from dataclasses import replace

from onrecord.annotate.clauses import is_definite, verb_group
from onrecord.annotate.events_lexicon import names_harm
from onrecord.annotate.status_cues import Cues, class_of
from onrecord.annotate.status_effects import (
    HAPPENED,
    UNDECIDED,
    Form,
    Reading,
    apply_effect,
    decided,
)
from onrecord.annotate.status_verbs import read_verb
from onrecord.records import Status
from onrecord.syntax import Parse, Token

Step = tuple[Reading, int | None]
"""A reading, and the governor to go on from; None: nothing further up can change it."""

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
HEARSAY = frozenset({"report", "rumour", "rumor", "account", "allegation", "claim", "accusation"})
CRUSHING = frozenset("crush quash quell defeat suppress smash uncover".split())
ATTEMPTS = frozenset("attempt bid plot coup putsch conspiracy".split())
CONSULTATIONS = frozenset(
    "talk talks meeting summit negotiation discussion round conference visit dialogue mediation "
    "session consultation".split()
)
"""What has been held even where it failed."""
NOUN_EFFECTS = {
    "stop": "prevent",
    "halt": "prevent",
    "order": "plan",
    "command": "plan",
    "ban": "prevent",
    "prohibit": "prevent",
    "forbid": "prevent",
}
"""Verbs that do another thing to a noun than to a clause."""
SAYINGS = frozenset({"propose", "accuse", "threaten", "attempt"})
"""Nouns that somebody has uttered or made, whatever is answered: "rejected the request"."""
TRANSPARENT_OF = frozenset({"of", "on", "for", "to", "about", "over", "against", "with"})


def is_nominal(parse: Parse, i: int) -> bool:
    """Whether an event is told as a noun, gerunds in a noun's place among them."""
    token = parse.tokens[i]
    if token.pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"}:
        return not (token.pos == "ADJ" and token.dep in {"ROOT", "ccomp", "xcomp", "acomp"})
    if token.tag == "VBG" and token.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "compound"}:
        return True
    return token.dep in {"amod", "compound"}


def read_noun(parse: Parse, i: int, cues: Cues) -> Reading:
    """The reading of a noun by its own determiners, adjectives and reduced clauses."""
    reading = UNDECIDED
    for child in parse.children(i):
        if child.dep == "det" and child.lower in {"no", "neither"}:
            return decided(UNDECIDED, "denied", f"“{child.lower}”", negative=True)
        if child.dep in {"amod", "compound", "nmod", "advmod"} and child.i < i:
            reading = _modified(reading, child, cues)
        elif child.dep in {"acl", "relcl"} and reading.status is None:
            reading = _by_clause(parse, child, cues)
    return reading


def _modified(reading: Reading, child: Token, cues: Cues) -> Reading:
    kind = cues.modifiers.get(child.lower)
    status = MODIFIER_STATUS.get(kind or "")
    if status is None or reading.status is not None:
        return reading
    negative = status in {"denied", "prevented"}
    return decided(reading, status, f"“{child.lower}”", negative=negative)


def _by_clause(parse: Parse, clause: Token, cues: Cues) -> Reading:
    """ "a meeting planned for Friday", "talks due to begin", "the summit, which was called off"."""
    if clause.pos == "ADJ":
        kind = cues.adjectives.get(clause.lower)
        return decided(UNDECIDED, "planned", f"“{clause.lower}”") if kind == "plan" else UNDECIDED
    passive = clause.tag == "VBN" and (clause.dep == "acl" or verb_group(parse, clause.i).passive)
    effect = class_of(parse, clause.i, cues.verbs) if passive else ""
    if effect not in {"plan", "propose", "prevent", "threaten", "deny", "believe", "accuse"}:
        return UNDECIDED
    own = read_verb(parse, clause.i, cues)
    if own.status is None:
        own = Reading("occurred")
    return apply_effect(effect, UNDECIDED, own, form="noun", word=clause.lower)


def govern_event(parse: Parse, i: int, reading: Reading, cues: Cues, depth: int = 0) -> Step:
    """What the governor of the event noun at token `i` makes of it."""
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    if depth > 8 or token.dep == "ROOT":
        return _settle(reading, "stands alone", certain=False), None
    if token.dep in {"conj", "appos"} and head.pos in {"NOUN", "PROPN", "PRON"}:
        inherited = reading if reading.status else read_noun(parse, head.i, cues)
        return govern_event(parse, head.i, inherited, cues, depth + 1)
    if token.dep == "amod" and token.tag in {"VBN", "VBG", "VBD"} and reading.status is None:
        status: Status = "ongoing" if token.tag == "VBG" else "occurred"
        return decided(reading, status, "a participle before its noun", certainty="probable"), None
    if token.dep in {"compound", "amod", "nmod"} and head.pos in {"NOUN", "PROPN"}:
        return _inside_noun(parse, head.i, reading, cues, depth)
    if token.dep == "poss":
        return _settle(reading, "a possessor", certain=True), None
    if token.dep in {"nsubj", "nsubjpass", "csubj", "conj"}:
        return _as_subject(parse, i, head.i, reading, cues)
    if token.dep == "attr" or (token.dep in {"dobj", "nsubj"} and head.lemma == "be"):
        return _as_attribute(parse, i, head.i, reading, cues)
    if token.dep == "pobj":
        return _behind_preposition(parse, i, reading, cues, depth)
    if head.pos in {"VERB", "AUX"} and token.dep in {"dobj", "oprd", "dative", "dep", "ccomp"}:
        return _as_object(parse, i, head.i, reading, cues)
    return _settle(reading, "named as a fact", certain=False), None


def _settle(reading: Reading, reason: str, *, certain: bool) -> Reading:
    if reading.status is not None:
        return reading
    return decided(reading, "occurred", reason, certainty="certain" if certain else "probable")


def _inside_noun(parse: Parse, head: int, reading: Reading, cues: Cues, depth: int) -> Step:
    """ "ceasefire proposal", "coup attempt", "invasion plans"; else as the noun it belongs to."""
    effect = class_of(parse, head, cues.nouns)
    word = parse.tokens[head].lower
    if effect and effect not in {"cause", "factive"}:
        governed = apply_effect(effect, reading, UNDECIDED, form="noun", word=word)
        return govern_cue(parse, head, governed, cues)
    inherited = reading if reading.status else read_noun(parse, head, cues)
    return govern_event(parse, head, inherited, cues, depth + 1)


def _as_subject(parse: Parse, i: int, verb: int, reading: Reading, cues: Cues) -> Step:
    own = read_verb(parse, verb, cues)
    word = parse.tokens[verb].lower
    if parse.tokens[verb].lemma == "be":
        return _as_topic(parse, i, verb, reading, own, cues)
    if verb_group(parse, verb).passive:
        return _as_object(parse, i, verb, reading, cues)
    raised = _raised(parse, i, verb, reading, own, cues)
    if raised is not None:
        return raised, verb
    kind = class_of(parse, verb, cues.happening) or _happening_phrase(parse, verb, cues)
    if kind:
        return _as_happening(parse, i, verb, reading, own, kind), verb
    if reading.status is not None:
        return reading, verb
    if own.status in HAPPENED or own.status in {"denied", "prevented"}:
        return decided(reading, "occurred", f"did something: “{word}”"), None
    if own.status is None:
        return replace(own, reason=f"subject of “{word}”"), verb
    modal = verb_group(parse, verb).modal
    if (
        own.status == "hypothetical"
        and is_definite(parse, i)
        and modal in {"may", "might", "could"}
    ):
        return decided(reading, "occurred", "a known event", certainty="probable"), None
    return replace(own, negative=False), verb


def _raised(
    parse: Parse, i: int, verb: int, reading: Reading, own: Reading, cues: Cues
) -> Reading | None:
    """ "the rescue had to be abandoned", "the talks failed to resume": by the verb below."""
    below = parse.child(verb, "xcomp")
    lemma = parse.tokens[verb].lemma
    if below is None or lemma not in {"have", "need", "seem", "appear", "fail", "manage", "come"}:
        return None
    if lemma == "fail":
        return apply_effect("fail", reading, own, form="noun", word=f"fail to {below.lower}")
    if verb_group(parse, below.i).passive:
        effect = class_of(parse, below.i, cues.verbs)
        return apply_effect(effect, reading, own, form="noun", word=below.lower) if effect else None
    return None


def _happening_phrase(parse: Parse, verb: int, cues: Cues) -> str:
    """The class of a verb with its object or prepositional object: "take place", "come into force"."""
    lemma = parse.tokens[verb].lemma
    for child in parse.children(verb):
        if child.dep in {"dobj", "acomp"}:
            found = cues.happening.get(f"{lemma} {child.lower}")
        elif child.dep == "prep":
            inner = parse.child(child.i, "pobj")
            tail = f" {inner.lower}" if inner is not None else ""
            found = cues.happening.get(f"{lemma} {child.lower}{tail}")
        else:
            found = cues.happening.get(f"{lemma} {child.lower}") if child.dep == "advmod" else None
        if found:
            return found
    return ""


def _as_happening(
    parse: Parse, i: int, verb: int, reading: Reading, own: Reading, kind: str
) -> Reading:
    word = parse.tokens[verb].lower
    if reading.status in {"unknown", "denied", "prevented", "hypothetical"}:
        return reading
    if own.status is None:
        return (
            replace(reading, reason=f"subject of “{word}”") if reading.status is None else reading
        )
    if own.status == "occurred" and parse.tokens[verb].lower == "lasted":
        return decided(reading, "occurred", f"“{word}”")
    if (
        kind == "prevented"
        and own.status in HAPPENED
        and parse.tokens[i].lemma not in CONSULTATIONS
    ):
        return decided(reading, "prevented", f"“{word}”", negative=True)
    if kind in {"finish", "prevented"}:
        if own.status in HAPPENED:
            return decided(reading, "occurred", f"“{word}”")
        return decided(reading, "ongoing", f"not yet: “{word}”", negative=False)
    if kind == "continue" and own.status == "occurred":
        return decided(reading, "ongoing", f"“{word}”")
    if kind == "continue" and own.status == "denied":
        return decided(reading, "occurred", f"no more: “{word}”")
    return replace(own, cue=True, reason=f"“{word}”: {own.reason}")


def _as_topic(parse: Parse, i: int, verb: int, reading: Reading, own: Reading, cues: Cues) -> Step:
    """ "The talks are under way", "an attack is likely", "the raid was the third"."""
    below = parse.child(verb, "xcomp")
    if below is not None and below.tag == "VB" and parse.child(verb, "acomp") is None:
        return decided(reading, "planned", f"is to “{below.lower}”"), verb
    kind, word = _predicate(parse, verb, cues)
    if kind:
        if own.negative:
            return decided(reading, "denied", f"not “{word}”", negative=True), verb
        status = MODIFIER_STATUS.get(kind, "occurred")
        if own.status == "hypothetical" and status in {"ongoing", "occurred"}:
            status = "hypothetical"
        return decided(reading, status, f"said to be “{word}”"), verb
    if reading.status is not None:
        return reading, verb
    if own.status in {"hypothetical", "planned", "unknown"}:
        if verb_group(parse, verb).modal == "would" and not is_definite(parse, i):
            own = replace(own, status="hypothetical", certainty="possible", reason="“would be”")
        return replace(own, negative=False), verb
    return _settle(reading, "something is said of it", certain=True), None


def _predicate(parse: Parse, verb: int, cues: Cues) -> tuple[str, str]:
    for child in parse.children(verb):
        words = [child.lower]
        if child.dep in {"prep", "acomp", "advmod", "attr"}:
            inner = parse.child(child.i, "pobj", "prep", "det")
            if inner is not None:
                words.insert(0, f"{child.lower} {inner.lower}")
            for phrase in words:
                if phrase in cues.predicates:
                    return cues.predicates[phrase], phrase
    return "", ""


def _as_attribute(parse: Parse, i: int, verb: int, reading: Reading, cues: Cues) -> Step:
    """ "There was an attack", "it would be an attack"."""
    own = read_verb(parse, verb, cues)
    if reading.status is not None:
        return reading, verb
    if own.negative or own.status is None:
        return own, verb
    if own.status in HAPPENED:
        there = any(t.dep == "expl" for t in parse.children(verb))
        if not there or own.status == "occurred":
            return decided(reading, "occurred", "said to be so"), verb
    return replace(own, cue=True), verb


def _as_object(parse: Parse, i: int, verb: int, reading: Reading, cues: Cues) -> Step:
    own = read_verb(parse, verb, cues)
    if own.status is None and parse.tokens[verb].tag == "VBN":
        own = Reading("occurred", reason="a past participle")
    effect = class_of(parse, verb, cues.verbs)
    word = parse.tokens[verb].lower
    lemma = parse.tokens[verb].lemma
    effect = NOUN_EFFECTS.get(lemma, effect)
    if lemma == "call" and not effect and not is_definite(parse, i):
        effect = "plan"
    if lemma in CRUSHING and parse.tokens[i].lemma.lower() in ATTEMPTS:
        effect = "prevent"
    if effect in {"report", "factive"} and _is_hearsay(parse, verb):
        effect = "believe"
    harm = effect in {"vow", "warn"} and names_harm(parse, i)
    if not effect:
        if reading.status is not None:
            return reading, verb
        if own.status not in HAPPENED and is_definite(parse, i):
            return decided(reading, "occurred", "a known event", certainty="probable"), None
        return replace(own, soft=own.status is None, reason=f"object of “{word}”"), verb
    if effect in {"deny", "refuse"} and cues.nouns.get(parse.tokens[i].lemma) in SAYINGS:
        effect = "factive"
    governed = apply_effect(
        effect, reading, own, form="noun", word=word, harm=harm, definite=is_definite(parse, i)
    )
    return governed, None if effect == "factive" else verb


def _is_hearsay(parse: Parse, verb: int) -> bool:
    """Whether it is reports or claims that say so: "unconfirmed reports spoke of clashes"."""
    subject = parse.child(verb, "nsubj")
    return subject is not None and subject.lemma.lower() in HEARSAY


def _behind_preposition(parse: Parse, i: int, reading: Reading, cues: Cues, depth: int) -> Step:
    prep = parse.tokens[parse.tokens[i].head]
    head = parse.tokens[prep.head]
    phrase = f"{head.lower} {prep.lower}"
    kind = cues.prepositions.get(phrase) or cues.prepositions.get(prep.lower)
    while head.pos == "ADP" and head.head != head.i:
        head = parse.tokens[head.head]
    if head.dep == "pobj" and phrase in {"case of", "event of"}:
        kind = "case"
    if head.lower in {"ahead", "rather", "instead", "prior"} and head.head != head.i:
        head = parse.tokens[head.head]
    if kind and reading.status is None:
        placed = _placed(parse, head, kind, prep.lower, cues)
        if placed is not None:
            return placed, None
    if head.pos in {"VERB", "AUX"}:
        return _beside_verb(parse, i, head, prep.lower, reading, cues)
    if head.pos == "ADJ":
        effect = class_of(parse, head.i, cues.adjectives, prep.lower)
        effect = effect or class_of(parse, head.i, cues.adjectives)
        if effect:
            own = read_verb(parse, head.head, cues)
            governed = apply_effect(effect, reading, own, form="noun", word=head.lower)
            return governed, head.head
        return _settle(reading, "beside an adjective", certain=False), None
    if head.pos in {"NOUN", "PROPN"}:
        return _behind_noun(parse, i, head, prep.lower, reading, cues, depth)
    return _settle(reading, f"“{prep.lower}”", certain=False), None


def _placed(parse: Parse, head: Token, kind: str, word: str, cues: Cues) -> Reading | None:
    """ "without a fight", "in case of an attack", "ahead of talks"."""
    if kind in {"denied", "instead"}:
        return decided(UNDECIDED, "denied", f"“{word}”", negative=True)
    if kind in {"case", "hypothetical"}:
        return decided(UNDECIDED, "hypothetical", f"“{word}”")
    own = read_verb(parse, head.i, cues) if head.pos in {"VERB", "AUX"} else UNDECIDED
    if word in {"before", "until", "till"} and own.status == "occurred":
        return None
    return decided(UNDECIDED, "planned", f"“{word}”")


def _beside_verb(
    parse: Parse, i: int, verb: Token, prep: str, reading: Reading, cues: Cues
) -> Step:
    own = read_verb(parse, verb.i, cues)
    if own.status is None and verb.tag == "VBN":
        own = Reading("occurred", reason="a past participle")
    if verb.lemma == "be" and prep in {"under", "in", "at"} and reading.status is None:
        group = verb_group(parse, verb.i)
        lasting = own.status == "occurred" and group.perfect and not group.past
        return (replace(own, status="ongoing") if lasting else replace(own, cue=True)), verb.i
    noun = parse.child(verb.i, "dobj")
    if noun is not None and noun.i < i and prep in TRANSPARENT_OF:
        effect = class_of(parse, noun.i, cues.nouns)
        if effect in {"propose", "threaten", "plan", "attempt", "hypothesise"}:
            governed = apply_effect(effect, reading, UNDECIDED, form="noun", word=noun.lower)
            return govern_cue(parse, noun.i, governed, cues)
    effect = class_of(parse, verb.i, cues.verbs, prep)
    if not effect and verb_group(parse, verb.i).passive and prep in {"for", "on"}:
        effect = "plan" if class_of(parse, verb.i, cues.verbs) == "plan" else ""
    if effect in {"report", "factive"} and _is_hearsay(parse, verb.i):
        effect = "believe"
    if effect:
        word, definite = f"{verb.lower} {prep}", is_definite(parse, i)
        governed = apply_effect(effect, reading, own, form="noun", word=word, definite=definite)
        return governed, None if effect == "factive" else verb.i
    if reading.status is not None:
        return reading, verb.i
    if is_definite(parse, i) or own.status in HAPPENED or prep in {"after", "following", "since"}:
        return decided(reading, "occurred", f"“{prep}”: a known event"), None
    return replace(own, negative=False, reason=f"beside “{verb.lower}”"), verb.i


def _behind_noun(
    parse: Parse, i: int, head: Token, prep: str, reading: Reading, cues: Cues, depth: int
) -> Step:
    verb = parse.tokens[head.head]
    if head.dep in {"dobj", "nsubjpass"} and class_of(parse, verb.i, cues.verbs, prep):
        return _beside_verb(parse, i, verb, prep, reading, cues)
    effect = class_of(parse, head.i, cues.nouns, prep)
    if not effect and prep in TRANSPARENT_OF:
        effect = class_of(parse, head.i, cues.nouns)
    if effect == "cause" or (not effect and prep == "of" and not is_definite(parse, i)):
        inherited = reading if reading.status else read_noun(parse, head.i, cues)
        return govern_event(parse, head.i, inherited, cues, depth + 1)
    if not effect or effect == "factive":
        return _settle(reading, f"behind “{head.lower} {prep}”", certain=True), None
    if effect in {"refuse", "fail"} and prep not in {"of", "to", "on"}:
        return _settle(reading, f"behind “{head.lower} {prep}”", certain=True), None
    governed = apply_effect(effect, reading, UNDECIDED, form="noun", word=f"{head.lower} {prep}")
    return govern_cue(parse, head.i, governed, cues)


def govern_cue(parse: Parse, i: int, reading: Reading, cues: Cues, depth: int = 0) -> Step:
    """What becomes of an event when the plan, threat or call for it (token `i`) is governed."""
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    own = read_noun(parse, i, cues)
    if own.status == "denied":
        return decided(reading, "denied", f"no “{token.lower}”", negative=True), None
    if own.status == "prevented" and reading.status == "planned":
        return decided(reading, "prevented", own.reason, negative=True), None
    if token.dep == "conj" and depth < 4 and head.pos in {"NOUN", "PROPN"}:
        return govern_cue(parse, head.i, reading, cues, depth + 1)
    if token.dep == "pobj":
        return _cue_behind_preposition(parse, head, reading, cues)
    if head.pos not in {"VERB", "AUX"}:
        return reading, None
    verb = read_verb(parse, head.i, cues)
    effect = class_of(parse, head.i, cues.verbs)
    if token.dep == "nsubj" and cues.happening.get(head.lemma) in {"prevented", "finish"}:
        effect = "prevent"
    if effect == "refuse" and token.lemma.lower() in HEARSAY:
        effect = "deny"
    if _called_false(parse, head.i, cues):
        return decided(
            reading, "denied", f"“{token.lower}” said to be false", negative=True
        ), head.i
    if effect == "propose" and reading.status == "planned":
        return decided(reading, "proposed", f"“{head.lower} {token.lower}”"), head.i
    if effect == "deny" or (effect in {"prevent", "fail"} and reading.status == "planned"):
        form: Form = "noun"
        return apply_effect(effect, reading, verb, form=form, word=head.lower), head.i
    if (
        verb.negative
        and token.dep in {"dobj", "attr"}
        and reading.status in {"planned", "threatened"}
    ):
        return decided(reading, "denied", f"not “{head.lower} {token.lower}”", negative=True), None
    return reading, head.i


def _called_false(parse: Parse, verb: int, cues: Cues) -> bool:
    """ "reports of a massacre were false", "called the reports baseless"."""
    kind, _ = _predicate(parse, verb, cues)
    if kind == "denied":
        return True
    if parse.tokens[verb].lemma not in {"call", "brand", "label", "describe", "dismiss"}:
        return False
    lo, hi = parse.edges(verb)
    return any(
        cues.modifiers.get(t.lower) == "denied" and t.pos == "ADJ"
        for t in parse.tokens[lo : hi + 1]
    )


def _cue_behind_preposition(parse: Parse, prep: Token, reading: Reading, cues: Cues) -> Step:
    head = parse.tokens[prep.head]
    if prep.lower == "without":
        return decided(reading, "denied", "“without”", negative=True), None
    if head.pos in {"VERB", "AUX"}:
        effect = class_of(parse, head.i, cues.verbs, prep.lower)
        if effect in {"accuse", "deny", "prevent"}:
            own = read_verb(parse, head.i, cues)
            return apply_effect(effect, reading, own, form="noun", word=head.lower), head.i
        return reading, head.i
    return reading, None
