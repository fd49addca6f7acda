"""The words of data/quantities.toml, by what is looked up."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word → unit, currency or role; hedges as tuples of words, the longest first."""

    units: dict[str, str]
    compounds: dict[tuple[str, str], str]
    currencies: dict[str, str]
    letters: dict[str, float]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    object_verbs: dict[str, str]
    subject_verbs: dict[str, str]
    states: dict[str, str]
    nouns: dict[str, str]
    bodies: dict[str, str]
    designations: frozenset[str]
    pronominal: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    path = files("onrecord").joinpath("data/quantities.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))

    def by_word(name: str) -> dict[str, str]:
        return {word: value for value, words in table[name].items() for word in words}

    def by_words(name: str) -> dict[tuple[str, ...], str]:
        return {tuple(words.split()): value for words, value in by_word(name).items()}

    pairs = {tuple(words.split(maxsplit=1)): v for words, v in by_word("compounds").items()}
    return Lexicon(
        units=by_word("units"),
        compounds={(first, second): value for (first, second), value in pairs.items()},
        currencies=by_word("currencies"),
        letters=table["letters"],
        before=by_words("before"),
        after=by_words("after"),
        object_verbs=by_word("object_verbs"),
        subject_verbs=by_word("subject_verbs"),
        states=by_word("states"),
        nouns=by_word("nouns"),
        bodies=by_word("bodies"),
        designations=frozenset(table["designations"]["words"]),
        pronominal=frozenset(table["pronominal"]["words"]),
    )
