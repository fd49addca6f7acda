"""The state of a proposal that follows from the moves on it.

| last decisive move | state |
|---|---|
| propose, promise, table, and no answer | open |
| promise of a meeting with a date or place | scheduled |
| condition | conditioned |
| accept by another party than the proposer | agreed |
| reject | rejected; of a condition on what is demanded: conditioned (the terms are rejected) |
| hold | held (also where the talks then failed: the reason says so) |
| postpone | open; called off: lapsed |
| fail without having been held | lapsed |
| carry out, violate | carried out, violated |

What is only alleged moves nothing: a truce that each side says the other broke is still carried
out, and the reason names the accusation.
"""

from collections.abc import Mapping, Sequence

from onrecord.records import Move, ProposalKind, ProposalState


def find_state(  # noqa: PLR0913 - what is known of the moves besides themselves
    kind: ProposalKind,
    moves: Sequence[Move],
    *,
    names: Mapping[str, str],
    notes: Sequence[str] = (),
    cancelled: bool = False,
    alleged: frozenset[str] = frozenset(),
    on_terms: frozenset[str] = frozenset(),
    placed: bool = False,
) -> tuple[ProposalState, str]:
    """The state and its reason, which names the moves in order.

    `names` gives an entity's name by id; `notes` tell of answers that have not come; `cancelled`
    says that it was called off, not only put off; `alleged` and `on_terms` are ids of moves that
    are only alleged, or answer a condition; `placed` says that a place is told for what is to come.
    """
    said = [
        f"{m.kind}{' (alleged)' if m.id in alleged else ''}: "
        f"{name_all([m.by] if m.by else [], names)}"
        for m in moves
    ]
    reason = "; ".join([", ".join(dict.fromkeys(said)), *notes])
    sure = [m for m in moves if m.id not in alleged]
    if not sure:
        broken = any(m.kind == "violate" for m in moves)
        state: ProposalState = "carried out" if broken else "open"
        return state, f"{reason}; an accusation alone does not break it"
    done = _done([m.kind for m in sure], reason, cancelled=cancelled)
    if done is not None:
        return done
    last = sure[-1]
    if last.kind == "fail":
        return "lapsed", reason
    if last.kind == "reject":
        return _rejected(sure, reason, on_terms)
    if last.kind == "condition":
        return "conditioned", reason
    promised = last.kind == "promise"
    if last.kind == "accept" or (promised and any(m.kind == "accept" for m in sure)):
        return _accepted(sure, reason)
    dated = placed or any(m.time for m in sure if m.kind == "promise")
    if promised and kind == "meeting" and dated:
        return "scheduled", reason
    return "open", reason if notes else f"{reason}; no answer in this report"


def _done(
    kinds: Sequence[str], reason: str, *, cancelled: bool
) -> tuple[ProposalState, str] | None:
    """The state where something was done, whatever was said of it after."""
    if "violate" in kinds:
        return "violated", reason
    if "carry out" in kinds:
        return "carried out", reason
    if "hold" in kinds:
        return "held", f"{reason}; it failed" if "fail" in kinds else reason
    return ("lapsed", reason) if cancelled else None


def _rejected(
    moves: Sequence[Move], reason: str, on_terms: frozenset[str]
) -> tuple[ProposalState, str]:
    """Where a thing is demanded, who rejects a conditional answer rejects its terms alone."""
    last = moves[-1]
    setters = {m.by for m in moves[:-1] if m.kind == "condition"} - {last.by}
    askers = {m.by for m in moves[:-1] if m.kind == "propose"} - setters
    if setters and askers and (last.id in on_terms or last.by in askers):
        return "conditioned", f"{reason}; the terms are rejected, not what is asked for"
    return "rejected", reason


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
