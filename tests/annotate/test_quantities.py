import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.quantities import find_quantities, read_casualties
from onrecord.annotate.times import find_times
from onrecord.records import Quantity
from tests.annotate.plain import plain_parse
from tests.conftest import ParseText

ROWS = Path(__file__).with_name("quantities.csv").read_text(encoding="utf-8").splitlines()
TABLE = list(csv.DictReader(ROWS, delimiter=";"))
FLOOR = 0.98
"""Share of the table that is right; what is not is the parser's."""

Labelled = tuple[str, float | None, float | None, str, str, str, bool]


def labelled(quantity: Quantity) -> Labelled:
    return (
        quantity.evidence[0].quote,
        None if quantity.low is None else round(quantity.low, 3),
        None if quantity.high is None else round(quantity.high, 3),
        quantity.unit or "",
        quantity.counted or "",
        quantity.role or "",
        quantity.approximate,
    )


def expected(row: dict[str, str]) -> Labelled:
    low, high = (float(row[k]) if row[k] else None for k in ("low", "high"))
    return row["quote"], low, high, row["unit"], row["counted"], row["role"], row["about"] == "yes"


def test_table(parse_text: ParseText) -> None:
    wrong, cases = [], 0
    for text in dict.fromkeys(row["text"] for row in TABLE):
        parse = parse_text(text, "2025-05-29")
        got = [labelled(q) for q in find_quantities(parse, find_times(parse))]
        rows = [row for row in TABLE if row["text"] == text and row["quote"]]
        cases += len(rows) or 1
        wrong += [(text, expected(row), got) for row in rows if expected(row) not in got]
        if not rows and got:
            wrong.append((text, expected(TABLE[0]), got))
    assert cases >= 320
    assert 1 - len(wrong) / cases >= FLOOR, wrong


def test_times_are_left_out(parse_text: ParseText) -> None:
    parse = parse_text("A 30-day truce began on May 16, 2024, at 10:30 a.m.", "2025-05-29")
    assert find_quantities(parse, find_times(parse)) == ()


def test_the_word_that_gives_the_role_is_evidence(parse_text: ParseText) -> None:
    parse = parse_text("Missiles killed 14 people.", "2025-05-29")
    (quantity,) = find_quantities(parse, ())
    assert [e.quote for e in quantity.evidence] == ["14 people", "killed"]


NEWS = [
    ("The strike killed 14 and wounded 20.", {"killed": (14, 14), "injured": (20, 20)}),
    (
        "At least 30 people died, up to 50 were injured and seven are missing.",
        {"killed": (30, None), "injured": (None, 50), "missing": (7, 7)},
    ),
    ("The army said 120 rebels were captured.", {"captured": (120, 120)}),
]


@pytest.mark.parametrize(("text", "roles"), NEWS)
def test_casualty_figures(
    parse_text: ParseText, text: str, roles: dict[str, tuple[float | None, float | None]]
) -> None:
    found = find_quantities(parse_text(text, "2025-05-29"), ())
    assert {q.role: (q.low, q.high) for q in found} == roles


Bounds = list[tuple[float | None, float | None]]
TOLLS: list[tuple[str, dict[str, Bounds]]] = [
    (
        "The strike killed 27 civilians, including three children, and injured more than 300.",
        {"killed": [(27, 27)], "injured": [(300, None)]},
    ),
    (
        "At least five soldiers and 40 rebels died. Seven miners are missing.",
        {"killed": [(45, None)], "missing": [(7, 7)]},
    ),
    (
        "The army said 12 men were killed. The rebels said 30 men were killed.",
        {"killed": [(12, 12), (30, 30)]},
    ),
    (
        "No one was hurt, and two drivers were abducted.",
        {"injured": [(0, 0)], "captured": [(2, 2)]},
    ),
    ("Up to 20 men were wounded.", {"injured": [(None, 20)]}),
    ("The alliance sent 5,000 troops.", {}),
]


@pytest.mark.parametrize(("text", "tolls"), TOLLS)
def test_casualties(parse_text: ParseText, text: str, tolls: dict[str, Bounds]) -> None:
    found = find_quantities(parse_text(text, "2025-05-29"), ())
    casualties = read_casualties(text, found)
    roles = ("killed", "injured", "missing", "captured")
    got = {role: [(f.low, f.high) for f in getattr(casualties, role)] for role in roles}
    assert {role: figures for role, figures in got.items() if figures} == tolls
    ids = {q.id for q in found}
    assert all(set(f.quantities) <= ids for role in roles for f in getattr(casualties, role))


WORDS = (
    "at least more than up to about some no one of the a an between and or - $ € 5 300 1,559 2.5 "
    "million dozens hundreds thousands half third quarter km miles percent % people troops killed "
    "dead wounded soldiers aid one two twenty several few . , ( ) / + T Article per from rose 9/11"
)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=30))
def test_invariants(words: list[str]) -> None:
    parse = plain_parse(" ".join(words))
    quantities = find_quantities(parse, find_times(parse))
    assert quantities == find_quantities(parse, find_times(parse))
    starts = [q.evidence[0].start for q in quantities]
    assert starts == sorted(starts)
    for quantity in quantities:
        assert quantity.low is not None or quantity.high is not None
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        for span in quantity.evidence:
            assert span.quote
            assert span.quote == parse.doc.text[span.start : span.end]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for quantity in find_quantities(plain_parse(text), ()):
        assert quantity.evidence[0].quote


def test_a_long_hostile_line_is_read_in_time() -> None:
    for word in ("two ", "twenty four ", "at least ", "$5 to ", "half a ", "300-", "tens of "):
        find_quantities(plain_parse(word * (200_000 // len(word))), ())
