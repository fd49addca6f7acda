"""What the rules and the trained reader say → one list of drafts.

The reader is the better judge of where a source, a cue and a content begin and end; the rules know
the act, the addressee and what stands inside what. Where both see a statement (their cues share a
word) the reader's spans and the rules' knowledge are kept.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.annotate.neural import Reading
from onrecord.annotate.pieces import RoleSpans, Spans
from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Entry, Lexicon
from onrecord.annotate.statements.sharing import extend, fill_gaps, share_contents
from onrecord.annotate.statements.sources import subject_of_cue
from onrecord.annotate.statements.spans import noun_phrase
from onrecord.annotate.statements.wholes import whole_phrases
from onrecord.syntax import Parse, Token

HEARD = 0.1
"""What the rules alone see is kept if the reader gives its cue at least this chance."""
SURE = 0.5
"""What the reader alone sees is kept from this score on."""
HEARSAY = "hearsay-adverb"
SMALL = frozenset({"AUX", "DET", "PRON", "PART", "CCONJ", "SCONJ", "SPACE"})
"""Parts of speech that make no cue and no content by themselves; a colon may be a cue."""


def merge_drafts(
    parse: Parse,
    drafts: Sequence[Draft],
    reading: Reading,
    *,
    outermost: Collection[int],
    lexicon: Lexicon,
) -> list[Draft]:
    """The drafts of both, by their cue words.

    Args:
        parse: the parsed report.
        drafts: what the rules found.
        reading: what the trained reader found; it never nests.
        outermost: the numbers of the drafts that stand in no other.
        lexicon: the acts of words that the rules passed over.
    """
    seen = [_Seen.of(parse, each) for each in reading.statements]
    chances = _cue_chances(parse, reading)
    matched = _match(drafts, outermost, seen)
    alone = {
        n: draft.content
        for n, draft in enumerate(drafts)
        if n in outermost and n not in matched and _is_heard(draft, chances)
    }
    read = {number: seen[other].content for number, other in matched.items()}
    read, alone = share_contents(parse, drafts, read, alone)
    read = _fill(drafts, read, seen)
    merged: list[Draft] = []
    for number, draft in enumerate(drafts):
        if number in matched:
            merged.append(_rewrite(parse, draft, seen[matched[number]], read[number]))
        elif number in alone:
            merged.append(extend(draft, alone[number]))
        elif number not in outermost:
            merged.append(draft)
    taken = set(matched.values())
    for number, each in enumerate(seen):
        told = _says(parse, each.cue) and _says(parse, each.content)
        if number not in taken and told and each.score >= SURE:
            merged.append(_draft(parse, each, lexicon))
    return sorted(merged, key=lambda d: (d.head, d.content))


class _Seen(NamedTuple):
    """A told statement in tokens."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    score: float

    @classmethod
    def of(cls, parse: Parse, told: RoleSpans) -> "_Seen":
        cue = _tokens(parse, told.cue)
        source = _beside(parse, cue, _tokens(parse, told.source))
        content = _beside(parse, cue, _tokens(parse, told.content))
        content = whole_phrases(parse, content, {*source, *cue})
        return cls(source=source, cue=cue, content=content, score=told.score)


def _tokens(parse: Parse, spans: Spans) -> tuple[int, ...]:
    ranges = (range(*parse.token_range(start, end)) for start, end in spans)
    return tuple(sorted({i for each in ranges for i in each}))


def _beside(parse: Parse, cue: tuple[int, ...], role: tuple[int, ...]) -> tuple[int, ...]:
    """What stands in the same kind of passage as the cue: a headline is no source in the body."""
    if not cue or not parse.kinds:
        return role
    kind = parse.kinds[parse.tokens[cue[0]].sent]
    return tuple(i for i in role if parse.kinds[parse.tokens[i].sent] == kind)


def _match(
    drafts: Sequence[Draft], outermost: Collection[int], seen: Sequence[_Seen]
) -> dict[int, int]:
    """Draft → what the reader saw of it: the one whose cue it shares, each once."""
    by_token = {i: n for n, each in enumerate(seen) for i in each.cue}
    matched: dict[int, int] = {}
    taken: set[int] = set()
    order = sorted(range(len(drafts)), key=lambda n: (n not in outermost, drafts[n].head))
    for number in order:
        found = next((by_token[i] for i in drafts[number].cue if i in by_token), None)
        if found is not None and found not in taken:
            matched[number] = found
            taken.add(found)
    return matched


def _cue_chances(parse: Parse, reading: Reading) -> list[float]:
    """By token the reader's probability that it is of a cue."""
    chances = [0.0] * len(parse.tokens)
    for word in reading.words:
        for i in range(*parse.token_range(word.start, word.end)):
            chances[i] = max(chances[i], word.cue)
    return chances


def _is_heard(draft: Draft, chances: Sequence[float]) -> bool:
    """Whether the reader gives the cue of a draft a chance; one without a cue needs none."""
    return not draft.cue or max(chances[i] for i in draft.cue) >= HEARD


def _fill(
    drafts: Sequence[Draft], read: dict[int, tuple[int, ...]], seen: Sequence[_Seen]
) -> dict[int, tuple[int, ...]]:
    """The contents by draft, their gaps filled where a statement stands inside."""
    marked = {i for each in seen for i in (*each.source, *each.cue)}
    inner = {i: set(draft.source) for draft in drafts for i in draft.cue}
    return {n: fill_gaps(drafts[n], content, marked, inner) for n, content in read.items()}


def _says(parse: Parse, tokens: Sequence[int]) -> bool:
    """Whether a role holds more than auxiliaries and small words: not a bare "was" or "that"."""
    return any(parse.tokens[i].pos not in SMALL for i in tokens)


def _rewrite(parse: Parse, draft: Draft, seen: _Seen, content: tuple[int, ...]) -> Draft:
    """The draft of the rules with the reader's spans and the content that was shared out.

    Hearsay ("reportedly") stays as it is, and so does what would be left without a content.
    """
    source = seen.source or draft.source
    speaker = draft.speaker
    if seen.source and (speaker is None or speaker not in seen.source):
        speaker = _head(parse, seen.source)
    head = draft.head if draft.head in seen.cue else _head(parse, seen.cue)
    taken = {*source, *seen.cue}
    told = tuple(i for i in content if i not in taken)
    if not _says(parse, told):
        told = tuple(i for i in draft.content if i not in taken)
    if draft.method == HEARSAY or not told:
        return draft
    return replace(
        draft,
        head=head,
        source=source,
        speaker=speaker,
        cue=seen.cue,
        content=told,
        read=True,
    )


def _draft(parse: Parse, seen: _Seen, lexicon: Lexicon) -> Draft:
    """A draft of what only the reader saw; a source that it saw nowhere is the cue's subject."""
    head = _head(parse, seen.cue)
    source, speaker = seen.source, _head(parse, seen.source) if seen.source else None
    if speaker is None:
        speaker = _subject(parse, parse.tokens[head], {*seen.cue, *seen.content})
        found = noun_phrase(parse, speaker, without=seen.cue) if speaker is not None else ()
        source = tuple(i for i in found if i not in seen.content)
    taken = {*source, *seen.cue}
    return Draft(
        head=head,
        entry=_entry(parse, head, seen.content, lexicon),
        frame="clause",
        cue=seen.cue,
        source=source,
        content=tuple(i for i in seen.content if i not in taken),
        speaker=speaker,
        method="",
        read=True,
    )


def _subject(parse: Parse, cue: Token, taken: Collection[int]) -> int | None:
    """The subject of a verb or the possessor of a noun, unless it is no part of the source."""
    found = parse.child(cue.i, "poss") if cue.pos == "NOUN" else None
    if cue.pos in {"VERB", "AUX"}:
        found = subject_of_cue(parse, cue)
    return found.i if found is not None and found.i not in taken else None


def _entry(parse: Parse, head: int, content: Sequence[int], lexicon: Lexicon) -> Entry:
    """The first entry of a cue word, whatever it takes; an unknown word asserts.

    Before an infinitive an unknown word wants or means to: "is itching to answer".
    """
    word = parse.tokens[head].lemma.lower()
    lemma = lexicon.forms.get(word, word)
    for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        if lemma in table:
            return table[lemma][0]
    wants = bool(content) and parse.tokens[content[0]].tag == "TO"
    return Entry(lemma, "attitude" if wants else "assert", frozenset())


def _head(parse: Parse, tokens: Sequence[int]) -> int:
    """The first token whose head lies outside; of punctuation only where there is nothing else."""
    inside = set(tokens)
    words = [i for i in tokens if parse.tokens[i].pos != "PUNCT"] or list(tokens)
    for i in words:
        head = parse.tokens[i].head
        if head == i or head not in inside:
            return i
    return words[0]
