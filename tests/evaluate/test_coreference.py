"""The coreference measures on the worked examples of the literature."""

import pytest

from onrecord.evaluate.coreference import bcubed, ceaf_e, muc, score_coreference


def clusters(*groups: str) -> list[frozenset[str]]:
    return [frozenset(group) for group in groups]


GOLD = clusters("abc", "defg")
OURS = clusters("ab", "cd", "fghi")
# The example of Pradhan et al. 2014, figure 2 and section 5; e is missed, h and i are spurious.


def test_muc():
    # recall: abc falls in {ab} {c…}: 3 − 2 = 1 of 2; defg in {d} {fg} and e alone: 4 − 3 = 1 of 3
    # precision: ab 2 − 1 = 1 of 1; cd 2 − 2 = 0 of 1; fghi: {fg}, h, i alone: 4 − 3 = 1 of 3
    shares = muc(GOLD, OURS)
    assert shares.recall == pytest.approx(2 / 5)
    assert shares.precision == pytest.approx(2 / 5)
    assert shares.f1 == pytest.approx(0.40)


def test_bcubed():
    # recall: (2² + 1²)/3 + (1² + 2²)/4 = 5/3 + 5/4 = 35/12, of 7 mentions
    # precision: 2²/2 + (1 + 1)/2 + 2²/4 = 2 + 1 + 1 = 4, of 8 mentions
    shares = bcubed(GOLD, OURS)
    assert shares.recall == pytest.approx(35 / 12 / 7)
    assert shares.precision == pytest.approx(0.5)
    assert shares.f1 == pytest.approx(0.4545, abs=1e-4)


def test_ceaf_e():
    # φ4: abc–ab 4/5, abc–cd 2/5; defg–cd 2/6, defg–fghi 4/8: best 0.8 + 0.5 = 1.3
    shares = ceaf_e(GOLD, OURS)
    assert shares.recall == pytest.approx(1.3 / 2)
    assert shares.precision == pytest.approx(1.3 / 3)
    assert shares.f1 == pytest.approx(0.52)


def test_score_is_the_mean_of_the_three():
    metrics = score_coreference([(GOLD, OURS)])
    assert metrics["muc_f1"] == pytest.approx(0.4)
    assert metrics["bcubed_f1"] == pytest.approx(5 / 11)  # 2 · 5/12 · 1/2 / (5/12 + 1/2)
    assert metrics["ceafe_f1"] == pytest.approx(0.52)
    assert metrics["conll_f1"] == pytest.approx((0.4 + 5 / 11 + 0.52) / 3)
    assert metrics["mention_recall"] == pytest.approx(6 / 7)
    assert metrics["mention_precision"] == pytest.approx(6 / 8)


def test_sums_run_over_documents():
    # the same document twice is the same figure; a perfect one beside it adds its 7 mentions
    once, twice = score_coreference([(GOLD, OURS)]), score_coreference([(GOLD, OURS)] * 2)
    assert once == pytest.approx(twice)
    both = score_coreference([(GOLD, OURS), (GOLD, GOLD)])
    assert both["bcubed_recall"] == pytest.approx((35 / 12 + 7) / 14)


def test_the_gold_itself_scores_one_and_nothing_scores_zero():
    assert all(value == 1.0 for value in score_coreference([(GOLD, GOLD)]).values())
    assert score_coreference([(GOLD, [])])["conll_f1"] == 0.0
    assert score_coreference([([], [])])["conll_f1"] == 0.0
