"""The cue lexicon: which word is a cue of which speech act, with which complements."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, get_args

from onrecord.records import SpeechAct

ACTS: tuple[SpeechAct, ...] = get_args(SpeechAct)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cue word of one act, and the complements with which it is a cue (see data/cues.toml)."""

    lemma: str
    act: SpeechAct
    takes: frozenset[str]
    sourceless: bool = False
    addressed: bool = False
    """Its object is whom it is said to: "told", "urged"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of data/cues.toml. A lemma may have an entry for each of several acts."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]
    adverbs: frozenset[str]
    light: frozenset[str]
    matrix: frozenset[str]
    writings: frozenset[str]
    forms: dict[str, str]


@cache
def load_lexicon() -> Lexicon:
    """Read data/cues.toml."""
    raw = (resources.files("onrecord") / "data" / "cues.toml").read_text(encoding="utf-8")
    table = tomllib.loads(raw)
    addressed = frozenset(table["words"]["addressed"].split())
    return Lexicon(
        verbs=_entries(table["verb"], addressed),
        nouns=_entries(table["noun"]),
        adjectives=_entries(table["adjective"]),
        adverbs=frozenset(table["words"]["hearsay"].split()),
        light=frozenset(table["words"]["light"].split()),
        matrix=frozenset(table["words"]["matrix"].split()),
        writings=frozenset(table["words"]["writings"].split()),
        forms=dict(table["forms"]),
    )


def _entries(
    sections: dict[str, Any], addressed: frozenset[str] = frozenset()
) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for act, lines in sections.items():
        for lemma, takes in lines.items():
            entry = Entry(
                lemma=lemma,
                act=_act(act),
                takes=frozenset(takes.split()),
                sourceless=act == "appear",
                addressed=lemma in addressed,
            )
            found.setdefault(lemma, []).append(entry)
    return {lemma: tuple(entries) for lemma, entries in found.items()}


def _act(section: str) -> SpeechAct:
    """The act of a section; what "seems" is nobody's act, and an attitude at most."""
    return next((act for act in ACTS if act == section), "attitude")
