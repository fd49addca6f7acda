"""Work in processes of its own: results in the order of the work, each piece held to its bounds.

A process does one piece at a time, so that a piece that kills its process or never ends is known
and ends nothing else.
"""

import faulthandler
import math
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Generic, TypeVar

AHEAD = 4
"""How many pieces for each process are under way or waiting: so many are held in memory."""
LIMIT = 300.0
"""Seconds that one piece may take where nothing else is said."""
IDLE = 600.0
"""Seconds after which a process goes that has nothing to do; it is started again when needed."""
TRIES = 2
"""How often a piece may lose its process before it is given up: the first time may be chance."""

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Crashed:
    """The processes that did this piece died."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """The piece took longer than so many seconds and was stopped."""

    limit: float


class Hand(Generic[T, R]):
    """A process that does one piece after the other; it is started when it is needed.

    Args:
        work: a function of a module, which the process imports.
        limit: seconds after which a piece is stopped.
    """

    def __init__(self, work: Callable[[T], R], *, limit: float = LIMIT) -> None:
        self._work = work
        self._limit = limit
        self._process: subprocess.Popen[bytes] | None = None
        self._over = False
        self._lock = threading.Lock()

    def do(self, piece: T) -> R | Crashed | Overdue:
        """What `work` makes of a piece; an error of the work is raised here."""
        for _ in range(TRIES):
            began = math.inf
            try:
                process = self._ready()
                began = time.monotonic()
                _send(process.stdin, piece)
                fine, result = _take(process.stdout)
            except (OSError, EOFError, ValueError, pickle.UnpicklingError):
                self.end(for_good=False)
                if self._over:
                    break
                if time.monotonic() - began >= self._limit:
                    return Overdue(self._limit)
                continue
            if not fine:
                raise result
            return result  # type: ignore[no-any-return]
        return Crashed()

    def end(self, *, at_once: bool = True, for_good: bool = True) -> None:
        """End the process, whatever it does; without `at_once` let it leave by itself."""
        with self._lock:
            self._over = self._over or for_good
            process, self._process = self._process, None
        if process is None:
            return
        if at_once:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not sent yet goes nowhere
                    pipe.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _ready(self) -> "subprocess.Popen[bytes]":
        """The process, waiting for a piece."""
        with self._lock:
            if self._over:
                raise EOFError
            if self._process is not None:
                return self._process
            process = self._process = _start()
        _send(process.stdin, (sys.path, self._limit))
        _send(process.stdin, self._work)
        _take(process.stdout)
        return process


def map_in_order(
    work: Callable[[T], R],
    pieces: Iterable[T],
    *,
    workers: int,
    limit: float = LIMIT,
    wanted: Callable[[T], bool] = lambda _: True,
) -> Iterator[tuple[T, R | Crashed | Overdue | None]]:
    """Each piece with what `work` makes of it, in the order of the pieces.

    Once no more results are taken, what is under way is dropped.

    Args:
        work: a function of a module: the processes are new ones that import it.
        pieces: taken as they are needed, a few ahead.
        workers: how many processes.
        limit: seconds that one piece may take.
        wanted: whether a piece needs work; one that does not gets None.
    """
    hands = [Hand(work, limit=limit) for _ in range(workers)]
    idle: queue.SimpleQueue[Hand[T, R]] = queue.SimpleQueue()
    for hand in hands:
        idle.put(hand)

    def do(piece: T) -> R | Crashed | Overdue:
        hand = idle.get()
        try:
            return hand.do(piece)
        finally:
            idle.put(hand)

    threads = ThreadPoolExecutor(workers)
    waiting: deque[tuple[T, Future[R | Crashed | Overdue] | None]] = deque()
    left = iter(pieces)

    def submit(count: int) -> None:
        for piece in islice(left, count):
            waiting.append((piece, threads.submit(do, piece) if wanted(piece) else None))

    done = False
    try:
        submit(AHEAD * workers)
        while waiting:
            piece, future = waiting.popleft()
            result = future.result() if future else None
            submit(1)
            yield piece, result
        done = True
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for hand in hands:
            hand.end(at_once=not done)


def _start() -> "subprocess.Popen[bytes]":
    """A process that waits for work; Ctrl-C in the terminal is not for it."""
    code = "from onrecord.workers import serve; serve()"
    away: dict[str, Any] = {"process_group": 0}
    if sys.platform == "win32":
        away = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **away
    )


def _send(pipe: IO[bytes] | None, value: object) -> None:
    if pipe is None:
        raise EOFError
    pickle.dump(value, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _take(pipe: IO[bytes] | None) -> tuple[bool, Any]:
    if pipe is None:
        raise EOFError
    answer: tuple[bool, Any] = pickle.load(pipe)  # noqa: S301 - from our own process
    return answer


def serve() -> None:
    """What a process of `Hand` runs: it does what comes in, and goes when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    asked = sys.stdin.buffer
    sys.path[:], limit = pickle.load(asked)  # noqa: S301 - from our parent, as what follows
    work = pickle.load(asked)  # noqa: S301
    pieces: queue.SimpleQueue[tuple[object] | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, pieces), daemon=True).start()
    _send(answers, (True, None))
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        while (piece := _next(pieces)) is not None:
            # A thread of the interpreter that needs no Python to run: it ends even a library that
            # never comes back, and a process whose parent was killed meanwhile.
            faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
            try:
                answer = (True, work(piece[0]))
            except Exception as error:  # noqa: BLE001 - it is raised by the parent
                answer = (False, error)
            faulthandler.cancel_dump_traceback_later()
            _send(answers, answer)


def _next(pieces: "queue.SimpleQueue[tuple[object] | None]") -> tuple[object] | None:
    """The next piece; None once there will be none, or none came for long."""
    try:
        return pieces.get(timeout=IDLE)
    except queue.Empty:
        return None


def _listen(asked: IO[bytes], pieces: "queue.SimpleQueue[tuple[object] | None]") -> None:
    while True:
        try:
            pieces.put((pickle.load(asked),))  # noqa: S301 - from our parent
        except (EOFError, OSError):
            break
    pieces.put(None)
    time.sleep(1)
    os._exit(1)  # busy, and nobody waits for the answer
