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
    byline_words: frozenset[str]
    not_names: frozenset[str]
    not_places: frozenset[str]
    date_words: frozenset[str]
    stamp_words: frozenset[str]
    shortened: frozenset[str]
    open_words: frozenset[str]


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
    date_words = frozenset(table["dates"]["months"] + table["dates"]["days"])
    return Lexicon(
        whole=frozenset(furniture["whole"]),
        starts=starts,
        holds=_any_of(furniture["holds"], "(?:%s)"),
        opens_links=frozenset(furniture["opens_links"]),
        before_caption=_any_of(
            furniture["before_caption"],
            r"(?:(?:%s)(?:\s+|$)|Item \d{1,2} of \d{1,2} |\[\d{1,2}/\d{1,2}\]\s?)",
        ),
        agency=_any_of(agencies, r"(?<![\w-])(?:%s)(?![\w-])"),
        small_words=frozenset(credit["small_words"]),
        verbs=_caption_verbs(caption["verbs"], caption["plural_verbs"]),
        poses=_any_of(caption["poses"], r"\b(?:%s)\b"),
        byline_words=frozenset(table["byline"]["small_words"]),
        not_names=date_words | frozenset(table["byline"]["not_names"]),
        not_places=frozenset(table["dateline"]["not_places"]),
        date_words=date_words,
        stamp_words=date_words | frozenset(table["dates"]["stamp_words"]),
        shortened=frozenset(table["sentences"]["shortened"]),
        open_words=frozenset(table["sentences"]["open_words"]),
    )


def _any_of(phrases: list[str], frame: str) -> re.Pattern[str]:
    """A pattern of any of the phrases, the longest first."""
    ordered = sorted(dict.fromkeys(phrases), key=lambda p: (-len(p), p))
    return re.compile(frame % "|".join(re.escape(p) for p in ordered))


def _caption_verbs(verbs: list[str], plural_verbs: list[str]) -> re.Pattern[str]:
    """Verbs of captions where they are no infinitive; the plural ones where they are no noun."""
    helpers = ("to", "will", "would", "can", "could", "may", "might", "must", "should", "not")
    no_infinitive = "".join(rf"(?<!\b{h} )" for h in helpers)
    places = (
        "in|at|on|near|past|through|outside|inside|along|during|for|with|after|over|across|around"
        "|by|under|to|from|the|a|an|their|as"
    )
    subject = r"\b(?:\w+s|[Pp]eople|[Pp]olice|[Mm]en|[Ww]omen|[Cc]hildren)"
    single = _any_of(verbs, no_infinitive + r"\b(?:%s)\b").pattern
    plural = _any_of(plural_verbs, rf"{subject} (?:%s) (?:{places})\b").pattern
    return re.compile(f"{single}|{plural}")


def has_any(text: str, parts: tuple[str, ...]) -> bool:
    """Whether a text holds any of the parts: a cheap look before a pattern is tried."""
    for part in parts:  # noqa: SIM110 - a generator takes twice the time
        if part in text:
            return True
    return False
