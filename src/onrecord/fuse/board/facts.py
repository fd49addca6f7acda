"""What fusing keeps of a proposal to know it again in another report."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.fuse.events.facts import Words, sentence_words, telling, words_of
from onrecord.fuse.near import Words as ReportWords
from onrecord.records import MoveKind, Proposal, ProposalKind, ProposalState, Record, Time
from onrecord.text import name_key

GENERIC = frozenset(
    {
        "meet", "meeting", "talk", "round", "summit", "visit", "negotiation", "discussion", "plan",
        "proposal", "agreement", "deal", "accord", "document", "memorandum", "ceasefire", "truce",
        "withdrawal", "exchange", "swap", "mediation", "peace", "new", "second", "first",
    }
)  # fmt: skip
"""Stems that name a kind of item and tell none from another."""


@dataclass(frozen=True, slots=True)
class ProposalFact:
    """One proposal of one report.

    `title` are the telling stems of its title, `parties` those of who is named beside it and `keys`
    who that is, the same in every report; `words` and `names` are those of its sentences. `first`
    and `last` are the days it is announced for or was held on.
    """

    id: str
    doc: str
    published: dt.date | None
    start: int
    kind: ProposalKind
    state: ProposalState
    moves: frozenset[MoveKind]
    title: Words
    parties: Words
    keys: Words
    words: Words
    names: Words
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """A report by its words, with what it puts on the table, in text order."""

    words: ReportWords
    outlet: str | None
    proposals: tuple[ProposalFact, ...]


def find_board_facts(record: Record) -> BoardFacts:
    """The proposals of a record as fusing sees them."""
    times = {t.id: t for t in record.times}
    entities = {e.id: e for e in record.entities}

    def fact(proposal: Proposal) -> ProposalFact:
        named = [entities[p] for p in proposal.parties if p in entities]
        sentences = [m.evidence[-1].quote for m in proposal.moves]
        words, names = _united(sentence_words(s) for s in dict.fromkeys(sentences))
        first, last = days_of(proposal, times)
        stems = telling([proposal.title, *(t.quote for t in proposal.terms)])
        return ProposalFact(
            id=proposal.id,
            doc=record.document.id,
            published=record.document.published,
            start=proposal.evidence[0].start,
            kind=proposal.kind,
            state=proposal.state,
            moves=frozenset(m.kind for m in proposal.moves),
            title=frozenset(stems - GENERIC),
            parties=telling(e.name for e in named) - GENERIC,
            keys=frozenset(e.actor or f"{e.type}:{name_key(e.name)}" for e in named),
            words=words - GENERIC,
            names=names,
            first=first,
            last=last,
        )

    return BoardFacts(
        words=words_of(record),
        outlet=record.document.outlet,
        proposals=tuple(fact(p) for p in record.proposals),
    )


def days_of(proposal: Proposal, times: dict[str, Time]) -> tuple[dt.date | None, dt.date | None]:
    """The days that its moves name: of what is announced or held, else of any; None for none."""
    moves = [m for m in proposal.moves if m.kind in {"promise", "hold", "postpone"}]
    spans = [span for m in (moves or proposal.moves) for span in time_days(times.get(m.time or ""))]
    return spans[-1] if spans else (None, None)


def time_days(time: Time | None) -> Iterator[tuple[dt.date, dt.date]]:
    """The first and last day of a time, if it has any."""
    if time is not None and time.start is not None and time.end is not None:
        yield time.start.date(), (time.end - dt.timedelta(microseconds=1)).date()


def _united(found: Iterable[tuple[Words, Words]]) -> tuple[Words, Words]:
    pairs = list(found)
    return (
        frozenset(word for words, _ in pairs for word in words),
        frozenset(name for _, names in pairs for name in names),
    )
