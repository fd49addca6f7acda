"""How long is waited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.fetch.waits import DAY, asked_wait, back_off, spread

NOW = 1_900_000_000.0  # Sun, 17 Mar 2030 17:46:40 GMT


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": "0"}, 1.0),
        ({"retry-after": "99999999999999999999"}, DAY),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "٣"}, None),
        ({"retry-after": "Sun, 17 Mar 2030 17:47:40 GMT"}, 60.0),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 1.0),
        ({"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"}, DAY),
        ({"retry-after": "Fri, 99 Foo 20999"}, None),
        # A server whose clock is a day slow means two minutes, and not yesterday.
        (
            {
                "retry-after": "Sat, 16 Mar 2030 17:48:40 GMT",
                "date": "Sat, 16 Mar 2030 17:46:40 GMT",
            },
            120.0,
        ),
    ],
)
def test_what_a_server_asks_for(headers: dict[str, str], wait: float | None) -> None:
    assert asked_wait(headers, NOW) == wait


@given(st.floats(0.1, 1e6), st.integers(0, 10**6), st.text())
def test_waits_stay_near_and_are_the_same_again(seconds: float, failed: int, seed: str) -> None:
    wait = spread(seconds, seed, failed)
    assert 0.89 * seconds <= wait <= 1.11 * seconds
    assert wait == spread(seconds, seed, failed)
    assert seconds <= back_off(seconds, failed) <= max(DAY, seconds)


def test_feeds_do_not_run_in_step() -> None:
    assert len({spread(900.0, "seed", f"http://example.org/{n}") for n in range(50)}) == 50
