"""The words of a report, cut to their stems, and how common each is in news."""

import csv
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+")
_BEFORE_SENTENCE = frozenset(".!?\n“\"'‘:")
_POSSESSIVE = frozenset({"s", "S"})
_APOSTROPHES = frozenset("'’")
_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
SHORTEST_STEM = 3
LONGEST_WORD = 40
"""Characters beyond which a run of letters is no word (an address, a key)."""


@dataclass(frozen=True, slots=True)
class CommonWords:
    """In how many reports of a background each stem stands.

    Source: data/word_reports.csv, which names its reports; a stem that is not there stood in one
    of them at most.
    """

    reports: int
    holding: Mapping[str, int]

    def rarity(self, stem: str) -> float:
        """The inverse document frequency of a stem: 0 for a word of every report."""
        return math.log((self.reports + 1) / (self.holding.get(stem, 0) + 0.5))


@cache
def load_common_words() -> CommonWords:
    """The bundled table."""
    path = resources.files("onrecord").joinpath("data", "word_reports.csv")
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = {row["word"]: int(row["reports"]) for row in csv.DictReader(lines)}
    return CommonWords(reports=rows.pop(""), holding=rows)


def split_words(text: str) -> Iterator[tuple[str, bool]]:
    """The stems of a text in order, each with whether it looks like part of a name.

    A word looks so where it has a capital and does not begin a sentence or a quotation.

    >>> [stem for stem, _ in split_words("The army's troops were shelling Orle.")]
    ['the', 'army', 'troop', 'were', 'shell', 'orle']
    """
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        after_apostrophe = start > 1 and text[start - 1] in _APOSTROPHES
        if (word in _POSSESSIVE and after_apostrophe) or len(word) > LONGEST_WORD:
            continue
        before = text[max(0, start - 2) : start]
        opens = start == 0 or any(character in _BEFORE_SENTENCE for character in before)
        yield stem(word.casefold()), word[0].isupper() and not opens


def stem(word: str) -> str:
    """A word without the endings of number and tense; never a dictionary's form.

    >>> [stem(word) for word in ("troops", "parties", "shelled", "shelling", "press")]
    ['troop', 'party', 'shell', 'shell', 'press']
    """
    if word.endswith("ss"):
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)] + instead
    return word
