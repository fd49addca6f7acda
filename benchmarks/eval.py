"""Scores every task on the gold data under ONRECORD_DATA, beside its floor and the best published.

    ONRECORD_DATA=… python benchmarks/eval.py [--task TASK] [--quick | --full] [--update]

Exits 1 where a figure is below its floor. --update writes the measured figures as the new floors.
"""

import argparse
import os
import sys
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.evaluate.floors import (
    HELD,
    LOWER_IS_BETTER,
    Floor,
    Floors,
    find_shortfalls,
    is_short,
    raise_floor,
    read_floors,
    write_floors,
)
from onrecord.evaluate.tasks import Result, evaluate
from onrecord.pipeline import Reader

FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    """Run what was asked for; 0 where every figure holds."""
    chosen = _arguments()
    root = os.environ.get("ONRECORD_DATA")
    if not root:
        print("set ONRECORD_DATA to the folder with the gold data", file=sys.stderr)
        return 2
    floors = read_floors(FLOORS)
    reader = Reader()
    fallen = False
    kept = []
    for floor in floors.floor:
        if not _is_chosen(floor, chosen):
            kept.append(floor)
            continue
        result = evaluate(floor.task, Path(root) / floor.data, reader, first=floor.first)
        _print(floor, result, floors.tolerance)
        changed = bool(floor.sha256) and floor.sha256 != result.sha256
        if changed:
            print("  the data are not those of the floor (sha256)")
        fallen |= changed or bool(find_shortfalls(floor, result, floors.tolerance))
        kept.append(raise_floor(floor, result))
    if chosen.update:
        text = FLOORS.read_text(encoding="utf-8")
        head = [line for line in text.splitlines() if line.startswith("#")]
        new = Floors(tolerance=floors.tolerance, floor=tuple(kept))
        FLOORS.write_text(write_floors(new, head), encoding="utf-8")
        return 0
    return int(fallen)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", action="append", help="only this task (may be given again)")
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--quick", action="store_true", help="only the checks on a file's start")
    extent.add_argument("--full", action="store_true", help="only the checks on whole files")
    parser.add_argument("--update", action="store_true", help="write the figures as floors")
    return parser.parse_args()


def _is_chosen(floor: Floor, chosen: argparse.Namespace) -> bool:
    whole = floor.first is None
    if (chosen.quick and whole) or (chosen.full and not whole):
        return False
    return not chosen.task or floor.task in chosen.task


def _print(floor: Floor, result: Result, tolerance: float) -> None:
    """Every figure that is held, then the others on one line each."""
    extent = "all" if floor.first is None else "the first"
    print(
        f"\n{floor.task} · {floor.data} · {extent} {result.rows} rows · {result.seconds:.1f} s",
    )
    print(f"  {'':<32}{'now':>9}{'floor':>9}{'others':>9}")
    for metric in HELD[floor.task]:
        figure, measured = result.metrics[metric], floor.measured.get(metric)
        published = floor.published.get(metric)
        mark = ""
        if measured is not None and is_short(metric, figure, measured, tolerance):
            mark = "  BELOW"
        elif measured is None or figure is None:
            mark = "  new" if figure is not None else ""
        elif (figure < measured - 5e-5) if metric in LOWER_IS_BETTER else figure > measured + 5e-5:
            mark = "  better"
        other = _figure(published.figure if published else None)
        print(f"  {metric:<32}{_figure(figure)}{_figure(measured)}{other}{mark}")
        if published:
            print(f"  {'':<59}{published.source}")
    free = {m: f for m, f in result.metrics.items() if m not in HELD[floor.task]}
    for metric, figure in free.items():
        print(f"  {metric:<32}{_figure(figure)}")


def _figure(value: float | None) -> str:
    return f"{'–':>9}" if value is None else f"{value:>9.3f}"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OnrecordError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
