"""Copies are grouped, kin are not."""

import random

from onrecord.fuse.duplicates import group_duplicates
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
    assert (
        group_duplicates([bare_record("", "2031-04-01", "A"), bare_record("", "2031-04-01", "B")])
        == ()
    )
