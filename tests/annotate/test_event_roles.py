"""Parties of events that lead to each other."""

import pytest

from onrecord.annotate.events import find_events
from tests.annotate.marked import read_marked
from tests.conftest import ParseText


@pytest.mark.parametrize(
    "marked",
    [
        "[Norland]M said its decision to be recognised by [Southmark]M would help it.",
        "An announcement that [Norland]M would support [Orle]G's efforts to get recognised.",
    ],
)
def test_two_events_that_each_ask_for_the_others_parties_come_to_an_end(
    parse_text: ParseText, marked: str
) -> None:
    parse, mentions, _ = read_marked(parse_text, marked)
    assert "SUPPORT" in {e.type for e in find_events(parse, mentions, (), (), ())}
