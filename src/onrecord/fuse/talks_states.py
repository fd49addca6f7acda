"""The state of a proposal that follows from the moves on it.

| last decisive move | state |
|---|---|
| propose, promise, table, and no answer | open |
| promise of a meeting with a date | scheduled |
| condition | conditioned |
| accept by another party than the proposer | agreed |
| reject | rejected |
| hold | held (also where the talks then failed: the reason says so) |
| postpone | open; called off: lapsed |
| fail without having been held | lapsed |
| carry out, violate | carried out, violated |
"""

from collections.abc import Mapping, Sequence

from onrecord.records import Move, ProposalKind, ProposalState


def find_state(
    kind: ProposalKind,
    moves: Sequence[Move],
    *,
    names: Mapping[str, str],
    notes: Sequence[str] = (),
    cancelled: bool = False,
) -> tuple[ProposalState, str]:
    """The state and its reason, which names the moves in order.

    `names` gives an entity's name by id; `notes` tell of answers that have not come; `cancelled`
    says that it was called off, not only put off.
    """
    kinds = [m.kind for m in moves]
    said = ", ".join(f"{m.kind}: {name_all([m.by] if m.by else [], names)}" for m in moves)
    reason = "; ".join([said, *notes])
    if "violate" in kinds:
        return "violated", reason
    if "carry out" in kinds:
        return "carried out", reason
    if "hold" in kinds:
        return "held", f"{reason}; it failed" if "fail" in kinds else reason
    if cancelled or "fail" in kinds:
        return "lapsed", reason
    last = moves[-1]
    if last.kind == "reject":
        return "rejected", reason
    if last.kind == "condition":
        return "conditioned", reason
    if last.kind == "accept":
        return _accepted(moves, reason)
    if last.kind == "promise" and kind == "meeting" and last.time is not None:
        return "scheduled", reason
    return "open", reason if notes else f"{reason}; no answer in this report"


def _accepted(moves: Sequence[Move], reason: str) -> tuple[ProposalState, str]:
    """Agreed where somebody else than the proposer accepts, or no proposer is named."""
    proposers = {m.by for m in moves if m.kind in {"propose", "table", "promise"}}
    takers = {m.by for m in moves if m.kind == "accept"}
    if takers - proposers or not proposers:
        return "agreed", reason
    return "open", f"{reason}; accepted by its own proposer only"


def name_all(ids: Sequence[str], names: Mapping[str, str]) -> str:
    """The names of these entities, "one side" for none."""
    return " and ".join(names.get(i, i) for i in ids) or "one side"
