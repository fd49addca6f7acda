"""Groups of copies: whatever is joined by a chain of copies is one report.

Whether two reports are copies depends on these two alone, and so does whether they are compared
(they share enough fingerprints). The groups are the connected parts of that relation: a function
of the set of reports, in whatever order they arrive.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, MutableMapping, Sequence
from typing import Literal

from onrecord.fuse.duplicates.compare import are_copies
from onrecord.fuse.duplicates.fingerprints import FingerprintIndex
from onrecord.fuse.duplicates.signature import (
    Hashes,
    find_fingerprints,
    find_signature,
    read_hashes,
)
from onrecord.fuse.duplicates.wires import is_outlet_of
from onrecord.records import DuplicateGroup, Record, Signature
from onrecord.text import make_id

METHOD = "winnowing/1"
SHARED = 0.25
"""The share of the fingerprints of the report that has fewer, from which two are compared."""


class DuplicateIndex:
    """Reports and the groups of copies among them.

    Args:
        signatures: where signatures are kept by document, a mapping that may lie on disk; what is
            in it already is not entered: use `add`.
    """

    def __init__(self, signatures: MutableMapping[str, Signature] | None = None) -> None:
        self._signatures: MutableMapping[str, Signature] = {} if signatures is None else signatures
        self._index = FingerprintIndex()
        self._docs: list[str] = []
        self._sizes: list[int] = []
        self._number: dict[str, int] = {}
        self._group_of: dict[str, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._group_of)

    def add(self, signature: Signature) -> frozenset[str]:
        """Add a report; returns the documents of its group, itself alone where it has no copy.

        A report that is here already keeps its group.
        """
        if signature.doc in self._group_of:
            return self._group_of[signature.doc]
        self._signatures[signature.doc] = signature
        fingerprints = find_fingerprints(read_hashes(signature.shingles))
        group = self._connected(signature, self._candidates(fingerprints))
        number = len(self._docs)
        self._docs.append(signature.doc)
        self._sizes.append(len(fingerprints))
        self._number[signature.doc] = number
        self._index.add(number, fingerprints)
        self._set_group(group)
        return group

    def remove(self, doc: str) -> tuple[frozenset[str], ...]:
        """Take a report away; returns the groups that are left of its own.

        Raises:
            KeyError: the document is not here.
        """
        rest = sorted(self._group_of.pop(doc) - {doc})
        self._index.remove(self._number.pop(doc))
        del self._signatures[doc]
        for other in rest:
            self._group_of[other] = frozenset({other})
        for other in rest:
            signature = self._signatures[other]
            fingerprints = find_fingerprints(read_hashes(signature.shingles))
            within = [each for each in self._candidates(fingerprints) if each in rest]
            self._set_group(self._connected(signature, within) | self._group_of[other])
        return tuple({self._group_of[other] for other in rest})

    def groups(self) -> tuple[DuplicateGroup, ...]:
        """Every group of two reports and more, by its earliest."""
        found = {group for group in self._group_of.values() if len(group) > 1}
        described = (describe_group([self._signatures[d] for d in sorted(g)]) for g in found)
        return tuple(sorted(described, key=self._earliest))

    def group_of(self, doc: str) -> frozenset[str]:
        """The documents of a report's group, itself among them.

        Raises:
            KeyError: the document is not here.
        """
        return self._group_of[doc]

    def _earliest(self, group: DuplicateGroup) -> tuple[bool, dt.date, str, str]:
        return _order(self._signatures[group.documents[0]])

    def _candidates(self, fingerprints: Hashes) -> list[str]:
        """The reports that share enough fingerprints, those that share most first."""
        shared = self._index.find(fingerprints)
        enough = [
            (-count, self._docs[number])
            for number, count in shared.items()
            if count >= SHARED * min(self._sizes[number], len(fingerprints))
        ]
        return [doc for _, doc in sorted(enough)]

    def _connected(self, signature: Signature, candidates: Iterable[str]) -> frozenset[str]:
        """A report with the groups of its copies; of each group, the first copy is enough."""
        joined = {signature.doc}
        for doc in candidates:
            if doc not in joined and are_copies(signature, self._signatures[doc]):
                joined |= self._group_of[doc]
        return frozenset(joined)

    def _set_group(self, group: frozenset[str]) -> None:
        for doc in group:
            self._group_of[doc] = group


def group_duplicates(records: Sequence[Record]) -> tuple[tuple[str, ...], ...]:
    """Document ids of reports that are copies of each other, groups of two and more.

    Groups and their members come in order of publication (undated last), then of outlet and id.
    """
    index = DuplicateIndex()
    for record in records:
        index.add(find_signature(record))
    return tuple(group.documents for group in index.groups())


def describe_group(signatures: Sequence[Signature]) -> DuplicateGroup:
    """The group that these reports are: which of them the others come from, as far as is known."""
    ordered = sorted(signatures, key=_order)
    credited = [s.wire for s in ordered if s.wire is not None]
    wire = max(sorted(set(credited)), key=credited.count) if credited else None
    own = [s for s in ordered if wire is not None and is_outlet_of(s.outlet, wire)]
    first_day = [s for s in ordered if s.published == ordered[0].published]
    basis: Literal["agency", "earliest", "fullest"] = "agency"
    if own:
        origin = own[0]
    elif len(first_day) == 1:
        origin, basis = ordered[0], "earliest"
    else:
        origin, basis = _fullest(first_day, ordered), "fullest"
    return DuplicateGroup(
        id=make_id("dup", ordered[0].doc),
        documents=tuple(s.doc for s in ordered),
        origin=origin.doc,
        basis=basis,
        wire=wire,
        evidence=tuple(s.credit for s in ordered if s.credit is not None and s.wire == wire),
        method=METHOD,
    )


def _fullest(candidates: Sequence[Signature], group: Sequence[Signature]) -> Signature:
    """Of several, the one that holds most of the others' runs; the first of several."""
    holding: dict[int, int] = defaultdict(int)
    runs = [set(read_hashes(s.shingles).tolist()) for s in group]
    for n, candidate in enumerate(candidates):
        ours = set(read_hashes(candidate.shingles).tolist())
        holding[n] = sum(len(ours & theirs) for theirs in runs)
    return candidates[max(holding, key=lambda n: (holding[n], -n))]


def _order(signature: Signature) -> tuple[bool, dt.date, str, str]:
    published = signature.published
    return (published is None, published or dt.date.max, signature.outlet or "", signature.doc)
