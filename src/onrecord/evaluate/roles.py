"""Event roles: who acts, on whom and where, against gold with other types of events and roles.

RAMS and WikiEvents have some sixty roles; those that say who does it, whom it is done to and where
are mapped to ours by `ACTORS`, `RECIPIENTS` and `PLACES`, and the others (instruments, artefacts,
money, topics) are passed over. A participant of a meeting or a deal is both, and one is enough. An
event is found where one of ours has its trigger on the gold's; roles are scored of found events.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.evaluate.counts import Counts, Metrics, mean, total
from onrecord.evaluate.gold import RolesRow
from onrecord.evaluate.reports import Reader, parse_excerpt
from onrecord.evaluate.spans import Span, overlap
from onrecord.records import Record

ACTORS = frozenset(
    {
        "attacker", "killer", "injurer", "destroyer", "damager", "damagerdestroyer", "jailer",
        "judgecourt", "prosecutor", "investigator", "executioner", "extraditer", "giver",
        "communicator", "demonstrator", "retreater", "yielder", "surrenderer", "violator",
        "governmentbody", "preventer", "granter", "spy", "inspector", "monitor", "impeder",
        "perpetrator", "regulator",
    }
)  # fmt: skip
RECIPIENTS = frozenset(
    {
        "victim", "target", "detainee", "defendant", "recipient", "otherparticipant",
        "observedentity", "inspectedentity", "monitoredentity",
    }
)  # fmt: skip
PLACES = frozenset({"place"})
BOTH = frozenset({"participant"})
WITHHELD = "embargosanction"
"""A type whose giver is not who acts: it is who is kept from giving."""


class Cast(NamedTuple):
    """The spans of an event's parties and places; `both` are the gold's participants."""

    trigger: Span
    actors: tuple[tuple[Span, ...], ...] = ()
    recipients: tuple[tuple[Span, ...], ...] = ()
    places: tuple[tuple[Span, ...], ...] = ()
    both: tuple[tuple[Span, ...], ...] = ()


def run_roles(rows: Sequence[RolesRow], reader: Reader) -> Metrics:
    """Read each text and score the roles of its events."""
    scored = []
    for row in rows:
        record = reader.read_parse(parse_excerpt(reader, row.text))
        scored.append((_gold_casts(row), _our_casts(record)))
    return score_roles(scored)


def score_roles(texts: Iterable[tuple[Sequence[Cast], Sequence[Cast]]]) -> Metrics:
    """`trigger_recall`; `role_overlap_f1` with precision, recall and each role's own; `swapped`.

    `swapped`: of the found events of which we have any of the gold's two sides on either side, the
    share with an actor of ours on a recipient of the gold or the other way round, and nowhere
    right.
    """
    found, swapped = [], []
    counts = {name: Counts() for name in ("actor", "recipient", "place")}
    for gold_casts, our_casts in texts:
        for gold in gold_casts:
            ours = next((c for c in our_casts if overlap(c.trigger, gold.trigger)), None)
            found.append(float(ours is not None))
            if ours is None:
                continue
            for name, count in _count(gold, ours).items():
                counts[name] += count
            swap = _is_swapped(gold, ours)
            if swap is not None:
                swapped.append(float(swap))
    summed = total(counts.values())
    return {
        "trigger_recall": mean(found),
        "role_overlap_f1": summed.f1,
        "role_overlap_precision": summed.precision,
        "role_overlap_recall": summed.recall,
        **{f"{name}_overlap_f1": count.f1 for name, count in counts.items()},
        "swapped": mean(swapped),
        "found": float(len([f for f in found if f])),
    }


def _count(gold: Cast, ours: Cast) -> dict[str, Counts]:
    """Matches, ours and gold of each role; a participant counts for the side where we have it."""
    counts = {}
    sides = {"actor": (gold.actors, ours.actors), "recipient": (gold.recipients, ours.recipients)}
    for name, (wanted, given) in sides.items():
        met = [w for w in wanted if _meets(w, given)]
        shared = [g for g in given if _meets(g, gold.both) and not _meets(g, wanted)]
        wrong = [g for g in given if not _meets(g, (*wanted, *gold.both))]
        right = len(met) + len(shared)
        counts[name] = Counts(right, right + len(wrong), len(wanted) + len(shared))
    missed = [b for b in gold.both if not _meets(b, (*ours.actors, *ours.recipients))]
    counts["actor"] += Counts(gold=len(missed))
    met = [p for p in gold.places if _meets(p, ours.places)]
    wrong = [p for p in ours.places if not _meets(p, gold.places)]
    counts["place"] = Counts(len(met), len(met) + len(wrong), len(gold.places))
    return counts


def _is_swapped(gold: Cast, ours: Cast) -> bool | None:
    """Whether the sides are exchanged; None where we have neither side."""
    right = any(_meets(a, gold.actors) for a in ours.actors) or any(
        _meets(r, gold.recipients) for r in ours.recipients
    )
    wrong = any(_meets(a, gold.recipients) for a in ours.actors) or any(
        _meets(r, gold.actors) for r in ours.recipients
    )
    return wrong and not right if right or wrong else None


def _meets(party: Sequence[Span], parties: Iterable[Sequence[Span]]) -> bool:
    return any(overlap(a, b) for other in parties for a in party for b in other)


def _gold_casts(row: RolesRow) -> list[Cast]:
    casts = []
    for event in row.events:
        sides: dict[str, list[tuple[Span, ...]]] = {"a": [], "r": [], "p": [], "b": []}
        for role in event.roles:
            side = _side(role.role.lower(), event.type.lower())
            if side is not None:
                sides[side].append(((role.start, role.end),))
        casts.append(
            Cast(
                (event.start, event.end),
                tuple(sides["a"]),
                tuple(sides["r"]),
                tuple(sides["p"]),
                tuple(sides["b"]),
            )
        )
    return casts


def _side(role: str, kind: str) -> str | None:
    if role == "giver" and WITHHELD in kind:
        return None
    tables = {"a": ACTORS, "r": RECIPIENTS, "p": PLACES, "b": BOTH}
    return next((side for side, roles in tables.items() if role in roles), None)


def _our_casts(record: Record) -> list[Cast]:
    """Our events, each party with every mention of its entity: the gold names the fullest."""
    spans_of: dict[str, list[Span]] = {}
    for mention in record.mentions:
        key = mention.entity or mention.id
        spans_of.setdefault(key, []).append((mention.span.start, mention.span.end))
    party = {m.id: tuple(spans_of[m.entity or m.id]) for m in record.mentions}
    return [
        Cast(
            (event.trigger.start, event.trigger.end),
            tuple(party[a] for a in event.actors),
            tuple(party[r] for r in event.recipients),
            (party[event.place],) if event.place else (),
        )
        for event in record.events
    ]
