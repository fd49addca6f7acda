"""The options that several commands share."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import InputError

STORE = "onrecord.store"
STORE_VARIABLE = "ONRECORD_STORE"

StoreOption = Annotated[
    str,
    typer.Option(
        "--store", envvar=STORE_VARIABLE, help="Path of the store, or postgresql:// address."
    ),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, max=256, help="How many processes read.")
]
ActorsOption = Annotated[
    Path | None, typer.Option("--actors", help="CSV of your own actors; its rows win.")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="What a table calls a field: text=body."),
]


def usual_store() -> str:
    """The store that a command without --store uses."""
    return os.environ.get(STORE_VARIABLE) or STORE


def read_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Field → column, from "field=column".

    Raises:
        InputError: a pair lacks one of them.
    """
    mapping: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise InputError(f"--map {pair!r} names no column", remedy="write it as text=body")
        mapping[field] = column
    return mapping
