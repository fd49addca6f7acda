"""Roles of events against gold with roles of its own."""

import pytest

from onrecord.evaluate.gold import GoldEvent, GoldRole, RolesRow
from onrecord.evaluate.roles import Cast, _gold_casts, score_roles

A, B, C = ((0, 5),), ((10, 15),), ((20, 25),)
HIT = (6, 9)
GOLD = Cast(HIT, actors=(A,), recipients=(B,), places=(C,))


@pytest.mark.parametrize(
    ("ours", "f1", "swapped"),
    [
        (Cast(HIT, (A,), (B,), (C,)), 1.0, 0.0),
        (Cast(HIT, (A,), (), ()), 2 / 4, 0.0),  # 1 matched of 1 ours and 3 gold
        (Cast(HIT, (B,), (A,), ()), 0.0, 1.0),
        (Cast(HIT, (A, B), (), ()), 2 / 5, 0.0),  # half right is not exchanged
        (Cast(HIT), 0.0, None),
    ],
)
def test_by_hand(ours: Cast, f1: float, swapped: float | None) -> None:
    metrics = score_roles([([GOLD], [ours])])
    assert metrics["trigger_recall"] == 1.0
    assert metrics["role_overlap_f1"] == pytest.approx(f1)
    assert metrics["swapped"] == swapped


def test_an_event_elsewhere_is_not_found() -> None:
    metrics = score_roles([([GOLD], [Cast((30, 35), (A,), (B,))])])
    assert metrics["trigger_recall"] == 0.0
    assert metrics["swapped"] is None


def test_a_participant_is_had_on_either_side() -> None:
    gold = Cast(HIT, both=(A, B))
    for ours in (Cast(HIT, (A,), (B,)), Cast(HIT, (A, B), ())):
        assert score_roles([([gold], [ours])])["role_overlap_f1"] == 1.0
    half = score_roles([([gold], [Cast(HIT, (A,), ())])])
    assert half["role_overlap_precision"] == 1.0
    assert half["role_overlap_recall"] == 0.5


def test_the_map_of_roles() -> None:
    roles = tuple(
        GoldRole(role=role, start=start, end=start + 1)
        for start, role in enumerate(["Attacker", "victim", "Place", "participant", "instrument"])
    )
    event = GoldEvent(start=8, end=9, type="conflict.attack", roles=roles)
    [cast] = _gold_casts(RolesRow(id="x", text="0123456789", events=(event,)))
    assert cast == Cast((8, 9), (((0, 1),),), (((1, 2),),), (((2, 3),),), (((3, 4),),))


def test_who_is_kept_from_giving_does_not_act() -> None:
    giver = GoldRole(role="giver", start=0, end=1)
    event = GoldEvent(start=2, end=3, type="transaction.embargosanction", roles=(giver,))
    [cast] = _gold_casts(RolesRow(id="x", text="0123", events=(event,)))
    assert cast.actors == ()
