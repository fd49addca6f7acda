"""Reports that are one report: reprints, cuts and updated versions, found by what they share."""

from onrecord.fuse.duplicates.compare import are_copies, compare
from onrecord.fuse.duplicates.fingerprints import FingerprintIndex, open_fingerprints
from onrecord.fuse.duplicates.group import DuplicateIndex, describe_group, group_duplicates
from onrecord.fuse.duplicates.signature import find_fingerprints, find_signature, sign_text

__all__ = [
    "DuplicateIndex",
    "FingerprintIndex",
    "are_copies",
    "compare",
    "describe_group",
    "find_fingerprints",
    "find_signature",
    "group_duplicates",
    "open_fingerprints",
    "sign_text",
]
