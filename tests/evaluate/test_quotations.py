"""Direct quotations, scored by stretch."""

import pytest

from onrecord.evaluate.quotations import Quoted, find_stretches, is_named, score_quotations
from tests.conftest import unmark


def test_stretches():
    text = (
        "“We held the bridge,” he said. The “Iron Duke” left.\n"
        '"And we shall go on,\n'
        '"until it is done," she said; "no".'
    )
    assert [text[start:end] for start, end in find_stretches(text)] == [
        "“We held the bridge,”",
        '"And we shall go on,',
        '"until it is done,"',
    ]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("Ana Rell", True),
        ("a spokesman for the Harbour Council", True),
        ("She", False),
        ("The officials", False),
        ("two officials", False),
        ("", False),
    ],
)
def test_is_named(source, named):
    assert is_named(source) is named


MARKED = (
    "[“We held the bridge,”]A [Ana Rell]P said. [“It was cold all night.”]A [She]Q told us "
    "[it was “not the time to leave”]B and [“we are not afraid”]C, and read “The Duke of Vale”."
)


@pytest.fixture
def marked():
    text, spans = unmark(MARKED)
    piece = {name: [(s, e) for s, e, label in spans if label == name] for name in "ABCPQ"}
    return text, piece


def test_by_hand(marked):
    text, piece = marked
    ana, she = tuple(piece["P"]), tuple(piece["Q"])
    gold = [
        Quoted(tuple(piece["A"]), ana),
        Quoted(tuple(piece["B"]), she),
        Quoted(tuple(piece["C"]), she),
    ]
    title = text.index("“The Duke")
    ours = [
        Quoted((piece["A"][0],), ana),
        Quoted((piece["A"][1],), she),  # wrong speaker
        Quoted(tuple(piece["B"]), she),  # quoted in part: left open
        Quoted(((title, len(text) - 1),), ana),  # a title: wrong
    ]
    metrics = score_quotations([(text, gold, ours)])
    assert metrics["gold_quotations"] == 3  # two pieces of A and C
    assert metrics["found_quotations"] == 3  # two of A and the title
    assert metrics["precision"] == pytest.approx(2 / 3)
    assert metrics["recall"] == pytest.approx(2 / 3)
    assert metrics["speaker_named"] == pytest.approx(1 / 2)
    assert metrics["named_quotations"] == 2


def test_perfect_and_nothing(marked):
    text, piece = marked
    gold = [Quoted(tuple(piece["A"]), tuple(piece["P"])), Quoted(tuple(piece["C"]), ())]
    same = score_quotations([(text, gold, gold)])
    assert (same["precision"], same["recall"], same["speaker_any"]) == (1.0, 1.0, 1.0)
    none = score_quotations([(text, gold, [])])
    assert (none["precision"], none["recall"], none["speaker_any"]) == (0.0, 0.0, None)
