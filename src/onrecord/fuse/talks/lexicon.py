"""The words for what is on the table and what is done about it, read from `data/talks.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from onrecord.records import MoveKind, ProposalKind


@dataclass(frozen=True)
class TalksLexicon:
    """Lemmas by what they mean; a key of several words is a verb with its particles."""

    items: Mapping[str, ProposalKind]
    deeds: Mapping[str, ProposalKind]
    needs: Mapping[str, frozenset[str]]
    moves: Mapping[str, str]
    stances: Mapping[str, str]
    carrier_verbs: frozenset[str]
    carrier_nouns: frozenset[str]
    order: Mapping[str, str]
    anaphors: frozenset[str]
    elided: frozenset[str]


@cache
def load_talks_lexicon() -> TalksLexicon:
    """The bundled table."""
    text = files("onrecord").joinpath("data", "talks.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    return TalksLexicon(
        items=cast("Mapping[str, ProposalKind]", _by_word(raw["items"])),
        deeds=cast("Mapping[str, ProposalKind]", _by_word(raw["verbs"])),
        needs={key: frozenset(words.split()) for key, words in raw["needs"].items()},
        moves=_by_word(raw["moves"]),
        stances=_by_word(raw["stances"]),
        carrier_verbs=frozenset(raw["carriers"]["verbs"].split()),
        carrier_nouns=frozenset(raw["carriers"]["nouns"].split()),
        order=_by_word(raw["order"]),
        anaphors=frozenset(raw["back"]["nouns"].split()),
        elided=frozenset(raw["back"]["verbs"].split()),
    )


def _by_word(raw: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in raw.items():
        for word in words.split():
            found.setdefault(word.replace("|", " "), name.replace("_", " "))
    return found


MOVE_KINDS: Mapping[str, MoveKind] = {
    "propose": "propose",
    "promise": "promise",
    "table": "table",
    "accept": "accept",
    "reject": "reject",
    "counter": "counter",
    "postpone": "postpone",
    "cancel": "postpone",
    "hold": "hold",
    "fail": "fail",
    "carry out": "carry out",
    "violate": "violate",
}
