"""From an event's own words up through its governors to the main verb of its sentence."""

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.annotate.clauses import SUBJECTS, verb_group
from onrecord.annotate.status.attachments import behind_preposition, on_noun, under_adjective
from onrecord.annotate.status.complements import under_verb
from onrecord.annotate.status.conditions import is_condition, opens_condition
from onrecord.annotate.status.cues import Scene, class_of
from onrecord.annotate.status.effects import HAPPENED, Reading, Step, decided
from onrecord.annotate.status.headlines import is_headline_future
from onrecord.annotate.status.modifiers import is_nominal, read_noun
from onrecord.annotate.status.nouns import govern_event
from onrecord.annotate.status.verbs import read_verb
from onrecord.syntax import Parse, Token

if TYPE_CHECKING:
    from onrecord.records import Status

HEIGHT = 10
"""How many governors are climbed at most."""
ASKING = frozenset(
    {
        "ask", "check", "decide", "determine", "establish", "find", "know", "learn", "say", "see",
        "tell", "verify", "wonder",
    }
)  # fmt: skip
PROVISOS = frozenset({"lest", "provided", "providing", "supposing"})


def climb(scene: Scene, i: int) -> Reading:
    """The reading of the event at token `i` after all its governors have had their say."""
    parse = scene.parse
    if is_headline_future(scene, i):
        return Reading("planned", reason="the infinitive of a headline", cue=True)
    if opens_condition(parse, i):
        return Reading("hypothetical", reason="a condition with “should”", cue=True)
    at: int | None
    if is_nominal(parse, i):
        reading, at = govern_event(scene, i, read_noun(scene, i))
    else:
        reading, at = read_verb(scene, i), i
    for _ in range(HEIGHT):
        if at is None:
            break
        reading, at = _step(scene, parse.tokens[at], reading)
    if reading.status is None:
        reading = _undecided(parse, i, reading)
    if reading.status in HAPPENED and not reading.cue and _is_asked(parse, i):
        return decided(reading, "unknown", "a question", certainty="possible")
    if reading.negative and reading.status in {*HAPPENED, "planned"}:
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


def _step(scene: Scene, token: Token, reading: Reading) -> Step:
    """One step up from a verb or adjective."""
    head = scene.parse.tokens[token.head]
    reading = _marked(scene, token, head, reading)
    if token.dep == "ROOT" or token.head == token.i:
        return reading, None
    if token.dep == "conj":
        return _coordinated(scene, token, head, reading)
    if token.dep == "pcomp":
        return behind_preposition(scene, token, reading)
    if token.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON", "NUM"}:
        return on_noun(scene, token, reading)
    if head.pos in {"VERB", "AUX"}:
        return under_verb(scene, token, reading)
    if head.pos == "ADJ":
        return under_adjective(scene, token, reading)
    if token.dep in {"ccomp", "acl"} and head.pos == "NOUN":
        return on_noun(scene, token, reading)
    return reading, None


def _marked(scene: Scene, token: Token, head: Token, reading: Reading) -> Reading:
    """The reading after the conjunction of the clause: "if", "whether", "until"."""
    condition = is_condition(scene.parse, token.i)
    if reading.status in {"denied", "prevented"} and not condition:
        return reading
    for child in scene.parse.children(token.i):
        if child.dep in {"mark", "advmod", "prep"} and child.i < token.i:
            turned = _under_mark(scene, token, head, child, reading)
            if turned is not None:
                return turned
    if condition:
        return decided(reading, "hypothetical", "a condition", certainty="certain")
    return reading


def _under_mark(
    scene: Scene, token: Token, head: Token, mark: Token, reading: Reading
) -> Reading | None:
    word = f"under “{mark.lower}”"
    kind = scene.cues.marks.get(mark.lower)
    if mark.lower == "as" and head.lower in {"soon", "long"}:
        kind = "until"
    if mark.lower == "if" and (token.dep == "ccomp" or _asks_if(scene, token, head)):
        return decided(reading, "unknown", word, certainty="possible")
    in_case = mark.lower == "in" and scene.parse.tokens[mark.i + 1].lower == "case"
    if in_case or (kind == "hypothetical" and mark.lower in PROVISOS):
        return decided(reading, "hypothetical", word, certainty="possible")
    if kind == "unknown":
        asked: Status = "hypothetical" if reading.status is None else "unknown"
        return decided(reading, asked, word, certainty="possible")
    if mark.lower == "before" and _never_came(scene, token, head):
        return decided(reading, "prevented", "“before” it came to it", negative=True)
    fresh = reading.status == "occurred" and not reading.cue
    if kind == "until" and fresh and _is_to_come(scene, head):
        return decided(reading, "hypothetical", f"{word} what is to come", certainty="possible")
    if kind == "until" and reading.status == "ongoing" and not reading.cue:
        return decided(reading, "planned", f"a present tense {word}")
    return None


def _asks_if(scene: Scene, token: Token, head: Token) -> bool:
    """Whether an "if" behind this head is a "whether": "see if", "it is unclear if"."""
    if head.i > token.i:
        return False
    predicate = scene.parse.child(head.i, "acomp")
    adjective = predicate if predicate is not None else head
    return head.lemma in ASKING or scene.cues.adjectives.get(adjective.lower) == "question"


def _is_to_come(scene: Scene, head: Token) -> bool:
    """Whether the main clause lies ahead: "would go on until they left", "as soon as they left"."""
    verb = scene.parse.tokens[head.head] if head.lower in {"soon", "long"} else head
    return verb_group(scene.parse, verb.i).modal in {"will", "would", "shall", "wo", "'ll", "’ll"}


def _never_came(scene: Scene, token: Token, head: Token) -> bool:
    """Whether a "before" tells what was cut short: "before they could land"."""
    if verb_group(scene.parse, token.i).modal == "could":
        return True
    stopped = head.pos == "VERB" and head.i < token.i
    return stopped and class_of(scene.parse, head.i, scene.cues.verbs) == "prevent"


def _coordinated(scene: Scene, token: Token, head: Token, reading: Reading) -> Step:
    if head.pos not in {"VERB", "AUX", "ADJ"}:
        return reading, None
    bare = scene.parse.child(token.i, *SUBJECTS) is None
    if reading.status is None and bare and not verb_group(scene.parse, token.i).infinitive:
        own = read_verb(scene, head.i)
        if own.status is not None:
            return replace(own, reason=f"as “{head.lower}”"), head.i
    apart = not bare and reading.status in HAPPENED and head.dep == "ROOT"
    return reading, None if apart else head.i
