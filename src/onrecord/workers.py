"""Work spread over processes: results in the order of the work, and a crash held to its cause."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, TypeVar

AHEAD = 4
"""How many pieces for each process are under way or waiting: so many are held in memory."""

T = TypeVar("T")
R = TypeVar("R")
_Results: TypeAlias = Generator[tuple[T, "R | Crashed"], None, list[T]]
"""Gives results, and in the end what must be done again."""


@dataclass(frozen=True, slots=True)
class Crashed:
    """The process that did this piece died, with nothing else under way."""


def map_in_order(
    work: Callable[[T], R], pieces: Iterable[T], *, workers: int
) -> Iterator[tuple[T, R | Crashed]]:
    """Each piece with what `work` makes of it, in the order of the pieces.

    `work` must be a function of a module: the processes are new ones that import it. Where one
    dies, what was under way is done again, one piece at a time, so that the piece that kills it is
    known. Once no more results are taken, what has not begun is dropped.
    """
    left = iter(pieces)
    suspects: list[T] = []
    while True:
        pool = ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("spawn"), initializer=_settle_in
        )
        try:
            suspects = yield from _alone(pool, work, suspects)
            if not suspects:
                suspects = yield from _together(pool, work, left, AHEAD * workers)
        finally:
            pool.shutdown(cancel_futures=True)
        if not suspects:
            return


def _alone(pool: ProcessPoolExecutor, work: Callable[[T], R], pieces: list[T]) -> "_Results[T, R]":
    """One piece after the other; what is left after a crash."""
    for at, piece in enumerate(pieces):
        try:
            result = pool.submit(work, piece).result()
        except BrokenProcessPool:
            yield piece, Crashed()
            return pieces[at + 1 :]
        yield piece, result
    return []


def _together(
    pool: ProcessPoolExecutor, work: Callable[[T], R], left: Iterator[T], ahead: int
) -> "_Results[T, R]":
    """As many as there are processes; after a crash, what was under way."""
    waiting: deque[tuple[T, Future[R] | None]] = deque()

    def submit(piece: T) -> None:
        try:
            waiting.append((piece, pool.submit(work, piece)))
        except BrokenProcessPool:
            waiting.append((piece, None))

    for piece in islice(left, ahead):
        submit(piece)
    while waiting:
        piece, future = waiting[0]
        try:
            if future is None:
                return [piece for piece, _ in waiting]
            result = future.result()
        except BrokenProcessPool:
            return [piece for piece, _ in waiting]
        waiting.popleft()
        for more in islice(left, 1):
            submit(more)
        yield piece, result
    return []


def _settle_in() -> None:
    """What a new process does first: leave Ctrl-C to its parent, and go when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_go_with, args=(parent,), daemon=True).start()


def _go_with(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)
