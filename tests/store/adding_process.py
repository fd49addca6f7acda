"""Adds numbered records to a store and says each one when it is kept; for tests that kill it.

python -m tests.store.adding_process STORE COUNT
"""

import sys

from onrecord.store.database import open_store
from onrecord.store.originals import Origin, known_source
from onrecord.store.rows import rows_of
from tests.store.reports import full_record


def name(number: int) -> str:
    """The speaker in the report with this number."""
    return f"Speaker{number} " + "Long" * (number % 50)


def main() -> None:
    """Add what is not there yet."""
    where, count = sys.argv[1], int(sys.argv[2])
    with open_store(where) as store:
        for number in range(count):
            origin = Origin(f"{number}.txt", name(number).encode(), b"{}", "1")
            if known_source(store.engine, origin.key) is None:
                store.put_rows(rows_of(full_record(name(number))), origin=origin)
                print(number, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
