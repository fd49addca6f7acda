"""How a gold set marks mentions, read off the set, and our mentions put as it would mark them.

Sets differ in what a mention is before anyone is right or wrong: whether pronouns are mentions,
whether "the" belongs to a name, whether some people together are persons (ACE) or an organisation
(re3d). Figures are taken after our mentions are put in the set's way, so that they tell errors
from customs.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.evaluate.gold import MentionsRow
from onrecord.evaluate.mentions import TypedSpan
from onrecord.records import Mention
from onrecord.syntax import Parse
from onrecord.wordlists import load_nominals

PRONOUNS = frozenset({
    "he", "him", "his", "she", "her", "hers", "i", "me", "my", "we", "us", "our", "they", "them",
    "their", "it", "its", "you", "your", "who", "whose",
})  # fmt: skip
PLURAL = frozenset({"we", "us", "our", "they", "them", "their"})
RARE = 0.02
"""A share of the gold below which pronouns or articles count as slips, not as its custom."""
MOSTLY = 1 / 3
"""The share of its uses from which on a set marks a pronoun, slips apart."""

_OPENS_WITH_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:the|an?)\s$", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_LONGEST_ARTICLE = len(" the ")


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a set counts as a mention.

    `pronouns` are the words that it mostly marks: re3d "he" and "we", but neither "his" nor "it".
    `groups_are_organisations`: several people together, and a place that stands for its government,
    are an organisation, as re3d has it.
    """

    pronouns: frozenset[str]
    articles: bool
    groups_are_organisations: bool


def read_conventions(rows: Iterable[MentionsRow]) -> Conventions:
    """The customs of a set, from all of its rows."""
    marked: list[tuple[str, str]] = []
    written: Counter[str] = Counter()
    for row in rows:
        marked += [(row.text[e.start : e.end].lower(), e.type) for e in row.entities if e.type]
        written.update(_WORD.findall(row.text[: row.full_until].lower()))
    named = Counter(phrase for phrase, _ in marked if phrase in PRONOUNS)
    counted = named.total() > RARE * len(marked)
    articles = sum(_OPENS_WITH_ARTICLE.match(phrase) is not None for phrase, _ in marked)
    return Conventions(
        pronouns=frozenset(w for w in named if counted and named[w] > MOSTLY * written[w]),
        articles=articles > RARE * len(marked),
        groups_are_organisations=any(label == "Organisation" for _, label in marked),
    )


def put_as_marked(parse: Parse, mention: Mention, conventions: Conventions) -> TypedSpan | None:
    """The mention as the set would mark it; None where it would not."""
    if mention.level == "PRO" and mention.span.quote.lower() not in conventions.pronouns:
        return None
    start, end, kind = mention.span.start, mention.span.end, mention.type
    if conventions.articles and kind != "NORP":
        before = max(0, start - _LONGEST_ARTICLE)
        article = _ARTICLE_BEFORE.search(parse.doc.text[before:start])
        start = before + article.start() if article else start
    if conventions.groups_are_organisations and _is_group(parse, mention):
        kind = "ORG"
    return TypedSpan(start, end, kind)


def _is_group(parse: Parse, mention: Mention) -> bool:
    """Whether these are several people ("residents", "Syrians"), or a state that acts."""
    if mention.metonym:
        return True
    head = parse.span_head(mention.name.start, mention.name.end)
    if head is None:
        return False
    if mention.type == "NORP":
        return head.tag in {"NNS", "NNPS"}
    if mention.type != "PER" or mention.level == "NAM":
        return False
    nominal = load_nominals().get(head.lower)
    several = nominal is not None and nominal.number != "one"
    return several or head.tag == "NNS" or head.lower in PLURAL
