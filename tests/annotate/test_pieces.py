"""Word pieces: offsets, features, windows."""

import itertools
import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.pieces import (
    HEAD,
    RELATION,
    RELATIONS,
    ROLE,
    SHAPE,
    SHAPES,
    TAG,
    TAGS,
    Pieces,
    RoleSpans,
    add_roles,
    add_syntax,
    cut_pieces,
    cut_windows,
    inside_quotation,
)
from tests.conftest import ParseText

tokenizers = pytest.importorskip("tokenizers")


@pytest.fixture(scope="module")
def letters():
    """A tokenizer whose pieces are the words and marks of the text, all unknown to it."""
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel({"?": 0}, unk_token="?"))  # noqa: S106
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return tokenizer


def pieces(count: int, breaks: Sequence[int] = (), lines: Sequence[int] = ()) -> Pieces:
    numbers = np.arange(count)
    every = tuple(sorted({0, *breaks, *lines}))
    return Pieces(
        numbers,
        np.zeros((count, HEAD + 1), np.int64),
        numbers * 2,
        numbers * 2 + 1,
        every,
        (0, *lines),
    )


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no" twice', ['"no"']),
        ("She called it “a trap” and left", ["“a trap”"]),
        ("‘It’s theirs,’ he said", ["‘It’s theirs,’"]),
        ("“It goes on\nand here it does not", ["“It goes on"]),
        ("“One,” he said, “and two.”", ["“One,”", "“and two.”"]),
        ("the soldiers’ tents", []),
    ],
)
def test_quotations(text: str, inside: list[str]) -> None:
    state = inside_quotation(text)
    assert [text[m.start() : m.end()] for m in re.finditer(b"\x01+", state)] == inside


def test_features_tell_case_quotation_and_line(letters) -> None:
    cut = cut_pieces(letters, "The UN said “No” in 2024.\nMcKay left")
    told = {
        "The UN said “No” in 2024.\nMcKay left"[s:e]: int(f)
        for s, e, f in zip(cut.starts, cut.ends, cut.features[:, SHAPE], strict=True)
    }
    assert told["UN"] == 3
    assert told["said"] == 1
    assert told["No"] == 2 + 6
    assert told["2024"] == 5
    assert told["The"] == 2 + 12
    assert told["McKay"] == 4 + 12
    assert cut.breaks == cut.lines == (0, 9)


def test_features_tell_what_the_parser_says(letters, parse_text: ParseText) -> None:
    text = "The envoy said no."
    cut = cut_pieces(letters, text)
    add_syntax(cut, parse_text(text))
    assert [TAGS[t] for t in cut.features[:, TAG]] == ["DT", "NN", "VBD", "UH", "."]
    assert [RELATIONS[r] for r in cut.features[:2, RELATION]] == ["det", "nsubj"]
    assert cut.features[:, HEAD].tolist() == [cut.ids[1], *[cut.ids[2]] * 4]


def test_what_was_not_parsed_has_no_tag(letters, parse_text: ParseText) -> None:
    cut = cut_pieces(letters, "They left. Rain")
    add_syntax(cut, parse_text("They left."))
    assert cut.features[:, TAG].astype(bool).tolist() == [True, True, True, False]


def test_features_tell_what_the_rules_say(letters) -> None:
    cut = cut_pieces(letters, "Two envoys said it rained.")
    assert not cut.features[:, ROLE].any()
    add_roles(cut, [RoleSpans(source=((0, 10),), cue=((11, 15),), content=((16, 25),))])
    assert cut.features[:, ROLE].tolist() == [2, 3, 4, 6, 7, 1]


def test_sentences_are_breaks(letters) -> None:
    cut = cut_pieces(letters, "It rained. “Go,” he said. They went.")
    text = "It rained. “Go,” he said. They went."
    assert [text[cut.starts[b]] for b in cut.breaks] == ["I", "“", "T"]


def test_no_text(letters) -> None:
    cut = cut_pieces(letters, " \n")
    assert len(cut.ids) == 0
    assert cut.breaks == ()


def test_windows_end_at_sentences() -> None:
    cut = pieces(25, breaks=(8, 14, 17, 22))
    assert cut_windows(cut, size=10) == [(0, 8), (8, 17), (17, 25)]


def test_windows_would_rather_end_with_a_line() -> None:
    cut = pieces(60, breaks=(20, 30), lines=(19,))
    assert cut_windows(cut, size=20) == [(0, 19), (19, 30), (30, 50), (50, 60)]


@given(st.integers(0, 400), st.sets(st.integers(1, 399)), st.integers(8, 60))
def test_windows_cover_everything_in_order(count: int, breaks: set[int], size: int) -> None:
    within = sorted(b for b in breaks if b < count)
    windows = cut_windows(pieces(count, breaks=within), size=size)
    assert windows[0][0] == 0
    assert windows[-1][1] == count
    assert all(0 <= hi - lo <= size for lo, hi in windows)
    assert all(a[1] == b[0] < b[1] for a, b in itertools.pairwise(windows))


@given(st.text("ab “”\"'’‘.\n1A", max_size=60))
def test_quotation_state_ends_with_the_line(text: str) -> None:
    state = inside_quotation(text)
    assert len(state) == len(text)
    assert all(not state[i] for i, c in enumerate(text) if c == "\n")
    assert SHAPES == 24
