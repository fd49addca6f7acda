"""What a verb makes of the event that is its clause: "denied that …", "tried to …", "stopped …ing".

The class of the verb (`governors`, `data/status.toml`) decides; a noun between
the two may speak first.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.clauses import verb_group
from onrecord.annotate.event_words import names_harm
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import (
    HAPPENED,
    Governor,
    Reading,
    Step,
    apply_effect,
    decided,
)
from onrecord.annotate.status.governors import Clause, find_effect, is_subjunctive, would_harm
from onrecord.annotate.status.plans import govern_cue
from onrecord.annotate.status.verbs import clause_form, read_verb
from onrecord.syntax import Parse, Token

if TYPE_CHECKING:
    from onrecord.records import Status

STOPPING = frozenset({"stop", "halt", "end", "cease", "suspend"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "dep", "parataxis"})
NOUN_CUES = frozenset({"plan", "threaten", "propose", "attempt", "hypothesise", "refuse", "fail"})
OWN_INFINITIVE = frozenset({"propose", "plan", "want", "accuse", "threaten", "vow", "attempt"})
"""Classes of verbs that take the infinitive behind their object: "urged the bank to pay"."""
AVENGING = frozenset(
    {
        "avenge", "behead", "burn", "bury", "crush", "destroy", "eliminate", "execute", "hang",
        "punish", "retaliate", "starve",
    }
)  # fmt: skip
PRESUPPOSING = frozenset({"after", "because", "since", "as", "while", "when", "although", "though"})


def under_verb(scene: Scene, token: Token, reading: Reading) -> Step:
    """The reading of the event at a verb whose head is another verb."""
    verb = scene.parse.tokens[token.head]
    form = clause_form(scene.parse, token.i)
    clause = Clause(token, verb, form, read_verb(scene, verb.i))
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
        return _adverbial(scene, clause, reading)
    if token.dep == "dep" and form == "infinitive" and reading.status is None and reading.negative:
        return decided(reading, "denied", "not for that"), None
    if reading.status is None:
        return replace(clause.own, reason=f"with “{verb.lower}”"), verb.i
    return reading, verb.i if token.dep in {"ccomp", "xcomp"} else None


def _is_purpose(scene: Scene, clause: Clause) -> bool:
    """Whether an infinitive says what for: "suspended the raids to allow a withdrawal"."""
    if clause.token.dep != "advcl":
        return True
    stops = class_of(scene.parse, clause.verb.i, scene.cues.verbs) in {"prevent", "cease", "deny"}
    return stops and scene.parse.child(clause.verb.i, "dobj") is not None


def _carrier(scene: Scene, clause: Clause) -> Token | None:
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


def _complement(scene: Scene, clause: Clause, reading: Reading) -> Reading | None:
    """The reading under a verb of saying, wanting, failing …; None where the verb is none."""
    token, verb, form = clause.token, clause.verb, clause.form
    effect = find_effect(scene, clause)
    if not effect:
        return None
    if effect == "plan" and verb.lemma in {"be", "use", "go", "have"} and form != "infinitive":
        return None
    if effect == "propose" and form == "clause" and _is_wished(scene.parse, clause):
        reading, form = replace(reading, status=None, cue=False), "participle"
    if effect == "propose" and form == "clause" and is_subjunctive(scene.parse, token):
        reading, form = replace(reading, status=None, cue=False), "infinitive"
    passive = verb_group(scene.parse, verb.i).passive
    if form == "infinitive" and passive and effect in {"report", "believe"}:
        effect = "believe"
    if form == "gerund" and verb.lemma in STOPPING:
        effect = "cease"
    if effect == "hypothesise" and form == "clause" and _tells_how(scene.parse, token):
        return reading  # "discussed how it sank"
    if effect in {"refuse", "fail"} and reading.status is not None and _speaks(scene, token):
        return reading  # "declined to discuss what it had cost"
    conditional = reading.conditional or _hits_any(scene.parse, token)
    told = conditional and effect in {"report", "announce"} and form == "clause"
    own_harm = told or (form == "clause" and token.lemma in AVENGING and effect == "report")
    own_harm = own_harm and reading.status in {"planned", "hypothetical"}
    if own_harm and names_harm(scene.parse, token.i) and would_harm(scene.parse, clause, effect):
        # "said it would behead the captives unless paid"
        return decided(reading, "threatened", f"harm by who says so: “{verb.lower}”")
    harm = effect in {"vow", "warn"} and would_harm(scene.parse, clause, effect)
    governor = Governor(effect, clause.own, form=form, word=verb.lower, harm=harm)
    return apply_effect(reading, governor)


def _is_wished(parse: Parse, clause: Clause) -> bool:
    """Whether a participle was read as a past: "want the agency abolished"."""
    bare = not any(
        t.dep in {"aux", "auxpass", "mark", "dobj"} for t in parse.children(clause.token.i)
    )
    return clause.verb.lemma in {"want", "need", "like"} and clause.token.tag == "VBD" and bare


def _tells_how(parse: Parse, token: Token) -> bool:
    return parse.tokens[parse.edges(token.i)[0]].lower in {"what", "how", "why", "where", "when"}


def _speaks(scene: Scene, token: Token) -> bool:
    """Whether a verb is one of saying: refusing to say a thing does not refuse the thing."""
    effect = class_of(scene.parse, token.i, scene.cues.verbs)
    return token.lemma == "discuss" or effect in {"report", "deny", "question", "believe"}


def _hits_any(parse: Parse, token: Token) -> bool:
    """Whether a deed to come is to hit whoever comes: "would shoot down any plane"."""
    target = parse.child(token.i, "dobj")
    if target is None or not verb_group(parse, token.i).modal:
        return False
    words = {target.lower, *(t.lower for t in parse.children(target.i))}
    return bool(words & {"any", "anyone", "anybody", "whoever", "everyone", "every"})


def _is_counted(parse: Parse, token: Token) -> bool:
    """Whether an infinitive tells its toll: "came out of the woods to kill more than 90 people"."""
    target = parse.child(token.i, "dobj")
    return target is not None and any(t.dep == "nummod" for t in parse.children(target.i))


def _is_beaten(scene: Scene, clause: Clause) -> bool:
    """Whether who tried was stopped: "were beaten back as they tried to storm it"."""
    tries = class_of(scene.parse, clause.token.i, scene.cues.verbs) == "attempt"
    stopped = class_of(scene.parse, clause.verb.i, scene.cues.verbs) == "prevent"
    return tries and stopped and clause.own.status == "occurred" and not clause.own.negative


def _adverbial(scene: Scene, clause: Clause, reading: Reading) -> Step:
    """A clause beside a verb: "to secure the dam", "killing five", "after it fell"."""
    parse = scene.parse
    token, verb, own = clause.token, clause.verb, clause.own
    if reading.status is None or reading.tentative:
        if clause.form == "infinitive" and own.status == "occurred" and _is_counted(parse, token):
            return decided(reading, "occurred", "a purpose with a toll"), None
        if clause.form == "infinitive":
            status: Status = "hypothetical" if reading.tentative else "planned"
            return decided(reading, status, "a purpose", certainty="probable"), verb.i
        if clause.form == "gerund" and reading.tentative and own.status == "occurred":
            return decided(reading, "prevented", reading.reason, negative=True), None
        if clause.form == "gerund" and own.status not in {"denied", "prevented"}:
            return replace(own, negative=reading.negative, reason=f"with “{verb.lower}”"), verb.i
        return decided(reading, "occurred", "a participle", certainty="probable"), None
    if reading.status in {"planned", "unknown"} and _is_beaten(scene, clause):
        return decided(reading, "prevented", f"“{verb.lower}” trying", negative=True), None
    marks = {t.lower for t in parse.children(token.i) if t.dep in {"mark", "advmod"}}
    apart = clause.form == "clause" or (marks & PRESUPPOSING and reading.status in HAPPENED)
    return reading, None if apart else verb.i
