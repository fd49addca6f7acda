"""The measures of pages, worked out by hand."""

import datetime as dt
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.evaluate.gold import PageRow
from onrecord.evaluate.pages import (
    PageFacts,
    PagePair,
    ngram_shares,
    read_pair,
    score_pages,
    token_f1,
)

DAY = dt.date(2031, 4, 12)


def pair(
    gold: PageFacts, found: PageFacts, optional: tuple[int, ...] = (), peer: str = ""
) -> PagePair:
    return PagePair(gold, optional, found, peer)


def test_token_f1():
    assert token_f1("a b c", "a b d") == pytest.approx(2 / 3)
    assert token_f1("a a", "a") == pytest.approx(2 / 3)  # multisets
    assert token_f1("", "") == 1.0
    assert token_f1("a", "") == 0.0


def test_ngrams():
    assert ngram_shares("a b c d e", "a b c d f") == (0.5, 0.5)
    assert ngram_shares("a b", "a b") == (1.0, 1.0)  # shorter than four: one shingle of all
    assert ngram_shares("", "a b") == (0.0, None)
    assert ngram_shares("a b", "") == (None, 0.0)


def test_optional_paragraphs_count_where_they_are_and_are_not_missed_where_they_are_not():
    gold = PageFacts(("a b c", "d e f"))
    for body in (("a b c",), ("a b c", "d e f")):
        assert score_pages([pair(gold, PageFacts(body), (1,))])["body_f1"] == 1.0
    assert score_pages([pair(gold, PageFacts(("a b c",)))])["body_f1"] == pytest.approx(2 / 3)


def test_the_peer_is_scored_beside():
    metrics = score_pages([pair(PageFacts(("a b",)), PageFacts(("a b",)), peer="a b c d")])
    assert metrics["trafilatura_body_f1"] == pytest.approx(2 / 3)


def test_facts_are_scored_where_the_gold_has_them():
    gold = PageFacts(
        ("x",), title="Talks “here”", published=DAY, authors=("Jane Doe", "John Roe"),
        captions=("a b c d e f", "g"), credits=("J. Doe/AP.",),
    )  # fmt: skip
    found = PageFacts(
        ("x",), title='talks "here"', published=DAY, authors=("jane doe",),
        captions=("a b c d e", "h"), credits=("j. doe/ap", "AP"),
    )  # fmt: skip
    nothing = PageFacts(("x",))
    metrics = score_pages([pair(gold, found), pair(nothing, found)])
    assert metrics["title_accuracy"] == metrics["date_accuracy"] == 1.0
    assert metrics["authors_f1"] == pytest.approx(2 / 3)
    assert metrics["captions_f1"] == 0.5
    assert metrics["credits_f1"] == pytest.approx(2 / 3)
    assert score_pages([pair(nothing, found)])["authors_f1"] is None


def test_a_page_that_is_not_there(tmp_path: Path):
    row = PageRow(id="1", html="gone.html", body="x").beside(tmp_path)
    with pytest.raises(InputError, match=r"gone\.html"):
        read_pair(row)


def test_a_page_that_cannot_be_read_is_empty(tmp_path: Path):
    (tmp_path / "page.html").write_bytes(b"")
    found = read_pair(PageRow(id="1", html="page.html", body="x").beside(tmp_path)).found
    assert list(found.body) == []
