"""Floors: the figure that each task has reached, kept in `benchmarks/floors.toml`.

A floor names its gold file by digest, so that a changed file is noticed and not compared.
"""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from onrecord.errors import ConfigError
from onrecord.evaluate.tasks import Result

LOWER_IS_BETTER = frozenset({"mae", "median_km", "false_occurred", "swapped"})
LEAST_MARGIN = {"median_km": 0.5}
"""A figure may fall short by this much whatever the tolerance: half a kilometre is no error."""
HELD = {
    "attribution": (
        "source_token_f1", "source_overlap_f1", "source_exact_f1",
        "cue_token_f1", "cue_overlap_f1", "cue_exact_f1",
        "content_token_f1", "content_overlap_f1", "content_exact_f1",
        "triple_overlap_f1", "triple_exact_f1",
    ),
    # the trained head learned from the rows that are here: what it adds is no figure to hold
    "events-pair": ("rules_macro_f1", "rules_accuracy", "e2e_recall"),
    "events-roles": ("trigger_recall", "role_overlap_f1", "swapped"),
    "status": ("accuracy", "macro_f1", "false_occurred"),
    "factuality": ("mae", "pearson_r", "occurred_precision"),
    "mentions": ("exact_f1", "overlap_f1"),
    "coref": ("bcubed_f1", "conll_f1", "pronoun_accuracy"),
    "places": (
        "acc161", "country_accuracy", "median_km", "answered", "found_f1", "e2e_acc161",
    ),
    "times": ("strict_f1", "relaxed_f1", "type_f1", "value_f1"),
    "pages": (
        "body_f1", "body_4gram_f1", "title_accuracy", "date_accuracy", "authors_f1",
        "captions_f1", "credits_f1",
    ),
    "events-across": ("conll_f1", "bcubed_f1"),
    "stories": ("bcubed_f1", "bcubed_precision", "bcubed_recall"),
}  # fmt: skip
"""The figures of each task that a floor holds; the others are printed with them and free."""


class Published(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The best figure that others have published, and where and on what it was taken."""

    figure: float
    source: str


class Floor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The figures of one task on one file under the data folder, or on its `first` rows.

    `reason` says why a figure was lowered.
    """

    task: str
    data: str
    first: int | None = None
    sha256: str = ""
    reason: str | None = None
    measured: dict[str, float] = {}
    published: dict[str, Published] = {}


class Floors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every floor. A figure may fall short of the measured one by `tolerance` of it, no more."""

    tolerance: float
    floor: tuple[Floor, ...]


class Shortfall(msgspec.Struct, frozen=True, kw_only=True):
    """A figure below its floor; `figure` None where it could not be taken at all."""

    metric: str
    floor: float
    figure: float | None


def read_floors(path: Path) -> Floors:
    """Read the floors.

    Raises:
        ConfigError: the file is missing or not of this shape.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Floors)
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"cannot read the floors: {path}: {error}",
            remedy="restore the file from the repository",
        ) from None


def find_shortfalls(floor: Floor, result: Result, tolerance: float) -> list[Shortfall]:
    """The figures of `result` that are worse than measured before, by more than the tolerance."""
    return [
        Shortfall(metric=metric, floor=measured, figure=result.metrics.get(metric))
        for metric, measured in floor.measured.items()
        if is_short(metric, result.metrics.get(metric), measured, tolerance)
    ]


def is_short(metric: str, figure: float | None, measured: float, tolerance: float) -> bool:
    """Whether a figure falls short of the one measured before."""
    if figure is None:
        return True
    margin = max(abs(measured) * tolerance, LEAST_MARGIN.get(metric, 0.0))
    return figure > measured + margin if metric in LOWER_IS_BETTER else figure < measured - margin


def raise_floor(floor: Floor, result: Result) -> Floor:
    """The floor with the figures and the digest of `result`, for better or worse."""
    measured = {
        metric: round(figure, 4)
        for metric in HELD[floor.task]
        if (figure := result.metrics[metric]) is not None
    }
    return msgspec.structs.replace(floor, sha256=result.sha256, measured=measured)


def write_floors(floors: Floors, head: Sequence[str] = ()) -> str:
    """The floors as TOML, after `head`'s comment lines: what `read_floors` reads."""
    lines = [*head, f"tolerance = {floors.tolerance}"]
    for floor in floors.floor:
        lines += ["", "[[floor]]", f"task = {_string(floor.task)}", f"data = {_string(floor.data)}"]
        if floor.first is not None:
            lines.append(f"first = {floor.first}")
        if floor.sha256:
            lines.append(f"sha256 = {_string(floor.sha256)}")
        if floor.reason is not None:
            lines.append(f"reason = {_string(floor.reason)}")
        lines += _table("measured", (f"{m} = {f}" for m, f in floor.measured.items()))
        lines += _table(
            "published",
            (
                f"{m} = {{ figure = {p.figure}, source = {_string(p.source)} }}"
                for m, p in floor.published.items()
            ),
        )
    return "\n".join(lines) + "\n"


def _table(name: str, rows: Iterable[str]) -> list[str]:
    found = list(rows)
    return [f"[floor.{name}]", *found] if found else []


def _string(value: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's."""
    return msgspec.json.encode(value).decode()
