"""Given names with the gender that they go with: writes src/onrecord/data/given_name_genders.toml.

    pip install faker==40.54.0 names==0.3.0
    python training/names/build.py

Two sources: the first names of Faker's locales that write Latin letters (MIT), and those of the
United States census of 1990 (public domain; in the package `names`). A name that both genders bear
is left out, but where the census has one gender twenty times as often and at most one locale has
the other.
"""

import importlib
import pkgutil
import re
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

import faker.providers.person as locales
import names

TARGET = Path(__file__).parents[2] / "src/onrecord/data/given_name_genders.toml"
KEPT = Path(__file__).parents[2] / "src/onrecord/data/given_names.toml"
OFTEN = 20
COMMON = 0.02
"""The share in percent from which one locale that has the other gender is passed over."""
SHORTEST = 3
_LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿā-ſ]+")
GENDERS = {"m": "male", "f": "female"}
HEAD = """\
# More given names by the gender that they go with: for he and she alone, not to find names by.
# Source: first names of Faker 40.54.0's locales (MIT) and of the United States census of 1990
# (public domain); names of both genders left out. Built by training/names/build.py. Licence: MIT.
"""


def main() -> None:
    """Write the table."""
    votes = {gender: locale_votes(GENDERS[gender]) for gender in GENDERS}
    shares = {gender: census(GENDERS[gender]) for gender in GENDERS}
    known = KEPT.read_text(encoding="utf-8").split()
    found: dict[str, list[str]] = {"m": [], "f": []}
    for name in sorted({n for table in (*votes.values(), *shares.values()) for n in table}):
        gender = decide(name, votes, shares)
        if gender is not None and name not in known:
            found[gender].append(name)
    parts = [HEAD]
    for gender, words in found.items():
        lines = textwrap.fill(" ".join(words), width=110, break_on_hyphens=False)
        parts.append(f'{gender} = """\n{lines}\n"""\n')
    TARGET.write_text("\n".join(parts), encoding="utf-8")
    print({gender: len(words) for gender, words in found.items()})


def decide(
    name: str, votes: dict[str, Counter[str]], shares: dict[str, dict[str, float]]
) -> str | None:
    """The one gender of a name, None for both."""
    for gender, other in (("m", "f"), ("f", "m")):
        mine, theirs = shares[gender].get(name, 0.0), shares[other].get(name, 0.0)
        if votes[other][name] > (mine >= COMMON):
            continue
        if (votes[gender][name] or mine) and mine >= OFTEN * theirs:
            return gender
    return None


def locale_votes(gender: str) -> Counter[str]:
    """How many locales have a name."""
    found: Counter[str] = Counter()
    for locale in pkgutil.iter_modules(locales.__path__):
        provider: Any = importlib.import_module(f"{locales.__name__}.{locale.name}").Provider
        listed = getattr(provider, f"first_names_{gender}", ())
        found.update({n for n in listed if len(n) >= SHORTEST and _LATIN.fullmatch(n)})
    return found


def census(gender: str) -> dict[str, float]:
    """The share in percent of each name among those of a gender."""
    text = (Path(names.__file__).parent / f"dist.{gender}.first").read_text(encoding="ascii")
    rows = (line.split() for line in text.splitlines())
    return {name.title(): float(share) for name, share, *_ in rows if len(name) >= SHORTEST}


if __name__ == "__main__":
    main()
