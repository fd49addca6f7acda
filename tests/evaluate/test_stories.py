"""Stories are scored after the last report and as each arrived, beside average link."""

import pytest

from onrecord.errors import InputError
from onrecord.evaluate.gold import StoryRow
from onrecord.evaluate.stories import find_row_terms, score_stories

SHELLS = "Shells hit the Orle bridge, the mayor of Orle said on Monday."
FERRY = "A ferry ran aground off Cape Lunde in thick fog with ninety passengers."


def row(story: str, text: str, published: str | None, name: str = "x") -> StoryRow:
    return StoryRow(id=name, story=story, text=text, published=published)


def test_what_was_decided_first_and_what_stands_at_the_end() -> None:
    rows = [
        row("ferry", FERRY, "2031-04-02"),
        row("bridge", SHELLS, "2031-04-03T10:00:00"),
        row("bridge", f"{SHELLS} Norland denied it.", "2031-04-01"),
        row("ferry", FERRY, None),
    ]
    metrics = score_stories(rows)
    assert metrics["stories"] == 3.0  # the ferry's second report has no date, and so no story
    assert metrics["bcubed_precision"] == 1.0
    assert metrics["bcubed_recall"] == 0.75
    assert metrics["first_bcubed_f1"] == metrics["bcubed_f1"] == pytest.approx(6 / 7)
    assert metrics["baseline_bcubed_f1"] == 1.0


def test_kin_that_are_taken_for_one_cost_precision() -> None:
    rows = [row("one", SHELLS, "2031-04-01"), row("two", SHELLS, "2031-04-02")]
    metrics = score_stories(rows)
    assert (metrics["bcubed_precision"], metrics["bcubed_recall"]) == (0.5, 1.0)


def test_a_date_that_is_none() -> None:
    with pytest.raises(InputError, match="published 'soon'"):
        find_row_terms(row("one", SHELLS, "soon"), 0)
    assert find_row_terms(row("one", "It was there.", "2031-04-01"), 0) is None
