"""Work over processes: in order, and a crash held to its cause."""

import os
import time
from collections.abc import Iterator

import pytest

from onrecord.workers import AHEAD, Crashed, map_in_order

WORKERS = 2


def double(number: int) -> int:
    time.sleep(0.02 if number % 3 == 0 else 0.0)
    return 2 * number


def double_or_die(number: int) -> int:
    if number in {3, 11}:
        os._exit(1)
    return 2 * number


def fail(number: int) -> int:
    raise KeyError(number)


def test_results_come_in_the_order_of_the_work() -> None:
    done = list(map_in_order(double, range(30), workers=WORKERS))
    assert done == [(n, 2 * n) for n in range(30)]
    assert list(map_in_order(double, [], workers=WORKERS)) == []


def test_what_kills_its_process_is_known_and_the_rest_is_done() -> None:
    done = list(map_in_order(double_or_die, range(14), workers=WORKERS))
    expected = [(n, Crashed() if n in {3, 11} else 2 * n) for n in range(14)]
    assert sorted(done, key=lambda d: d[0]) == expected
    assert [n for n, _ in done] == list(range(14))


def test_what_is_held_at_a_time_is_bounded() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    results = map_in_order(double, pieces(), workers=WORKERS)
    for _ in range(3):
        next(results)
    assert len(taken) <= AHEAD * WORKERS + 3
    results.close()  # type: ignore[attr-defined]
    assert len(taken) <= AHEAD * WORKERS + 3


def test_an_error_of_the_work_is_raised() -> None:
    with pytest.raises(KeyError):
        list(map_in_order(fail, [1], workers=WORKERS))
