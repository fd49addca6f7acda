"""One task after the other: gold rows in, this build run on each text, figures out.

Where a task gives spans (status, factuality, events-pair, the first half of places), the stage that
judges them is called on those spans; everywhere else the text is read as any report is.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from onrecord.annotate.events import code_pair
from onrecord.annotate.neural import tag_roles
from onrecord.annotate.statements import draft_statements, find_statements, outermost_roles
from onrecord.annotate.status import Judgement, judge_status, read_factuality
from onrecord.annotate.times import find_times
from onrecord.errors import InputError
from onrecord.evaluate.across import run_across
from onrecord.evaluate.attribution import Attribution, score_attribution
from onrecord.evaluate.comparisons import run_coref, run_mentions
from onrecord.evaluate.counts import Metrics
from onrecord.evaluate.events import (
    CodedEvent,
    plover_type,
    score_event_types,
    score_events_found,
)
from onrecord.evaluate.factuality import Judged, score_factuality
from onrecord.evaluate.gold import (
    AcrossRow,
    AttributionRow,
    CorefRow,
    FactualityRow,
    Gold,
    MentionsRow,
    PageRow,
    PairRow,
    PlacesRow,
    RolesRow,
    Row,
    StatusRow,
    StoryRow,
    TimesRow,
    read_gold,
)
from onrecord.evaluate.pages import read_pair, score_pages
from onrecord.evaluate.reports import Reader, parse_excerpt, parse_report
from onrecord.evaluate.roles import run_roles
from onrecord.evaluate.spans import Span
from onrecord.evaluate.status import score_status
from onrecord.evaluate.stories import score_stories
from onrecord.evaluate.times import Timex, score_times
from onrecord.evaluate.toponyms import score_places
from onrecord.records import Evidence, Mention, Record


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What `onrecord eval` prints: the figures and the data that they were taken on."""

    task: str
    data: str
    sha256: str
    rows: int
    seconds: float
    metrics: Metrics


class Task(NamedTuple):
    """The rows of a task and how they are run and scored."""

    row: type[Row]
    run: Callable[[Sequence[Any], Reader], Metrics]


def check_task(name: str) -> None:
    """Raise InputError where no such task can be scored.

    Raises:
        InputError: the task is unknown.
    """
    if name not in TASKS:
        raise InputError(f"there is no task {name!r}", remedy=f"choose one of {_names()}")


def evaluate(task: str, path: Path, reader: Reader, *, first: int | None = None) -> Result:
    """Score this build on a gold file, or on its `first` rows; `seconds` leaves out loading.

    Raises:
        InputError: the task is unknown, or the file is not one of its gold files.
    """
    check_task(task)
    gold: Gold[Any] = read_gold(path, TASKS[task].row)
    rows = gold.rows[:first]
    began = time.perf_counter()
    metrics = TASKS[task].run(rows, reader)
    return Result(
        task=task,
        data=gold.name,
        sha256=gold.sha256,
        rows=len(rows),
        seconds=time.perf_counter() - began,
        metrics=metrics,
    )


def _run_attribution(rows: Sequence[AttributionRow], reader: Reader) -> Metrics:
    """Rules and trained reader together; beside it each alone, as `rules_…` and `model_…`."""
    scored: dict[str, list[tuple[str, list[Attribution], list[Attribution]]]] = defaultdict(list)
    for row in rows:
        parse = parse_report(reader, row.text, published=row.published, outlet=row.outlet)
        gold = [Attribution(a.source, a.cue, a.content) for a in row.attributions]
        # the gold flattens nested attributions into the outermost
        found = {
            "": outermost_roles(parse, reader.draft(parse)),
            "rules_": outermost_roles(parse, draft_statements(parse)),
            "model_": tag_roles(parse, reader.model).statements,
        }
        for name, roles in found.items():
            ours = [Attribution(each.source, each.cue, each.content) for each in roles]
            scored[name].append((row.text, gold, ours))
    return {
        f"{name}{metric}": figure
        for name, each in scored.items()
        for metric, figure in score_attribution(each).items()
    }


def _run_pairs(rows: Sequence[PairRow], reader: Reader) -> Metrics:
    """Rules and trained reader together; beside it the rules alone, as `rules_…`."""
    coded, ruled, found = [], [], []
    for row in rows:
        parse = parse_excerpt(reader, row.text)
        reading = reader.draft(parse).reading
        clues = reading.clues if reading else None
        coded.append(code_pair(parse, row.actor, row.recipient, clues))
        ruled.append(code_pair(parse, row.actor, row.recipient))
        gold = CodedEvent(
            row.type,
            (row.actor,) if row.actor else (),
            (row.recipient,) if row.recipient else (),
        )
        found.append((gold, _coded_events(reader.read_parse(parse))))
    kinds = [row.type for row in rows]
    rules = score_event_types(kinds, ruled)
    return {
        **score_event_types(kinds, coded),
        **{f"rules_{name}": rules[name] for name in ("macro_f1", "accuracy")},
        **score_events_found(found),
    }


def _coded_events(record: Record) -> list[CodedEvent]:
    """The events with the spans of their parties, and of what a pronoun among them stands for."""
    mention_of = {mention.id: mention for mention in record.mentions}
    spans_of = _cluster_spans(record.mentions)

    def spans(parties: Sequence[str]) -> tuple[Span, ...]:
        found = [mention_of[party] for party in parties]
        named = [s for m in found if m.level == "PRO" for s in spans_of.get(m.entity or "", ())]
        return (*(_span(m.span) for m in found), *named)

    return [
        CodedEvent(plover_type(event), spans(event.actors), spans(event.recipients))
        for event in record.events
    ]


def _cluster_spans(mentions: Sequence[Mention]) -> dict[str, list[Span]]:
    """The spans of the mentions of each entity, pronouns left out."""
    spans: dict[str, list[Span]] = {}
    for mention in mentions:
        if mention.entity is not None and mention.level != "PRO":
            spans.setdefault(mention.entity, []).append(_span(mention.span))
    return spans


def _run_status(rows: Sequence[StatusRow], reader: Reader) -> Metrics:
    gold, ours = [], []
    for row in rows:
        spans = [(event.start, event.end) for event in row.events]
        gold += [event.status for event in row.events]
        ours += [judgement.status for judgement, _ in _judge(row.text, spans, reader)]
    return score_status(gold, ours)


def _run_factuality(rows: Sequence[FactualityRow], reader: Reader) -> Metrics:
    judged = []
    for row in rows:
        spans = [(event.start, event.end) for event in row.events]
        found = _judge(row.text, spans, reader)
        for event, (ours, read) in zip(row.events, found, strict=True):
            gold = event.factuality
            judged.append(Judged(gold, ours.status, ours.certainty, ours.polarity, read))
    return score_factuality(judged)


def _judge(
    text: str, spans: Sequence[Span], reader: Reader
) -> list[tuple[Judgement, float | None]]:
    """Each event as the rules judge it, and how factual the trained reader holds it."""
    parse = parse_excerpt(reader, text)
    mentions, _ = reader.mentions(parse)
    drafted = reader.draft(parse)
    statements = find_statements(parse, mentions, drafted)
    words = drafted.reading.words if drafted.reading else ()
    return [
        (
            judge_status(parse, start, end, statements),
            read_factuality(parse, words, start, end),
        )
        for start, end in spans
    ]


def _run_times(rows: Sequence[TimesRow], reader: Reader) -> Metrics:
    scored = []
    for row in rows:
        times = find_times(parse_report(reader, row.text, published=row.dct))
        gold = [Timex(t.start, t.end, t.type, t.value) for t in row.timexes]
        ours = [Timex(*_span(t.evidence[0]), t.type, t.value) for t in times]
        scored.append((gold, ours))
    return score_times(scored)


def _run_pages(rows: Sequence[PageRow], reader: Reader) -> Metrics:
    del reader  # a page is read into a report; no model has a part in that
    return score_pages(read_pair(row) for row in rows)


def _run_stories(rows: Sequence[StoryRow], reader: Reader) -> Metrics:
    del reader  # a story is known by the words of its reports; no model has a part in that
    return score_stories(rows)


def _span(evidence: Evidence) -> Span:
    return evidence.start, evidence.end


def _spans(evidence: Sequence[Evidence]) -> tuple[Span, ...]:
    return tuple(_span(each) for each in evidence)


TASKS = {
    "attribution": Task(AttributionRow, _run_attribution),
    "events-pair": Task(PairRow, _run_pairs),
    "events-roles": Task(RolesRow, run_roles),
    "status": Task(StatusRow, _run_status),
    "factuality": Task(FactualityRow, _run_factuality),
    "mentions": Task(MentionsRow, run_mentions),
    "coref": Task(CorefRow, run_coref),
    "events-across": Task(AcrossRow, run_across),
    "places": Task(PlacesRow, score_places),
    "times": Task(TimesRow, _run_times),
    "pages": Task(PageRow, _run_pages),
    "stories": Task(StoryRow, _run_stories),
}
"""Every task that this build can be scored on."""


def _names() -> str:
    return ", ".join(TASKS)
