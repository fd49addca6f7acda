"""The class of the verb that governs an event's clause, and what depends on more than its lemma.

"Is to", "is going to", "has to", "has yet to", "left open", "wants us to", "insists that it be",
"will show who"; who says that he himself would do it.
"""

from dataclasses import dataclass

from onrecord.annotate.clauses import SUBJECTS, subject_of, verb_group
from onrecord.annotate.event_words import names_harm
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import HAPPENED, Form, Reading
from onrecord.annotate.status.plans import is_hearsay_noun
from onrecord.syntax import Parse, Token

SPEAKERS_OWN = frozenset({"it", "he", "she", "they", "we", "i"})
POSSESSORS_OWN = frozenset({"its", "his", "her", "their", "our", "my"})
SHOWING = frozenset(
    {"show", "establish", "determine", "reveal", "find", "learn", "discover", "tell", "clarify"}
)
PERSUADING = frozenset({"persuade", "convince", "induce", "coax", "get", "compel", "force"})
PROOF = frozenset({"proof", "evidence", "substantiation", "corroboration"})
TELLING = frozenset({"say", "ask", "know", "tell"})
QUESTION_WORDS = frozenset({"who", "which", "whose", "whom"})


@dataclass(frozen=True, slots=True)
class Clause:
    """An event's verb under another verb."""

    token: Token
    verb: Token
    form: Form
    own: Reading
    """The reading of the governing verb."""


def find_effect(scene: Scene, clause: Clause) -> str:
    """The class of the governor of a clause; "" for none."""
    parse, token, verb = scene.parse, clause.token, clause.verb
    found = _special(parse, clause) or _of_predicate(scene, clause) or _of_topic(scene, clause)
    if found:
        return found
    effect = class_of(parse, verb.i, scene.cues.verbs)
    if clause.form == "infinitive":
        effect = _before_infinitive_of(scene, clause, effect)
    if effect == "want" and parse.child(token.i, *SUBJECTS) is not None:
        return "propose"
    if effect == "hypothesise" and clause.form == "participle":
        return "believe"  # "are feared trapped"
    if effect in {"report", "announce"} and _is_order(parse, token):
        return "propose"
    if effect in {"report", ""} and clause.form == "clause" and _doubted(parse, clause):
        return "believe"
    return effect


def _before_infinitive_of(scene: Scene, clause: Clause, effect: str) -> str:
    """The class of a verb before an infinitive: "called on Athens to sell", "told them to go"."""
    parse, verb = scene.parse, clause.verb
    if verb.lemma == "tell":
        return "propose"
    if verb.lemma in PERSUADING and _is_only_tried(scene, verb):
        return "propose"
    if effect == "hypothesise" and verb_group(parse, clause.token.i).perfect:
        return "believe"  # "are feared to have drowned"
    for prep in parse.children(verb.i):
        if prep.dep == "prep" and prep.i < clause.token.i:
            calling = class_of(parse, verb.i, scene.cues.verbs, prep.lower)
            if calling == "propose":
                return calling
    return effect or class_of(parse, verb.i, scene.cues.verbs, "to")


def _is_only_tried(scene: Scene, verb: Token) -> bool:
    """Whether a verb stands under one of trying or wanting: "is trying to persuade them"."""
    above = class_of(scene.parse, verb.head, scene.cues.verbs) if verb.head != verb.i else ""
    return verb.dep == "xcomp" and above in {"attempt", "want", "plan"}


def _doubted(parse: Parse, clause: Clause) -> bool:
    """Whether it is hearsay, or said without proof: "rumours swirled that"."""
    subject = parse.child(clause.verb.i, "nsubj")
    if subject is not None and is_hearsay_noun(subject):
        return True
    without = (t for t in parse.children(clause.verb.i) if t.lower == "without" and t.dep == "prep")
    return any(t.lemma in PROOF for prep in without for t in parse.subtree(prep.i))


def _of_predicate(scene: Scene, clause: Clause) -> str:
    """The class of the verb's predicate adjective: "it remains unknown who …"."""
    predicate = scene.parse.child(clause.verb.i, "acomp")
    if predicate is None or clause.token.dep not in {"ccomp", "xcomp", "advcl"}:
        return ""
    return class_of(scene.parse, predicate.i, scene.cues.adjectives)


def _of_topic(scene: Scene, clause: Clause) -> str:
    """The class of the noun that a form of "be" explains: "the demand is that they merge"."""
    verb = clause.verb
    if verb.lemma != "be" or clause.token.dep not in {"ccomp", "xcomp"}:
        return ""
    subject = scene.parse.child(verb.i, "nsubj")
    bare = scene.parse.child(verb.i, "acomp", "attr", "expl") is None
    effect = class_of(scene.parse, subject.i, scene.cues.nouns) if subject and bare else ""
    return effect if effect not in {"cause", "factive"} else ""


def _special(parse: Parse, clause: Clause) -> str:
    """Verbs whose effect depends on more than themselves; "" for any other."""
    verb, lemma = clause.verb, clause.verb.lemma
    words = {t.lower for t in parse.children(verb.i)}
    if lemma == "leave" and "open" in words:
        return "question"
    if lemma == "like" and _says_politely(parse, clause):
        return "report"
    if lemma == "rule" and "out" in words:
        return "refuse"
    if lemma == "have" and "yet" in words:
        return "refuse"
    if lemma == "remain" and clause.form == "infinitive" and clause.own.status is not None:
        return "refuse"  # "remains to be ratified"
    if clause.form == "infinitive":
        return _before_infinitive(parse, clause)
    if clause.form == "clause" and _asks(parse, clause.token):
        if lemma in SHOWING:
            return "question" if clause.own.status not in HAPPENED else ""
        if lemma in TELLING:
            return "question" if clause.own.negative or lemma == "ask" else ""
    return ""


def _says_politely(parse: Parse, clause: Clause) -> bool:
    """Whether "would like to" only leads up to what is said: "would like to state that"."""
    modal = verb_group(parse, clause.verb.i).modal
    return modal in {"would", "'d", "’d"} and parse.child(clause.token.i, "ccomp") is not None


def _before_infinitive(parse: Parse, clause: Clause) -> str:
    """Verbs before an infinitive: "is to", "is going to", "has to", "had to", "used to"."""
    verb, own = clause.verb, clause.own
    if (
        verb.lemma == "be"
        and own.status == "occurred"
        and verb_group(parse, clause.token.i).perfect
    ):
        return "fail"  # "was to have been held"
    if verb.lemma == "be":
        bare = parse.child(verb.i, "acomp") is None
        return "plan" if clause.token.dep == "xcomp" and bare else ""
    if verb.lemma == "go" and verb.tag == "VBG":
        return "plan"
    if verb.lemma == "use" and verb.tag in {"VBD", "VBN"}:
        return "cause"
    if verb.lemma == "have" and _has_object(parse, verb, clause.token):
        return "hypothesise"  # "has a duty to protect them"
    if verb.lemma == "have" and own.status not in {"ongoing", None}:
        return "" if own.negative else "cause"
    if verb.lemma == "have":
        return "propose" if parse.child(verb.i, "dobj") is None else ""
    return "propose" if verb.lemma in {"need", "ought"} else ""


def _has_object(parse: Parse, verb: Token, token: Token) -> bool:
    target = parse.child(verb.i, "dobj")
    return target is not None and target.i < token.i


def _asks(parse: Parse, token: Token) -> bool:
    return parse.tokens[parse.edges(token.i)[0]].lower in QUESTION_WORDS


def _is_order(parse: Parse, token: Token) -> bool:
    """A clause in the subjunctive or imperative: "insist that it be reopened", "“Lay down …”"."""
    group = verb_group(parse, token.i)
    if group.finite or group.infinitive:
        return False
    auxiliaries = (t for t in parse.children(token.i) if t.dep == "auxpass")
    return token.tag == "VB" or any(t.tag == "VB" for t in auxiliaries)


def is_subjunctive(parse: Parse, token: Token) -> bool:
    """Whether a verb has its bare form after "demand that": "that they leave", "cut off aid"."""
    group = verb_group(parse, token.i)
    return token.lower == token.lemma and not (group.modal or group.perfect or group.progressive)


def would_harm(parse: Parse, clause: Clause, effect: str) -> bool:
    """Whether the speaker says that he himself would do it, and it is harm."""
    token = clause.token
    if clause.form != "clause":
        return names_harm(parse, token.i)
    subject = parse.child(token.i, *SUBJECTS)
    if subject is None:
        return False
    speaker = subject_of(parse, clause.verb.i)
    same = (
        subject.lower in SPEAKERS_OWN
        or any(t.lower in POSSESSORS_OWN for t in parse.children(subject.i))
        or (speaker is not None and speaker.lower == subject.lower)
    )
    return same and (effect == "warn" or names_harm(parse, token.i))
