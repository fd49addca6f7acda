"""Parse → statements: who is cited, by which word, saying what.

The spans follow PolNeAR:

- *Source*: the whole noun phrase with title, apposition and restrictive relative clause ("the
  governor, Ana Rell", "officials who saw it"), a possessor with its mark ("Rell's"), a relative
  pronoun by itself. A relative clause after a comma is left out.
- *Cue*: the word that says so with its auxiliaries, its negation, its particle, an adverb next to
  it, the verbs that carry it ("went on to say", "issued a warning") and the preposition that leads
  to the content ("called on"); not the addressee, not when or where it was said. "according to" is
  the cue, its object the source. The colon of "Envoy: …" is the cue.
- *Content*: what is said, with "that" and with quotation marks and what stands inside them, without
  the punctuation between it and the cue. A quotation cut by its cue ("“A,” he said. “B.”") or
  going on in the next paragraph is one content in several pieces.

Beliefs, wishes and plans count (act "attitude"), and so do statements without a source ("it was
reported that", "reportedly"). Statements nest: `parent` is the statement whose content holds this
one's cue; PolNeAR's attributions are the ones without a parent.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import structs

from onrecord.annotate.neural import METHOD, Reading
from onrecord.annotate.pieces import RoleSpans, Spans
from onrecord.annotate.statements.acts import find_act, find_kind
from onrecord.annotate.statements.continuation import run_on
from onrecord.annotate.statements.direct import clean_content, join_quotations
from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Lexicon, load_lexicon
from onrecord.annotate.statements.merging import merge_drafts
from onrecord.annotate.statements.nesting import drop_carriers, find_parents, holders
from onrecord.annotate.statements.nouns import read_adjective, read_noun
from onrecord.annotate.statements.parting import part_statements
from onrecord.annotate.statements.phrases import read_labels, read_phrase
from onrecord.annotate.statements.quotations import (
    Quotation,
    ends_as_speech,
    find_quotations,
    is_speech,
)
from onrecord.annotate.statements.spans import pieces
from onrecord.annotate.statements.speakers import Speakers
from onrecord.annotate.statements.verbs import read_verb
from onrecord.records import Evidence, Mention, Statement
from onrecord.syntax import Parse, Token
from onrecord.text import make_id

FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})


class Drafted(NamedTuple):
    """The statements of a report before anybody is looked up: what the rules alone see."""

    drafts: tuple[Draft, ...]
    quotations: tuple[Quotation, ...]
    reading: Reading | None = None
    """What the trained reader saw; None where it was not asked."""


def draft_statements(parse: Parse) -> Drafted:
    """Read the statements of a report by the rules."""
    quotations = find_quotations(parse)
    return Drafted(tuple(_find_drafts(parse, quotations)), quotations)


def outermost_roles(parse: Parse, drafted: Drafted) -> tuple[RoleSpans, ...]:
    """The spans of the statements that stand in no other, as the trained reader is told of them."""
    drafts, parents = find_parents(parse, list(drafted.drafts), drafted.quotations)
    return tuple(
        RoleSpans(
            source=_spans(pieces(parse, d.source)),
            cue=_spans(pieces(parse, d.cue)),
            content=_spans(pieces(parse, d.content)),
        )
        for d, above in zip(drafts, parents, strict=True)
        if above is None
    )


def merge_reading(parse: Parse, drafted: Drafted, reading: Reading) -> Drafted:
    """Put what the trained reader saw beside what the rules saw."""
    outermost = {n for n, above in enumerate(holders(drafted.drafts)) if above is None}
    merged = merge_drafts(
        parse, drafted.drafts, reading, outermost=outermost, lexicon=load_lexicon()
    )
    return drafted._replace(drafts=tuple(merged), reading=reading)


def find_statements(
    parse: Parse, mentions: Sequence[Mention], drafted: Drafted | None = None
) -> tuple[Statement, ...]:
    """Every statement of a report, in the order of their cues.

    Args:
        parse: the parsed report.
        mentions: with their entities; a source that is none of them has no speaker.
        drafted: what was drafted before; without it the rules alone are asked.
    """
    drafted = drafted or draft_statements(parse)
    quotations = drafted.quotations
    drafts, parents = find_parents(parse, list(drafted.drafts), quotations)
    speakers = Speakers(parse, mentions)
    quoted = {i for q in quotations for i in range(q.first, q.last)}
    spoken = {
        i
        for q in quotations
        if is_speech(parse, q) or ends_as_speech(parse, q)
        for i in range(q.first, q.last)
    }
    found = [
        structs.replace(
            _statement(parse, draft, speakers), kind=find_kind(parse, draft, quoted, spoken)
        )
        for draft in drafts
    ]
    return tuple(
        _nest(parse, statement, draft, found[above] if above is not None else None)
        for statement, draft, above in zip(found, drafts, parents, strict=True)
    )


def _spans(evidence: Iterable[Evidence]) -> Spans:
    return tuple((e.start, e.end) for e in evidence)


def _nest(parse: Parse, statement: Statement, draft: Draft, outer: Statement | None) -> Statement:
    """The statement in the one around it, whose speaker is its "I" and "we"."""
    if outer is None:
        return statement
    source = parse.tokens[draft.speaker].lower if draft.speaker is not None else ""
    if source in FIRST_PERSON and outer.speaker and "direct" in {outer.kind, statement.kind}:
        return structs.replace(
            statement,
            parent=outer.id,
            speaker=outer.speaker,
            reason=f"“{source}” is the speaker of the statement around it",
        )
    return structs.replace(statement, parent=outer.id)


def _find_drafts(parse: Parse, quotations: tuple[Quotation, ...]) -> list[Draft]:
    lexicon = load_lexicon()
    found = [_read_token(parse, token, lexicon) for token in parse.tokens]
    drafts = drop_carriers(draft for draft in found if draft is not None)
    drafts += read_labels(parse)
    drafts = part_statements(parse, drafts, quotations)
    drafts = join_quotations(parse, drafts, quotations, lexicon)
    drafts += run_on(parse, drafts, quotations)
    quoted = {i for q in quotations for i in range(q.first, q.last)}
    cleaned = (clean_content(parse, draft, quoted) for draft in drafts)
    told = (d for d in cleaned if d.content and d.speaker not in d.cue)
    return sorted(told, key=lambda d: (d.head, d.content))


def _read_token(parse: Parse, token: Token, lexicon: Lexicon) -> Draft | None:
    draft = read_phrase(parse, token, lexicon)
    if draft is None and token.pos == "VERB":
        draft = read_verb(parse, token, lexicon)
    if draft is None and token.pos == "NOUN":
        draft = read_noun(parse, token, lexicon)
    if draft is None and token.pos in {"ADJ", "VERB"}:
        draft = read_adjective(parse, token, lexicon)
    return draft


def _statement(parse: Parse, draft: Draft, speakers: Speakers) -> Statement:
    """The statement of a draft, but for its kind and parent."""
    act, why = find_act(parse, draft)
    speaker, unknown = speakers.entity(draft.speaker)
    addressee = speakers.entity(draft.addressee)[0] if draft.addressee is not None else None
    source, cue = pieces(parse, draft.source), pieces(parse, draft.cue)
    content = pieces(parse, draft.content)
    spans = [[(e.start, e.end) for e in role] for role in (source, cue, content)]
    return Statement(
        id=make_id("sta", parse.doc.id, spans),
        source=source,
        cue=cue,
        content=content,
        kind="indirect",
        act=act,
        speaker=speaker,
        addressee=addressee,
        reason="; ".join(r for r in (draft.reason, why, unknown) if r) or None,
        evidence=tuple(sorted((*source, *cue, *content), key=lambda e: e.start)),
        method=_method(draft),
    )


def _method(draft: Draft) -> str:
    """The rule, the trained reader, or both."""
    rule = f"rules:statements.{draft.method}/1" if draft.method else ""
    return "+".join(part for part in (rule, METHOD if draft.read else "") if part)
