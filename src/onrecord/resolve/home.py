"""The country that a local report is written in, told by its words for offices, courts and money.

A paper of Athens, Texas, says "the City Council" and "sheriff's deputies" and seldom "Texas". The
words stand in data/local_words.toml; what they say is one prior among others.
"""

import math
import re
from functools import cache

from onrecord.wordlists import read_toml

MOST = 4.0
"""The most that a country gains; like the other weights, in powers of ten of people."""
SOFTNESS = 2.0
"""How many words bring two thirds of it."""

_PATTERNS = {
    # a street address, the block of a street, a telephone number without its country, a road
    "USA": (
        r"\b\d+ (?:[NSEW]\. ?)?(?:[A-Z]\w+ ){1,2}(?:St|Ave|Blvd|Rd|Dr|Ln)\b\.?",
        r"\b\d+ block of\b",
        r"(?<![\d-])(?:\(?\d{3}\)?[ -])?\d{3}-\d{4}\b(?!-)",
        r"\b(?:U\.S\.|State|County) (?:Route|Highway|Road) \d",
    ),
    "CAN": (r"(?<![\d-])\d{3}-\d{3}-\d{4}\b",),
    "IRL": (r"\bCo\.? [A-Z][a-z]+\b(?! [A-Z])",),
}

_TOWN_AFTER = re.compile(
    r" (?:man|men|woman|women|boys?|girls?|teens?|teenagers?|couple|residents?|natives?|students?|"
    r"teachers?|firefighters|homeowners?|businessman|businesswoman|motorists?|bicyclists?|city|"
    r"[Cc]ity [Cc]ouncil|City Hall|[Mm]ayor|elementary|Elementary|[Hh]igh [Ss]chool|"
    r"[Mm]iddle [Ss]chool|Independent School|School District|Fire Department|Police Department|"
    r"Public Library|Township|apartments?|homes?|parks?|churches|church|neighbou?rhoods?)\b"
)
_TOWN_BEFORE = re.compile(
    r"(?:\b\d{1,3}, (?:of )?|\b(?:St|Ave|Rd|Dr|Blvd|Ln)\.?, |"
    r"\b(?:Street|Avenue|Road|Drive|Lane|Boulevard), |\b(?:[Cc]ity|[Tt]own|[Vv]illage) of )$"
)


def is_town_here(text: str, start: int, end: int) -> bool:
    """Whether the name at `start:end` is used as that of a town: "a Lebanon woman", "60, Lebanon".

    Of what belongs to a country one says so by its adjective ("a Lebanese woman").
    """
    before = text[max(0, start - 12) : start]
    return bool(_TOWN_AFTER.match(text, end) or _TOWN_BEFORE.search(before))


def find_home(text: str) -> dict[str, float]:
    """What the text's own words add to the places of each country (ISO alpha-3); "" for none."""
    counts: dict[str, float] = {}
    words, shared = _words()
    for word in sorted(set(words.findall(text))):
        for country in shared[word]:
            counts[country] = counts.get(country, 0.0) + 1.0 / len(shared[word])
    for pattern, countries in _patterns():
        if pattern.search(text):
            for country in countries:
                counts[country] = counts.get(country, 0.0) + 1.0 / len(countries)
    return {country: MOST * (1.0 - math.exp(-n / SOFTNESS)) for country, n in counts.items()}


@cache
def _words() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """One pattern for all words, and the countries of each."""
    found: dict[str, list[str]] = {}
    for country, lines in read_toml("local_words.toml").items():
        for word in lines.strip().splitlines():
            found.setdefault(word, []).append(country)
    longest = sorted(found, key=lambda word: (-len(word), word))
    pattern = "|".join(map(re.escape, longest))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)|[£€](?=\d)"), {
        word: tuple(countries) for word, countries in found.items()
    }


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    by_pattern: dict[str, list[str]] = {}
    for country, patterns in _PATTERNS.items():
        for pattern in patterns:
            by_pattern.setdefault(pattern, []).append(country)
    return tuple((re.compile(p), tuple(countries)) for p, countries in by_pattern.items())
