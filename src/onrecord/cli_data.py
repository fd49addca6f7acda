"""The commands that bring in data of one's own: a larger gazetteer."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

data_commands = typer.Typer(no_args_is_help=True, help="Bring in data of your own.")
_import = typer.Typer(no_args_is_help=True, help="Import a public data set.")
data_commands.add_typer(_import, name="import")


@_import.callback()
def _imports() -> None:
    """Keeps `import` a group of commands while it has only one."""


@_import.command(epilog="Example: onrecord data import geonames ~/Downloads/geonames")
def geonames(
    path: Annotated[
        Path,
        typer.Argument(
            help="Folder with allCountries, admin1CodesASCII and countryInfo, and if you like "
            "admin2Codes and alternateNamesV2; plain or zipped."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="Write here instead; read with ONRECORD_GAZETTEER=FILE."),
    ] = None,
) -> None:
    """Build a gazetteer of every place of the GeoNames dump; reading uses it from then on.

    The files are those of https://download.geonames.org/export/dump/ (CC BY 4.0). An import that
    was stopped goes on where it stopped when the command is given again.
    """
    from onrecord.resolve.gazetteer import imported_gazetteer
    from onrecord.resolve.geonames import import_geonames

    target = out or imported_gazetteer()
    count = import_geonames(path, target, progress=_progress())
    typer.echo(f"{count} places, {target.stat().st_size / 1e6:.0f} MB: {target}")


def _progress() -> Callable[[str, int, int], None] | None:
    """Shares of each file, on standard error where a person watches."""
    if not sys.stderr.isatty():
        return None
    shown: dict[str, int] = {}

    def show(what: str, done: int, size: int) -> None:
        share = 100 * done // size if size else 100
        if shown.get(what) != share:
            shown[what] = share
            typer.echo(f"\r{what}: {share} %   ", err=True, nl=share == 100)

    return show
