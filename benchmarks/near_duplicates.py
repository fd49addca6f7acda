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
from onrecord.records import Signature

FIRST_DAY = dt.date(2031, 1, 1)
WORDS = 400
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
    """Random signatures and some that are perturbed, written to disk and queried there."""
    rng = np.random.default_rng(7)
    index = FingerprintIndex()
    began = time.perf_counter()
    lengths = rng.integers(WORDS // 4, 2 * WORDS, size=size)
    kept: dict[int, np.ndarray] = {}
    for start in range(0, size, 20_000):
        numbers, prints = [], []
        for number in range(start, min(start + 20_000, size)):
            shingles = rng.integers(0, 2**32, size=lengths[number], dtype=np.uint32)
            found = find_fingerprints(shingles)
            numbers.append(np.full(len(found), number, dtype=np.uint32))
            prints.append(found)
            if number % (size // 1000) == 0:
                kept[number] = shingles
        index.add_many(np.concatenate(numbers), np.concatenate(prints))
    index.save(disk)
    print(
        f"{size} signatures, {len(index)} fingerprints made in {time.perf_counter() - began:.0f} s"
    )
    stored = sum(path.stat().st_size for path in disk.iterdir())
    del index
    opened = open_fingerprints(disk)
    found_again, spent = 0, []
    for number in random.Random(7).sample(sorted(kept), len(kept)):  # noqa: S311
        shingles = kept[number].copy()
        cut = shingles[: len(shingles) * 6 // 10]
        began = time.perf_counter()
        shared = opened.find(find_fingerprints(cut))
        best = max(shared, key=lambda n: (shared[n], -n), default=None)
        spent.append(time.perf_counter() - began)
        found_again += best == number
    spent.sort()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"on disk {stored / 2**20:.0f} MiB; {len(spent)} queries (reports cut to 0.6): "
        f"{found_again} found; median {1000 * spent[len(spent) // 2]:.2f} ms, 99 % "
        f"{1000 * spent[len(spent) * 99 // 100]:.2f} ms, most {1000 * spent[-1]:.2f} ms; peak "
        f"memory {peak:.0f} MiB"
    )


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
