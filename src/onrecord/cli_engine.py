"""The options that say what reads, and the engine they stand for."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from onrecord.errors import InputError
from onrecord.workers import LIMIT as LIMIT  # noqa: PLC0414 - the commands look for it here

if TYPE_CHECKING:
    from onrecord.tasks import Engine

ENGINES = ("processes", "dask")


EngineOption = Annotated[
    str, typer.Option("--engine", help="What reads: processes of this machine, or dask.")
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler", help="Address of a running Dask cluster; without it one of --workers here."
    ),
]
ShardsOption = Annotated[
    str | None,
    typer.Option(
        "--shards",
        help="Folder or s3://… for the Parquet files of --engine dask, the same for all machines; "
        "without it beside the store.",
    ),
]
LimitOption = Annotated[
    float, typer.Option("--time-limit", min=1, help="Seconds that reading one report may take.")
]


class Chosen(NamedTuple):
    """What the options say."""

    engine: str
    workers: int
    limit: float
    scheduler: str | None = None
    shards: str | None = None


def check_engine(chosen: Chosen, store: str) -> str | None:
    """The folder of the shards; None for the engine without any.

    Raises:
        InputError: options that do not go together.
    """
    from onrecord.store.database import is_address  # noqa: PLC0415 - --help stays quick

    if chosen.engine not in ENGINES:
        raise InputError(f"no engine {chosen.engine!r}", remedy=f"use one of {', '.join(ENGINES)}")
    if chosen.engine != "dask":
        for option, value in (("--scheduler", chosen.scheduler), ("--shards", chosen.shards)):
            if value is not None:
                raise InputError(f"{option} is for --engine dask", remedy="add --engine dask")
        return None
    if chosen.shards is None and (chosen.scheduler is not None or is_address(store)):
        raise InputError(
            "no folder for the shards", remedy="give --shards a folder that all machines share"
        )
    return chosen.shards or f"{store}.shards"


@contextmanager
def open_engine(chosen: Chosen, shards: str | None) -> Iterator["Engine"]:
    """The engine, with its cluster for as long as it is used."""
    from onrecord.tasks import read_in_processes  # noqa: PLC0415 - --help stays quick

    if shards is None:
        yield partial(read_in_processes, workers=chosen.workers, limit=chosen.limit)
        return
    from onrecord.cluster import open_cluster, read_on_dask  # noqa: PLC0415 - an extra

    with open_cluster(scheduler=chosen.scheduler, workers=chosen.workers) as client:
        yield partial(read_on_dask, client=client, folder=shards, limit=chosen.limit)
