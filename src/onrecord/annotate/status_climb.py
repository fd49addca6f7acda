"""From an event's own words up through its governors to the main verb of its sentence."""

from dataclasses import replace

from onrecord.annotate.clauses import SUBJECTS, subject_of, verb_group
from onrecord.annotate.events_lexicon import names_harm
from onrecord.annotate.status_cues import Cues, class_of
from onrecord.annotate.status_effects import HAPPENED, Form, Reading, apply_effect, decided
from onrecord.annotate.status_nouns import (
    Step,
    govern_cue,
    govern_event,
    is_nominal,
    read_noun,
)
from onrecord.annotate.status_verbs import is_condition, read_verb
from onrecord.syntax import Parse, Token

SPEAKERS_OWN = frozenset({"it", "he", "she", "they", "we", "i"})
POSSESSORS_OWN = frozenset({"its", "his", "her", "their", "our", "my"})
ASKING = frozenset(
    "ask check decide determine establish find know learn say see tell verify wonder".split()
)
SHOWING = frozenset("show establish determine reveal find learn discover tell clarify".split())
HEARSAY = frozenset({"report", "rumour", "rumor", "account", "allegation", "claim"})
QUESTION_WORDS = frozenset({"who", "which", "whose", "whom"})
NOUN_CUES = frozenset({"plan", "threaten", "propose", "attempt", "hypothesise", "refuse", "fail"})
OWN_INFINITIVE = frozenset({"propose", "plan", "want", "accuse", "threaten", "vow", "attempt"})
PRESUPPOSING = frozenset({"after", "because", "since", "as", "while", "when", "although", "though"})


def climb(parse: Parse, i: int, cues: Cues) -> Reading:
    """The reading of the event at token `i` after all its governors have had their say."""
    at: int | None
    if is_nominal(parse, i):
        reading, at = govern_event(parse, i, read_noun(parse, i, cues), cues)
    else:
        reading, at = read_verb(parse, i, cues), i
    for _ in range(10):
        if at is None:
            break
        reading, at = _step(parse, at, reading, cues)
    if reading.status is None:
        reading = _undecided(parse, i, reading)
    if reading.status in HAPPENED and not reading.cue and _is_asked(parse, i):
        return decided(reading, "unknown", "a question", certainty="possible")
    if reading.negative and reading.status in HAPPENED:
        return replace(reading, status="denied")
    return reading


def _is_asked(parse: Parse, i: int) -> bool:
    """Whether the sentence is a yes-or-no question."""
    lo, hi = parse.bounds[parse.tokens[i].sent]
    first = next((t for t in parse.tokens[lo:hi] if t.pos != "PUNCT"), None)
    ends = any(t.text == "?" for t in parse.tokens[max(lo, hi - 3) : hi])
    return ends and first is not None and (first.pos == "AUX" or first.tag == "MD")


def _undecided(parse: Parse, i: int, reading: Reading) -> Reading:
    if verb_group(parse, i).infinitive:
        return decided(reading, "planned", "an infinitive without a governor", certainty="possible")
    return decided(reading, "occurred", "nothing speaks against it", certainty="probable")


def _step(parse: Parse, i: int, reading: Reading, cues: Cues) -> Step:
    """One step up from the verb or adjective at token `i`."""
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    reading = _marked(parse, i, reading, cues)
    if token.dep == "ROOT" or token.head == i:
        return reading, None
    if token.dep == "conj":
        return _coordinated(parse, token, head, reading, cues)
    if token.dep == "pcomp":
        return _behind_preposition(parse, token, head, reading, cues)
    if token.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON", "NUM"}:
        return _on_noun(parse, token, head, reading, cues)
    if head.pos in {"VERB", "AUX"}:
        return _under_verb(parse, token, head, reading, cues)
    if head.pos == "ADJ":
        return _under_adjective(parse, token, head, reading, cues)
    if token.dep in {"ccomp", "acl"} and head.pos == "NOUN":
        return _on_noun(parse, token, head, reading, cues)
    return reading, head.i if head.pos in {"VERB", "AUX"} else None


def _marked(parse: Parse, i: int, reading: Reading, cues: Cues) -> Reading:
    """The reading after the conjunction of the clause: "if", "whether", "until"."""
    if reading.status in {"denied", "prevented"} and not is_condition(parse, i):
        return reading
    head = parse.tokens[parse.tokens[i].head]
    for child in parse.children(i):
        if child.dep not in {"mark", "advmod", "prep"} or child.i > i:
            continue
        kind = cues.marks.get(child.lower)
        if child.lower == "before" and verb_group(parse, i).modal == "could":
            return decided(reading, "prevented", "“before … could”", negative=True)
        if child.lower == "if" and head.lemma in ASKING and head.i < i:
            return decided(reading, "unknown", "under “if”", certainty="possible")
        if kind == "hypothetical" and is_condition(parse, i):
            return decided(reading, "hypothetical", f"under “{child.lower}”", certainty="possible")
        if kind == "hypothetical" and child.lower in {"lest", "provided", "providing", "supposing"}:
            return decided(reading, "hypothetical", f"under “{child.lower}”", certainty="possible")
        if kind == "unknown":
            status = "hypothetical" if reading.status is None else "unknown"
            return decided(reading, status, "under “whether”", certainty="possible")
        if child.lower == "before" and head.pos == "VERB":
            if class_of(parse, head.i, cues.verbs) == "prevent" and head.i < i:
                return decided(reading, "prevented", "“before” it came to it", negative=True)
        if child.lower in {"if"} and parse.tokens[i].dep == "ccomp":
            return decided(reading, "unknown", "under “if”", certainty="possible")
        if kind == "until" and reading.status == "ongoing" and not reading.cue:
            return decided(reading, "planned", f"a present tense under “{child.lower}”")
    if is_condition(parse, i):
        return decided(reading, "hypothetical", "a condition", certainty="possible")
    return reading


def _coordinated(parse: Parse, token: Token, head: Token, reading: Reading, cues: Cues) -> Step:
    if head.pos not in {"VERB", "AUX", "ADJ"}:
        return reading, None
    if reading.status is None and parse.child(token.i, *SUBJECTS) is None:
        own = read_verb(parse, head.i, cues)
        if own.status is not None and not verb_group(parse, token.i).infinitive:
            return replace(own, reason=f"as “{head.lower}”"), head.i
    own_clause = parse.child(token.i, *SUBJECTS) is not None and reading.status in HAPPENED
    return reading, None if own_clause and head.dep == "ROOT" else head.i


def _form(parse: Parse, token: Token) -> Form:
    group = verb_group(parse, token.i)
    if group.finite:
        return "clause"
    if group.infinitive or token.tag == "VB":
        return "infinitive"
    return "gerund" if token.tag == "VBG" else "participle"


def _under_verb(parse: Parse, token: Token, head: Token, reading: Reading, cues: Cues) -> Step:
    own = read_verb(parse, head.i, cues)
    form = _form(parse, token)
    noun = _cue_noun(parse, token, head, form, cues)
    if noun is not None:
        effect = class_of(parse, noun.i, cues.nouns)
        governed = apply_effect(effect, reading, Reading("ongoing"), form=form, word=noun.lower)
        return govern_cue(parse, noun.i, governed, cues)
    if token.dep in {"ccomp", "xcomp", "dobj", "oprd", "dep", "parataxis"} or (
        token.dep == "advcl" and form == "infinitive"
    ):
        governed = _complement(parse, token, head, reading, own, form, cues)
        if governed is not None:
            return governed, head.i
    if token.dep == "advcl":
        return _adverbial(parse, token, head, reading, own, form)
    if reading.status is None:
        return replace(own, reason=f"with “{head.lower}”"), head.i
    return reading, head.i if token.dep in {"ccomp", "xcomp"} else None


def _cue_noun(parse: Parse, token: Token, head: Token, form: Form, cues: Cues) -> Token | None:
    """The noun that an infinitive belongs to where the parser hung it on the verb: "renewed its
    appeal to reopen", "efforts made by both to persuade".
    """
    if form != "infinitive" or token.dep not in {"xcomp", "advcl"}:
        return None
    if head.dep == "acl" and head.tag == "VBN":
        noun: Token | None = parse.tokens[head.head]
    else:
        noun = parse.child(head.i, "dobj")
    if noun is None or noun.i > token.i or class_of(parse, head.i, cues.verbs) in OWN_INFINITIVE:
        return None
    return noun if class_of(parse, noun.i, cues.nouns) in NOUN_CUES else None


def _complement(
    parse: Parse,
    token: Token,
    head: Token,
    reading: Reading,
    own: Reading,
    form: Form,
    cues: Cues,
) -> Reading | None:
    """The reading under a verb of saying, wanting, failing …; None where the verb is none."""
    effect = _effect(parse, token, head, own, form, cues)
    if not effect:
        return None
    if effect == "plan" and head.lemma in {"be", "use", "go", "have"} and form != "infinitive":
        return None
    group = verb_group(parse, head.i)
    if effect == "propose" and form == "clause" and _is_subjunctive(parse, token):
        reading, form = replace(reading, status=None, cue=False), "infinitive"
    if form == "infinitive" and group.passive and effect in {"report", "believe"}:
        effect = "believe"
    if form == "gerund" and head.lemma in {"stop", "halt", "end", "cease", "suspend"}:
        effect = "cease"
    harm = effect in {"vow", "warn"} and _own_harm(parse, token, head, form, effect)
    return apply_effect(effect, reading, own, form=form, word=head.lower, harm=harm)


def _effect(parse: Parse, token: Token, head: Token, own: Reading, form: Form, cues: Cues) -> str:
    """The class of the governor of a clause; "" for none."""
    special = _special(parse, token, head, own, form)
    if special:
        return special
    predicate = parse.child(head.i, "acomp")
    if predicate is not None and token.dep in {"ccomp", "xcomp", "advcl"}:
        found = class_of(parse, predicate.i, cues.adjectives)
        if found:
            return found
    if form == "infinitive" and any(
        t.lower == "for" for t in parse.children(head.i) if t.i < token.i
    ):
        found = class_of(parse, head.i, cues.verbs, "for")
        if found:
            return found
    effect = class_of(parse, head.i, cues.verbs)
    if not effect and form == "infinitive":
        effect = class_of(parse, head.i, cues.verbs, "to")
    if effect == "want" and parse.child(token.i, *SUBJECTS) is not None:
        return "propose"
    if effect in {"report", "announce"} and _is_order(parse, token):
        return "propose"
    subject = parse.child(head.i, "nsubj")
    if effect == "report" and subject is not None and subject.lemma.lower() in HEARSAY:
        return "believe"
    return effect


def _is_order(parse: Parse, token: Token) -> bool:
    """A clause in the subjunctive or imperative: "insist that it be reopened", "“Lay down …”"."""
    group = verb_group(parse, token.i)
    if group.finite or group.infinitive:
        return False
    return token.tag == "VB" or any(
        t.tag == "VB" for t in parse.children(token.i) if t.dep == "auxpass"
    )


def _is_subjunctive(parse: Parse, token: Token) -> bool:
    """Whether a verb has its bare form after "demand that": "that they leave", "cut off aid"."""
    group = verb_group(parse, token.i)
    return token.lower == token.lemma and not (group.modal or group.perfect or group.progressive)


def _special(parse: Parse, token: Token, head: Token, own: Reading, form: Form) -> str:
    if head.lemma == "be" and form == "infinitive":
        return "plan" if token.dep == "xcomp" and parse.child(head.i, "acomp") is None else ""
    if head.lemma == "go" and head.tag == "VBG" and form == "infinitive":
        return "plan"
    if form == "clause" and _asks(parse, token) and head.lemma in SHOWING:
        return "question" if own.status not in HAPPENED else ""
    if head.lemma == "have" and any(t.lower == "yet" for t in parse.children(head.i)):
        return "refuse"
    if head.lemma == "have" and form == "infinitive" and own.status not in {"ongoing", None}:
        return "" if own.negative else "cause"
    if head.lemma in {"have", "need", "ought"} and form == "infinitive":
        return "propose" if head.lemma != "have" or parse.child(head.i, "dobj") is None else ""
    if head.lemma == "use" and head.tag in {"VBD", "VBN"} and form == "infinitive":
        return "cause"
    if head.lemma == "leave" and any(t.lower == "open" for t in parse.children(head.i)):
        return "question"
    if head.lemma == "rule" and any(t.lower == "out" for t in parse.children(head.i)):
        return "refuse"
    if form == "clause" and _asks(parse, token) and head.lemma in {"say", "ask", "know", "tell"}:
        return "question" if own.negative or head.lemma == "ask" else ""
    return ""


def _asks(parse: Parse, token: Token) -> bool:
    first = parse.tokens[parse.edges(token.i)[0]]
    return first.lower in QUESTION_WORDS


def _own_harm(parse: Parse, token: Token, head: Token, form: Form, effect: str) -> bool:
    """Whether the speaker says that he himself would do it, and it is harm."""
    if form == "clause":
        subject = parse.child(token.i, *SUBJECTS)
        speaker = subject_of(parse, head.i)
        same = subject is not None and (
            subject.lower in SPEAKERS_OWN
            or any(t.lower in POSSESSORS_OWN for t in parse.children(subject.i))
            or (speaker is not None and speaker.lower == subject.lower)
        )
        return same and (effect == "warn" or names_harm(parse, token.i))
    return names_harm(parse, token.i)


def _adverbial(
    parse: Parse, token: Token, head: Token, reading: Reading, own: Reading, form: Form
) -> Step:
    if reading.status is None or reading.tentative:
        if form == "infinitive":
            status = "hypothetical" if reading.tentative else "planned"
            return decided(reading, status, "a purpose", certainty="probable"), head.i
        if form == "gerund" and own.status not in {"denied", "prevented"}:
            return replace(own, negative=reading.negative, reason=f"with “{head.lower}”"), head.i
        return decided(reading, "occurred", "a participle", certainty="probable"), None
    marks = {t.lower for t in parse.children(token.i) if t.dep in {"mark", "advmod"}}
    if marks & PRESUPPOSING and reading.status in HAPPENED:
        return reading, None
    return reading, None if form == "clause" else head.i


def _under_adjective(parse: Parse, token: Token, head: Token, reading: Reading, cues: Cues) -> Step:
    """ "is ready to strike", "it is unclear whether", "was unable to leave"."""
    effect = class_of(parse, head.i, cues.adjectives)
    copula = parse.tokens[head.head] if head.head != head.i else None
    governor = Reading("occurred")
    if copula is not None and copula.pos in {"VERB", "AUX"}:
        governor = read_verb(parse, copula.i, cues)
        if governor.status is None:
            governor = replace(governor, status="occurred")
    if any(t.dep == "neg" or t.lower in {"not", "never"} for t in parse.children(head.i)):
        governor = replace(governor, negative=not governor.negative)
    up = head.head if head.head != head.i else None
    if effect:
        form = _form(parse, token)
        return apply_effect(effect, reading, governor, form=form, word=head.lower), up
    return reading, up


def _behind_preposition(
    parse: Parse, token: Token, prep: Token, reading: Reading, cues: Cues
) -> Step:
    """A gerund behind a preposition: "from entering", "of having burned", "without firing"."""
    head = parse.tokens[prep.head]
    kind = cues.prepositions.get(prep.lower) or cues.prepositions.get(f"{head.lower} {prep.lower}")
    if kind in {"denied", "instead"}:
        return decided(reading, "denied", f"“{prep.lower}”", negative=True), None
    if head.pos in {"NOUN", "PROPN"} and head.dep in {"dobj", "nsubjpass"}:
        verb = parse.tokens[head.head]
        effect = class_of(parse, verb.i, cues.verbs, prep.lower) if verb.pos == "VERB" else ""
        if effect:
            head = verb
    table = {"VERB": cues.verbs, "AUX": cues.verbs, "ADJ": cues.adjectives}.get(
        head.pos, cues.nouns
    )
    effect = class_of(parse, head.i, table, prep.lower)
    if not effect and (head.pos == "NOUN" or prep.lower in {"from", "of"}):
        effect = class_of(parse, head.i, table)
    if effect:
        own = read_verb(parse, head.i, cues) if head.pos in {"VERB", "AUX"} else Reading("occurred")
        governed = apply_effect(
            effect, reading, own, form="gerund", word=f"{head.lower} {prep.lower}"
        )
        if head.pos == "NOUN":
            return govern_cue(parse, head.i, governed, cues) if effect != "factive" else (governed, None)
        return governed, head.i
    if head.pos in {"VERB", "AUX"}:
        own = read_verb(parse, head.i, cues)
        if reading.status is None and prep.lower in {"after", "since", "despite", "for"}:
            return decided(reading, "occurred", f"“{prep.lower}”"), None
        return (
            (replace(own, reason=f"beside “{head.lower}”"), head.i)
            if reading.status is None
            else (reading, head.i)
        )
    return (
        decided(reading, "occurred", f"“{prep.lower}”", certainty="probable")
        if reading.status is None
        else reading
    ), None


def _on_noun(parse: Parse, token: Token, head: Token, reading: Reading, cues: Cues) -> Step:
    """A clause on a noun: "a plan to annex", "reports that …", "troops shelling the town"."""
    form, group = _form(parse, token), verb_group(parse, token.i)
    that = token.dep != "relcl" and any(t.lower == "that" for t in parse.children(token.i))
    if form == "infinitive" or that:
        effect = class_of(parse, head.i, cues.nouns, "to") or class_of(parse, head.i, cues.nouns)
        if token.tag == "VBN" and not (group.infinitive or group.finite):
            effect = ""
        if effect:
            governed = apply_effect(effect, reading, Reading("ongoing"), form=form, word=head.lower)
            return govern_cue(parse, head.i, governed, cues)
    if head.lower == "nothing" and form == "infinitive":
        return decided(reading, "denied", "“nothing”", negative=True), None
    if reading.status is not None:
        return reading, None
    if token.tag == "VBN":
        return replace(decided(reading, "occurred", "a past participle"), cue=False), None
    if token.tag == "VBG":
        return decided(reading, "ongoing", "a participle", certainty="probable"), None
    verb = parse.tokens[head.head]
    if verb.pos in {"VERB", "AUX"} and head.dep in {"dobj", "nsubjpass"}:
        effect = class_of(parse, verb.i, cues.verbs)
        if effect:
            own = read_verb(parse, verb.i, cues)
            return apply_effect(effect, reading, own, form=form, word=verb.lower), verb.i
    if verb.lemma == "be" and read_verb(parse, verb.i, cues).status == "hypothetical":
        return decided(reading, "hypothetical", "what would be", certainty="possible"), None
    return decided(reading, "planned", "an infinitive on a noun", certainty="possible"), None
