"""The words that name events, read from `data/events.toml`, and where they match.

A frame is a lemma with what must go with it; the file's head says how it is written. Where several
frames of a word match, the one with most conditions wins, then the one written first.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from onrecord.annotate.clauses import object_of, subject_of
from onrecord.errors import ConfigError
from onrecord.records import PloverType
from onrecord.syntax import Parse, Token

PREPOSITIONS = frozenset({"for", "of", "with", "to", "on", "against"})
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "THREATEN"})
VOWED_HARM = frozenset(
    {
        "retaliate", "respond", "avenge", "punish", "crush", "hit", "destroy", "fight", "revenge",
        "retaliation", "reprisal", "vengeance", "consequence", "disrupt", "hang", "wipe",
        "eliminate", "eradicate", "bury", "silence", "defeat", "break", "liquidate", "hunt",
        "drive", "topple", "burn", "starve",
    }
)  # fmt: skip


MEASURES = frozenset(
    {
        "number", "dozen", "hundred", "thousand", "million", "group", "lot", "state", "worth",
        "team", "text", "some", "most", "many", "several", "part",
    }
)  # fmt: skip
"""Nouns that stand for what follows their "of"."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What an event is coded as; `operator` where that depends on what it governs."""

    type: PloverType | None
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A word with its conditions: words, particles, object lemmas, object and subject classes."""

    words: tuple[str, ...]
    literals: tuple[str, ...]
    objects: tuple[str, ...]
    subjects: tuple[str, ...]
    coding: Coding
    particles: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How many conditions it has; a class of objects counts for more than a word."""
        wide = len(self.literals) + len(self.objects) + len(self.subjects)
        return len(self.words) + len(self.particles) + 2 * wide


@dataclass(frozen=True)
class Lexicon:
    """Frames by lemma and the classes they name; `rules` give an operator's type by its inner."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, Coding]
    classes: Mapping[str, frozenset[str]]
    rules: Mapping[tuple[str, str], Coding]


@cache
def load_lexicon() -> Lexicon:
    """The bundled lexicon.

    Raises:
        ConfigError: a group has an unknown type, or a frame an unknown class.
    """
    text = files("onrecord").joinpath("data", "events.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    classes = {name: frozenset(words.split()) for name, words in raw["classes"].items()}
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    adjectives: dict[str, Coding] = {}
    for group in raw["group"]:
        coding = _coding(group, operator=group.get("compose", ""))
        for phrase in _phrases(group, "verbs"):
            lemma, frame = _verb_frame(phrase, coding, classes)
            verbs.setdefault(lemma, []).append(frame)
        for phrase in _phrases(group, "nouns"):
            lemma, frame = _noun_frame(phrase, coding)
            nouns.setdefault(lemma, []).append(frame)
        adjectives.update((word, coding) for word in _phrases(group, "adjectives"))
    rules = {
        (rule["operator"], inner): _coding(rule)
        for rule in raw["rule"]
        for inner in rule["inner"].split()
    }
    return Lexicon(_sorted(verbs), _sorted(nouns), adjectives, classes, rules)


def _phrases(group: Mapping[str, str], key: str) -> list[str]:
    return [" ".join(p.split()) for p in group.get(key, "").split(",") if p.strip()]


def _coding(raw: Mapping[str, str], operator: str = "") -> Coding:
    kind = raw.get("type")
    if kind is not None and kind not in get_args(PloverType):
        raise ConfigError(
            f"events.toml: {kind!r} is no PLOVER type", remedy="use one of data/plover.toml"
        )
    return Coding(
        type=kind,  # type: ignore[arg-type]  # checked above
        mode=raw.get("mode"),
        cameo=raw.get("cameo"),
        contexts=tuple(raw.get("contexts", "").split()),
        operator=operator,
    )


def _verb_frame(
    phrase: str, coding: Coding, classes: Mapping[str, frozenset[str]]
) -> tuple[str, Frame]:
    lemma, *rest = phrase.split()
    parts: dict[str, list[str]] = {"~": [], "=": [], "<": [], "+": [], "": []}
    for word in rest:
        sigil = word[0] if word[0] in "~=<+" else ""
        parts[sigil].append(word.removeprefix(sigil))
    for name in (*parts["="], *parts["<"]):
        if name not in classes:
            raise ConfigError(
                f"events.toml: {phrase!r} names the class {name!r}, which is not in [classes]",
                remedy="add the class or use one that is there",
            )
    frame = Frame(
        words=tuple(parts[""]),
        literals=tuple(parts["~"]),
        objects=tuple(parts["="]),
        subjects=tuple(parts["<"]),
        coding=coding,
        particles=tuple(parts["+"]),
    )
    return lemma, frame


def _noun_frame(phrase: str, coding: Coding) -> tuple[str, Frame]:
    words = [w for w in phrase.split() if w[0] != "<"]
    nearby = tuple(w[1:] for w in phrase.split() if w[0] == "<")
    at = next((n for n, w in enumerate(words) if n and w in PREPOSITIONS), len(words)) - 1
    return words[at], Frame((*words[:at], *words[at + 1 :]), (), (), nearby, coding)


def _sorted(frames: Mapping[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
    return {lemma: tuple(sorted(found, key=lambda f: -f.weight)) for lemma, found in frames.items()}


# ------------------------------------------------------------------ matching


def match_verb(parse: Parse, i: int, lexicon: Lexicon) -> Coding | None:
    """The coding of the verb at token `i` by its best frame; None for no frame or no event."""
    token = parse.tokens[i]
    frames = lexicon.verbs.get(token.lemma.lower())
    if not frames:
        return None
    if frames[0].weight == 0:
        return frames[0].coding
    setting = _Setting(parse, i, lexicon)
    return next((f.coding for f in frames if setting.fits(f)), None)


class _Setting:
    """What goes with one verb, gathered once for all its frames."""

    def __init__(self, parse: Parse, i: int, lexicon: Lexicon) -> None:
        self.parse, self.i, self.classes = parse, i, lexicon.classes
        children = parse.children(i)
        self.words = {t.lower for t in children if t.dep != "aux"}
        self.particles = {t.lower for t in children if t.dep in {"prt", "advmod"}}
        self.objects = [t for t in children if t.dep in {"dobj", "nsubjpass", "oprd", "attr"}]
        deep = object_of(parse, i)
        if deep is not None and deep not in self.objects:
            self.objects.append(deep)
        self.behind: dict[str, list[Token]] = {}
        for child in children:
            if child.dep in {"prep", "agent", "dative", "prt", "advmod"}:
                inner = parse.child(child.i, "pobj")
                if inner is not None:
                    self.behind.setdefault(child.lower, []).append(inner)
                for second in parse.children(child.i):  # "backed out of"
                    inner = parse.child(second.i, "pobj") if second.dep == "prep" else None
                    if inner is not None:
                        self.words.add(second.lower)
                        self.behind.setdefault(second.lower, []).append(inner)
            elif child.dep in {"xcomp", "advcl", "ccomp"}:
                marks = (t for t in parse.children(child.i) if t.dep in {"aux", "mark"})
                self.words.update(t.lower for t in marks if t.tag in {"TO", "IN"})
        for found in self.objects:
            for child in parse.children(found.i):
                if found.dep not in {"oprd", "attr"} and parse.tokens[i].lemma != "call":
                    self.words.add(child.lower)
                inner = parse.child(child.i, "pobj") if child.dep == "prep" else None
                if inner is not None:
                    self.behind.setdefault(child.lower, []).append(inner)
        self.within = self._with_joined(
            [*self.objects, *(t for b in self.behind.values() for t in b)]
        )
        self.lemmas = {t.lemma.lower() for t in self.within}
        self.known: dict[str, bool] = {}

    def fits(self, frame: Frame) -> bool:
        if not self.words.issuperset(frame.words) or not self.particles.issuperset(frame.particles):
            return False
        if not (frame.literals or frame.objects or frame.subjects):
            return True
        if any(word not in self.lemmas for word in frame.literals):
            return False
        if not all(self._has(name) for name in frame.objects):
            return False
        if frame.subjects and not self._subject_fits(frame.subjects):
            return False
        reach = self._reach(frame)
        if not all(any(t.lemma.lower() == word for t in reach) for word in frame.literals):
            return False
        return all(any(in_class(t, self.classes[n]) for t in reach) for n in frame.objects)

    def _has(self, name: str) -> bool:
        """Whether any word within reach is in a class: most frames fail here, at little cost."""
        if name not in self.known:
            self.known[name] = any(in_class(t, self.classes[name]) for t in self.within)
        return self.known[name]

    def _reach(self, frame: Frame) -> list[Token]:
        """The objects, or what is behind the frame's preposition, and what is joined to them."""
        found = [t for word in frame.words for t in self.behind.get(word, ())]
        if not found or frame.literals:
            found = [*self.objects, *found]
        return self._with_joined(found)

    def _with_joined(self, found: list[Token]) -> list[Token]:
        """Nouns with those coordinated with them, and those they measure: "a group of pilots"."""
        joined = list(found)
        for token in found:
            measures = token.lemma in MEASURES or token.pos == "NUM"
            for child in self.parse.children(token.i):
                if child.dep == "conj":
                    joined.append(child)
                elif measures and child.lower == "of":
                    joined.extend(self.parse.children(child.i))
        return joined

    def _subject_fits(self, names: Iterable[str]) -> bool:
        subject = subject_of(self.parse, self.i)
        return subject is not None and all(in_class(subject, self.classes[n]) for n in names)


def in_class(token: Token, words: frozenset[str]) -> bool:
    """Whether a noun is in a class by its lemma or by the parser's entity label ("%GPE")."""
    if token.lemma.lower() in words or token.lower in words or "*" in words:
        return True
    return bool(token.ent) and f"%{token.ent}" in words


def match_noun(parse: Parse, i: int, lexicon: Lexicon) -> Coding | None:
    """The coding of the noun at token `i`; its modifiers and preposition choose among frames."""
    token = parse.tokens[i]
    frames = lexicon.nouns.get(token.lower) or lexicon.nouns.get(token.lemma.lower())
    if not frames:
        return None
    if frames[0].weight == 0:
        return frames[0].coding
    words = {w for t in parse.children(i) for w in (t.lower, t.lemma.lower())}
    words.update(
        t.lower
        for c in parse.children(i)
        if c.dep in {"compound", "amod"}
        for t in parse.children(c.i)
    )
    for frame in frames:
        if all(w in words for w in frame.words) and _is_near(parse, token, frame, lexicon):
            return frame.coding
    return None


def _is_near(parse: Parse, token: Token, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether the noun's sentence speaks of the classes that its frame asks for."""
    return all(
        any(
            t.pos == "NOUN" and in_class(t, lexicon.classes[n])
            for t in parse.sentence_tokens(token.sent)
        )
        for n in frame.subjects
    )


def names_harm(parse: Parse, i: int) -> bool:
    """Whether the verb or noun at token `i` names harm: a conflict in deeds."""
    token = parse.tokens[i]
    match = match_verb if token.pos == "VERB" else match_noun
    coding = match(parse, i, load_lexicon())
    if coding is not None and coding.type in HARM and not coding.operator:
        return True
    return token.lemma.lower() in VOWED_HARM
