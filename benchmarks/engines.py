"""What reading costs with each engine: one process, two, and a Dask cluster of two workers here.

    python benchmarks/engines.py [--reports 200] [--repeats 3] [--engine "2 processes"] [--json]

Made-up reports (benchmarks/synthetic.py) are added to a new store by `onrecord add` as a person
runs it, start and end of all processes included. Every repeat runs each engine once, one after the
other, so that the ratios within a repeat tell the engines apart where other work goes on beside;
the medians of the repeats are printed. Processor time and memory are those of all processes of the
command together, looked at ten times a second: memory that processes share counts for each.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
from synthetic import make_reports

ENGINES = {
    "1 process": ("--workers", "1"),
    "2 processes": ("--workers", "2"),
    "Dask, 2 workers": ("--engine", "dask", "--workers", "2"),
}
LOOK = 0.1


def main() -> None:
    """Run every engine so many times and print the figures."""
    options = _arguments()
    chosen = {n: ENGINES[n] for n in options.engine or ENGINES}
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports"
        reports.mkdir()
        for made in make_reports(options.reports):
            (reports / made.name).write_text(made.text, encoding="utf-8")
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in chosen}
        digests = set()
        for number in range(options.repeats):
            for name, arguments in chosen.items():
                store = Path(folder) / f"{number}-{len(runs[name])}-{name.replace(' ', '')}.store"
                runs[name].append(_run(reports, store, arguments, options.reports))
                digests.add(_digest(store))
    if len(digests) != 1:
        sys.exit("the engines did not give the same bytes")
    figures = {"reports": options.reports, "repeats": options.repeats, **_medians(runs)}
    print(json.dumps(figures) if options.json else _table(figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--engine", action="append", choices=ENGINES, help="this one alone")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


def _run(reports: Path, store: Path, arguments: tuple[str, ...], count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "onrecord", "add", str(reports), "--date", "2031-04-12"]
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--store", str(store), *arguments, "--json"], stdout=subprocess.DEVNULL
    )
    worked: dict[int, float] = {}
    most = largest = 0.0
    while process.poll() is None:
        sizes = [_look(each, worked) for each in _family(process.pid)]
        most, largest = max(most, sum(sizes)), max(largest, *sizes, 0.0)
        time.sleep(LOOK)
    if process.returncode:
        sys.exit(f"{store.name}: exit code {process.returncode}")
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "reports a second": count / seconds,
        "CPU seconds a report": sum(worked.values()) / count,
        "memory of all processes, MB": most,
        "memory of the largest, MB": largest,
    }


def _family(number: int) -> list[psutil.Process]:
    try:
        first = psutil.Process(number)
        return [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _look(process: psutil.Process, worked: dict[int, float]) -> float:
    """The memory of a process in MB; its processor time is noted."""
    try:
        times = process.cpu_times()
        worked[process.pid] = times.user + times.system
        return float(process.memory_info().rss) / 1e6
    except psutil.Error:
        return 0.0


def _digest(store: Path) -> str:
    command = [sys.executable, "-m", "onrecord", "export", "jsonl", "--store", str(store)]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - as above
    return hashlib.sha256(done.stdout).hexdigest()


def _medians(runs: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    """Medians of each figure, and of each engine's time beside the first one's of its repeat."""
    first = next(iter(runs.values()))
    return {
        name: {figure: statistics.median(run[figure] for run in each) for figure in each[0]}
        | {
            "time beside the first engine": statistics.median(
                run["seconds"] / other["seconds"] for run, other in zip(each, first, strict=True)
            ),
            "CPU beside the first engine": statistics.median(
                run["CPU seconds a report"] / other["CPU seconds a report"]
                for run, other in zip(each, first, strict=True)
            ),
        }
        for name, each in runs.items()
    }


def _table(figures: dict[str, Any]) -> str:
    lines = [f"{figures['reports']} reports, medians of {figures['repeats']}"]
    for name, each in figures.items():
        if isinstance(each, dict):
            lines += ["", name]
            lines += [f"  {figure:<32}{value:>10.2f}" for figure, value in each.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
