"""What persons serve as and are called is joined to them, and to nobody else."""

import pytest

from tests.conftest import ParseText
from tests.resolve.test_coreference import clusters, unmark


@pytest.mark.parametrize(
    "marked",
    [
        "[Ana Keller]1 spoke as [the mayor of the town]1.",
        "[Ana Keller]1 resigned. [Her]1 service as [a judge]1 was over.",
        "As [a doctor]1, [Ana Keller]1 objected.",
        "[Ana Keller]1 was described as [a rival]1.",
        "[I]1 am glad to be here as the [Chief Guest]1. [I]1 thank everybody.",
        "[Oleg Varga]1 regards [Ana Keller]2 as [a rival]2.",
    ],
)
def test_joined(parse_text: ParseText, marked: str):
    text, wanted = unmark(marked)
    found = clusters(parse_text(text))
    for number in {n for _, n in wanted}:
        spans = {span for span, n in wanted if n == number}
        assert any(spans <= group for group in found), text


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("Ana Keller did not speak as the mayor.", "Ana Keller", "the mayor"),
        ("Ana Keller speaks of Oleg Varga as a rival.", "Ana Keller", "a rival"),
        ("Ana Keller is as old as Oleg Varga.", "Ana Keller", "Oleg Varga"),
        ("Ana Keller sold the house as a favour to a friend.", "Ana Keller", "a friend"),
    ],
)
def test_apart(parse_text: ParseText, text: str, a: str, b: str):
    first, second = text.index(a), text.index(b)
    for group in clusters(parse_text(text)):
        starts = {start for start, _ in group}
        assert not {first, second} <= starts
