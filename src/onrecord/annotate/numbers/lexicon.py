"""The words of data/numbers.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, Any]:
    path = files("onrecord").joinpath("data/numbers.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def number_words() -> dict[str, dict[str, float]]:
    """The number words by table: ones, tens, magnitudes, plurals, fractions, ordinals."""
    return {name: table for name, table in _tables().items() if name not in ("vague", "halved")}


@cache
def vague_words() -> dict[str, tuple[int, int]]:
    """Words for a handful ("several") and the least and most that they can be."""
    return {word: (low, high) for word, (low, high) in _tables()["vague"].items()}


@cache
def halved_words() -> frozenset[str]:
    """What "half a" is half of one of."""
    return frozenset(_tables()["halved"]["words"])


@cache
def number_starters() -> frozenset[str]:
    """The words that a number can begin with."""
    tables = number_words()
    return frozenset({"half", "quarter", "a", "an"}).union(
        tables["ones"], tables["tens"], tables["plurals"], vague_words()
    )
