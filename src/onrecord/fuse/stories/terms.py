"""What a report is about, as a few weighted words: a pure function of the report alone.

TF-IDF with what is common in news taken from a bundled table and not from the reports at hand:
what a report is about then does not change when another arrives. A word of the headline counts
four times; one that is mostly written as part of a name half as much again.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable

from onrecord.fuse.stories.words import load_common_words, split_words
from onrecord.records import Record, StoryTerms

TITLE = 4
NAME = 1.5
"""What a word weighs more where most of its occurrences look like part of a name."""
COMMON = 1.0
"""The rarity below which a word tells nothing: it stands in more than a third of all reports."""
KEPT = 120
"""The heaviest words of a report that are kept."""
LENGTH = 1000
"""The Euclidean length of a report's weights: whole numbers, so that sums are exact."""
LONGEST = 200_000
"""Code points of a report that are read for its words."""


def find_terms(record: Record) -> StoryTerms | None:
    """What a report is about, by its title and body; None without a date or without words."""
    doc = record.document
    if doc.published is None:
        return None
    body = [p.span.quote for p in record.passages if p.kind == "body"]
    headlines = [p.span.quote for p in record.passages if p.kind == "headline"]
    title = doc.title or (headlines[0] if headlines else "")
    return weigh_terms(doc.id, doc.published, title, body)


def weigh_terms(doc: str, published: dt.date, title: str, body: Iterable[str]) -> StoryTerms | None:
    """The terms of a report by its title and the paragraphs of its body; None without words."""
    count: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    left = LONGEST
    for paragraph in body:
        for word, as_name in split_words(paragraph[:left]):
            count[word] += 1
            capital[word] += as_name
        left = max(left - len(paragraph), 0)
    named = {word for word, times in capital.items() if 2 * times > count[word]}
    for word, _ in split_words(title[:LONGEST]):
        count[word] += TITLE
    common = load_common_words()
    weights: dict[str, float] = {}
    for word, times in count.items():
        rarity = common.rarity(word)
        if rarity >= COMMON and len(word) > 1:
            weights[word] = (1 + math.log(times)) * rarity * (NAME if word in named else 1.0)
    heaviest = sorted(weights.items(), key=lambda item: (-round(item[1], 6), item[0]))[:KEPT]
    if not heaviest:
        return None
    scale = LENGTH / math.sqrt(math.fsum(weight * weight for _, weight in heaviest))
    terms = tuple((word, round(weight * scale)) for word, weight in heaviest)
    return StoryTerms(doc=doc, published=published, terms=terms)
