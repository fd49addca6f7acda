"""Many records → what they say together: copies, stories, events, claims, the talks' board.

A pure function of the set of records: their order changes nothing.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from onrecord.fuse.board import Tabled, find_board_facts, group_board, merge_item
from onrecord.fuse.claims import find_claims
from onrecord.fuse.duplicates import DuplicateIndex, find_signature
from onrecord.fuse.events import find_facts, group_events
from onrecord.fuse.events.merge import Told, merge_event
from onrecord.fuse.stories import describe_story, find_terms, group_stories
from onrecord.records import Claim, Document, DuplicateGroup, Event, Record, Story, Talk


@dataclass(frozen=True, slots=True)
class Fused:
    """What many reports say together.

    `documents` are the reports without their text; `origins` says whose a copy, or a report that
    credits an agency, is. Events and talks come in order of their day, those without one last;
    claims in that of their events.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    duplicates: tuple[DuplicateGroup, ...] = ()
    stories: tuple[Story, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    talks: tuple[Talk, ...] = ()


def fuse_records(records: Iterable[Record]) -> Fused:
    """What these records say together."""
    index = DuplicateIndex()
    documents: dict[str, Document] = {}
    wires: dict[str, str] = {}
    told: dict[str, Told] = {}
    tabled: dict[str, Tabled] = {}
    facts, board = [], []
    kept: dict[str, Record] = {}
    for record in records:
        doc = record.document
        kept[doc.id] = record
        documents[doc.id] = structs.replace(doc, text="")
        signature = find_signature(record)
        index.add(signature)
        if signature.wire is not None:
            wires[doc.id] = signature.wire
        facts.append(find_facts(record))
        board.append(find_board_facts(record))
        told[doc.id], tabled[doc.id] = Told(record), Tabled(record)
    duplicates = index.groups()
    origins = find_origins(documents, duplicates, wires)
    events = [merge_event(group, told, origins) for group in group_events(facts)]
    events.sort(key=lambda e: (e.start or e.first_reported or dt.date.max, e.id))
    return Fused(
        documents=documents,
        duplicates=duplicates,
        stories=find_stories(kept, duplicates),
        origins=origins,
        events=tuple(events),
        claims=tuple(claim for event in events for claim in find_claims(event, origins)),
        talks=tuple(merge_item(item, tabled, origins) for item in group_board(board)),
    )


def find_stories(
    records: Mapping[str, Record], duplicates: Iterable[DuplicateGroup]
) -> tuple[Story, ...]:
    """The stories of two reports and more, in order of their first; copies count once."""
    copies = {doc: group.id for group in duplicates for doc in group.documents}
    terms = {doc: found for doc, r in records.items() if (found := find_terms(r)) is not None}
    return tuple(
        describe_story([records[d] for d in docs], [terms[d] for d in docs], copies=copies)
        for docs in group_stories(terms.values())
        if len(docs) > 1
    )


def find_origins(
    documents: Mapping[str, Document],
    duplicates: Sequence[DuplicateGroup],
    wires: Mapping[str, str],
) -> dict[str, str]:
    """Whose a report is that is not its outlet's own: the agency's, or the first outlet's."""
    origins = dict(wires)
    for group in duplicates:
        first = documents[group.origin]
        whose = group.wire or first.outlet or first.id
        origins |= dict.fromkeys(group.documents, whose)
    return origins
