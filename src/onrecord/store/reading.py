"""Where `onrecord read` keeps what it read, so that `onrecord explain` can look it up."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from onrecord.errors import InputError
from onrecord.store.database import Store, open_store


def last_reading() -> Path:
    """The store that holds the last reading of this user."""
    return user_cache_path("onrecord") / "last-reading.store"


@contextmanager
def keep_reading(where: str | Path | None) -> Iterator[Store]:
    """The store at `where` to add to; for None a new one that takes the last reading's place.

    The last reading is written beside its place and moved there when it is whole, so that readings
    at the same time do not mix. Where the cache cannot be written, reading goes on without it and a
    line on standard error says so.
    """
    if where is not None:
        with open_store(where) as store:
            yield store
        return
    target = last_reading()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=target.parent, prefix="reading-")
    except OSError as error:
        print(  # noqa: T201
            f"onrecord: explain will not know this reading: {target} cannot be written ({error})",
            file=sys.stderr,
        )
        with open_store(":memory:") as store:
            yield store
        return
    with folder:
        fresh = Path(folder.name) / target.name
        with open_store(fresh) as store:
            yield store
            # Stands alone: the journal of a file that was open in this place is not its own.
            store.engine.run("PRAGMA journal_mode = DELETE")
        fresh.replace(target)


def open_reading(where: str | Path | None) -> Store:
    """The store at `where`, or for None the last reading, to look things up in.

    Raises:
        InputError: nothing has been read yet, or `where` is not there.
        StoreError: it is no store.
    """
    if where is None and not last_reading().is_file():
        raise InputError(
            "nothing has been read yet",
            remedy="read a report first: onrecord read REPORT; or name a store with --store",
        )
    return open_store(where if where is not None else last_reading(), readonly=True)
