"""The small word lists of the mention rules: data/mentions.toml."""

from dataclasses import dataclass
from functools import cache

from onrecord.wordlists import read_toml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of data/mentions.toml; its comments say what each is for."""

    opening: frozenset[str]
    group_nouns: frozenset[str]
    place_nouns: frozenset[str]
    surnames: frozenset[str]
    compound_ends: frozenset[str]
    of_places: frozenset[str]
    place_verbs: frozenset[str]
    town_nouns: frozenset[str]
    states: frozenset[str]
    event_nouns: frozenset[str]
    rule: frozenset[str]
    person_ends: tuple[str, ...]
    place_ends: tuple[str, ...]
    needs_more: frozenset[str]
    idioms: frozenset[str]
    only_with: dict[str, frozenset[str]]
    not_with: dict[str, frozenset[str]]


@cache
def load_lexicon() -> Lexicon:
    """Read data/mentions.toml."""
    table = read_toml("mentions.toml")
    names, types, nominals = table["names"], table["types"], table["nominals"]
    return Lexicon(
        **{name: frozenset(words.split()) for name, words in names.items()},
        of_places=frozenset(types["of_places"].split()),
        place_verbs=frozenset(types["place_verbs"].split()),
        town_nouns=frozenset(types["town_nouns"].split()),
        states=frozenset(types["states"].split()),
        event_nouns=frozenset(types["event_nouns"].split()),
        rule=frozenset(types["rule"].split()),
        person_ends=tuple(types["person_ends"].split()),
        place_ends=tuple(types["place_ends"].split()),
        needs_more=frozenset(nominals["needs_more"].split()),
        idioms=frozenset(line.strip() for line in nominals["idioms"].splitlines() if line),
        only_with=_by_noun(nominals["only_with"]),
        not_with=_by_noun(nominals["not_with"]),
    )


def _by_noun(table: dict[str, str]) -> dict[str, frozenset[str]]:
    return {noun: frozenset(words.split()) for noun, words in table.items()}
