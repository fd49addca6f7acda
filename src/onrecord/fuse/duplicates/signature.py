"""What is kept of a report to know its copies by: its runs of five words, and its figures."""

import re
import zlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from onrecord.fuse.duplicates.wires import agency_of_outlet, find_credit
from onrecord.records import Record, Signature
from onrecord.text import name_key

Hashes = npt.NDArray[np.uint32]

SHINGLE = 5
"""Words of a run."""
WINDOW = 24
"""Of so many runs in a row, one at least is a fingerprint."""
LONGEST = 50_000
"""Words of a report that are read."""
_HASH = np.dtype("<u4")
_WORD = re.compile(r"\w+")
_NUMBER_WORDS = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
})  # fmt: skip


def find_signature(record: Record) -> Signature:
    """The signature of a report, by its body alone."""
    doc = record.document
    credit = find_credit(record)
    shingles, figures = sign_text(p.span.quote for p in record.passages if p.kind == "body")
    return Signature(
        doc=doc.id,
        outlet=doc.outlet,
        published=doc.published,
        shingles=shingles,
        figures=figures,
        wire=credit[0] if credit else agency_of_outlet(doc.outlet),
        credit=credit[1] if credit else None,
    )


def sign_text(paragraphs: Iterable[str]) -> tuple[bytes, bytes]:
    """The shingles and the figures of a text, hashed, in text order."""
    words: list[str] = []
    for paragraph in paragraphs:
        words += _WORD.findall(name_key(paragraph))
    del words[LONGEST:]
    runs = (" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))
    figures = (word for word in words if word in _NUMBER_WORDS or word.isdigit())
    return _hashed(runs), _hashed(figures)


def read_hashes(data: bytes) -> Hashes:
    """The hashes that `sign_text` wrote."""
    return np.frombuffer(data, dtype=_HASH)


def find_fingerprints(shingles: Hashes) -> Hashes:
    """The least hash of every window of runs (winnowing; Schleimer et al. 2003), sorted, once each.

    Two reports that share a stretch of `WINDOW` runs share a fingerprint, whatever stands around
    it. A report shorter than a window has one fingerprint, an empty one none.
    """
    if len(shingles) == 0:
        return shingles
    windows = np.lib.stride_tricks.sliding_window_view(shingles, min(WINDOW, len(shingles)))
    return np.unique(windows.min(axis=1))


def _hashed(items: Iterable[str]) -> bytes:
    hashes = np.fromiter((zlib.crc32(item.encode()) for item in items), dtype=np.uint32)
    return (hashes * np.uint32(2654435761)).astype(_HASH).tobytes()
