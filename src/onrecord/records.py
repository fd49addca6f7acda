"""Every data type, on one page.

Two kinds: *what a text says* (Passage, Sentence, Mention, Time, Quantity, Statement, EventMention)
and *what we concluded from it* (Entity, Place, Link, Proposal, Move, Note). All are frozen,
keyword-only and strict on reading. Offsets are half-open code points of `Document.text`.
"""

import datetime as dt
from typing import Literal

import msgspec

PassageKind = Literal["headline", "dateline", "byline", "body", "caption", "credit", "furniture"]
MentionType = Literal["PER", "ORG", "GPE", "LOC", "FAC", "NORP"]
MentionLevel = Literal["NAM", "NOM", "PRO"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
StatementKind = Literal["direct", "indirect", "mixed"]
SpeechAct = Literal[
    "assert", "deny", "confirm", "accuse", "warn", "threaten", "demand", "request", "propose",
    "promise", "accept", "reject", "announce", "ask", "attitude",
]  # fmt: skip
PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "occurred", "ongoing", "planned", "proposed", "threatened", "hypothetical", "denied",
    "prevented", "unknown",
]  # fmt: skip
Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["positive", "negative"]
Precision = Literal["exact", "town", "admin1", "country", "relative", "none"]
ProposalKind = Literal[
    "meeting", "ceasefire", "document", "withdrawal", "exchange", "monitoring", "territory",
    "mediation", "other",
]  # fmt: skip
MoveKind = Literal[
    "propose", "promise", "table", "accept", "reject", "condition", "counter", "postpone",
    "hold", "fail", "carry out", "violate",
]  # fmt: skip
ProposalState = Literal[
    "open", "conditioned", "agreed", "rejected", "scheduled", "held", "lapsed", "carried out",
    "violated",
]  # fmt: skip
NoteKind = Literal["old-photo", "distance-mismatch", "undated"]
PublishedBasis = Literal["given", "metadata", "none"]


class Frozen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of every type here."""


class Evidence(Frozen, frozen=True, kw_only=True):
    """Characters of the report: `text[start:end] == quote`, always."""

    start: int
    end: int
    quote: str


class Alternative(Frozen, frozen=True, kw_only=True):
    """A reading that was considered and not chosen, for `explain`."""

    value: str
    score: float | None = None
    reason: str | None = None


# ---------------------------------------------------------------- the report


class Document(Frozen, frozen=True, kw_only=True):
    """One report as it came in (schema.org NewsArticle). `text` is never changed afterwards."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    published_basis: PublishedBasis = "none"
    language: str | None = None
    text: str
    raw_sha256: str
    retrieved: dt.datetime | None = None


class Passage(Frozen, frozen=True, kw_only=True):
    """A stretch of one kind. Passages do not overlap and stand in text order."""

    id: str
    kind: PassageKind
    span: Evidence


class Sentence(Frozen, frozen=True, kw_only=True):
    """A sentence of one passage, in text order."""

    id: str
    passage: str
    span: Evidence


# ---------------------------------------------------------------- what the text says


class Mention(Frozen, frozen=True, kw_only=True):
    """A person, organisation, government, place, facility or group, where it is named (ACE).

    `span` is the whole phrase with its title ("Russian President Vladimir Putin"); `name` is the
    bare name or head inside it ("Vladimir Putin", "troops"). `level` is ACE's: NAM a name, NOM a
    description, PRO a pronoun. `metonym` marks a place name standing for its government ("Kyiv has
    said"). `entity` is the Entity it was joined to, None where it was joined to none.
    """

    id: str
    type: MentionType
    level: MentionLevel
    span: Evidence
    name: Evidence
    title: str | None = None
    metonym: bool = False
    entity: str | None = None
    evidence: tuple[Evidence, ...]
    method: str
    confidence: float | None = None


class Time(Frozen, frozen=True, kw_only=True):
    """A time expression (TimeML TIMEX3).

    `value` is the TIMEX3 value; a time that needs a date that the report does not give keeps a
    value with X for what is unknown ("XXXX-05-16", "XXXX-WXX-3") and has no interval. `start` and
    `end` are a half-open UTC interval. `anchor` is "publication", the id of the Time it is counted
    from, or None for an absolute one.
    """

    id: str
    type: TimexType
    value: str
    mod: str | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    anchor: str | None = None
    evidence: tuple[Evidence, ...]
    method: str
    confidence: float | None = None


class Quantity(Frozen, frozen=True, kw_only=True):
    """A number with its bounds. `high` None is no upper bound, `low` None no lower one.

    `unit` is an SI or common unit name ("mile", "metre", "percent", "USD", "day") or None for a
    count; `counted` is the head of what is counted ("troops"); `role` says what the count is of
    where it is a casualty or force figure (killed, injured, missing, captured, displaced, troops,
    prisoners). `approximate` is set by hedges ("roughly", "some").
    """

    id: str
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None
    role: str | None = None
    approximate: bool = False
    evidence: tuple[Evidence, ...]
    method: str
    confidence: float | None = None


class Figure(Frozen, frozen=True, kw_only=True):
    """One casualty figure with its bounds, out of one or more Quantities (their ids)."""

    low: float | None
    high: float | None
    approximate: bool = False
    quantities: tuple[str, ...]


class Casualties(Frozen, frozen=True, kw_only=True):
    """How many were killed, injured, missing and captured, as one passage or event tells it.

    Each is empty where nothing is said; several figures in one are not the same count, or
    contradict each other: they stand side by side.
    """

    killed: tuple[Figure, ...] = ()
    injured: tuple[Figure, ...] = ()
    missing: tuple[Figure, ...] = ()
    captured: tuple[Figure, ...] = ()


class Statement(Frozen, frozen=True, kw_only=True):
    """Who says what (PARC3, PolNeAR).

    `source`, `cue` and `content` may each be empty or discontinuous. `speaker` and `addressee` are
    Entity ids. `parent` is the Statement this one is nested in ("Reuters, citing an official").
    """

    id: str
    source: tuple[Evidence, ...]
    cue: tuple[Evidence, ...]
    content: tuple[Evidence, ...]
    kind: StatementKind
    act: SpeechAct
    speaker: str | None = None
    addressee: str | None = None
    parent: str | None = None
    reason: str | None = None
    evidence: tuple[Evidence, ...]
    method: str
    confidence: float | None = None


class PartyCode(Frozen, frozen=True, kw_only=True):
    """Who a party of an event is, in PLOVER's codes ("YEM REB") on a day.

    `code` is ISO 3166-1 alpha-3, or IGO, NGO, ISM, IMG or MNC; `sector` a PLOVER sector, UNO and
    EUR among them. None is not told. `day` is the event's, else the report's; None where neither is
    known, or the event lasts and the code holds for all of it.
    """

    mention: str
    code: str | None = None
    sector: str | None = None
    day: dt.date | None = None
    reason: str


class EventMention(Frozen, frozen=True, kw_only=True):
    """An event where the report tells of it (ACE roles, PLOVER coding).

    `actors`, `recipients` and `place` are Mention ids, `time` a Time id, `quantities` Quantity ids.
    `actor_codes` and `recipient_codes` hold a code for each actor and recipient, in their order.
    `casualties` sums up the quantities that are casualty figures; None where there are none.
    `holder` is the id of the innermost Statement it stands in, or "outlet".
    """

    id: str
    trigger: Evidence
    type: PloverType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_codes: tuple[PartyCode, ...] = ()
    recipient_codes: tuple[PartyCode, ...] = ()
    place: str | None = None
    time: str | None = None
    quantities: tuple[str, ...] = ()
    casualties: Casualties | None = None
    status: Status
    certainty: Certainty
    polarity: Polarity
    holder: str = "outlet"
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    evidence: tuple[Evidence, ...]
    method: str
    confidence: float | None = None


class Uncoded(Frozen, frozen=True, kw_only=True):
    """A word that may tell of an event, which neither the rules nor the trained reader are sure of.

    Kept apart: it is no event, and nothing that counts, maps or exports events has it.
    `alternatives` are the likeliest types with the reader's chances, `confidence` the chance that
    there is an event at all; `actors` and `recipients` are Mention ids.
    """

    id: str
    trigger: Evidence
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    reason: str
    alternatives: tuple[Alternative, ...] = ()
    evidence: tuple[Evidence, ...]
    method: str
    confidence: float | None = None


# ---------------------------------------------------------------- what we concluded from it


class Entity(Frozen, frozen=True, kw_only=True):
    """Who it is (FollowTheMoney, PLOVER): one per person, organisation, country or place named.

    `country` is ISO 3166-1 alpha-3, `sector` a PLOVER sector (GOV, MIL, REB, IGO …). `actor` is the
    row of the actor table it resolved to, None for NIL: then `reason` says why.
    """

    id: str
    type: MentionType
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    role_start: dt.date | None = None
    role_end: dt.date | None = None
    actor: str | None = None
    reason: str
    alternatives: tuple[Alternative, ...] = ()
    evidence: tuple[Evidence, ...]
    method: str
    confidence: float | None = None


class Place(Frozen, frozen=True, kw_only=True):
    """A place of the gazetteer (GeoNames). Degrees WGS84; `feature` a GeoNames feature code.

    `disputed` says who claims and who administers disputed territory, and whose view `country`
    takes; None where nobody disputes it.
    """

    id: str
    name: str
    lat: float
    lon: float
    feature: str
    country: str | None = None
    admin1: str | None = None
    geonames_id: int | None = None
    disputed: str | None = None
    source: str


class Geometry(Frozen, frozen=True, kw_only=True):
    """A GeoJSON MultiPolygon (RFC 7946): degrees WGS84, (longitude, latitude), closed rings.

    Outer rings run counter-clockwise, holes clockwise; what crosses the antimeridian is cut there.
    """

    type: Literal["MultiPolygon"] = "MultiPolygon"
    coordinates: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


class Relation(Frozen, frozen=True, kw_only=True):
    """How a relative place lies to its anchor: "200 miles from", "near the northern border of".

    `distance_km` is a (low, high) pair or None, for the kind "along" the width of the band;
    `bearing` a compass point ("N", "SW") or None.
    """

    kind: str
    anchors: tuple[str, ...]
    distance_km: tuple[float, float] | None = None
    bearing: str | None = None


class Candidate(Frozen, frozen=True, kw_only=True):
    """A place that a name could mean, with its score (higher is likelier)."""

    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    score: float


class Link(Frozen, frozen=True, kw_only=True):
    """A mention resolved to a place, or to none with the reason.

    `place` is None for NIL (precision "none") and for a relative place (precision "relative",
    with `relation`, whose anchors are Place ids). `geometry` is where a relative place can lie, as
    far as its words tell; None where they do not tell it (see docs/places.md).
    """

    id: str
    mention: str
    place: str | None
    precision: Precision
    reason: str
    score: float | None = None
    relation: Relation | None = None
    geometry: Geometry | None = None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...]
    method: str


class Move(Frozen, frozen=True, kw_only=True):
    """What one party did about a proposal. `by` is an Entity id, `said_in` a Statement id."""

    id: str
    kind: MoveKind
    by: str | None = None
    time: str | None = None
    said_in: str | None = None
    reason: str | None = None
    evidence: tuple[Evidence, ...]
    method: str


class Proposal(Frozen, frozen=True, kw_only=True):
    """What is on the table, who moved, and the state that follows from the moves."""

    id: str
    kind: ProposalKind
    title: str
    parties: tuple[str, ...] = ()
    terms: tuple[Evidence, ...] = ()
    moves: tuple[Move, ...]
    state: ProposalState
    reason: str
    evidence: tuple[Evidence, ...]
    method: str


class Citation(Frozen, frozen=True, kw_only=True):
    """Characters of one of several reports: Evidence with the document that it stands in."""

    doc: str
    start: int
    end: int
    quote: str


class Signature(Frozen, frozen=True, kw_only=True):
    """What fusing keeps of a report's body to know its copies by.

    `shingles` are hashes of every run of five words, in text order, four bytes each (little
    endian); `figures` hashes of its numbers, in the same way; `wire` the agency it credits.
    """

    doc: str
    outlet: str | None = None
    published: dt.date | None = None
    shingles: bytes
    figures: bytes = b""
    wire: str | None = None
    credit: Citation | None = None


class DuplicateGroup(Frozen, frozen=True, kw_only=True):
    """Reports that are one report: reprints, cuts, updated versions. They corroborate nothing.

    `documents` are in order of publication. `origin` is the one that the others come from, as far
    as `basis` can tell: "agency" (its outlet is the agency that they credit), "earliest", or
    "fullest" (of several of the earliest day, the one that holds most of the others). `wire` is the
    agency that they credit, which may have no report here; `evidence` are its credits. The id is a
    hash of the earliest document: it stays when a later copy is added.
    """

    id: str
    documents: tuple[str, ...]
    origin: str
    basis: Literal["agency", "earliest", "fullest"]
    wire: str | None = None
    evidence: tuple[Citation, ...] = ()
    method: str


class StoryTerms(Frozen, frozen=True, kw_only=True):
    """What fusing keeps of a report to know its story by: its heaviest words, heaviest first.

    Weights are whole numbers; the Euclidean length of them all is about 1000.
    """

    doc: str
    published: dt.date
    terms: tuple[tuple[str, int], ...]


class StoryName(Frozen, frozen=True, kw_only=True):
    """Who or what is named in a story; `evidence` cites its first mention in each report.

    `actor` is the row of the actor table, `place` the id of the Place; None for neither.
    """

    name: str
    type: MentionType
    actor: str | None = None
    place: str | None = None
    evidence: tuple[Citation, ...]


class Story(Frozen, frozen=True, kw_only=True):
    """Reports on one development, in order of publication.

    `title` is the headline of the report that is most like the others, cited first in `evidence`;
    `start` and `end` are the first and last day of publication. `actors` are those who speak, act
    or are acted on in most of its reports, `places` where most of them lie. Copies count once.
    `words` are what its reports share. The id is a hash of the founding (first) document, and that
    of any other document leads to the story too: `make_id("sto", doc)`.
    """

    id: str
    title: str
    documents: tuple[str, ...]
    start: dt.date
    end: dt.date
    actors: tuple[StoryName, ...] = ()
    places: tuple[StoryName, ...] = ()
    words: tuple[str, ...] = ()
    evidence: tuple[Citation, ...]
    method: str


class EventParty(Frozen, frozen=True, kw_only=True):
    """Who takes part in an event, as one or more reports name them.

    `actor` is the row of the actor table, None for who is not in it; `evidence` cites the first
    mention in each report that names them in this part.
    """

    name: str
    actor: str | None = None
    evidence: tuple[Citation, ...]


class Account(Frozen, frozen=True, kw_only=True):
    """What one report, or somebody in it, says of an event: one EventMention of its group.

    `event` is its id. `by` names whoever says so, None for the outlet itself; `actor` is their row
    of the actor table, `act` the speech act of their statement. `start` and `end` are the days
    told, `place` the Place; `quote` cites the trigger and `evidence` the sentence.
    """

    doc: str
    event: str
    outlet: str | None = None
    published: dt.date | None = None
    status: Status
    certainty: Certainty
    by: str | None = None
    actor: str | None = None
    act: SpeechAct | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    place: str | None = None
    casualties: Casualties | None = None
    quote: Citation
    evidence: tuple[Citation, ...]


class Event(Frozen, frozen=True, kw_only=True):
    """The mentions, in one or many reports, that tell of one event.

    What they tell differently stands side by side in `accounts`, in order of publication. `status`
    is what the outlets say last, else those they cite; `disputed` where one says that it happened
    and another denies it. `start` and `end` are the days that the accounts that tell of days have
    in common, `place` the narrowest one told most often. `outlets` are who reported it; copies and
    reports of one agency's wire are one of `independent`. The id is a hash of the first mention.
    """

    id: str
    type: PloverType
    mode: str | None = None
    cameo: str | None = None
    status: Status
    disputed: bool = False
    actors: tuple[EventParty, ...] = ()
    recipients: tuple[EventParty, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    place: Place | None = None
    accounts: tuple[Account, ...]
    first_reported: dt.date | None = None
    last_reported: dt.date | None = None
    outlets: tuple[str, ...] = ()
    independent: int
    reason: str
    method: str


ClaimState = Literal["single-source", "corroborated", "contradicted"]


class Position(Frozen, frozen=True, kw_only=True):
    """What one holder says of a claim, from `first` to `last` (dates of publication).

    `by` names the holder, None for outlets that say it themselves; `actor` is their row of the
    actor table. A figure has bounds (`high` None is no upper bound); a deed is asserted or denied.
    `documents` are the reports, `independent` how many of them are not copies of one another.
    """

    by: str | None = None
    actor: str | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    denied: bool = False
    first: dt.date | None = None
    last: dt.date | None = None
    documents: tuple[str, ...]
    independent: int
    evidence: tuple[Citation, ...]


class Claim(Frozen, frozen=True, kw_only=True):
    """What is said of one thing, and by whom: a figure of an event, or whether it happened.

    `role` is killed, injured, missing or captured for a figure, "happened" for a deed that somebody
    asserts or denies. `positions` are in order of first publication. `changed` where one holder's
    figure is another now than it was. `low` and `high` are the least and the most that anybody
    says; they are never averaged.
    """

    id: str
    event: str
    role: str
    about: str
    positions: tuple[Position, ...]
    state: ClaimState
    changed: bool = False
    low: float | None = None
    high: float | None = None
    reason: str
    method: str


class TalkMove(Frozen, frozen=True, kw_only=True):
    """What one party did about an item of the talks, as one or more reports tell it.

    `by` is the party's name, None where nobody is named, and `actor` its row of the actor table.
    `said` is the day of the first report, `start` and `end` the days that the move itself names (a
    meeting's day). `alleged` where it is only an accusation. `moves` are the ids of the Moves;
    `evidence` cites the sentence in each report.
    """

    kind: MoveKind
    by: str | None = None
    actor: str | None = None
    said: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    alleged: bool = False
    moves: tuple[str, ...]
    evidence: tuple[Citation, ...]


class Stand(Frozen, frozen=True, kw_only=True):
    """A party's latest position on an item: its last move, and what it did before."""

    by: str
    actor: str | None = None
    move: TalkMove
    earlier: tuple[MoveKind, ...] = ()


class Talk(Frozen, frozen=True, kw_only=True):
    """One item on the table across reports: the moves on it in order, and the state that follows.

    `proposals` are the ids of the Proposals that it joins. `state` follows from the moves as that
    of a Proposal does; `overdue` is the day that was announced and has passed, as of the last
    report, without one that it was held. `outlets` and `independent` are as in Event. The id is a
    hash of the first proposal.
    """

    id: str
    kind: ProposalKind
    title: str
    state: ProposalState
    moves: tuple[TalkMove, ...]
    stands: tuple[Stand, ...] = ()
    terms: tuple[Citation, ...] = ()
    proposals: tuple[str, ...]
    first_reported: dt.date | None = None
    last_reported: dt.date | None = None
    overdue: dt.date | None = None
    outlets: tuple[str, ...] = ()
    independent: int
    reason: str
    method: str


class Note(Frozen, frozen=True, kw_only=True):
    """Something about the record that its reader should know; `subject` is a record's id."""

    id: str
    kind: NoteKind
    subject: str
    message: str
    evidence: tuple[Evidence, ...]
    method: str


class Failure(Frozen, frozen=True, kw_only=True):
    """A document, or one stage of its reading, that failed; the rest of the run went on."""

    doc: str
    stage: str
    message: str
    remedy: str


class Record(Frozen, frozen=True, kw_only=True):
    """The record of one report: what `onrecord read --json` prints."""

    document: Document
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    places: tuple[Place, ...]
    links: tuple[Link, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    events: tuple[EventMention, ...]
    uncoded: tuple[Uncoded, ...] = ()
    proposals: tuple[Proposal, ...]
    notes: tuple[Note, ...]
    failures: tuple[Failure, ...]


class FailedReport(Frozen, frozen=True, kw_only=True):
    """What `onrecord read --json` prints for a report that could not be read."""

    failures: tuple[Failure, ...]
