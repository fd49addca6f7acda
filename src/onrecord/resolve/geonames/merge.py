"""The names of two gazetteers in one order, a piece at a time."""

from collections.abc import Iterator, Mapping

import numpy as np

from onrecord.resolve.gazetteer_file import Array


def pairs_of(sections: Mapping[str, Array]) -> Array:
    """(hash, row, kind) of the names of a gazetteer, sorted."""
    bucket, key, value = (sections[name].astype(np.int64) for name in ("bucket", "key", "value"))
    high = np.repeat(np.arange(65536, dtype=np.int64), np.diff(bucket))
    return np.column_stack([high << 32 | key, value & 0xFFFFFF, value >> 24])


def merge_pairs(below: Array, pieces: Iterator[Array]) -> Iterator[Array]:
    """(hash, row, kind) of both in order, each hash and row once, with the least kind.

    Both are sorted by their hashes; a hash is given out when all of its rows are there.
    """
    held, at = np.zeros((0, 3), np.int64), 0
    for piece in pieces:
        until = int(np.searchsorted(below[:, 0], piece[-1, 0], "left"))
        table = np.concatenate([held, below[at:until], piece])
        done = table[:, 0] < piece[-1, 0]
        yield _once(table[done])
        held, at = table[~done], until
    yield _once(np.concatenate([held, below[at:]]))


def _once(table: Array) -> Array:
    table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))]
    fresh = np.ones(len(table), bool)
    fresh[1:] = (table[1:, :2] != table[:-1, :2]).any(axis=1)
    found: Array = table[fresh]
    return found
