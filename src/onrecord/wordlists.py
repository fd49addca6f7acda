"""The word tables that several stages read: countries, peoples, regions, roles, nouns, given names.

Each is read once, from `data/`; its header there names its source and licence. Keys are name keys
(`text.name_key`); a short name in capitals (US, IS, CAR) is looked up as it stands, so that it does
not meet a common word.
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

from onrecord.records import MentionType
from onrecord.text import name_key

Number = Literal["one", "many", "group"]
Gender = Literal["m", "f"]
ACRONYM_LENGTH = 3
IRREGULAR = ("s", "sh", "ch", "ese", "men", "x", ".")
"""Endings of people words that take no -s ("British", "Chinese")."""


@dataclass(frozen=True, slots=True)
class Countries:
    """Names, adjectives, capitals → ISO 3166-1 alpha-3."""

    names: dict[str, str]
    adjectives: dict[str, str]
    capitals: dict[str, str]
    name_of: dict[str, str]
    capital_of: dict[str, str]


@dataclass(frozen=True, slots=True)
class People:
    """A people, faith, party or regional group; `country` and `sector` are "" for none."""

    name: str
    kind: str
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its usual name; `country` is "" where it lies in several or is disputed."""

    name: str
    type: MentionType
    country: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Words for offices: heads → PLOVER sector, modifiers, forms of address → gender or "n"."""

    heads: dict[str, str]
    modifiers: frozenset[str]
    courtesy: dict[str, str]
    genders: dict[str, Gender]
    same: dict[str, str]


@dataclass(frozen=True, slots=True)
class Nominal:
    """What a common noun stands for; `sector` is "" for none."""

    type: MentionType
    sector: str
    number: Number
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class NameHeads:
    """Words in or after a name that tell its type; values are (type, sector) or a type."""

    last: dict[str, tuple[MentionType, str]]
    first: dict[str, MentionType]
    lower: dict[str, MentionType]
    skip_first: frozenset[str]
    skip_last: frozenset[str]
    skip_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Deeds:
    """What governments and organisations do: lemmas of verbs, nouns, adjectives."""

    acts: frozenset[str]
    weak: frozenset[str]
    done_to: frozenset[str]
    dealings: frozenset[str]
    owned: frozenset[str]
    moods: frozenset[str]
    saying: frozenset[str]
    hung: frozenset[str]


def word_key(name: str) -> str:
    """The key of a name: one of up to three capitals as it stands, without points; else `name_key`.

    >>> word_key("U.S."), word_key("us"), word_key("IAEA"), word_key("South Korea")
    ('US', 'us', 'iaea', 'south korea')
    """
    if name.isupper():
        letters = name.replace(".", "")
        if len(letters) <= ACRONYM_LENGTH:
            return letters
    return name_key(name)


@cache
def load_countries() -> Countries:
    """Read data/countries.csv. Plurals of people words ("Ukrainians") are adjectives too."""
    found = Countries({}, {}, {}, {}, {})
    for row in read_rows("countries.csv"):
        code = row["code"]
        found.name_of[code] = row["name"]
        for name in (row["name"], *_split(row["aliases"])):
            found.names.setdefault(word_key(name), code)
        for name in _with_plurals(_split(row["adjectives"])):
            found.adjectives.setdefault(word_key(name), code)
        capitals = _split(row["capital"])
        if capitals:
            found.capital_of[code] = capitals[0]
        for name in capitals:
            found.capitals.setdefault(word_key(name), code)
    return found


@cache
def load_peoples() -> dict[str, People]:
    """Read data/peoples.csv, by every word for them."""
    return {
        word_key(word): People(row["name"], row["kind"], row["country"], row["sector"])
        for row in read_rows("peoples.csv")
        for word in _with_plurals([*_split(row["words"]), row["name"]])
    }


@cache
def load_regions() -> dict[str, Region]:
    """Read data/regions.csv, by name and alias."""
    return {
        word_key(name): Region(row["name"], cast("MentionType", row["type"]), row["country"])
        for row in read_rows("regions.csv")
        for name in (row["name"], *_split(row["aliases"]))
    }


@cache
def load_roles() -> Roles:
    """Read data/roles.toml."""
    table = read_toml("roles.toml")
    return Roles(
        heads={word: sector for sector, words in table["heads"].items() for word in words.split()},
        modifiers=frozenset(table["modifiers"].split()),
        courtesy={w: gender for gender, words in table["courtesy"].items() for w in words.split()},
        genders={w: gender for gender, words in table["gender"].items() for w in words.split()},
        same=table["same"],
    )


@cache
def load_nominals() -> dict[str, Nominal]:
    """Read data/nominals.toml, by singular noun; plurals that have no singular stand as they are.

    Offices and professions of data/roles.toml are in it too.
    """
    roles = load_roles()
    found = {
        word: Nominal("PER", sector, "one", roles.genders.get(word))
        for word, sector in roles.heads.items()
    }
    for entry in read_toml("nominals.toml")["class"]:
        nominal = Nominal(
            entry["type"], entry.get("sector", ""), entry["number"], entry.get("gender")
        )
        found |= dict.fromkeys(entry["words"].split(), nominal)
    return found


@cache
def load_given_names() -> dict[str, Gender]:
    """Read data/given_names.toml: name key → gender."""
    return _read_genders("given_names.toml")


@cache
def load_given_name_genders() -> dict[str, Gender]:
    """Those of data/given_names.toml and the many of data/given_name_genders.toml."""
    return _read_genders("given_name_genders.toml") | load_given_names()


def _read_genders(name: str) -> dict[str, Gender]:
    table = read_toml(name)
    genders: tuple[Gender, ...] = ("m", "f")
    return {name_key(word): gender for gender in genders for word in table[gender].split()}


@cache
def load_name_heads() -> NameHeads:
    """Read data/name_heads.toml."""
    table = read_toml("name_heads.toml")
    last: dict[str, tuple[MentionType, str]] = {}
    for label, sectors in table["last"].items():
        for sector, words in sectors.items():
            for word in words.split():
                last.setdefault(word, (label, sector))
    return NameHeads(
        last=last,
        first={word: label for label, words in table["first"].items() for word in words.split()},
        lower={word: label for label, words in table["lower"].items() for word in words.split()},
        skip_first=frozenset(table["skip"]["first"].split()),
        skip_last=frozenset(table["skip"]["last"].split()),
        skip_words=frozenset(table["skip"]["words"].split()),
    )


@cache
def load_deeds() -> Deeds:
    """Read data/deeds.toml."""
    table = read_toml("deeds.toml")
    return Deeds(**{name: frozenset(words.split()) for name, words in table.items()})


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table in `data/`; lines that begin with # are comments."""
    lines = _read(name).splitlines()
    return iter(csv.DictReader(line for line in lines if not line.startswith("#")))


def read_toml(name: str) -> dict[str, Any]:
    """A table in `data/`."""
    return tomllib.loads(_read(name))


def _read(name: str) -> str:
    return (resources.files("onrecord") / "data" / name).read_text(encoding="utf-8")


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _with_plurals(words: Iterable[str]) -> list[str]:
    """The words, and for those that can take it a regular plural ("Kurd" → "Kurds")."""
    found = list(words)
    regular = [w for w in found if not w.endswith(IRREGULAR) and not w.isupper()]
    return found + [word + "s" for word in regular]
