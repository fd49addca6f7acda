"""Near-duplicates: how well copies are found, and how fast among a million reports.

    ONRECORD_DATA=… python benchmarks/near_duplicates.py           # F1 on both halves
    python benchmarks/near_duplicates.py --size 1000000 --disk DIR # a million signatures

Real reports are divided by id into a half on which the limits were set and one on which they were
not; of each, four sets are made with seeds of their own. Pairs of reports in one group are counted,
over the four sets together.
"""

import argparse
import datetime as dt
import os
import random
import resource
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
from copies import Made, make_set, read_reports

from onrecord.fuse.duplicates import (
    DuplicateIndex,
    FingerprintIndex,
    find_fingerprints,
    open_fingerprints,
    sign_text,
)
from onrecord.fuse.duplicates.signature import WINDOW
from onrecord.records import Signature

FIRST_DAY = dt.date(2031, 1, 1)
WORDS = 400
CHUNK = 1000
HALVES = ("limits set on", "held out")
SETS = 4


def sign(made: Made, number: int) -> Signature:
    """The signature of a made report."""
    shingles, figures = sign_text(made.paragraphs)
    return Signature(
        doc=f"{number:06d}",
        outlet=made.outlet,
        published=FIRST_DAY + dt.timedelta(made.day),
        shingles=shingles,
        figures=figures,
    )


def score(sets: list[list[Made]], *, show: bool) -> None:
    """Pairs found and missed, by what was done to the report."""
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    right = predicted = expected = 0
    seconds = 0.0
    for reports in sets:
        began = time.perf_counter()
        found = find_pairs(reports)
        seconds += time.perf_counter() - began
        groups: dict[str, list[int]] = {}
        for number, made in enumerate(reports):
            groups.setdefault(made.group, []).append(number)
        gold = {pair for group in groups.values() for pair in combinations(group, 2)}
        right += len(gold & found)
        predicted += len(found)
        expected += len(gold)
        missed.update(e for pair in gold - found for n in pair for e in _edits(reports[n]))
        wrong.update(f"{reports[a].kind} / {reports[b].kind}" for a, b in found - gold)
    count = sum(map(len, sets))
    precision, recall = right / predicted, right / expected
    print(
        f"{count} reports, {expected} pairs: precision {precision:.4f}, recall {recall:.4f}, "
        f"F1 {2 * right / (predicted + expected):.4f}; {1000 * seconds / count:.2f} ms each"
    )
    if show:
        print("  missed:", dict(missed.most_common(8)))
        print("  wrong:", dict(wrong.most_common(8)))


def find_pairs(reports: list[Made]) -> set[tuple[int, int]]:
    """The pairs of reports that are in one group."""
    index = DuplicateIndex()
    for number, made in enumerate(reports):
        index.add(sign(made, number))
    numbers = [sorted(map(int, group.documents)) for group in index.groups()]
    return {pair for group in numbers for pair in combinations(group, 2)}


def _edits(made: Made) -> list[str]:
    return made.kind.split("+")


def measure_size(size: int, disk: Path) -> None:
    """Random signatures, written to disk and queried there with cuts of some of them.

    A fingerprint is the least of `WINDOW` hashes and a report of n runs has about 2n / (WINDOW + 1)
    of them: those of the crowd are drawn from that distribution at once, the queried reports are
    real runs, fingerprinted as any report is.
    """
    rng = np.random.default_rng(7)
    index = FingerprintIndex()
    began = time.perf_counter()
    kept = {}
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        runs = rng.integers(WORDS // 4, 2 * WORDS, size=count)
        numbers = np.repeat(np.arange(start, start + count), 2 * runs // (WINDOW + 1))
        least = 1 - rng.random(len(numbers)) ** (1 / WINDOW)
        shingles = rng.integers(0, 2**32, size=runs[0], dtype=np.uint32)
        kept[start] = shingles
        queried = find_fingerprints(shingles)
        crowd = numbers != start
        index.add_many(
            np.concatenate([numbers[crowd], np.full(len(queried), start)]).astype(np.uint32),
            np.concatenate([(least[crowd] * 2**32).astype(np.uint32), queried]),
        )
    index.save(disk)
    print(
        f"{size} signatures, {len(index)} fingerprints made in {time.perf_counter() - began:.0f} s"
    )
    stored = sum(path.stat().st_size for path in disk.iterdir())
    del index
    query_disk(disk, kept)
    print(f"on disk {stored / 2**20:.0f} MiB, peak memory while it was made {_peak():.0f} MiB")


def query_disk(disk: Path, kept: dict[int, "np.typing.NDArray[np.uint32]"]) -> None:
    """Look for reports cut to 0.6 of their length; times are of the clock and of the processor."""
    opened = open_fingerprints(disk)
    found, clock, processor = 0, [], []
    for number in random.Random(7).sample(sorted(kept), len(kept)):  # noqa: S311
        cut = kept[number][: len(kept[number]) * 6 // 10]
        began, worked = time.perf_counter(), time.thread_time()
        shared = opened.find(find_fingerprints(cut))
        best = max(shared, key=lambda n: (shared[n], -n), default=None)
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.thread_time() - worked))
        found += best == number
    print(
        f"{len(kept)} queries: {found} found; milliseconds: {_spread(clock)} by the clock, "
        f"{_spread(processor)} of the processor"
    )


def _spread(spent: list[float]) -> str:
    ordered = sorted(spent)
    return f"median {ordered[len(ordered) // 2]:.2f}, 99 % {ordered[len(ordered) * 99 // 100]:.2f}"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, help="measure speed on so many random signatures")
    parser.add_argument("--disk", type=Path, help="where to write them")
    parser.add_argument("--show", action="store_true", help="what was missed and what was wrong")
    given = parser.parse_args()
    if given.size:
        measure_size(given.size, given.disk)
        return
    reports = read_reports(Path(os.environ["ONRECORD_DATA"]))
    for half, name in enumerate(HALVES):
        chosen = reports[half::2]
        print(f"{name}: ", end="")
        score([make_set(chosen, seed=half + 2 * n) for n in range(SETS)], show=given.show)


if __name__ == "__main__":
    main()
