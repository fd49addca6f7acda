"""The future of a headline: "NATO to double its force, chief says"."""

from onrecord.annotate.status.cues import Scene, class_of
from onrecord.syntax import Parse, Token

NAMING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PART", "PUNCT", "CCONJ"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_headline_future(scene: Scene, i: int) -> bool:
    """Whether token `i` is the infinitive of a headline: a subject, "to" and no other main verb."""
    parse = scene.parse
    lo, hi = parse.bounds[parse.tokens[i].sent]
    if i < lo + 2 or parse.tokens[i - 1].lower != "to" or parse.tokens[i].tag != "VB":
        return False
    subject = parse.tokens[lo : i - 1]
    if any(t.pos not in NAMING for t in subject) or subject[0].pos == "ADP":
        return False
    return not _carries(scene, subject[-1], parse.tokens[i]) and not _has_verb(parse, i, hi)


def _carries(scene: Scene, noun: Token, verb: Token) -> bool:
    """Whether the noun before "to" takes an infinitive of its own: "a plan to sell"."""
    starts = class_of(scene.parse, verb.i, scene.cues.happening) == "begin"
    return bool(class_of(scene.parse, noun.i, scene.cues.nouns)) and not starts


def _has_verb(parse: Parse, i: int, hi: int) -> bool:
    """Whether a main verb follows without a comma: "the man to watch is"."""
    for token in parse.tokens[i + 1 : hi]:
        if token.pos == "PUNCT" and token.text in {",", "-", "–", "—", ":", ";"}:
            return False
        if token.tag in FINITE and token.dep in {"ROOT", "aux", "auxpass", "ccomp"}:
            return token.dep == "ROOT" or parse.tokens[token.head].dep == "ROOT"
    return False
