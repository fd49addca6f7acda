"""Stories: reports clustered in order of publication, scored by B-cubed over reports.

`bcubed_…` is the final state, `first_bcubed_f1` what was decided on each report's arrival: without
a report that comes late, the two are one. `baseline_bcubed_f1` is TF-IDF with average link on the
same reports at once, its threshold the one that scores best on them: a bound on that method, which
no threshold chosen beforehand reaches.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.evaluate.coreference import Clustering, Shares, bcubed
from onrecord.evaluate.counts import Metrics
from onrecord.evaluate.gold import StoryRow
from onrecord.evaluate.reports import given_document
from onrecord.fuse.stories import StoryIndex, weigh_terms
from onrecord.ingest.clean import find_passages
from onrecord.records import StoryTerms

MOST_FOR_BASELINE = 2000
"""Reports up to which the baseline is taken: it compares all pairs."""


def score_stories(rows: Sequence[StoryRow]) -> Metrics:
    """`bcubed_f1` with its halves, `first_bcubed_f1`, `stories`, `baseline_bcubed_f1`."""
    gold = _by_value([row.story for row in rows])
    index = StoryIndex()
    first: dict[str, str] = {_name(row, n): _name(row, n) for n, row in enumerate(rows)}
    dated = [terms for n, row in enumerate(rows) if (terms := find_row_terms(row, n)) is not None]
    for terms in sorted(dated, key=lambda each: (each.published, each.doc)):
        index.add(terms)
        first[terms.doc] = index.story_of(terms.doc)
    final = {doc: index.story_of(doc) if doc in index else doc for doc in first}
    shares, early = (bcubed(gold, _by_value(list(each.values()))) for each in (final, first))
    metrics: Metrics = {**_figures(shares), "first_bcubed_f1": early.f1}
    metrics["stories"] = float(len(set(final.values())))
    if len(rows) <= MOST_FOR_BASELINE:
        metrics["baseline_bcubed_f1"] = _best_average_link(gold, rows)
    return metrics


def find_row_terms(row: StoryRow, number: int) -> StoryTerms | None:
    """What a row is about, cleaned as any report is; None without a date or words."""
    day = row.day()
    if day is None:
        return None
    doc = given_document(row.text, day, row.outlet, row.title)
    body = [p.span.quote for p in find_passages(doc) if p.kind == "body"]
    return weigh_terms(_name(row, number), day, row.title or "", body)


def _name(row: StoryRow, number: int) -> str:
    return f"{row.id}-{number}"


def _figures(shares: Shares) -> Metrics:
    return {
        "bcubed_f1": shares.f1,
        "bcubed_precision": shares.precision,
        "bcubed_recall": shares.recall,
    }


def _by_value(values: Sequence[str]) -> list[set[int]]:
    clusters: dict[str, set[int]] = {}
    for n, value in enumerate(values):
        clusters.setdefault(value, set()).add(n)
    return list(clusters.values())


def _best_average_link(gold: Clustering, rows: Sequence[StoryRow]) -> float:
    """The best B-cubed F1 among all levels of the tree of average link."""
    return max(bcubed(gold, clusters).f1 for clusters in _levels(_cosines(rows)))


def _cosines(rows: Sequence[StoryRow]) -> npt.NDArray[np.float64]:
    """Plain TF-IDF over title and text, document frequencies from these rows."""
    counts = [
        Counter(re.findall(r"\w+", f"{row.title or ''}\n{row.text}".casefold())) for row in rows
    ]
    holding = Counter(word for count in counts for word in count)
    number = {word: n for n, word in enumerate(holding)}
    matrix = np.zeros((len(rows), len(number)))
    for n, count in enumerate(counts):
        for word, times in count.items():
            weight = (1 + math.log(times)) * math.log(1 + len(rows) / holding[word])
            matrix[n, number[word]] = weight
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix /= np.where(lengths == 0, 1, lengths)
    return np.asarray(matrix @ matrix.T)


def _levels(alike: npt.NDArray[np.float64]) -> Iterator[list[set[int]]]:
    """The clusters after each merge of the two that are most alike on average."""
    clusters = {n: {n} for n in range(len(alike))}
    alike = alike.copy()
    np.fill_diagonal(alike, -np.inf)
    yield list(clusters.values())
    while len(clusters) > 1:
        a, b = (int(n) for n in np.unravel_index(np.argmax(alike), alike.shape))
        sizes = len(clusters[a]), len(clusters[b])
        merged = (alike[a] * sizes[0] + alike[b] * sizes[1]) / sum(sizes)
        alike[a], alike[:, a] = merged, merged
        alike[b], alike[:, b], alike[a, a] = -np.inf, -np.inf, -np.inf
        clusters[a] |= clusters.pop(b)
        yield list(clusters.values())
