"""What every command prints with."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from onrecord.records import Failure

if TYPE_CHECKING:
    from rich.console import Console

INTERRUPTED = 130
"""The exit code after Ctrl-C."""

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def print_failure(failure: Failure) -> None:
    """One line on standard error."""
    from onrecord.serve.names import printable  # noqa: PLC0415 - --help stays quick

    line = f"onrecord: {failure.doc}: {failure.stage}: {failure.message} ({failure.remedy})"
    typer.echo(printable(line), err=True)


def print_json(value: Any, *, indent: bool) -> None:
    """A value as JSON on standard output, in one line or indented."""
    encoded = msgspec.json.encode(value)
    if indent:
        encoded = msgspec.json.format(encoded, indent=2)
    sys.stdout.buffer.write(encoded + b"\n")


def console() -> "Console":
    """Standard output for views: no colours guessed, no markup read."""
    from rich.console import Console  # noqa: PLC0415 - --help stays quick

    return Console(highlight=False, markup=False, soft_wrap=False)
