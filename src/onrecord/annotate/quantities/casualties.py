"""Casualties: the quantities of an event as killed, injured, missing and captured."""

import re
from collections.abc import Iterable, Sequence

from onrecord.records import Casualties, Figure, Quantity

_PART = re.compile(
    r"\b(?:including|include[sd]?|among (?:them|whom|the)|of (?:them|whom))\b", re.IGNORECASE
)
_JOINED = re.compile(r"\s*,?\s*(?:,|and|as well as|along with)\s*", re.IGNORECASE)
_END = re.compile(r"[.;!?]\s")


def read_casualties(text: str, quantities: Iterable[Quantity]) -> Casualties:
    """The casualty figures among some quantities, say those of one event, of a report's text.

    A part of a figure ("27 civilians, including three children") is no figure of its own; figures
    joined in one phrase ("five soldiers and 40 rebels") are added, bound by bound; all others stand
    side by side. Nothing is averaged.
    """
    ordered = sorted(quantities, key=lambda quantity: quantity.evidence[0].start)
    roles: dict[str, list[list[Quantity]]] = {r: [] for r in Casualties.__struct_fields__}
    before: Quantity | None = None
    for quantity in ordered:
        groups = roles.get(quantity.role or "")
        if groups is None:
            continue
        same = before is not None and before.role == quantity.role
        between = _between(text, before, quantity) if before is not None and same else None
        if between is None:
            groups.append([quantity])
        elif _JOINED.fullmatch(between):
            groups[-1].append(quantity)
        elif not _PART.search(between):
            groups.append([quantity])
        else:
            continue
        before = quantity
    return Casualties(**{role: tuple(map(_figure, groups)) for role, groups in roles.items()})


def _between(text: str, first: Quantity, second: Quantity) -> str | None:
    """The words between two quantities of one sentence; None where a sentence ends there."""
    between = text[first.evidence[0].end : second.evidence[0].start]
    return None if _END.search(between) else between


def _figure(group: Sequence[Quantity]) -> Figure:
    """The sum of what is joined; what is open in one part is open in the whole."""
    lows = [quantity.low for quantity in group]
    highs = [quantity.high for quantity in group]
    known = [low for low in lows if low is not None]
    return Figure(
        low=sum(known) if known else None,
        high=None if None in highs else sum(high for high in highs if high is not None),
        approximate=any(quantity.approximate for quantity in group),
        quantities=tuple(quantity.id for quantity in group),
    )
