"""The record of one report as text: who said what, what happened and whether it did, the talks."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.records import EventMention, Proposal, Record, Statement, Status
from onrecord.serve.hanging import Hanging
from onrecord.serve.lines import number_lines
from onrecord.serve.names import Names, excerpt, quoted, short, words

MOVE_LIMIT = 120
# Status has a shape and a word, not only a colour.
SHAPES: dict[Status, tuple[str, str]] = {
    "occurred": ("●", "green"),
    "ongoing": ("◐", "green"),
    "planned": ("◇", "cyan"),
    "proposed": ("◌", "cyan"),
    "threatened": ("▲", "yellow"),
    "hypothetical": ("△", "blue"),
    "denied": ("○", "red"),
    "prevented": ("⊘", "red"),
    "unknown": ("·", "magenta"),
}


def view_record(record: Record, *, first: int = 1) -> RenderableType:
    """The whole view; its lines are numbered from `first`."""
    names = Names(record)
    shift = first - 1
    parts: list[RenderableType] = [_header(record)]
    for title, rows in (
        ("WHO SAID WHAT", _statements(record, names, shift)),
        ("WHAT HAPPENED — AND WHETHER IT DID", _events(record, names, shift)),
        ("ON THE TABLE", _proposals(record, names, shift)),
        ("NOT RESOLVED", _unresolved(record)),
    ):
        parts += [Text(), Text(title, style="bold")]
        shown = list(rows)
        parts += shown or [Text("  nothing", style="dim")]
    return Group(*parts)


def print_record(record: Record, console: Console, *, first: int = 1) -> int:
    """Print the view of a record and how to go on; returns how many numbered lines it has."""
    lines = len(number_lines([record]))
    hint = f" · every line quotes the report · onrecord explain {first} shows why" if lines else ""
    footer = Hanging(0, Text(_count(lines, "record") + hint, style="dim"))
    console.print(view_record(record, first=first), Text(), footer, Text(), sep="\n")
    return lines


def _header(record: Record) -> RenderableType:
    doc = record.document
    kinds = [p.kind for p in record.passages]
    counts = [_count(kinds.count("body"), "paragraph")]
    if captions := kinds.count("caption"):
        photos = [n.message for n in record.notes if n.kind == "old-photo"]
        old = f" ({'; '.join(photos)})" if photos else ""
        counts.append(_count(captions, "caption") + old)
    date = f"{doc.published:%-d %b %Y}" if doc.published else "no date"
    outlet = " ".join((doc.outlet or "").split()) or "outlet not given"
    head = " · ".join([outlet, date, ", ".join(counts)])
    if doc.title:
        head = f"{' '.join(doc.title.split())}\n{head}"
    return Hanging(0, Text(head, style="bold"))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _statements(record: Record, names: Names, shift: int) -> Iterator[RenderableType]:
    for statement in record.statements:
        number = names.numbers[statement.id] + shift
        if statement.speaker:
            speaker = names.entity(statement.speaker)
        elif statement.source:
            speaker = f"{words(statement.source)} (not resolved)"
        else:
            speaker = "nobody named"
        line = Text.assemble(
            (speaker, "bold"), "  ", (_act(statement), "italic"), f" · {statement.kind}"
        )
        if statement.parent in names.numbers:
            line.append(f" · within {names.numbers[statement.parent] + shift}", "dim")
        yield Hanging(Text(f"{number:>3}  ", "dim"), line)
        yield Hanging(5, Text(quoted(short(words(statement.content)))))


def _act(statement: Statement) -> str:
    cue = words(statement.cue)
    return f"{statement.act} ({cue})" if cue else statement.act


def _events(record: Record, names: Names, shift: int) -> Iterator[RenderableType]:
    """Status before type; then who to whom, when, how many; then the words and their holder."""
    for event in record.events:
        shape, colour = SHAPES[event.status]
        coded = " ".join(part for part in (event.type, event.mode) if part)
        actors = names.who(event.actors, event.actor_codes)
        parties = f"{actors} → {names.who(event.recipients, event.recipient_codes)}"
        figures = names.figures(event)
        place = names.mentions[event.place].span.quote if event.place else ""
        facts = [part for part in (parties, place, names.time(event.time), *figures) if part]
        number = (f"{names.numbers[event.id] + shift:>3}  ", "dim")
        lead = Text.assemble(number, (f"{shape} {event.status:<13}", colour))
        yield Hanging(lead, Text.assemble((coded, "bold"), "  ", " · ".join(facts)))
        holder = _holder(event, names, shift)
        trigger = " ".join(event.trigger.quote.split())
        yield Hanging(20, Text.assemble(f"“{trigger}”  ", holder))


def _holder(event: EventMention, names: Names, shift: int) -> Text:
    doubt = "" if event.certainty == "certain" else f"{event.certainty}; "
    number = f" ({names.numbers[event.holder] + shift})" if event.holder != "outlet" else ""
    return Text(f"{doubt}according to {names.holder(event.holder)}{number}", style="dim")


def _proposals(record: Record, names: Names, shift: int) -> Iterator[RenderableType]:
    for proposal in record.proposals:
        number = names.numbers[proposal.id] + shift
        title = " ".join(proposal.title.split())
        body = Text.assemble((title, "bold"), f"  {proposal.kind}  → ", (proposal.state, "bold"))
        yield Hanging(Text(f"{number:>3}  ", "dim"), body)
        for line in _moves(proposal, names):
            yield Hanging(7, Text(line))
        yield Hanging(7, Text(proposal.reason, style="dim"))


def _moves(proposal: Proposal, names: Names) -> Iterator[str]:
    for move in proposal.moves:
        when = names.time(move.time)
        yield (
            f"{names.name(move.by)}: {move.kind}"
            + (f" · {when}" if when else "")
            + f"  {quoted(excerpt(move.evidence, MOVE_LIMIT))}"
        )


def _unresolved(record: Record) -> Iterator[RenderableType]:
    """Who, where and when could not be settled: a reason a line, with all it holds for."""
    by_id = {m.id: m for m in record.mentions}
    placed = {
        by_id[link.mention].entity
        for link in record.links
        if link.precision != "none" and not (link.relation and link.relation.kind == "of")
    }
    matters = _entities_that_matter(record)
    reasons: dict[str, dict[str, None]] = {}
    for entity in record.entities:
        unknown = entity.actor is None and entity.country is None and entity.id not in placed
        if unknown and entity.id in matters:
            reasons.setdefault(entity.reason, {})[entity.name] = None
    for link in record.links:
        if link.precision == "none":
            reasons.setdefault(link.reason, {})[by_id[link.mention].span.quote] = None
    for note in record.notes:
        if note.kind != "old-photo":
            reasons.setdefault(note.message, {})[words(note.evidence)] = None
    for reason, names in reasons.items():
        shown = ", ".join(f"“{short(' '.join(name.split()), 60)}”" for name in names)
        yield Hanging(2, Text.assemble((reason, "bold"), f": {shown}"))


def _entities_that_matter(record: Record) -> set[str | None]:
    """Those that are named, that say something, or that an event is by or upon."""
    in_events = {m for e in record.events for m in (*e.actors, *e.recipients)}
    return {s.speaker for s in record.statements} | {
        m.entity for m in record.mentions if m.level == "NAM" or m.id in in_events
    }
