"""Whether two reports are one: a pure function of their two signatures.

A copy may be cut, may open with a lead of its own, may have paragraphs of its own and a corrected
figure. So most of the shorter report's runs of words stand in the longer one; what they share
begins near the start of both (a brief inside a round-up does not make the round-up a copy of it);
the longer one is not many times as long; and their figures are mostly the same (yesterday's tally
in today's words is another report).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.fuse.duplicates.signature import Hashes, read_hashes
from onrecord.records import Signature

CONTAINED = 0.5
"""The share of the shorter report's runs that stand in the longer one, from which it is a copy."""
COVERED = 0.2
"""The share of the longer report's runs that the shorter one holds, at the least."""
LATEST_START = 0.5
"""How far into a report, as a share of it, what it shares may begin."""
WELL_COVERED = 0.35
"""The share of the longer report that lets it begin later: more than any brief of a round-up."""
LATEST_START_COVERED = 0.7
SAME_FIGURES = 0.5
"""The share of the figures of the report that has fewer that stand in the other, at the least."""
OTHER_FIGURES = 4
"""Figures that must differ before they decide: a correction changes fewer."""
FEWEST_RUNS = 20
"""Runs below which a report is too short to tell that it is a copy, unless all of it is."""


class Likeness(NamedTuple):
    """What two reports share, as shares from 0 to 1.

    `contained` of the shorter one's runs, `covered` of the longer one's; `start` is how far into
    the reports the shared runs begin, at most; `other_figures` says that their figures differ.
    """

    contained: float
    covered: float
    start: float
    other_figures: bool


def are_copies(one: Signature, other: Signature) -> bool:
    """Whether one of two reports is a copy of the other, or both of a third."""
    like = compare(one, other)
    shortest = min(len(one.shingles), len(other.shingles)) // 4
    return (
        like.contained >= (CONTAINED if shortest >= FEWEST_RUNS else 1.0)
        and like.covered >= COVERED
        and like.start <= (LATEST_START if like.covered < WELL_COVERED else LATEST_START_COVERED)
        and not like.other_figures
    )


def compare(one: Signature, other: Signature) -> Likeness:
    """What two reports share."""
    a, b = read_hashes(one.shingles), read_hashes(other.shingles)
    if len(a) == 0 or len(b) == 0:
        return Likeness(0.0, 0.0, 1.0, other_figures=False)
    in_b, in_a = np.isin(a, b), np.isin(b, a)
    shares = sorted((float(in_b.mean()), float(in_a.mean())))
    return Likeness(
        contained=shares[1],
        covered=shares[0],
        start=max(_start(in_b), _start(in_a)),
        other_figures=_differ(read_hashes(one.figures), read_hashes(other.figures)),
    )


def _start(shared: npt.NDArray[np.bool_]) -> float:
    """Where the shared runs begin: the first tenth of them is passed over as chance."""
    at = np.flatnonzero(shared)
    return 1.0 if len(at) == 0 else float(at[len(at) // 10]) / len(shared)


def _differ(a: Hashes, b: Hashes) -> bool:
    """Whether most figures of the report that has fewer are other ones, and several."""
    first, second = np.unique(a), np.unique(b)
    fewest = min(len(first), len(second))
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return fewest - shared >= OTHER_FIGURES and shared < SAME_FIGURES * fewest
