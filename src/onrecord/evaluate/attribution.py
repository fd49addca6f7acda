"""Attribution: who is cited, by which cue, saying what."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from onrecord.evaluate.counts import Counts, Metrics
from onrecord.evaluate.matching import largest_matching
from onrecord.evaluate.spans import (
    Span,
    exact_counts,
    overlap,
    overlap_counts,
    token_counts,
    tokens_under,
    trim,
    word_tokens,
)

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = get_args(Role)
Match = Callable[[tuple[Span, ...], tuple[Span, ...]], bool]


class Attribution(NamedTuple):
    """The spans of each role; a role may be empty or in several pieces."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()

    def role(self, name: Role) -> tuple[Span, ...]:
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


Row = tuple[str, Sequence[Attribution], Sequence[Attribution]]
"""A text, its gold attributions, and ours."""


def score_attribution(rows: Iterable[Row]) -> Metrics:
    """`ROLE_token_f1`, `ROLE_overlap_f1`, `ROLE_exact_f1`; `triple_overlap_f1`, `triple_exact_f1`.

    Micro over all rows. Token: the word tokens under a role's spans. Overlap and exact: the pieces
    of a role, each piece a span, the same piece in two attributions counted once; exact leaves out
    white space and quotation marks at the ends. Triple: attributions matched one to one where
    source, cue and content all match, an empty role only with an empty one: overlap where any
    piece overlaps any, exact where all pieces are equal. Precision and recall stand beside each F1.

    `token_alpha`: Krippendorff's alpha of gold and ours over all word tokens, each a source, a cue,
    a content or none of them (PolNeAR's annotators reach .754 among themselves).
    """
    counts: dict[str, Counts] = {
        f"{role}_{kind}": Counts() for role in ROLES for kind in ("token", "overlap", "exact")
    }
    counts |= {"triple_overlap": Counts(), "triple_exact": Counts()}
    labels: Counter[tuple[str, str]] = Counter()
    for text, gold, predicted in rows:
        tokens = word_tokens(text)
        labels.update(zip(_labels(tokens, gold), _labels(tokens, predicted), strict=True))
        for name, found in _row_counts(text, gold, predicted).items():
            counts[name] += found
    metrics: Metrics = {f"{name}_f1": found.f1 for name, found in counts.items()}
    for name, found in counts.items():
        metrics[f"{name}_precision"] = found.precision
        metrics[f"{name}_recall"] = found.recall
    metrics["token_alpha"] = nominal_alpha(labels)
    return metrics


def nominal_alpha(pairs: Mapping[tuple[str, str], int]) -> float | None:
    """Krippendorff's alpha of two coders, from how often one said a where the other said b.

    None where nothing was coded, or both said one and the same everywhere (Krippendorff 2004).

    >>> nominal_alpha({("yes", "yes"): 4, ("no", "no"): 3, ("yes", "no"): 1})
    0.7619047619047619
    """
    values: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        values[one] += count
        values[other] += count
    total = sum(values.values())
    chance = total * total - sum(count * count for count in values.values())
    if not chance:
        return None
    apart = 2 * sum(count for (one, other), count in pairs.items() if one != other)
    return 1 - apart * (total - 1) / chance


def _labels(tokens: Sequence[Span], attributions: Sequence[Attribution]) -> list[str]:
    """The role of each token; of several the rarest, so that a cue inside a content counts."""
    found = ["none"] * len(tokens)
    rarest_last: tuple[Role, ...] = ("content", "source", "cue")
    for role in rarest_last:
        for number in tokens_under(tokens, _pieces(attributions, role)):
            found[number] = role
    return found


def _row_counts(
    text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> dict[str, Counts]:
    tokens = word_tokens(text)
    counts: dict[str, Counts] = {}
    for role in ROLES:
        gold_spans, our_spans = _pieces(gold, role), _pieces(predicted, role)
        counts[f"{role}_token"] = token_counts(tokens, gold_spans, our_spans)
        counts[f"{role}_overlap"] = overlap_counts(gold_spans, our_spans)
        counts[f"{role}_exact"] = exact_counts(_bare(text, gold_spans), _bare(text, our_spans))
    counts["triple_overlap"] = _triples(gold, predicted, _any_overlap)
    bare_gold, bare_ours = _bare_roles(text, gold), _bare_roles(text, predicted)
    counts["triple_exact"] = _triples(bare_gold, bare_ours, tuple.__eq__)
    return counts


def _pieces(attributions: Sequence[Attribution], role: Role) -> list[Span]:
    return sorted({span for each in attributions for span in each.role(role)})


def _bare(text: str, spans: Iterable[Span]) -> list[Span]:
    """Each span without its margins, once; what is nothing but margin is no span."""
    bare = {trim(text, span) for span in spans}
    return sorted(span for span in bare if span[0] < span[1])


def _bare_roles(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    return [
        Attribution(*(tuple(_bare(text, each.role(role))) for role in ROLES))
        for each in attributions
    ]


def _any_overlap(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    if not one or not other:
        return not one and not other
    return any(overlap(a, b) for a in one for b in other)


def _triples(gold: Sequence[Attribution], predicted: Sequence[Attribution], match: Match) -> Counts:
    edges = [
        [
            number
            for number, ours in enumerate(predicted)
            if all(match(each.role(role), ours.role(role)) for role in ROLES)
        ]
        for each in gold
    ]
    return Counts(len(largest_matching(edges, len(predicted))), len(predicted), len(gold))
