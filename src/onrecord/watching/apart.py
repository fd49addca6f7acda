"""What is done with bytes from outside is done in a process that can be stopped.

A feed or page may be made to take for ever (a library's regular expression is enough): then the
process is ended, the feed or article has its failure, and the watch goes on.
"""

import queue
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias, cast

from onrecord.ingest.formats.entries import Feed, read_entries
from onrecord.ingest.marked import MarkedText, lay_out_page
from onrecord.records import Failure
from onrecord.tasks import Result, Results, Task, named, read_task
from onrecord.watching.plan import Trouble
from onrecord.workers import Crashed, Hand, Overdue

LIMIT = 60.0
"""Seconds that one feed or page may take, while all else waits."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """A feed to take apart, or a page to lay out."""

    data: bytes
    name: str
    is_feed: bool


Piece: TypeAlias = Bytes | Task
Done: TypeAlias = Feed | MarkedText | Failure | Result


def do_piece(piece: Piece) -> Done:
    """What the process does."""
    if isinstance(piece, Task):
        return read_task(piece)
    if piece.is_feed:
        return read_entries(piece.data, piece.name)
    return lay_out_page(piece.data, repr(piece.name))


class Apart:
    """One process for feeds and pages and `workers` for reports, started when they are needed.

    With no workers all is done in this one.
    """

    def __init__(self, workers: int, *, limit: float = LIMIT) -> None:
        self._first: Hand[Piece, Done] | None = Hand(do_piece, limit=limit) if workers else None
        self._hands: list[Hand[Piece, Done]] = [Hand(do_piece) for _ in range(workers)]
        self._idle: queue.SimpleQueue[Hand[Piece, Done] | None] = queue.SimpleQueue()
        for hand in self._hands or (None,):
            self._idle.put(hand)
        self._threads = ThreadPoolExecutor(max(workers, 1), thread_name_prefix="apart")

    def end(self) -> None:
        """End the processes, whatever they do."""
        for hand in (self._first, *self._hands):
            if hand is not None:
                hand.end()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def read_entries(self, data: bytes, name: str) -> Feed | Failure | Trouble:
        """See `entries.read_entries`."""
        found = self._take_apart(Bytes(data, name, is_feed=True))
        return _stopped(found, name) or cast("Feed | Failure", found)

    def lay_out(self, data: bytes, name: str) -> MarkedText | Trouble:
        """See `marked.lay_out_page`.

        Raises:
            InputError: the page is too large, or no page.
        """
        found = self._take_apart(Bytes(data, name, is_feed=False))
        return _stopped(found, name) or cast("MarkedText", found)

    def engine(self, tasks: Iterator[Task]) -> Results:
        """An engine for `add_sources`: few tasks, as many at once as there are processes."""
        waiting: deque[tuple[Task, Future[Done | Crashed | Overdue]]] = deque()
        for task in tasks:
            waiting.append((task, self._threads.submit(self._do, task)))
        for task, future in waiting:
            yield task, named(task, cast("Result | Crashed | Overdue", future.result()))

    def _take_apart(self, piece: Bytes) -> Done | Crashed | Overdue:
        return do_piece(piece) if self._first is None else self._first.do(piece)

    def _do(self, piece: Piece) -> Done | Crashed | Overdue:
        hand = self._idle.get()
        try:
            return do_piece(piece) if hand is None else hand.do(piece)
        finally:
            self._idle.put(hand)


def _stopped(found: object, name: str) -> Trouble | None:
    if isinstance(found, Overdue):
        said = f"taking {name} apart took more than {found.limit:g} seconds and was stopped"
        return Trouble(said, "it is tried again later")
    if isinstance(found, Crashed):
        said = f"taking {name} apart ended its process: out of memory, or a fault in a library"
        return Trouble(said, "it is tried again later")
    return None
