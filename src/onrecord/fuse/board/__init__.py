"""The board of the talks: which proposals of many reports are one item, and how it stands."""

from onrecord.fuse.board.facts import BoardFacts, ProposalFact, find_board_facts
from onrecord.fuse.board.group import group_board
from onrecord.fuse.board.merge import Tabled, merge_item

__all__ = [
    "BoardFacts", "ProposalFact", "Tabled", "find_board_facts", "group_board", "merge_item",
]  # fmt: skip
