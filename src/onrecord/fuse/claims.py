"""What is said of one thing by whom: figures of an event, and whether it happened.

Figures are never averaged. A holder's latest figure stands; an earlier one that differs marks the
claim as changed. Two holders contradict each other where the bounds of their latest figures have
nothing in common, or one denies what another asserts; they corroborate each other where they agree
and are of independent reports. One holder alone, in however many reports, is a single source.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from onrecord.records import Account, Citation, Claim, ClaimState, Event, Figure, Position
from onrecord.text import make_id, name_key

METHOD = "rules:claims/1"
ROLES: tuple[Literal["killed", "injured", "missing", "captured"], ...] = (
    "killed", "injured", "missing", "captured",
)  # fmt: skip
ASSERTED = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class _Said:
    """One account's word on a claim."""

    account: Account
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    denied: bool = False

    @property
    def holder(self) -> str:
        """Who says so; outlets that say it themselves are each a holder."""
        if self.account.actor is not None:
            return f"row:{self.account.actor}"
        if self.account.by is not None:
            return f"name:{name_key(self.account.by)}"
        return f"outlet:{self.account.outlet or self.account.doc}"


def find_claims(event: Event, origins: Mapping[str, str] | None = None) -> tuple[Claim, ...]:
    """The claims about an event: its figures, and whether it happened where somebody denies it."""
    known = origins or {}
    found = [_claim(event, role, list(_figures(event, role)), known) for role in ROLES]
    deeds = list(_deeds(event))
    if any(said.denied for said in deeds):
        found.append(_claim(event, "happened", deeds, known))
    return tuple(claim for claim in found if claim is not None)


def _deeds(event: Event) -> Iterator[_Said]:
    """Who asserts that it happened, and who denies it; "has not begun" is no denial."""
    for account in event.accounts:
        if account.status in ASSERTED and account.by is not None:
            yield _Said(account)
        elif account.status == "denied" and account.act == "deny":
            yield _Said(account, denied=True)


def _figures(event: Event, role: str) -> Iterator[_Said]:
    for account in event.accounts:
        figures: tuple[Figure, ...] = getattr(account.casualties, role, ())
        for each in figures:
            yield _Said(account, each.low, each.high, each.approximate)


def _claim(
    event: Event, role: str, said: Sequence[_Said], origins: Mapping[str, str]
) -> Claim | None:
    if not said:
        return None
    by_value: dict[tuple[object, ...], list[_Said]] = defaultdict(list)
    for each in said:
        by_value[each.holder, each.low, each.high, each.denied].append(each)
    runs = list(by_value.values())
    positions = tuple(sorted((_position(run, origins) for run in runs), key=_first))
    latest = _latest(runs)
    state, reason = _state(latest, origins)
    lows = [s.low for s in said if s.low is not None]
    highs = [s.high for s in said if s.high is not None]
    return Claim(
        id=make_id("cla", event.id, role),
        event=event.id,
        role=role,
        about=_about(event, role),
        positions=positions,
        state=state,
        changed=len(latest) < len(runs),
        low=min(lows, default=None),
        high=max(highs, default=None) if len(highs) == len(said) else None,
        reason=reason,
        method=METHOD,
    )


def _position(run: Sequence[_Said], origins: Mapping[str, str]) -> Position:
    one = run[0]
    dates = [s.account.published for s in run if s.account.published is not None]
    return Position(
        by=one.account.by,
        actor=one.account.actor,
        low=one.low,
        high=one.high,
        approximate=one.approximate,
        denied=one.denied,
        first=min(dates, default=None),
        last=max(dates, default=None),
        documents=tuple(dict.fromkeys(s.account.doc for s in run)),
        independent=len(_sources(run, origins)),
        evidence=tuple(_citations(run)),
    )


def _citations(run: Iterable[_Said]) -> Iterator[Citation]:
    seen: set[tuple[str, int]] = set()
    for said in run:
        for cited in said.account.evidence:
            if (cited.doc, cited.start) not in seen:
                seen.add((cited.doc, cited.start))
                yield cited


def _sources(run: Iterable[_Said], origins: Mapping[str, str]) -> set[str]:
    return {origins.get(s.account.doc) or s.account.outlet or s.account.doc for s in run}


def _first(position: Position) -> tuple[bool, str, str]:
    return (position.first is None, str(position.first), position.by or "")


def _latest(runs: Sequence[Sequence[_Said]]) -> list[Sequence[_Said]]:
    """Of each holder what was said last."""
    last: dict[str, Sequence[_Said]] = {}
    for run in runs:
        known = last.get(run[0].holder)
        if known is None or _day(run) >= _day(known):
            last[run[0].holder] = run
    return list(last.values())


def _day(run: Sequence[_Said]) -> dt.date:
    return max((s.account.published or dt.date.min for s in run), default=dt.date.min)


def _state(latest: Sequence[Sequence[_Said]], origins: Mapping[str, str]) -> tuple[ClaimState, str]:
    for one, other in combinations(latest, 2):
        if _contradict(one[0], other[0]):
            return "contradicted", f"{_name(one[0])} against {_name(other[0])}"
    sources = {source for run in latest for source in _sources(run, origins)}
    if len(latest) > 1 and len(sources) > 1:
        return "corroborated", f"{len(latest)} holders in {len(sources)} independent sources agree"
    return "single-source", f"{_name(latest[0][0])} alone"


def _contradict(one: _Said, other: _Said) -> bool:
    if one.denied != other.denied:
        return True
    below = one.high is not None and other.low is not None and one.high < other.low
    above = other.high is not None and one.low is not None and other.high < one.low
    return below or above


def _name(said: _Said) -> str:
    return said.account.by or said.account.outlet or "an outlet that is not named"


def _about(event: Event, role: str) -> str:
    """What it is about, in the words of the first report: "killed: “hit” in Sarajevo, day"."""
    where = f" in {event.place.name}" if event.place is not None else ""
    when = f", {event.start.isoformat()}" if event.start is not None else ""
    what = "whether it happened" if role == "happened" else role
    return f"{what}: “{event.accounts[0].quote.quote}”{where}{when}"
