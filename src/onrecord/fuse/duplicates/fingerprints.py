"""Which reports share fingerprints with one: an index of a million reports in memory or on disk.

Reports are numbered. New ones go to a small table; full tables become sorted arrays, which are
merged with others of their size, so that a million reports lie in a few arrays and each
fingerprint is looked up in each of them by bisection (a log-structured merge tree).
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.errors import InputError
from onrecord.fuse.duplicates.signature import Hashes

BUFFER = 200_000
"""Fingerprints in the small table, at most."""
_KEYS, _HOLDERS = "{}.keys.npy", "{}.holders.npy"

Numbers = npt.NDArray[np.uint32]
Run = tuple[Hashes, Numbers]
"""Fingerprints in order, and beside each the report that has it."""


class FingerprintIndex:
    """Fingerprints and the numbers of the reports that have them."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._buffer: dict[int, list[int]] = defaultdict(list)
        self._buffered = 0
        self._gone: set[int] = set()

    def __len__(self) -> int:
        """How many pairs of fingerprint and report are kept."""
        return sum(len(keys) for keys, _ in self._runs) + self._buffered

    def add(self, number: int, fingerprints: Hashes) -> None:
        """Enter a report; its number must be new."""
        for fingerprint in fingerprints.tolist():
            self._buffer[fingerprint].append(number)
        self._buffered += len(fingerprints)
        if self._buffered >= BUFFER:
            self._flush()

    def add_many(self, numbers: Numbers, fingerprints: Hashes) -> None:
        """Enter many pairs of a fingerprint and a report at once."""
        order = np.argsort(fingerprints, kind="stable")
        self._push((fingerprints[order], numbers[order]))

    def remove(self, number: int) -> None:
        """Leave a report out of what is found from now on."""
        self._gone.add(number)

    def find(self, fingerprints: Hashes) -> Mapping[int, int]:
        """The reports that have any of these fingerprints, and how many of them."""
        found: list[Numbers] = []
        for keys, holders in self._runs:
            begin = np.searchsorted(keys, fingerprints, side="left")
            end = np.searchsorted(keys, fingerprints, side="right")
            found += [holders[a:b] for a, b in zip(begin, end, strict=True) if a < b]
        recent = [n for each in fingerprints.tolist() for n in self._buffer.get(each, ())]
        together = np.concatenate([*found, np.array(recent, dtype=np.uint32)])
        numbers, counts = np.unique(together, return_counts=True)
        pairs = zip(numbers.tolist(), counts.tolist(), strict=True)
        return {number: count for number, count in pairs if number not in self._gone}

    def save(self, folder: Path) -> None:
        """Write the index to a folder, from which `open_fingerprints` maps it into memory."""
        self._flush()
        folder.mkdir(parents=True, exist_ok=True)
        for n, (keys, holders) in enumerate(self._runs):
            np.save(folder / _KEYS.format(n), keys)
            np.save(folder / _HOLDERS.format(n), holders)

    def _flush(self) -> None:
        if not self._buffered:
            return
        items = sorted(self._buffer.items())
        keys = np.repeat(
            np.array([key for key, _ in items], dtype=np.uint32),
            [len(numbers) for _, numbers in items],
        )
        holders = np.array([n for _, numbers in items for n in numbers], dtype=np.uint32)
        self._buffer.clear()
        self._buffered = 0
        self._push((keys, holders))

    def _push(self, run: Run) -> None:
        """Add a run; runs of its size and smaller ones are merged with it."""
        while self._runs and len(self._runs[-1][0]) <= 2 * len(run[0]):
            run = _merge(self._runs.pop(), run)
        self._runs.append(run)


def open_fingerprints(folder: Path) -> FingerprintIndex:
    """The index that was written to a folder, mapped into memory and read only where it is asked.

    Raises:
        InputError: there is none.
    """
    index = FingerprintIndex()
    n = 0
    while (folder / _KEYS.format(n)).exists():
        keys = np.load(folder / _KEYS.format(n), mmap_mode="r")
        index._runs.append((keys, np.load(folder / _HOLDERS.format(n), mmap_mode="r")))  # noqa: SLF001
        n += 1
    if n == 0:
        raise InputError(f"no index of fingerprints in {folder}", remedy="save one there first")
    return index


def _merge(one: Run, other: Run) -> Run:
    keys = np.concatenate([one[0], other[0]])
    order = np.argsort(keys, kind="stable")
    return keys[order], np.concatenate([one[1], other[1]])[order]
