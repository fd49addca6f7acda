"""Coreference within a document: MUC, B-cubed, CEAF-e and their mean, the CoNLL F1.

After Vilain et al. 1995, Bagga and Baldwin 1998, Luo 2005 and Pradhan et al. 2014 (the reference
scorer, v8): mentions match exactly; sums run over all documents before the division. Clusters are
given as the gold has them: in OntoNotes style no cluster has a single mention.
"""

from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from onrecord.evaluate.counts import Metrics, harmonic, mean, ratio
from onrecord.evaluate.matching import best_assignment

Cluster = AbstractSet[Hashable]
Clustering = Sequence[Cluster]


@dataclass(frozen=True, slots=True)
class Shares:
    """The fractions behind a recall and a precision, kept apart so that documents add up."""

    recall_part: float = 0.0
    recall_whole: float = 0.0
    precision_part: float = 0.0
    precision_whole: float = 0.0

    def __add__(self, other: "Shares") -> "Shares":
        return Shares(
            self.recall_part + other.recall_part,
            self.recall_whole + other.recall_whole,
            self.precision_part + other.precision_part,
            self.precision_whole + other.precision_whole,
        )

    @property
    def recall(self) -> float:
        return ratio(self.recall_part, self.recall_whole)

    @property
    def precision(self) -> float:
        return ratio(self.precision_part, self.precision_whole)

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)


def score_coreference(rows: Iterable[tuple[Clustering, Clustering]]) -> Metrics:
    """`muc_f1`, `bcubed_f1`, `ceafe_f1` and their mean `conll_f1`, each with its two halves.

    Rows are the gold clusters and ours of one document.
    """
    sums = {"muc": Shares(), "bcubed": Shares(), "ceafe": Shares(), "mention": Shares()}
    for gold, predicted in rows:
        sums["muc"] += muc(gold, predicted)
        sums["bcubed"] += bcubed(gold, predicted)
        sums["ceafe"] += ceaf_e(gold, predicted)
        sums["mention"] += mentions_found(gold, predicted)
    metrics: Metrics = {f"{name}_f1": shares.f1 for name, shares in sums.items()}
    metrics["conll_f1"] = mean([sums[name].f1 for name in ("muc", "bcubed", "ceafe")])
    for name, shares in sums.items():
        metrics[f"{name}_precision"] = shares.precision
        metrics[f"{name}_recall"] = shares.recall
    return metrics


def muc(gold: Clustering, predicted: Clustering) -> Shares:
    """Links: of the mentions of a cluster less one, how many links the other side keeps."""
    return Shares(*_links(gold, predicted), *_links(predicted, gold))


def _links(keys: Clustering, answers: Clustering) -> tuple[float, float]:
    cluster_of = _cluster_of(answers)
    kept = links = 0
    for cluster in keys:
        parts = {cluster_of[m] for m in cluster if m in cluster_of}
        alone = sum(m not in cluster_of for m in cluster)
        kept += len(cluster) - len(parts) - alone
        links += len(cluster) - 1
    return kept, links


def bcubed(gold: Clustering, predicted: Clustering) -> Shares:
    """Mentions: of the cluster that a mention stands in, the share that the other side has too."""
    return Shares(*_mention_shares(gold, predicted), *_mention_shares(predicted, gold))


def _mention_shares(keys: Clustering, answers: Clustering) -> tuple[float, float]:
    cluster_of = _cluster_of(answers)
    part = 0.0
    for cluster in keys:
        together: dict[int, int] = {}
        for mention in cluster:
            if mention in cluster_of:
                number = cluster_of[mention]
                together[number] = together.get(number, 0) + 1
        part += sum(n * n for n in together.values()) / len(cluster)
    return part, sum(len(cluster) for cluster in keys)


def ceaf_e(gold: Clustering, predicted: Clustering) -> Shares:
    """Clusters: the best one-to-one alignment by φ4, twice the shared over all mentions of two."""
    gains = [[2 * len(a & b) / (len(a) + len(b)) for b in predicted] for a in gold]
    best = sum(gains[a][b] for a, b in best_assignment(gains))
    return Shares(best, len(gold), best, len(predicted))


def mentions_found(gold: Clustering, predicted: Clustering) -> Shares:
    """Mentions of any cluster, found or not, clustered rightly or not."""
    ours, theirs = _cluster_of(predicted), _cluster_of(gold)
    both = sum(mention in ours for mention in theirs)
    return Shares(both, len(theirs), both, len(ours))


def _cluster_of(clusters: Clustering) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}
