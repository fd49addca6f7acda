"""Mentions and coreference: this build and the simplest means on the same gold, in one run."""

from collections.abc import Sequence

from onrecord.evaluate.baselines import group_by_nearest_name, recognised_mentions
from onrecord.evaluate.conventions import put_as_marked, read_conventions
from onrecord.evaluate.coreference import score_coreference
from onrecord.evaluate.counts import Metrics
from onrecord.evaluate.gold import CorefRow, MentionsRow
from onrecord.evaluate.mentions import Row as MentionsPair
from onrecord.evaluate.mentions import TypedSpan, score_mentions
from onrecord.evaluate.pronouns import score_pronouns
from onrecord.evaluate.reports import Reader, noun_phrase, parse_report
from onrecord.evaluate.spans import Span
from onrecord.records import Mention


def run_mentions(rows: Sequence[MentionsRow], reader: Reader) -> Metrics:
    """Ours, and `spacy_`: the parser's own recogniser alone."""
    conventions = read_conventions(rows)
    scored: list[MentionsPair] = []
    alone: list[MentionsPair] = []
    for row in rows:
        end = len(row.text) if row.full_until is None else row.full_until
        parse = parse_report(reader, row.text)
        mentions, _ = reader.mentions(parse)
        gold = [TypedSpan(e.start, e.end, e.type) for e in row.entities if e.type and e.end <= end]
        for found, pairs in ((mentions, scored), (recognised_mentions(parse), alone)):
            marked = [put_as_marked(parse, mention, conventions) for mention in found]
            pairs.append((gold, [m for m in marked if m is not None and m.end <= end]))
    spacy = score_mentions(alone)
    kept = ("exact_f1", "overlap_f1", "overlap_precision", "overlap_recall")
    return {**score_mentions(scored), **{f"spacy_{name}": spacy[name] for name in kept}}


def run_coref(rows: Sequence[CorefRow], reader: Reader) -> Metrics:
    """Ours, and `baseline_`: the nearest compatible name, on the same mentions."""
    clusters, references = [], []
    nearest, nearest_references = [], []
    for row in rows:
        parse = parse_report(reader, row.text)
        mentions, _ = reader.mentions(parse)
        gold = [set(cluster) for cluster in row.clusters if cluster]
        phrases = [noun_phrase(parse, m) for m in mentions]
        names = [(m.span.start, m.span.end) for m in mentions]
        ours = _by_entity(mentions)
        clusters.append((gold, _several(_pick(ours, phrases))))
        references.append((row.text, row.clusters, _pick(ours, names)))
        baseline = group_by_nearest_name(parse, mentions, reader.actors)
        nearest.append((gold, _several(_pick(baseline, phrases))))
        nearest_references.append((row.text, row.clusters, _pick(baseline, names)))
    simple = {**score_coreference(nearest), **score_pronouns(nearest_references)}
    kept = ("bcubed_f1", "conll_f1", "pronoun_accuracy")
    return {
        **score_coreference(clusters),
        **score_pronouns(references),
        **{f"baseline_{name}": simple[name] for name in kept},
    }


def _by_entity(mentions: Sequence[Mention]) -> list[list[int]]:
    """The numbers of the mentions of each entity."""
    groups: dict[str, list[int]] = {}
    for n, mention in enumerate(mentions):
        if mention.entity is not None:
            groups.setdefault(mention.entity, []).append(n)
    return list(groups.values())


def _pick(groups: Sequence[Sequence[int]], spans: Sequence[Span]) -> list[list[Span]]:
    return [[spans[n] for n in group] for group in groups]


def _several(clusters: Sequence[Sequence[Span]]) -> list[set[Span]]:
    """The clusters of two different spans or more, as the gold has them."""
    return [set(cluster) for cluster in clusters if len(set(cluster)) > 1]
