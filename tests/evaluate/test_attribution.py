"""Attribution on a text of two statements."""

import pytest

from onrecord.evaluate.attribution import Attribution, score_attribution

TEXT = 'Lira Oss said rain "will come" and it might snow, according to reports.'


def spans(*phrases: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(p), TEXT.index(p) + len(p)) for p in phrases)


GOLD = [
    Attribution(spans("Lira Oss"), spans("said"), spans('rain "will come"')),
    Attribution(spans("reports"), spans("according to"), spans("it might snow")),
]


def test_the_gold_itself_scores_one():
    metrics = score_attribution([(TEXT, GOLD, GOLD)])
    assert all(value == 1.0 for value in metrics.values())


def test_figures_by_hand():
    # Ours: the source is short by a word, the cue right, the content without its closing mark;
    # and a second attribution without a source, of which only the content is right.
    ours = [
        Attribution(spans("Oss"), spans("said"), spans('rain "will come')),
        Attribution((), spans("to"), spans("it might snow")),
    ]
    metrics = score_attribution([(TEXT, GOLD, ours)])
    # source tokens: gold Lira Oss reports, ours Oss: 1 of 1, 1 of 3 → 2/4
    assert metrics["source_token_f1"] == pytest.approx(0.5)
    # source spans: gold 2, ours 1, overlapping 1 → 2/3, equal 0
    assert metrics["source_overlap_f1"] == pytest.approx(2 / 3)
    assert metrics["source_exact_f1"] == 0.0
    # cue tokens: gold said according to, ours said to: 2 → 4/5; spans 2 and 2, equal 1
    assert metrics["cue_token_f1"] == pytest.approx(0.8)
    assert metrics["cue_overlap_f1"] == 1.0
    assert metrics["cue_exact_f1"] == 0.5
    # content tokens: gold rain " will come " it might snow = 8, ours 7, all shared → 14/15
    assert metrics["content_token_f1"] == pytest.approx(14 / 15)
    # the closing mark is margin
    assert metrics["content_exact_f1"] == 1.0
    # triples: the first overlaps in all three; the second has no source where the gold has one
    assert metrics["triple_overlap_f1"] == 0.5
    assert metrics["triple_exact_f1"] == 0.0


def test_agreement_by_token():
    # 16 tokens: Lira Oss said rain " will come " and it might snow , according to reports .
    ours = [GOLD[0]]
    # gold leaves 3 alone (and , .), ours 9; they differ on the 6 of the second statement
    gold_and_ours = {"source": 3 + 2, "cue": 3 + 1, "content": 8 + 5, "none": 3 + 9}
    total = sum(gold_and_ours.values())
    chance = total**2 - sum(n * n for n in gold_and_ours.values())
    alpha = score_attribution([(TEXT, GOLD, ours)])["token_alpha"]
    assert alpha == pytest.approx(1 - 12 * (total - 1) / chance)


def test_an_empty_role_matches_an_empty_role():
    gold = [Attribution((), spans("said"), spans("rain"))]
    metrics = score_attribution([(TEXT, gold, gold)])
    assert metrics["triple_overlap_f1"] == metrics["triple_exact_f1"] == 1.0
    assert metrics["source_token_f1"] == 0.0  # there is none on either side


def test_the_pieces_of_a_role_are_spans_and_a_triple_needs_them_all():
    gold = [Attribution(spans("Lira Oss"), spans("said"), spans("rain", "snow"))]
    ours = [Attribution(spans("Lira Oss"), spans("said"), spans("rain"))]
    metrics = score_attribution([(TEXT, gold, ours)])
    assert metrics["content_exact_f1"] == pytest.approx(2 / 3)  # 1 of 1 and 1 of 2
    assert metrics["triple_exact_f1"] == 0.0
    assert metrics["triple_overlap_f1"] == 1.0


def test_a_source_that_serves_two_statements_counts_once():
    twice = [
        Attribution(spans("Lira Oss"), spans("said"), spans("rain")),
        Attribution(spans("Lira Oss"), (), spans("it might snow")),
    ]
    metrics = score_attribution([(TEXT, twice[:1], twice)])
    assert metrics["source_exact_precision"] == 1.0
    assert metrics["triple_exact_precision"] == 0.5


def test_counts_add_up_over_rows():
    # one row all right, one with nothing found: of four triples two are found, and both right
    metrics = score_attribution([(TEXT, GOLD, GOLD), (TEXT, GOLD, [])])
    assert metrics["triple_exact_f1"] == pytest.approx(2 / 3)
    assert metrics["triple_exact_recall"] == 0.5
