"""The words that decide whether an event happened, read from `data/status.toml`.

A key is a lemma, or a lemma with the particle or preposition it needs: "call", "call for",
"gear up for". A governor is looked up by its longest key.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.annotate.clauses import particle
from onrecord.errors import ConfigError
from onrecord.syntax import Parse

TABLES = (
    "verbs", "adjectives", "nouns", "modifiers", "predicates", "happening", "adverbs",
    "prepositions", "marks",
)  # fmt: skip

PUTTING = frozenset({"put", "place"})


@dataclass(frozen=True)
class Cues:
    """For each table, the class of each key."""

    verbs: Mapping[str, str]
    adjectives: Mapping[str, str]
    nouns: Mapping[str, str]
    modifiers: Mapping[str, str]
    predicates: Mapping[str, str]
    happening: Mapping[str, str]
    adverbs: Mapping[str, str]
    prepositions: Mapping[str, str]
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Scene:
    """A parse with the cues it is read by."""

    parse: Parse
    cues: Cues


@cache
def load_cues() -> Cues:
    """The bundled cue table.

    Raises:
        ConfigError: the table has a key in two classes of one part of speech.
    """
    text = files("onrecord").joinpath("data", "status.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    return Cues(**{name: _classes(name, raw[name]) for name in TABLES})


def _classes(table: str, raw: Mapping[str, str]) -> dict[str, str]:
    classes: dict[str, str] = {}
    for name, words in raw.items():
        for word in words.split():
            key = word.replace("|", " ")
            if classes.setdefault(key, name) != name:
                raise ConfigError(
                    f"status.toml: {key!r} is in [{table}] both as {classes[key]} and as {name}; "
                    "a key has one class: delete one of them"
                )
    return classes


def _on_hold(parse: Parse, i: int) -> bool:
    """Whether something is put "on hold" or "on ice"."""
    on = next((t for t in parse.children(i) if t.lower == "on" and t.dep == "prep"), None)
    noun = parse.child(on.i, "pobj") if on is not None else None
    return noun is not None and noun.lower in {"hold", "ice"}


def class_of(parse: Parse, i: int, table: Mapping[str, str], preposition: str = "") -> str:
    """The class of the governor `i`, whose event hangs on `preposition` or on itself; "" if none.

    A key with a preposition holds only for an event on that preposition; a plain key holds for
    any event directly on the governor, and for an infinitive.
    """
    lemma, prt = parse.tokens[i].lemma.lower(), particle(parse, i)
    if lemma in PUTTING and not preposition and _on_hold(parse, i):
        lemma = "postpone"
    stems = [f"{lemma} {prt}", lemma] if prt else [lemma]
    for stem in stems:
        found = table.get(f"{stem} {preposition}" if preposition else stem)
        if found:
            return found
    return ""
