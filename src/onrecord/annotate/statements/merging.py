"""What the rules and the trained reader say → one list of drafts.

The reader is the better judge of where a source, a cue and a content begin and end; the rules know
the act, the addressee and what stands inside what. Where both see a statement (their cues share a
word) the reader's spans and the rules' knowledge are kept.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.annotate.pieces import RoleSpans, Spans
from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Entry, Lexicon
from onrecord.syntax import Parse, Token

def merge_told(
    parse: Parse,
    drafts: Sequence[Draft],
    outermost: Collection[int],
    told: Sequence[RoleSpans],
    lexicon: Lexicon,
) -> list[Draft]:
    """The drafts of both, by their cue words.

    Args:
        parse: the parsed report.
        drafts: what the rules found; `outermost` the numbers of those that stand in no other.
        told: what the reader found; it never nests.
        lexicon: the acts of words that the rules passed over.
    """
    seen = [_Seen.of(parse, each) for each in told]
    matched = _match(drafts, outermost, seen)
    merged: list[Draft] = []
    for number, draft in enumerate(drafts):
        if number in matched:
            merged.append(_rewrite(parse, draft, seen[matched[number]]))
        elif number not in outermost or _stands_alone(draft, seen):
            merged.append(draft)
    taken = set(matched.values())
    for number, each in enumerate(seen):
        if number not in taken and each.cue and each.content:
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
        return cls(
            source=_tokens(parse, told.source),
            cue=_tokens(parse, told.cue),
            content=_tokens(parse, told.content),
            score=told.score,
        )


def _tokens(parse: Parse, spans: Spans) -> tuple[int, ...]:
    ranges = (range(*parse.token_range(start, end)) for start, end in spans)
    return tuple(sorted({i for each in ranges for i in each}))


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


def _stands_alone(draft: Draft, seen: Iterable[_Seen]) -> bool:
    """Whether the reader left the words of a draft of the rules to no other statement."""
    return True


def _rewrite(parse: Parse, draft: Draft, seen: _Seen) -> Draft:
    """The draft of the rules with the reader's spans."""
    source = seen.source or draft.source
    speaker = draft.speaker
    if seen.source and (speaker is None or speaker not in seen.source):
        speaker = _head(parse, seen.source)
    head = draft.head if draft.head in seen.cue else _head(parse, seen.cue)
    content = seen.content or draft.content
    return replace(
        draft,
        head=head,
        source=source,
        speaker=speaker,
        cue=seen.cue,
        content=tuple(i for i in content if i not in {*source, *seen.cue}),
        method=f"{draft.method}+reader",
    )


def _draft(parse: Parse, seen: _Seen, lexicon: Lexicon) -> Draft:
    """A draft of what only the reader saw."""
    head = _head(parse, seen.cue)
    taken = {*seen.source, *seen.cue}
    return Draft(
        head=head,
        entry=_entry(parse.tokens[head], lexicon),
        frame="clause",
        cue=seen.cue,
        source=seen.source,
        content=tuple(i for i in seen.content if i not in taken),
        speaker=_head(parse, seen.source) if seen.source else None,
        method="reader",
    )


def _entry(word: Token, lexicon: Lexicon) -> Entry:
    """The first entry of a cue word, whatever it takes; an unknown word asserts."""
    lemma = lexicon.forms.get(word.lemma.lower(), word.lemma.lower())
    for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        if lemma in table:
            return table[lemma][0]
    return Entry(lemma, "assert", frozenset())


def _head(parse: Parse, tokens: Sequence[int]) -> int:
    """The first token whose head lies outside; of punctuation only where there is nothing else."""
    inside = set(tokens)
    words = [i for i in tokens if parse.tokens[i].pos != "PUNCT"] or list(tokens)
    for i in words:
        head = parse.tokens[i].head
        if head == i or head not in inside:
            return i
    return words[0]
