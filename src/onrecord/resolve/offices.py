"""What an actor of the table was on a day: "Boris Johnson" GBR GOV, then GBR ELI.

A code is an ISO 3166-1 alpha-3 country, or IGO, NGO, ISM, IMG or MNC for who belongs to none; the
United Nations are IGO UNO, the European Union IGO EUR.
"""

import datetime as dt
from dataclasses import dataclass, replace

from onrecord.resolve.actors import Actor, Tenure
from onrecord.resolve.sectors import OFFICES

INTERNATIONAL = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
UNIONS = {"UNO": "IGO", "EUR": "IGO"}
WITHIN = {"court": "JUD", "peacekeeping force": "MIL"}
"""What an international organisation is, by its role in the table."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code and sector, "" for none, and why."""

    country: str = ""
    sector: str = ""
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.country and not self.sector


def in_plover(code: Code) -> Code:
    """The code with those who belong to no country under PLOVER's names for them."""
    country, sector = code.country, code.sector
    if sector in UNIONS:
        return replace(code, country=UNIONS[sector])
    if country or sector not in INTERNATIONAL:
        return code
    return replace(code, country=sector, sector="")


def code_of_actor(actor: Actor, day: dt.date | None) -> Code:
    """What an actor of the table was on a day."""
    tenure = actor.tenure_on(day)
    if tenure is not None:
        when = f" on {day}" if tenure.is_dated and day is not None else ""
        return _code(tenure, f"actor table: {tenure.role or tenure.sector or actor.name}{when}")
    if day is None:
        return _undated(actor)
    over = [t for t in actor.tenures if t.end is not None and t.end <= day]
    if actor.type == "PER" and over:
        last = max(over, key=lambda t: t.end or day)
        sector = "ELI" if last.sector in OFFICES else ""
        return Code(_home(last, actor), sector, f"actor table: {last.role} until {last.end}")
    country = _shared({t.country for t in actor.tenures})
    return Code(country, "", f"actor table: nothing in it on {day}")


def _code(tenure: Tenure, reason: str) -> Code:
    within = WITHIN.get(tenure.role) if tenure.sector == "IGO" else None
    if within is not None:
        return Code("IGO", within, reason)
    return Code(tenure.country, tenure.sector, reason)


def _undated(actor: Actor) -> Code:
    """Without a day: what all of the actor's rows have in common."""
    country = _shared({t.country for t in actor.tenures})
    sector = _shared({t.sector for t in actor.tenures})
    return Code(country, sector, "actor table: no day to choose between its rows")


def _home(last: Tenure, actor: Actor) -> str:
    """The country of who held an international office: that of another row, else none."""
    return last.country or _shared({t.country for t in actor.tenures} - {""})


def _shared(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""
