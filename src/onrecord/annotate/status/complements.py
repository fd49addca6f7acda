"""What a verb makes of the event that is its clause: "denied that …", "tried to …", "stopped …ing".

The class of the verb (`data/status.toml`) decides, after some verbs whose effect depends on more
than themselves: "is to", "is going to", "has to", "has yet to", "left open", "wants us to",
"insists that it be", "will show who".
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.annotate.clauses import SUBJECTS, subject_of, verb_group
from onrecord.annotate.event_words import names_harm
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import (
    HAPPENED,
    Form,
    Governor,
    Reading,
    Step,
    apply_effect,
    decided,
)
from onrecord.annotate.status.plans import HEARSAY, govern_cue
from onrecord.annotate.status.verbs import clause_form, read_verb
from onrecord.syntax import Parse, Token

if TYPE_CHECKING:
    from onrecord.records import Status

SPEAKERS_OWN = frozenset({"it", "he", "she", "they", "we", "i"})
POSSESSORS_OWN = frozenset({"its", "his", "her", "their", "our", "my"})
SHOWING = frozenset(
    {"show", "establish", "determine", "reveal", "find", "learn", "discover", "tell", "clarify"}
)
TELLING = frozenset({"say", "ask", "know", "tell"})
QUESTION_WORDS = frozenset({"who", "which", "whose", "whom"})
STOPPING = frozenset({"stop", "halt", "end", "cease", "suspend"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "dep", "parataxis"})
NOUN_CUES = frozenset({"plan", "threaten", "propose", "attempt", "hypothesise", "refuse", "fail"})
OWN_INFINITIVE = frozenset({"propose", "plan", "want", "accuse", "threaten", "vow", "attempt"})
"""Classes of verbs that take the infinitive behind their object: "urged the bank to pay"."""
PRESUPPOSING = frozenset({"after", "because", "since", "as", "while", "when", "although", "though"})


@dataclass(frozen=True, slots=True)
class _Clause:
    """An event's verb under another verb."""

    token: Token
    verb: Token
    form: Form
    own: Reading
    """The reading of the governing verb."""


def under_verb(scene: Scene, token: Token, reading: Reading) -> Step:
    """The reading of the event at a verb whose head is another verb."""
    verb = scene.parse.tokens[token.head]
    form = clause_form(scene.parse, token.i)
    clause = _Clause(token, verb, form, read_verb(scene, verb.i))
    noun = _carrier(scene, clause)
    if noun is not None:
        effect = class_of(scene.parse, noun.i, scene.cues.nouns)
        governor = Governor(effect, Reading("ongoing"), form=form, word=noun.lower)
        return govern_cue(scene, noun.i, apply_effect(reading, governor))
    if token.dep in COMPLEMENTS or (form == "infinitive" and not _is_purpose(scene, clause)):
        governed = _complement(scene, clause, reading)
        if governed is not None:
            return governed, verb.i
    if token.dep == "advcl":
        return _adverbial(scene.parse, clause, reading)
    if token.dep == "dep" and form == "infinitive" and reading.status is None and reading.negative:
        return decided(reading, "denied", "not for that"), None
    if reading.status is None:
        return replace(clause.own, reason=f"with “{verb.lower}”"), verb.i
    return reading, verb.i if token.dep in {"ccomp", "xcomp"} else None


def _is_purpose(scene: Scene, clause: _Clause) -> bool:
    """Whether an infinitive says what for: "suspended the raids to allow a withdrawal"."""
    if clause.token.dep != "advcl":
        return True
    stops = class_of(scene.parse, clause.verb.i, scene.cues.verbs) in {"prevent", "cease", "deny"}
    return stops and scene.parse.child(clause.verb.i, "dobj") is not None


def _carrier(scene: Scene, clause: _Clause) -> Token | None:
    """The noun that an infinitive belongs to where the parser hung it on the verb.

    "Renewed its appeal to reopen", "efforts made by both to persuade".
    """
    token, verb = clause.token, clause.verb
    if clause.form != "infinitive" or token.dep not in {"xcomp", "advcl"}:
        return None
    noun = scene.parse.child(verb.i, "dobj")
    if verb.dep == "acl" and verb.tag == "VBN":
        noun = scene.parse.tokens[verb.head]
    if noun is None or noun.i > token.i:
        return None
    if class_of(scene.parse, verb.i, scene.cues.verbs) in OWN_INFINITIVE:
        return None
    return noun if class_of(scene.parse, noun.i, scene.cues.nouns) in NOUN_CUES else None


def _complement(scene: Scene, clause: _Clause, reading: Reading) -> Reading | None:
    """The reading under a verb of saying, wanting, failing …; None where the verb is none."""
    token, verb, form = clause.token, clause.verb, clause.form
    effect = _effect(scene, clause)
    if not effect:
        return None
    if effect == "plan" and verb.lemma in {"be", "use", "go", "have"} and form != "infinitive":
        return None
    if effect == "propose" and form == "clause" and _is_subjunctive(scene.parse, token):
        reading, form = replace(reading, status=None, cue=False), "infinitive"
    passive = verb_group(scene.parse, verb.i).passive
    if form == "infinitive" and passive and effect in {"report", "believe"}:
        effect = "believe"
    if form == "gerund" and verb.lemma in STOPPING:
        effect = "cease"
    told = reading.conditional and effect in {"report", "announce"} and form == "clause"
    if told and names_harm(scene.parse, token.i) and _would_harm(scene.parse, clause, effect):
        # "said it would behead the captives unless paid"
        return decided(reading, "threatened", f"harm on a condition: “{verb.lower}”")
    harm = effect in {"vow", "warn"} and _would_harm(scene.parse, clause, effect)
    governor = Governor(effect, clause.own, form=form, word=verb.lower, harm=harm)
    return apply_effect(reading, governor)


def _effect(scene: Scene, clause: _Clause) -> str:
    """The class of the governor of a clause; "" for none."""
    parse, token, verb = scene.parse, clause.token, clause.verb
    found = _special(parse, clause) or _of_predicate(scene, clause)
    if found:
        return found
    effect = class_of(parse, verb.i, scene.cues.verbs)
    if clause.form == "infinitive":
        before = any(t.lower == "for" for t in parse.children(verb.i) if t.i < token.i)
        calling = class_of(parse, verb.i, scene.cues.verbs, "for") if before else ""
        if verb.lemma == "tell":
            return "propose"
        effect = calling or effect or class_of(parse, verb.i, scene.cues.verbs, "to")
    if effect == "want" and parse.child(token.i, *SUBJECTS) is not None:
        return "propose"
    if effect in {"report", "announce"} and _is_order(parse, token):
        return "propose"
    subject = parse.child(verb.i, "nsubj")
    if effect == "report" and subject is not None and subject.lemma.lower() in HEARSAY:
        return "believe"
    return effect


def _of_predicate(scene: Scene, clause: _Clause) -> str:
    """The class of the verb's predicate adjective: "it remains unknown who …"."""
    predicate = scene.parse.child(clause.verb.i, "acomp")
    if predicate is None or clause.token.dep not in {"ccomp", "xcomp", "advcl"}:
        return ""
    return class_of(scene.parse, predicate.i, scene.cues.adjectives)


def _special(parse: Parse, clause: _Clause) -> str:
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
    if clause.form == "infinitive":
        return _before_infinitive(parse, clause)
    if clause.form == "clause" and _asks(parse, clause.token):
        if lemma in SHOWING:
            return "question" if clause.own.status not in HAPPENED else ""
        if lemma in TELLING:
            return "question" if clause.own.negative or lemma == "ask" else ""
    return ""


def _says_politely(parse: Parse, clause: _Clause) -> bool:
    """Whether "would like to" only leads up to what is said: "would like to state that"."""
    modal = verb_group(parse, clause.verb.i).modal
    return modal in {"would", "'d", "’d"} and parse.child(clause.token.i, "ccomp") is not None


def _before_infinitive(parse: Parse, clause: _Clause) -> str:
    """Verbs before an infinitive: "is to", "is going to", "has to", "had to", "used to"."""
    verb, own = clause.verb, clause.own
    if verb.lemma == "be":
        bare = parse.child(verb.i, "acomp") is None
        return "plan" if clause.token.dep == "xcomp" and bare else ""
    if verb.lemma == "go" and verb.tag == "VBG":
        return "plan"
    if verb.lemma == "use" and verb.tag in {"VBD", "VBN"}:
        return "cause"
    if verb.lemma == "have" and own.status not in {"ongoing", None}:
        return "" if own.negative else "cause"
    if verb.lemma == "have":
        return "propose" if parse.child(verb.i, "dobj") is None else ""
    return "propose" if verb.lemma in {"need", "ought"} else ""


def _asks(parse: Parse, token: Token) -> bool:
    return parse.tokens[parse.edges(token.i)[0]].lower in QUESTION_WORDS


def _is_order(parse: Parse, token: Token) -> bool:
    """A clause in the subjunctive or imperative: "insist that it be reopened", "“Lay down …”"."""
    group = verb_group(parse, token.i)
    if group.finite or group.infinitive:
        return False
    auxiliaries = (t for t in parse.children(token.i) if t.dep == "auxpass")
    return token.tag == "VB" or any(t.tag == "VB" for t in auxiliaries)


def _is_subjunctive(parse: Parse, token: Token) -> bool:
    """Whether a verb has its bare form after "demand that": "that they leave", "cut off aid"."""
    group = verb_group(parse, token.i)
    return token.lower == token.lemma and not (group.modal or group.perfect or group.progressive)


def _would_harm(parse: Parse, clause: _Clause, effect: str) -> bool:
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


def _is_counted(parse: Parse, token: Token) -> bool:
    """Whether an infinitive tells its toll: "came out of the woods to kill more than 90 people"."""
    target = parse.child(token.i, "dobj")
    return target is not None and any(t.dep == "nummod" for t in parse.children(target.i))


def _adverbial(parse: Parse, clause: _Clause, reading: Reading) -> Step:
    """A clause beside a verb: "to secure the dam", "killing five", "after it fell"."""
    token, verb, own = clause.token, clause.verb, clause.own
    if reading.status is None or reading.tentative:
        if clause.form == "infinitive" and own.status == "occurred" and _is_counted(parse, token):
            return decided(reading, "occurred", "a purpose with a toll"), None
        if clause.form == "infinitive":
            status: Status = "hypothetical" if reading.tentative else "planned"
            return decided(reading, status, "a purpose", certainty="probable"), verb.i
        if clause.form == "gerund" and own.status not in {"denied", "prevented"}:
            return replace(own, negative=reading.negative, reason=f"with “{verb.lower}”"), verb.i
        return decided(reading, "occurred", "a participle", certainty="probable"), None
    marks = {t.lower for t in parse.children(token.i) if t.dep in {"mark", "advmod"}}
    apart = clause.form == "clause" or (marks & PRESUPPOSING and reading.status in HAPPENED)
    return reading, None if apart else verb.i
