"""The words by which pages name their parts, from data/pages.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class PageWords(NamedTuple):
    """Compiled once; see the table for what each list is."""

    furniture: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    picture: re.Pattern[str]
    author: re.Pattern[str]
    deck: re.Pattern[str]
    promo: re.Pattern[str]
    labels: str
    """The labels of credits as an alternation, the longest first."""
    sure_label: re.Pattern[str]


@cache
def load_page_words() -> PageWords:
    """The table of the installed package."""
    table = tomllib.loads((files("onrecord") / "data" / "pages.toml").read_text("utf-8"))
    credit, picture = table["credit"], table["picture"]
    boxed = [f"{word}-{box}" for word in picture["words"] for box in picture["boxes"]]
    labels = _any_of(credit["labels"])
    return PageWords(
        furniture=_whole(table["furniture"]["classes"]),
        caption=_part(table["caption"]["parts"]),
        credit=re.compile(f"{_part(credit['parts']).pattern}|{_whole(credit['words']).pattern}"),
        picture=re.compile(f"{_whole(picture['words']).pattern}|{_part(boxed).pattern}"),
        author=_whole(table["author"]["words"]),
        deck=_part(table["deck"]["parts"]),
        promo=re.compile(_any_of(table["promo"]["parts"]), re.IGNORECASE),
        labels=labels,
        sure_label=re.compile(rf"[(\[]?(?:{_any_of(credit['sure'])})\s*[:©]\s*\S", re.IGNORECASE),
    )


def _any_of(phrases: list[str]) -> str:
    ordered = sorted(dict.fromkeys(phrases), key=lambda p: (-len(p), p))
    return "|".join(re.escape(p) for p in ordered)


def _whole(names: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\s-])(?:{_hyphens(names)})(?![^\s-])")


def _part(names: list[str]) -> re.Pattern[str]:
    return re.compile(_hyphens(names))


def _hyphens(names: list[str]) -> str:
    return _any_of(names).replace(r"\-", "-?")
