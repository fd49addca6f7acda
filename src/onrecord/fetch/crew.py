"""Threads that ask while the rest goes on."""

import queue
import threading
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

J = TypeVar("J", bound=Hashable)
R = TypeVar("R")


class Crew(Generic[J, R]):
    """So many threads that do one kind of work; they end with the process.

    An exception is a result like any other. Nobody waits for what is under way when work ends: it
    is bounded in time, and nothing of it was promised.
    """

    def __init__(self, work: Callable[[J], R], size: int) -> None:
        self.size = size
        self._work = work
        self._jobs: queue.SimpleQueue[J | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[J, R | Exception]] = queue.SimpleQueue()
        self.busy = 0
        for number in range(size):
            threading.Thread(target=self._go, name=f"fetch-{number}", daemon=True).start()

    def hand(self, job: J) -> None:
        """Give a job to whoever is free."""
        self.busy += 1
        self._jobs.put(job)

    def results(self, seconds: float) -> Iterable[tuple[J, R | Exception]]:
        """What is done; where nothing is, the first that is done in so many seconds."""
        wait = seconds
        while self.busy:
            try:
                found = self._done.get(timeout=wait) if wait > 0 else self._done.get_nowait()
            except queue.Empty:
                return
            wait = 0.0
            self.busy -= 1
            yield found

    def end(self) -> None:
        """Let the threads go once they are done."""
        for _ in range(self.size):
            self._jobs.put(None)

    def _go(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                result: R | Exception = self._work(job)
            except Exception as error:  # noqa: BLE001 - told to whoever takes the results
                result = error
            self._done.put((job, result))
