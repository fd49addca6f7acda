"""The reports that were labelled by hand, and how figures on them are printed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.evaluate.counts import Metrics
from onrecord.evaluate.gold import Row, read_gold

SHA256 = {
    "news/guardian.jsonl": "c940a542a88f1ab59b234f54c2e3dbcf8084570ca1afe14a80d5c056fdb7c6d4",
    "news/wikinews.jsonl": "a78e861b5a90fecb921a2abd61ee0019bd8389db338521cdd97ad6b4ffefa89f",
}


class NewsRow(Row, frozen=True, kw_only=True):
    """A report."""

    published: dt.date
    outlet: str

    def spans(self) -> Iterator[tuple[int, int]]:
        yield from ()


def read_reports(root: Path) -> dict[str, NewsRow]:
    """The reports by id.

    Raises:
        InputError: a file is not the one that was labelled.
    """
    reports = {}
    for name, sha256 in SHA256.items():
        gold = read_gold(root / name, NewsRow)
        if gold.sha256 != sha256:
            raise InputError(
                f"{name} is not the file that was labelled (sha256)", remedy="give that file"
            )
        reports |= {row.id: row for row in gold.rows}
    return reports


def print_figures(metrics: Metrics) -> None:
    """A figure a line."""
    for metric, figure in metrics.items():
        print(f"  {metric:<16}{'–' if figure is None else f'{figure:.3f}':>8}")
