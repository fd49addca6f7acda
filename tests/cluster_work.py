"""What the workers of the tests do in place of reading, and a driver to be killed.

python -m tests.cluster_work STORE FOLDER COUNT    # says each report when it is kept
"""

import os
import signal
import sys
import time
from functools import partial
from importlib import import_module

from onrecord.adding import Given, add_sources, load_shards
from onrecord.cluster import open_cluster, read_on_dask
from onrecord.ingest.sources import Source
from onrecord.store.database import open_store
from onrecord.store.rows import Rows, rows_of
from onrecord.tasks import Task
from tests.store.reports import full_record


def report(number: int) -> Source:
    return Source(name=f"{number}.txt", data=f"Report {number} of the day.".encode())


def read(task: Task) -> Rows | None:
    """The record of a report in which nothing is found; some texts are orders instead."""
    if task.source is None:
        return None
    text = task.source.data.decode()
    if text == "die":
        os._exit(9)
    if text == "kill the worker":
        time.sleep(1.5)  # Dask does not start a worker again that dies while it is started
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    if text == "never end":
        time.sleep(600)
    return rows_of(full_record(text))


def main() -> None:
    """Add reports with two workers of this machine."""
    where, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    work = import_module("tests.cluster_work").read  # by its name, not as a part of __main__
    with open_store(where) as store, open_cluster(workers=2) as client:
        print("loaded", len(list(load_shards(store, folder, may_miss=True))), flush=True)  # noqa: T201
        engine = partial(read_on_dask, client=client, folder=folder, work=work)
        for outcome in add_sources(store, map(report, range(count)), Given(), engine=engine):
            print(outcome.outcome, outcome.source, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
