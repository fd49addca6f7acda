import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.numbers import find_numbers
from onrecord.annotate.numbers.split import split_tokens
from tests.annotate.plain import plain_parse

NUMBERS = [
    ("24", 24, 24),
    ("1,559", 1559, 1559),
    ("3.2 million", 3_200_000, 3_200_000),
    ("61bn", 61e9, 61e9),
    ("2 1/2", 2.5, 2.5),
    ("3/4", 0.75, 0.75),
    ("twenty-four", 24, 24),
    ("one hundred and twenty", 120, 120),
    ("two thousand three hundred", 2300, 2300),
    ("ten thousand", 10_000, 10_000),
    ("nineteen ninety-seven", 1997, 1997),
    ("twenty twenty-four", 2024, 2024),
    ("two and a half million", 2_500_000, 2_500_000),
    ("a hundred", 100, 100),
    ("a thousand two hundred", 1200, 1200),
    ("a million and a half", 1_500_000, 1_500_000),
    ("half a million", 500_000, 500_000),
    ("a quarter of a million", 250_000, 250_000),
    ("two-thirds", 2 / 3, 2 / 3),
    ("a dozen", 12, 12),
    ("a couple of", 2, 2),
    ("dozens", 24, 119),
    ("hundreds of thousands", 200_000, 999_999),
    ("tens of thousands", 20_000, 99_999),
    ("several hundred", 300, 999),
    ("a few dozen", 36, 119),
]


@pytest.mark.parametrize(("text", "low", "high"), NUMBERS)
def test_numbers(text: str, low: float, high: float) -> None:
    pieces = split_tokens(plain_parse(text).tokens)
    numbers = find_numbers(pieces)
    assert list(numbers) == [0]
    assert numbers[0].low == pytest.approx(low)
    assert numbers[0].high == pytest.approx(high)
    assert numbers[0].last == len(pieces)


@pytest.mark.parametrize("text", ["several", "a few", "a", "score", "tens", "9/11", "24/7", "half"])
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(split_tokens(plain_parse(text).tokens)) == {}


def test_pieces() -> None:
    pieces = split_tokens(plain_parse("5:30PM 2003–2005 T64 mid-1996 20th 1980s 16/05/2024").tokens)
    assert [p.text for p in pieces] == [
        "5:30", "PM", "2003", "–", "2005", "T", "64", "mid", "-", "1996", "20th", "1980s",
        "16/05/2024",
    ]  # fmt: skip


@given(st.integers(0, 10**15))
def test_figures_with_commas_are_read_back(value: int) -> None:
    numbers = find_numbers(split_tokens(plain_parse(f"{value:,}").tokens))
    assert numbers[0].exact == value


WORDS = "two twenty hundred thousand half a quarter third of and - dozens several 3 1/2 million"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30))
def test_numbers_do_not_overlap(words: list[str]) -> None:
    pieces = split_tokens(plain_parse(" ".join(words)).tokens)
    last = 0
    for first, number in find_numbers(pieces).items():
        assert last <= first == number.first < number.last <= len(pieces)
        assert number.low <= number.high
        last = number.last
