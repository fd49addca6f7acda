"""The brief: what is new since a day, who says what, where the talks stand, each line with sources.

Lines are put together from records and quotes, never written: a line without evidence cannot be.
"""

import datetime as dt
import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.fuse.whole import Fused
from onrecord.records import Claim, Document, Event, PloverType, Status, Talk
from onrecord.serve.across import (
    Line,
    claim_line,
    event_line,
    overdue_line,
    source_name,
    talk_line,
)

HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing"})
AHEAD: frozenset[Status] = frozenset({"planned", "proposed", "threatened"})
MOST = 15
"""Lines of a section at most; how many more there are is said."""
BACKGROUND = dt.timedelta(days=7)
"""What lies further back than this from the first day is no news."""
WEIGHT: Mapping[PloverType, int] = {
    "ASSAULT": 3, "AGREE": 2, "CONCEDE": 2, "RETREAT": 2, "CONSULT": 2, "MOBILIZE": 2, "COERCE": 1,
    "SANCTION": 1, "AID": 1, "COOPERATE": 1, "SUPPORT": 1, "THREATEN": 1, "PROTEST": 1,
    "REJECT": 1, "REQUEST": 0, "ACCUSE": 0,
}  # fmt: skip
"""What comes first where as many sources tell of two events."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; `more` were left out for length, `empty` is said of none."""

    title: str
    lines: tuple[Line, ...]
    more: int = 0
    empty: str = "nothing"


@dataclass(frozen=True, slots=True)
class Brief:
    """Sections over a stretch of days; `documents` are the reports that it cites, in order."""

    title: str
    sections: tuple[Section, ...]
    documents: tuple[Document, ...]


def write_brief(fused: Fused, *, since: dt.date | None = None) -> Brief:
    """What is new since a day (None: in all reports): of events, claims and talks."""

    def is_new(day: dt.date | None) -> bool:
        return since is None or (day is not None and day >= since)

    events = [e for e in fused.events if is_new(e.last_reported)]
    claims = [c for c in fused.claims if any(is_new(p.last) for p in c.positions)]
    talks = [t for t in fused.talks if is_new(t.last_reported)]
    today = max((d.published for d in fused.documents.values() if d.published), default=None)
    sections = (
        _section(
            "NEW", (event_line(e) for e in _foremost(events, since) if is_new(e.first_reported))
        ),
        _section("DENIED", (event_line(e) for e in events if e.status == "denied" and _by_name(e))),
        _section(
            "FIGURES", (claim_line(c) for c in claims if c.role != "happened" and _matters(c))
        ),
        _section("IN DISPUTE", (claim_line(c) for c in claims if c.role == "happened")),
        _section("WHERE THE TALKS STAND", (talk_line(t) for t in sorted(talks, key=_latest))),
        _section("AHEAD", (event_line(e) for e in _ahead(events, today)), empty="nothing dated"),
        _section("NOT BORNE OUT", (overdue_line(t) for t in talks if t.overdue is not None)),
    )
    cited = {c.doc for s in sections for line in s.lines for c in line.sources}
    documents = sorted((fused.documents[d] for d in cited), key=_by_date)
    return Brief(_title(fused, since), sections, tuple(documents))


def _title(fused: Fused, since: dt.date | None) -> str:
    documents = fused.documents.values()
    outlets = {d.outlet for d in documents if d.outlet}
    own = {fused.origins.get(d.id) or d.outlet or d.id for d in documents}
    when = f"since {since.isoformat()}" if since is not None else "all reports"
    return (
        f"Brief, {when}: {len(fused.documents)} reports, {len(outlets)} outlets, "
        f"{len(own)} independent sources"
    )


def _section(title: str, lines: Iterable[Line], *, empty: str = "nothing") -> Section:
    found = tuple(lines)
    return Section(title, found[:MOST], max(len(found) - MOST, 0), empty)


def _foremost(events: Iterable[Event], since: dt.date | None) -> list[Event]:
    """What happened: by how many independent sources tell of it, its weight, the latest first.

    What a new report tells of an older day is background, and left out.
    """
    told = [e for e in events if e.status in HAPPENED and WEIGHT[e.type]]
    if since is not None:
        told = [e for e in told if e.end is None or e.end >= since - BACKGROUND]

    def order(event: Event) -> tuple[int, int, int, str]:
        day = event.end or event.first_reported or dt.date.min
        return -event.independent, -WEIGHT[event.type], -day.toordinal(), event.id

    return sorted(told, key=order)


def _ahead(events: Iterable[Event], today: dt.date | None) -> list[Event]:
    """What is announced for a day that has not passed, the next first."""
    dated = [
        e
        for e in events
        if e.status in AHEAD and e.end is not None and (today is None or e.end > today)
    ]
    return sorted(dated, key=lambda e: (str(e.start), e.id))


def _by_name(event: Event) -> bool:
    return any(a.act == "deny" for a in event.accounts)


def _matters(claim: Claim) -> bool:
    return len(claim.positions) > 1


def _latest(talk: Talk) -> tuple[int, str]:
    day = talk.last_reported
    return (-day.toordinal() if day is not None else 0, talk.id)


def _by_date(doc: Document) -> tuple[bool, str, str]:
    return (doc.published is None, str(doc.published), doc.id)


def brief_markdown(brief: Brief) -> str:
    """The brief as Markdown, its sources numbered in order of publication."""
    number = {doc.id: n for n, doc in enumerate(brief.documents, 1)}
    parts = [f"# {_escaped(brief.title)}"]
    for section in brief.sections:
        parts += ["", f"## {section.title}", *_markdown_lines(section, number)]
    parts += ["", "## SOURCES"]
    parts += [f"{n}. {_escaped(source_name(doc))}" for n, doc in enumerate(brief.documents, 1)]
    return "\n".join(parts) + "\n"


def _markdown_lines(section: Section, number: Mapping[str, int]) -> Iterator[str]:
    for line in section.lines:
        marks = "".join(f"[{n}]" for n in sorted(number[c.doc] for c in line.sources))
        yield f"- {_escaped(line.said)} — “{_escaped(line.quote)}” {marks}"
    yield from _rest(section, "- {}")


def _rest(section: Section, shape: str) -> Iterator[str]:
    if not section.lines:
        yield shape.format(section.empty)
    if section.more:
        yield shape.format(f"and {section.more} more")


def _escaped(text: str) -> str:
    """Text that Markdown takes as it stands: a report's signs and tags format nothing."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text


def brief_html(brief: Brief) -> str:
    """The brief as one page of HTML without scripts, styles or addresses."""
    number = {doc.id: n for n, doc in enumerate(brief.documents, 1)}
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f"<title>{html.escape(brief.title)}</title></head><body>",
        f"<h1>{html.escape(brief.title)}</h1>",
    ]
    for section in brief.sections:
        parts += [f"<h2>{html.escape(section.title)}</h2>", "<ul>"]
        for line in section.lines:
            marks = " ".join(
                f'<a href="#s{n}">[{n}]</a>' for n in sorted(number[c.doc] for c in line.sources)
            )
            parts.append(
                f"<li>{html.escape(line.said)} <q>{html.escape(line.quote)}</q> {marks}</li>"
            )
        parts += [*_rest(section, "<li>{}</li>"), "</ul>"]
    parts += ["<h2>SOURCES</h2>", "<ol>"]
    parts += [
        f'<li id="s{n}">{html.escape(source_name(doc))}</li>'
        for n, doc in enumerate(brief.documents, 1)
    ]
    return "\n".join([*parts, "</ol></body></html>"]) + "\n"
