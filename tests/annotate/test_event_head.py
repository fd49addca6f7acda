"""What happens between two parties, by vectors that are written here by hand."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.event_head import EventClues, EventHead, load_event_head
from onrecord.annotate.pieces import Pieces
from onrecord.errors import ConfigError

LABELS = ("none", "ASSAULT", "SUPPORT")
TEXT = "Orle struck Tarsk and hailed Velna"
WORDS = TEXT.split()


def head(labels: tuple[str, ...] = LABELS) -> EventHead:
    """Two numbers a party: the first is for ASSAULT, the second for SUPPORT."""
    weights = {
        "missing": np.array([[0.0, 0.0], [0.5, 0.0]]),
        "ask.weight": np.array([[4.0, 0.0]]),
        "ask.bias": np.zeros(1),
        "hidden.weight": np.eye(2),
        "hidden.bias": np.zeros(2),
        "types.weight": np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 3.0]]),
        "types.bias": np.array([1.0, 0.0, 0.0]),
    }
    return EventHead(labels, {name: w.astype(np.float32) for name, w in weights.items()})


def clues() -> EventClues:
    """One piece a word: "struck" tells of ASSAULT, "hailed" of SUPPORT, no party of anything."""
    starts = np.array([TEXT.index(word) for word in WORDS])
    ends = starts + np.array([len(word) for word in WORDS])
    told = np.zeros((len(WORDS), 7), np.float16)
    told[1, 4], told[4, 5] = 2.0, 2.0
    told[4, 6] = 5.0  # what is looked for is found in "hailed"
    told[2, 2] = 1.0  # "Tarsk" as a recipient
    ids = np.arange(len(WORDS))
    return EventClues(
        head(), Pieces(ids, np.zeros((6, 5), np.int64), starts, ends, (0,), (0,)), told
    )


def span(word: str) -> tuple[int, int]:
    return TEXT.index(word), TEXT.index(word) + len(word)


@pytest.mark.parametrize(
    ("trigger", "kind"), [("struck", "ASSAULT"), ("hailed", "SUPPORT"), ("and", "ASSAULT")]
)
def test_a_given_trigger_says_what_happens(trigger: str, kind: str) -> None:
    judged = clues().judge(span("Orle"), None, sentence=(0, len(TEXT)), trigger=span(trigger))
    assert judged is not None
    assert judged.type == kind
    assert judged.word == span(trigger)


def test_a_word_that_says_nothing_is_no_event() -> None:
    judged = clues().judge(span("Orle"), span("Velna"), sentence=(0, 34), trigger=span("and"))
    assert judged is not None
    assert max(judged.chances, key=judged.chances.__getitem__) == "none"


def test_the_word_is_looked_for_by_the_parties() -> None:
    judged = clues().judge(span("Orle"), span("Tarsk"), sentence=(0, len(TEXT)))
    assert judged is not None
    assert (judged.type, judged.word) == ("SUPPORT", span("hailed"))


def test_a_party_that_is_missing_has_what_was_learned_for_it() -> None:
    told = clues()
    without = told.judge(span("Orle"), None, sentence=(0, 34), trigger=span("and"))
    beyond = told.judge(span("Orle"), (90, 95), sentence=(0, 34), trigger=span("and"))
    named = told.judge(span("Orle"), span("Velna"), sentence=(0, 34), trigger=span("and"))
    assert without == beyond != named


def test_nothing_was_read_there() -> None:
    assert clues().judge(None, None, sentence=(50, 60)) is None


@settings(deadline=None)
@given(st.integers(0, 33), st.integers(1, 34), st.integers(0, 33), st.integers(1, 34))
def test_chances_are_chances(a: int, b: int, c: int, d: int) -> None:
    judged = clues().judge((a, max(a, b)), (c, max(c, d)), sentence=(0, 34))
    assert judged is not None
    assert tuple(judged.chances) == LABELS
    assert sum(judged.chances.values()) == pytest.approx(1, abs=1e-5)
    assert all(0 <= chance <= 1 for chance in judged.chances.values())


def test_weights_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "events.npz"
    np.savez_compressed(path, **head().weights)  # type: ignore[arg-type]
    kept = load_event_head(path, LABELS)
    assert kept.size == 2
    assert all((kept.weights[name] == w).all() for name, w in head().weights.items())


@pytest.mark.parametrize("labels", [LABELS[:2], (*LABELS, "AID")])
def test_labels_that_are_not_the_heads(tmp_path: Path, labels: tuple[str, ...]) -> None:
    np.savez_compressed(tmp_path / "events.npz", **head().weights)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="holds no event head"):
        load_event_head(tmp_path / "events.npz", labels)


def test_a_file_of_other_weights(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "events.npz", other=np.zeros(3))
    with pytest.raises(ConfigError, match="holds no event head"):
        load_event_head(tmp_path / "events.npz", LABELS)
