"""Pronouns and bare surnames: are they joined to the person that they stand for?

The gold says only which spans belong together, so that names are read off the spans themselves. A
cluster is a person's where it holds a pronoun of one person (he, her, I …) or a surname beside the
longer name that it ends.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.evaluate.counts import Metrics, mean
from onrecord.evaluate.spans import Span, overlap

THIRD = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
OTHER = frozenset({"you", "your", "it", "its", "we", "us", "our", "they", "them", "their", "this"})
TITLES = frozenset({
    "Ambassador", "Archbishop", "Bishop", "Captain", "Chairman", "Chairwoman", "Chancellor",
    "Chief", "Colonel", "Congressman", "Congresswoman", "Director", "Doctor", "Dr", "Executive",
    "Foreign", "General", "Governor", "Judge", "Justice", "King", "Lieutenant", "Lord", "Major",
    "Mayor", "Minister", "Mr", "Mrs", "Ms", "Officer", "Pope", "Premier", "President", "Prime",
    "Prince", "Princess", "Professor", "Queen", "Representative", "Secretary", "Senator",
    "Sergeant", "Sheikh", "Sir", "Speaker", "Vice",
})  # fmt: skip
_CUT = re.compile(r"[,;:()–—]|\b(?:of|in|from|at|for|on|to|who|that|which|by|with|and|or)\b")
_NAME = re.compile(r"(?:(?:[^\W\d_a-z][\w’'.-]*|de|la|van|von|der|den|bin|al|el|di|da|du)\s+)*\S+$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ONE_OF_MANY = re.compile(r"[Aa]n?\s")
_POSSESSIVE = re.compile(r"[’']s?$")


class Name(NamedTuple):
    """A proper name; `surname` is its last word."""

    span: Span
    surname: Span

    @property
    def is_long(self) -> bool:
        return self.span != self.surname


class Reference(NamedTuple):
    """A span that refers to a person, and where the surnames of that person's names stand."""

    span: Span
    kind: str
    surnames: tuple[Span, ...]


def score_pronouns(
    rows: Iterable[tuple[str, Sequence[Sequence[Span]], Sequence[Sequence[Span]]]],
) -> Metrics:
    """`pronoun_accuracy`, and `.third`, `.first`, `.surname`: the share joined to the right person.

    Rows are a text, its gold clusters and ours. Counted are the pronouns of one person and the bare
    surnames (one word that ends a longer name of the cluster) in gold clusters that hold a name. A
    reference is joined rightly where our mention that covers it shares a cluster with a mention of
    ours that covers the surname in a gold name of that person, elsewhere in the text.
    """
    right: dict[str, list[float]] = {"third": [], "first": [], "surname": []}
    for text, gold, ours in rows:
        for reference in find_references(text, gold):
            right[reference.kind].append(float(_is_joined(reference, ours)))
    return {
        "pronoun_accuracy": mean([value for values in right.values() for value in values]),
        **{f"pronoun_accuracy.{kind}": mean(values) for kind, values in right.items()},
    }


def find_references(text: str, clusters: Iterable[Sequence[Span]]) -> list[Reference]:
    """The pronouns and bare surnames of persons, cluster by cluster."""
    references: list[Reference] = []
    for cluster in clusters:
        spans = sorted(cluster)
        names = [name for span in spans if (name := find_name(text, span)) is not None]
        long_names = [name for name in names if name.is_long]
        bare = {text[slice(*name.surname)] for name in long_names}
        for span in spans:
            kind = _kind(text[slice(*span)], bare)
            of_person = long_names if kind == "surname" else names
            surnames = tuple(n.surname for n in of_person if not overlap(n.span, span))
            if kind is not None and surnames:
                references.append(Reference(span, kind, surnames))
    return references


def find_name(text: str, span: Span) -> Name | None:
    """The proper name that heads a mention, None where it is not headed by one.

    It is the run of capitalised words, particles among them, that ends the part before the first
    comma, bracket or preposition: "Lira Oss" in "the port's director Lira Oss, 61". Words in
    capitals alone (KPA), bare titles and one of many ("a Democrat") are no names.
    """
    if _ONE_OF_MANY.match(text, *span):
        return None
    phrase = _POSSESSIVE.sub("", text[slice(*span)])
    cut = _CUT.search(phrase)
    core = (phrase[: cut.start()] if cut else phrase).rstrip(" .\"”'’")
    run = _NAME.search(core)
    words = list(_WORD.finditer(core, run.start())) if run else []
    while words and (words[0][0].islower() or words[0][0] in {"The", "A", "An"}):
        words = words[1:]
    if not words or not _is_name_word(words[-1][0]) or all(w[0] in TITLES for w in words):
        return None
    end = span[0] + words[-1].end()
    return Name((span[0] + words[0].start(), end), (span[0] + words[-1].start(), end))


def _is_name_word(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and word.lower() not in THIRD | FIRST | OTHER


def _kind(phrase: str, surnames: set[str]) -> str | None:
    word = _POSSESSIVE.sub("", phrase)
    if word.lower() in THIRD:
        return "third"
    if word.lower() in FIRST:
        return "first"
    return "surname" if word in surnames else None


def _is_joined(reference: Reference, ours: Sequence[Sequence[Span]]) -> bool:
    """Whether the cluster of our mention of the reference also covers one of the surnames."""
    start, end = reference.span
    covering = [
        (our_end - our_start, number)
        for number, cluster in enumerate(ours)
        for our_start, our_end in cluster
        if our_start <= start and end <= our_end + len("’s")
    ]
    if not covering:
        return False
    _, number = min(covering)
    return any(
        our_start <= surname_start and surname_end <= our_end
        for surname_start, surname_end in reference.surnames
        for our_start, our_end in ours[number]
    )
