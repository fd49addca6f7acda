"""The rules' events after the trained reader was heard: kept, corrected, added, kept apart.

The reader's vectors are written by hand: a word tells of a type, of no event, or of nothing.
"""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.event_head import NO_EVENT, EventClues, EventHead
from onrecord.annotate.events import code_pair, find_events, settle_events
from onrecord.annotate.events.learned import METHOD, PLOVERS, Found, blend, label_of, type_of
from onrecord.annotate.pieces import Pieces
from onrecord.syntax import Parse
from tests.annotate.marked import read_marked
from tests.conftest import ParseText

LABELS = (NO_EVENT, "ASSAULT", "SUPPORT", "YIELD", "ACCUSE", "AGREE")
SIZE = len(LABELS)
SURE, UNSURE = 10.0, 3.0
ATTACK = "[Norland]G attacked [Southmark]G."
PRAISE = "[Norland]G extolled [Southmark]G."


def tell(parse: Parse, words: Mapping[str, tuple[str, float]]) -> EventClues:
    """Clues by which each of `words` tells of its label, by its weight."""
    eye, zero = np.eye(SIZE, dtype=np.float32), np.zeros(SIZE, np.float32)
    weights = {
        "missing": np.zeros((2, SIZE), np.float32), "ask.weight": np.ones((1, SIZE), np.float32),
        "ask.bias": np.ones(1, np.float32), "hidden.weight": 0 * eye, "hidden.bias": zero,
        "types.weight": eye, "types.bias": zero,
    }  # fmt: skip
    told = np.zeros((len(parse.tokens), 3 * SIZE + 1), np.float16)
    for token in parse.tokens:
        label, weight = words.get(token.lower, (NO_EVENT, 0.0))
        weights["types.weight"] = SURE * eye
        told[token.i, 2 * SIZE + LABELS.index(label)] = weight / SURE
        told[token.i, 3 * SIZE] = weight
    tokens = parse.tokens
    pieces = Pieces(
        np.arange(len(tokens)), np.zeros((len(tokens), 5), np.int64),
        np.array([t.start for t in tokens]), np.array([t.end for t in tokens]), (0,), (0,),
    )  # fmt: skip
    return EventClues(EventHead(LABELS, weights), pieces, told)


def read(parse_text: ParseText, marked: str, words: Mapping[str, tuple[str, float]]) -> Found:
    parse, mentions, _ = read_marked(parse_text, marked)
    clues = tell(parse, words)
    return settle_events(
        parse, mentions, find_events(parse, mentions, (), (), (), clues=clues), clues
    )


def test_without_clues_the_rules_alone(parse_text: ParseText) -> None:
    parse, mentions, _ = read_marked(parse_text, ATTACK)
    events = find_events(parse, mentions, (), (), ())
    assert settle_events(parse, mentions, events, None) == Found(events, ())


def test_a_type_that_both_see_stays_with_its_chance(parse_text: ParseText) -> None:
    found = read(parse_text, ATTACK, {"attacked": ("ASSAULT", 2 * SURE)})
    (event,) = found.events
    assert (event.type, event.method) == ("ASSAULT", "rules:events/1")
    assert event.confidence is not None
    assert event.confidence > 0.9


def test_the_readers_type_stands_beside_the_rules(parse_text: ParseText) -> None:
    found = read(parse_text, ATTACK, {"attacked": ("ACCUSE", 2 * SURE)})
    (event,) = found.events
    assert (event.type, event.method) == ("ASSAULT", "rules:events/1")
    (other,) = event.alternatives
    assert (other.value, other.reason) == ("ACCUSE", PLOVERS)
    assert other.score is not None
    assert event.confidence is not None
    assert event.confidence >= other.score


def test_the_rules_type_stands_where_the_reader_is_not_sure(parse_text: ParseText) -> None:
    found = read(parse_text, ATTACK, {"attacked": ("ACCUSE", 1.0)})
    assert [(e.type, e.method) for e in found.events] == [("ASSAULT", "rules:events/1")]


def test_an_event_of_the_rules_that_is_none_to_the_reader(parse_text: ParseText) -> None:
    found = read(parse_text, ATTACK, {"attacked": (NO_EVENT, 2 * SURE)})
    assert found.events == ()
    (apart,) = found.uncoded
    assert apart.trigger.quote == "attacked"
    assert apart.method == f"rules:events/1+{METHOD}"
    assert apart.actors
    assert apart.recipients


def test_a_verb_that_no_rule_codes(parse_text: ParseText) -> None:
    (event,) = read(parse_text, PRAISE, {"extolled": ("SUPPORT", 2 * SURE)}).events
    assert (event.type, event.method, event.trigger.quote) == ("SUPPORT", METHOD, "extolled")
    assert event.confidence is not None
    assert event.confidence > 0.9
    found = read(parse_text, PRAISE, {"extolled": ("SUPPORT", UNSURE)})
    assert found.events == ()
    (apart,) = found.uncoded
    assert apart.alternatives[0].value == "SUPPORT"
    assert read(parse_text, PRAISE, {"extolled": (NO_EVENT, 2 * SURE)}) == Found((), ())


def test_a_pair_by_both(parse_text: ParseText) -> None:
    parse = parse_text("Norland attacked Southmark.")
    parties = (0, 7), (17, 26)
    assert code_pair(parse, *parties, tell(parse, {"attacked": ("SUPPORT", 0.5)})) == "ASSAULT"
    assert code_pair(parse, *parties, tell(parse, {"attacked": ("SUPPORT", 2 * SURE)})) == "SUPPORT"
    assert code_pair(parse, *parties, tell(parse, {"attacked": (NO_EVENT, 2 * SURE)})) == "ASSAULT"
    assert code_pair(parse, None, None, tell(parse, {})) is None


def test_a_pair_that_no_rule_codes(parse_text: ParseText) -> None:
    parse = parse_text("Norland extolled Southmark.")
    parties = (0, 7), (17, 26)
    assert code_pair(parse, *parties) is None
    assert code_pair(parse, *parties, tell(parse, {"extolled": ("YIELD", SURE)})) == "CONCEDE"
    assert code_pair(parse, *parties, tell(parse, {"extolled": (NO_EVENT, SURE)})) is None


def test_the_two_that_yield_are_one_to_the_reader() -> None:
    assert label_of("CONCEDE") == label_of("RETREAT") == "YIELD"
    assert type_of("YIELD", "RETREAT") == "RETREAT"
    assert type_of("YIELD", "AID") == "CONCEDE"
    assert type_of(NO_EVENT, "AID") is None
    assert type_of("AID", "RETREAT") == "AID"


@settings(deadline=None)
@given(
    st.lists(st.floats(0, 1), min_size=SIZE, max_size=SIZE),
    st.sampled_from([*LABELS, None]),
    st.floats(0, 8),
)
def test_the_rules_only_raise_their_own(
    chances: list[float], rule: str | None, strength: float
) -> None:
    given_ = dict(zip(LABELS, chances, strict=True))
    both = blend(given_, rule, strength)
    assert sum(both.values()) == pytest.approx(1)
    before = blend(given_, None, strength)
    assert all(both[k] <= before[k] + 1e-9 for k in LABELS if k != rule)
    assert rule is None or both[rule] >= before[rule] - 1e-9
