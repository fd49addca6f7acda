"""One writer at a time: a lock on a file beside the store, which the system lets go at death."""

import os
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from onrecord.errors import StoreError


class WriterLock:
    """The lock of one store; the file stays, and holds who has it."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._path = store.with_name(store.name + ".lock")
        self._lock = FileLock(self._path, timeout=0)

    def acquire(self) -> None:
        """Become the writer.

        Raises:
            StoreError: another process is.
            OSError: the folder cannot be written.
        """
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreError(
                f"{self._store} is being written by {self._holder()}",
                remedy="wait until it is done, or give another store; reading goes on meanwhile",
            ) from None
        since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        self._path.write_text(f"process {os.getpid()} since {since}\n", encoding="utf-8")

    def release(self) -> None:
        """Let the next writer in."""
        self._lock.release()

    def _holder(self) -> str:
        try:
            return self._path.read_text(encoding="utf-8").strip() or "another process"
        except OSError:  # Windows does not let a locked file be read
            return "another process"
