"""Copies are grouped, kin are not; the order of arrival changes nothing."""

import random
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.fuse.duplicates import (
    DuplicateIndex,
    FingerprintIndex,
    are_copies,
    compare,
    describe_group,
    find_fingerprints,
    find_signature,
    group_duplicates,
    open_fingerprints,
    sign_text,
)
from onrecord.fuse.duplicates.fingerprints import BUFFER
from onrecord.fuse.duplicates.signature import read_hashes
from onrecord.fuse.duplicates.wires import agency_of_outlet, find_credit
from onrecord.records import Passage, PassageKind, Record, Signature
from onrecord.text import make_id, quote
from tests.conftest import bare_record

ORIGINAL = (
    "The two delegations met for three hours at the old customs house on the river and agreed to "
    "meet again within a week, the mediator said. Neither side would say what had been discussed. "
    "A list of prisoners was handed over at the end of the meeting, according to two officials."
)
REPRINT = ORIGINAL.replace(", according to two officials", "") + " Reporting by our own staff."
KIN = (
    "The mediator said that the delegations had spent three hours at the customs house. They "
    "agreed to meet again, but a list of prisoners that was handed over is in dispute."
)
TALLY = (
    "Over the past day {} shells fell on the district, killing {} people and wounding {}, the "
    "regional head said in his daily statement. In all {} houses and {} shops were damaged, and "
    "the search for people under the rubble goes on. The figures could not be checked."
)
OTHER = (
    "Heavy rain closed the mountain road for the second night, and lorries with flour waited at "
    "the pass. Drivers lit fires. The governor asked for army engineers to clear the slides, but "
    "said that nobody could tell when the road would open or how much food the valley had left."
)


def signed(name: str, *paragraphs: str) -> Signature:
    shingles, figures = sign_text(paragraphs)
    return Signature(doc=name, shingles=shingles, figures=figures)


def test_a_reprint_joins_its_original_and_kin_stay_apart() -> None:
    records = [
        bare_record(KIN, "2031-04-02", "A"),
        bare_record(REPRINT, "2031-04-02", "B"),
        bare_record(ORIGINAL, "2031-04-01", "C"),
        bare_record("Short.", "2031-04-01", "D"),
    ]
    expected = ((records[2].document.id, records[1].document.id),)
    assert group_duplicates(records) == expected
    shuffled = records[:]
    random.Random(7).shuffle(shuffled)
    assert group_duplicates(shuffled) == expected


def test_nothing_to_group() -> None:
    assert group_duplicates([]) == ()
    empty = [bare_record("", "2031-04-01", "A"), bare_record("", "2031-04-01", "B")]
    assert group_duplicates(empty) == ()


@pytest.mark.parametrize(
    ("one", "other", "copies"),
    [
        ([ORIGINAL], [ORIGINAL], True),
        ([ORIGINAL], [ORIGINAL[:200]], True),  # cut
        ([ORIGINAL, OTHER], ["A new lead of the desk, which has its own words.", OTHER], True),
        ([ORIGINAL.replace("three", "four")], [ORIGINAL], True),  # corrected
        ([ORIGINAL], [KIN], False),
        ([ORIGINAL], [OTHER, OTHER[::-1], ORIGINAL, OTHER.swapcase()[::-1]], False),  # round-up
        ([TALLY.format(12, 3, 7, 40, 5)], [TALLY.format(31, 8, 15, 22, 9)], False),
        ([TALLY.format(12, 3, 7, 40, 5)], [TALLY.format(12, 4, 7, 40, 5)], True),
        (["Rain fell on Orle all night long."], ["Rain fell on Orle all night long."], True),
        (["Rain fell on Orle all night."], ["Rain fell on Orle all day."], False),
        ([], [], False),
    ],
)
def test_what_is_a_copy(one: list[str], other: list[str], copies: bool) -> None:  # noqa: FBT001
    first, second = signed("a", *one), signed("b", *other)
    assert are_copies(first, second) is copies
    assert are_copies(second, first) is copies
    assert compare(first, second) == compare(second, first)


PIECES = [
    f"word{n} said that item{n} in place{n} was number{n} of kind{n} today" for n in range(30)
]


@given(
    st.lists(st.lists(st.integers(0, 29), min_size=2, max_size=8, unique=True), max_size=14),
    st.randoms(use_true_random=False),
)
@settings(max_examples=30, deadline=None)
def test_any_order_ends_in_the_same_groups(drawn: list[list[int]], rng: random.Random) -> None:
    signatures = [
        signed(f"doc-{n}", " ".join(PIECES[p] for p in chosen)) for n, chosen in enumerate(drawn)
    ]
    expected = _grouped(signatures)
    rng.shuffle(signatures)
    assert _grouped(signatures) == expected
    index = DuplicateIndex()
    for signature in signatures:
        index.add(signature)
        index.add(signature)
    half = len(signatures) // 2
    for signature in signatures[:half]:
        index.remove(signature.doc)
    assert len(index) == len(signatures) - half
    assert index.groups() == _grouped(signatures[half:])
    for signature in signatures[:half]:
        assert index.add(signature) == index.group_of(signature.doc)
    assert index.groups() == expected


def _grouped(signatures: list[Signature]) -> object:
    index = DuplicateIndex()
    for signature in signatures:
        index.add(signature)
    return index.groups()


def test_a_copy_that_joins_two_groups_and_leaves_again() -> None:
    cut, rest = ORIGINAL[:190], ORIGINAL[100:]
    index = DuplicateIndex()
    assert index.add(signed("cut", cut)) == {"cut"}
    assert index.add(signed("rest", rest)) == {"rest"}
    assert index.add(signed("whole", ORIGINAL)) == {"cut", "rest", "whole"}
    (group,) = index.groups()
    assert group.id == make_id("dup", "cut")
    assert set(index.remove("whole")) == {frozenset({"cut"}), frozenset({"rest"})}
    assert index.groups() == ()


def test_a_shared_stretch_shares_a_fingerprint() -> None:
    shingles, _ = sign_text([ORIGINAL])
    other, _ = sign_text([f"{OTHER} {ORIGINAL} {OTHER}"])
    found = find_fingerprints(read_hashes(shingles))
    assert set(found.tolist()) & set(find_fingerprints(read_hashes(other)).tolist())
    assert len(found) < len(shingles) // 4
    assert len(find_fingerprints(read_hashes(b""))) == 0
    assert sign_text(["Rain, fell: on ORLE all night"]) == sign_text(
        ["rain fell", "on orle all night"]
    )


def test_an_index_of_many_runs_finds_what_it_was_given(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    index = FingerprintIndex()
    prints = [rng.integers(0, 5000, 400, dtype=np.uint32) for _ in range(BUFFER // 400 * 2 + 7)]
    prints = [np.unique(each) for each in prints]
    for number, each in enumerate(prints[:-2]):
        index.add(number, each)
    for number in (len(prints) - 2, len(prints) - 1):
        index.add_many(np.full(len(prints[number]), number, dtype=np.uint32), prints[number])
    asked = prints[3][:50]
    expected = {
        number: count
        for number, each in enumerate(prints)
        if (count := len(np.intersect1d(asked, each)))
    }
    assert index.find(asked) == expected
    index.save(tmp_path)
    opened = open_fingerprints(tmp_path)
    assert opened.find(asked) == expected
    assert len(opened) == len(index) == sum(map(len, prints))
    opened.remove(3)
    assert opened.find(asked) == {n: count for n, count in expected.items() if n != 3}
    with pytest.raises(InputError, match="no index of fingerprints"):
        open_fingerprints(tmp_path / "none")


def credited(*parts: tuple[PassageKind, str]) -> Record:
    text = "\n\n".join(part for _, part in parts)
    record = bare_record(text, "2031-04-01")
    at, passages = 0, []
    for kind, part in parts:
        span = quote(text, at, at + len(part))
        passages.append(Passage(id=make_id("pas", at), kind=kind, span=span))
        at += len(part) + 2
    return msgspec.structs.replace(record, passages=tuple(passages))


@pytest.mark.parametrize(
    ("parts", "agency", "credit"),
    [
        ((("dateline", "GENEVA (Reuters) —"), ("body", ORIGINAL)), "Reuters", "Reuters"),
        ((("byline", "By Jane Doe, Associated Press"), ("body", ORIGINAL)),
         "Associated Press", "Associated Press"),
        ((("body", f"GENEVA, April 1 (AFP) - {ORIGINAL}"),), "Agence France-Presse", "AFP"),
        ((("body", ORIGINAL), ("body", "— dpa")), "Deutsche Presse-Agentur", "dpa"),
        ((("body", ORIGINAL), ("furniture", "Copyright 2031 The Associated Press.")),
         "Associated Press", "Associated Press"),
        ((("body", ORIGINAL), ("body", "The Associated Press contributed to this report.")),
         None, None),
        ((("body", ORIGINAL), ("credit", "(J. Doe/Reuters)")), None, None),
        ((("body", f"{ORIGINAL} He spoke to the agency (Reuters) later."),), None, None),
        ((("byline", "By Jane Doe"), ("body", ORIGINAL)), None, None),
        ((("dateline", "HARRISBURG, PA —"), ("body", ORIGINAL)), None, None),
        ((("body", f"ORLE, April 1 (Orle Wire) — {ORIGINAL}"),), "Orle Wire", "Orle Wire"),
    ],
)  # fmt: skip
def test_the_agency_that_is_credited(
    parts: tuple[tuple[PassageKind, str], ...], agency: str | None, credit: str | None
) -> None:
    record = credited(*parts)
    found = find_credit(record)
    if agency is None or found is None:
        assert found is None
        assert agency is None
        return
    assert (found[0], found[1].quote) == (agency, credit)
    assert record.document.text[found[1].start : found[1].end] == credit
    assert find_signature(record).wire == agency


def test_the_outlet_of_an_agency() -> None:
    assert agency_of_outlet("www.reuters.com") == agency_of_outlet("REUTERS") == "Reuters"
    assert agency_of_outlet(None) is agency_of_outlet("Rhine Courier") is None


def test_where_copies_come_from() -> None:
    early = find_signature(bare_record(ORIGINAL[:200], "2031-04-01", "Courier"))
    full = find_signature(bare_record(ORIGINAL, "2031-04-01", "Ledger"))
    late = find_signature(bare_record(REPRINT, "2031-04-02", "Monitor"))
    wire = find_signature(bare_record(ORIGINAL, "2031-04-02", "Reuters"))
    undated = find_signature(bare_record(ORIGINAL, None, "Herald"))
    found = describe_group([late, early])
    assert (found.origin, found.basis, found.wire) == (early.doc, "earliest", None)
    assert found.documents == (early.doc, late.doc)
    found = describe_group([late, full, early, undated])
    assert (found.origin, found.basis) == (full.doc, "fullest")
    assert found.documents[-1] == undated.doc
    found = describe_group([late, full, early, wire])
    assert (found.origin, found.basis, found.wire) == (wire.doc, "agency", "Reuters")
    assert found.id == make_id("dup", early.doc)
    crediting = find_signature(
        bare_record(f"ORLE, April 1 (Orle Wire) — {ORIGINAL}", "2031-04-01", "Bugle")
    )
    own = find_signature(bare_record(ORIGINAL, "2031-04-01", "Orle Wire"))
    found = describe_group([crediting, own])
    assert (found.origin, found.basis, found.wire) == (own.doc, "agency", "Orle Wire")
    assert [citation.quote for citation in found.evidence] == ["Orle Wire"]
