"""What an event, a claim or an item of the talks is in one line, with its quote and its sources."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from onrecord.records import (
    Citation,
    Claim,
    Document,
    Event,
    EventParty,
    Position,
    Story,
    Talk,
)
from onrecord.serve.hanging import Hanging

LONGEST = 220
"""Characters of a quote at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, the quote it rests on, and where that and its like stand."""

    said: str
    quote: str
    sources: tuple[Citation, ...]


def print_lines(lines: Iterable[Line], documents: Mapping[str, Document], console: Console) -> None:
    """Each line, its quote under it, and the outlets and days of its sources."""
    none = True
    for line in lines:
        none = False
        console.print(Hanging(0, Text(line.said, style="bold")))
        console.print(Hanging(4, Text(f"“{line.quote}”")))
        where = "; ".join(source_name(documents[c.doc]) for c in line.sources)
        console.print(Hanging(4, Text(where, style="dim")))
    if none:
        console.print("nothing: add reports with `onrecord add`, or ask for an earlier --since")


def event_line(event: Event) -> Line:
    parts = [
        event.status if not event.disputed else f"{event.status}, disputed",
        " ".join(filter(None, (event.type, event.mode))),
        _parties(event),
        event.place.name if event.place is not None else "",
        _days(event.start, event.end),
        _sources(event.independent, len({a.doc for a in event.accounts})),
    ]
    said = " · ".join(part for part in parts if part)
    fullest = max(event.accounts, key=lambda a: (a.by is None, a.start is not None, a.doc))
    holder = f" (according to {fullest.by})" if fullest.by is not None else ""
    citations = [fullest.evidence[0], *(a.evidence[0] for a in event.accounts)]
    return Line(said + holder, _quoted(fullest.evidence[0]), _each_report(citations))


def _parties(event: Event) -> str:
    actors, recipients = _names(event.actors), _names(event.recipients)
    if not actors and not recipients:
        return ""
    return f"{actors or '?'} → {recipients or '?'}"


def _names(parties: Sequence[EventParty]) -> str:
    return ", ".join(p.name for p in parties[:3]) + (" …" if len(parties) > 3 else "")


def _days(start: dt.date | None, end: dt.date | None) -> str:
    if start is None:
        return ""
    return start.isoformat() if end in {start, None} else f"{start.isoformat()} to {end}"


def _sources(independent: int, reports: int) -> str:
    if reports == 1:
        return "one report"
    return f"{reports} reports, {independent} independent"


def claim_line(claim: Claim) -> Line:
    said = "; ".join(_position(p) for p in claim.positions)
    state = claim.state + (", changed" if claim.changed else "")
    citations = [c for p in claim.positions for c in p.evidence]
    return Line(f"{claim.about} · {state}: {said}", _quoted(citations[0]), _each_report(citations))


def _position(position: Position) -> str:
    who = position.by or "outlets themselves"
    when = f" ({position.last.isoformat()})" if position.last is not None else ""
    if position.low is None and position.high is None:
        return f"{who} {'denies' if position.denied else 'asserts'} it{when}"
    return f"{_figure(position)} by {who}{when}"


def _figure(position: Position) -> str:
    low, high = position.low, position.high
    about = "about " if position.approximate else ""
    if high is None:
        return f"{low:g} or more"
    if low is None:
        return f"{high:g} or fewer"
    return f"{about}{low:g}" if low == high else f"{about}{low:g} to {high:g}"


def talk_line(talk: Talk) -> Line:
    stands = "; ".join(
        f"{s.by}: {s.move.kind}" + (f" ({s.move.said.isoformat()})" if s.move.said else "")
        for s in talk.stands
    )
    said = f"{talk.title} · {talk.state}" + (f" · {stands}" if stands else "")
    last = talk.moves[-1].evidence[-1]
    citations = [last, *(c for m in talk.moves for c in m.evidence)]
    return Line(said, _quoted(last), _each_report(citations))


def story_line(story: Story) -> Line:
    """A story: its title, span, reports, who acts in it and where."""
    parts = [
        story.title,
        _days(story.start, story.end),
        f"{len(story.documents)} reports",
        ", ".join(name.name for name in story.actors[:5]),
        ", ".join(name.name for name in story.places[:5]),
    ]
    said = " · ".join(" ".join(part.split()) for part in parts if part)
    return Line(said, _quoted(story.evidence[0]), story.evidence)


def overdue_line(talk: Talk) -> Line:
    line = talk_line(talk)
    day = talk.overdue.isoformat() if talk.overdue is not None else ""
    said = f"{talk.title}: announced for {day}; no report here says that it was held"
    return Line(said, line.quote, line.sources)


def _quoted(citation: Citation) -> str:
    words = " ".join(citation.quote.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def _each_report(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    found: dict[str, Citation] = {}
    for citation in citations:
        found.setdefault(citation.doc, citation)
    return tuple(found.values())


def source_name(doc: Document) -> str:
    """Outlet, day, title and address of a report, as far as they are known."""
    parts = (doc.outlet, doc.published.isoformat() if doc.published else None, doc.title, doc.url)
    return " · ".join(part for part in parts if part) or doc.id
