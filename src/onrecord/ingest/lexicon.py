"""The words of a news page that are not prose, from data/passages.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Lexicon(NamedTuple):
    """Compiled once; see the table for what each list is."""

    whole: frozenset[str]
    starts: dict[str, tuple[str, ...]]
    """The openings by their first word."""
    holds: re.Pattern[str]
    opens_links: frozenset[str]
    before_caption: re.Pattern[str]
    agency: re.Pattern[str]
    small_words: frozenset[str]
    verbs: re.Pattern[str]
    poses: re.Pattern[str]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the installed package."""
    table = tomllib.loads((files("onrecord") / "data" / "passages.toml").read_text("utf-8"))
    furniture, credit, caption = table["furniture"], table["credit"], table["caption"]
    starts: dict[str, tuple[str, ...]] = {}
    for phrase in furniture["starts"]:
        word = phrase.split(maxsplit=1)[0]
        starts[word] = (*starts.get(word, ()), phrase)
    agencies = [*credit["agencies"], *(a.upper() for a in credit["agencies"])]
    return Lexicon(
        whole=frozenset(furniture["whole"]),
        starts=starts,
        holds=_any_of(furniture["holds"], "(?:%s)"),
        opens_links=frozenset(furniture["opens_links"]),
        before_caption=_any_of(furniture["before_caption"], r"(?:%s)(?:\s+|$)"),
        agency=_any_of(agencies, r"(?<!\w)(?:%s)(?!\w)"),
        small_words=frozenset(credit["small_words"]),
        verbs=_any_of(caption["verbs"], r"\b(?:%s)\b"),
        poses=_any_of(caption["poses"], r"\b(?:%s)\b"),
    )


def _any_of(phrases: list[str], frame: str) -> re.Pattern[str]:
    """A pattern of any of the phrases, the longest first."""
    ordered = sorted(dict.fromkeys(phrases), key=lambda p: (-len(p), p))
    return re.compile(frame % "|".join(re.escape(p) for p in ordered))
