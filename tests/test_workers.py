"""Work over processes: in order, and whatever a piece does held to that piece."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.workers import AHEAD, Crashed, Hand, Overdue, map_in_order

WORKERS = 2
LIMIT = 1.5


def double(number: int) -> int:
    time.sleep(0.02 if number % 3 == 0 else 0.0)
    return 2 * number


def double_or_not(number: int) -> int:
    if number == 3:
        os._exit(1)
    if number == 5:
        print("not an answer", flush=True)  # noqa: T201
    if number == 7:  # never comes back, and lets no other thread run
        re.match(r"(a+)+$", "a" * 60 + "b")
    return 2 * number


def fail(number: int) -> int:
    raise KeyError(number)


def process_number(path: str) -> int:
    """This process, which kills itself where it is the first to come here."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def say_and_wait(path: str) -> None:
    Path(path).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(60)


def test_results_come_in_the_order_of_the_work() -> None:
    done = list(map_in_order(double, range(30), workers=WORKERS))
    assert done == [(n, 2 * n) for n in range(30)]
    assert list(map_in_order(double, [], workers=WORKERS)) == []


def test_what_kills_its_process_or_never_ends_is_known_and_the_rest_is_done() -> None:
    done = list(map_in_order(double_or_not, range(14), workers=WORKERS, limit=LIMIT))
    bad = {3: Crashed(), 7: Overdue(LIMIT)}
    assert done == [(n, bad.get(n, 2 * n)) for n in range(14)]


def test_a_process_that_was_killed_once_is_no_fault_of_its_piece(tmp_path: Path) -> None:
    hand = Hand(process_number)
    first = hand.do(str(tmp_path / "killed"))
    assert isinstance(first, int)
    assert hand.do(str(tmp_path / "killed")) == first  # one process for many pieces
    hand.end()
    assert hand.do("never") == Crashed()


def test_what_needs_no_work_is_not_sent() -> None:
    done = list(map_in_order(fail, range(5), workers=WORKERS, wanted=lambda _: False))
    assert done == [(n, None) for n in range(5)]


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


def test_what_is_under_way_ends_when_nobody_waits_for_it(tmp_path: Path) -> None:
    mark = tmp_path / "process"
    results = map_in_order(say_and_wait, [str(mark)], workers=1, wanted=lambda _: True)
    hand: Hand[str, None] = Hand(say_and_wait, limit=1)
    began = time.monotonic()
    assert hand.do(str(mark)) == Overdue(1)
    assert time.monotonic() - began < 20
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text(encoding="utf-8")), 0)
    results.close()  # type: ignore[attr-defined]


def test_an_error_of_the_work_is_raised() -> None:
    with pytest.raises(KeyError):
        list(map_in_order(fail, [1], workers=WORKERS))
