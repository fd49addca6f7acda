"""Speed, start and memory of reading, on the bundled sample reports.

    python benchmarks/bench.py [--json] [--repeats 5] [--folder REPORTS]

One core (the process is bound to one where the system can), everything warm, the median of the
repeats. `--folder` reads the .txt files of a folder instead of the sample.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # before NumPy loads: one core is what is measured

from onrecord import pipeline  # noqa: E402

STAGES = (
    "read_report", "find_passages", "parse_passages", "draft_statements", "outermost_roles",
    "tag_roles", "merge_reading", "find_times", "find_quantities",
    "find_mentions", "link_entities", "link_places", "find_statements", "find_events",
    "group_talks", "find_old_photos", "check_distances",
)  # fmt: skip
COLD = {
    "first record": "from onrecord import read; read('Troops entered Homs on Monday.')",
    "import onrecord": "import onrecord",
}


def main() -> None:
    """Take every figure and print it."""
    chosen = _arguments()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = _load_texts(chosen.folder)
    figures = {
        "machine": f"{_processor()}, Python {platform.python_version()}, one core",
        "start_seconds": {name: _time_process(code, chosen.repeats) for name, code in COLD.items()},
        **_measure(texts, chosen.repeats),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(figures) if chosen.json else _table(figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--repeats", type=int, default=5, help="take the median of this many")
    parser.add_argument("--folder", type=Path, help="read the .txt files of this folder")
    return parser.parse_args()


def _load_texts(folder: Path | None) -> list[str]:
    chosen = folder or Path(pipeline.__file__).parent / "data" / "samples"
    texts = [path.read_text(encoding="utf-8") for path in sorted(chosen.rglob("*.txt"))]
    if not texts:
        sys.exit(f"no .txt files in {chosen}")
    return texts


def _time_process(code: str, repeats: int) -> float:
    """Seconds of wall clock of a fresh interpreter that runs `code`."""
    seconds = []
    for _ in range(repeats):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
        seconds.append(time.perf_counter() - began)
    return round(statistics.median(seconds), 2)


def _measure(texts: list[str], repeats: int) -> dict[str, Any]:
    spent: dict[str, float] = {}
    for name in STAGES:
        setattr(pipeline, name, _timed(name, getattr(pipeline, name), spent))
    reader = pipeline.Reader()
    records = [reader.read(text) for text in texts]  # warm
    sentences = sum(len(record.sentences) for record in records)
    words = sum(len(text.split()) for text in texts)
    wall, cpu, stages = [], [], []
    for _ in range(repeats):
        spent.clear()
        began, began_cpu = time.perf_counter(), time.process_time()
        for text in texts:
            reader.read(text)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
        stages.append(dict(spent))
    per_stage = {name: statistics.median(s.get(name, 0.0) for s in stages) for name in STAGES}
    return {
        "reports": len(texts),
        "sentences": sentences,
        "words": words,
        "sentences_per_second": round(sentences / statistics.median(wall), 1),
        "words_per_cpu_second": round(words / statistics.median(cpu)),
        "stages": {
            name: {
                "share": round(seconds / statistics.median(cpu), 3),
                "words_per_cpu_second": round(words / seconds) if seconds else None,
            }
            for name, seconds in sorted(per_stage.items(), key=lambda item: -item[1])
        },
    }


def _timed(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    """The stage, with its CPU seconds added up."""

    def run(*args: Any, **options: Any) -> Any:
        began = time.process_time()
        try:
            return stage(*args, **options)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - began

    return run


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _table(figures: dict[str, Any]) -> str:
    lines = [figures["machine"]]
    lines += [
        f"{label + ', cold process':<34}{seconds:>9.2f} s"
        for label, seconds in figures["start_seconds"].items()
    ]
    lines += [
        f"{'sentences a second':<34}{figures['sentences_per_second']:>9}",
        f"{'words a CPU second':<34}{figures['words_per_cpu_second']:>9}",
        f"{'peak memory':<34}{figures['peak_memory_mb']:>9} MB",
        f"over {figures['reports']} reports, {figures['sentences']} sentences",
        "",
        f"{'stage':<24}{'share of CPU':>14}{'words a CPU second':>22}",
    ]
    for name, stage in figures["stages"].items():
        lines.append(f"{name:<24}{stage['share']:>14.1%}{stage['words_per_cpu_second'] or '–':>22}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
