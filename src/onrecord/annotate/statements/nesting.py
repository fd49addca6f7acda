"""Statements inside statements: which stands in which, and which of them count."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.quotations import Quotation
from onrecord.syntax import Parse, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
COMMITTING = frozenset({
    "accept", "reject", "promise", "threaten", "demand", "request", "propose", "deny", "accuse",
    "warn",
})  # fmt: skip
INFORMANTS = frozenset({
    "official", "source", "officer", "authority", "witness", "resident", "diplomat", "minister",
    "ministry", "police", "agency", "media", "people", "person", "aide", "doctor", "medic",
    "lawyer", "spokesman", "spokeswoman", "spokesperson", "army", "military", "lawmaker",
})  # fmt: skip


def drop_carriers(drafts: Iterable[Draft]) -> list[Draft]:
    """Of drafts that share a cue word the longest cue stays: "issued a warning", not "issued"."""
    ordered = sorted(drafts, key=lambda d: (-len(d.cue), d.head))
    taken: set[int] = set()
    kept = []
    for draft in ordered:
        if taken.isdisjoint(draft.cue):
            taken.update(draft.cue)
            kept.append(draft)
    return sorted(kept, key=lambda d: d.head)


def find_parents(
    parse: Parse, drafts: list[Draft], quotations: tuple[Quotation, ...]
) -> tuple[list[Draft], list[int | None]]:
    """The drafts that count, and for each the one it stands in (by number), or None.

    That is the one with the smallest larger content that holds its cue. A statement never holds the
    words that name the source of the one around it.
    """
    drafts, parents = _parents(drafts)
    drafts, parents = _cite(parse, drafts, parents)
    quoted = {i for q in quotations for i in range(q.first, q.last)}
    keep = [
        above is None or not _is_idle(parse, draft, drafts[above], quoted)
        for draft, above in zip(drafts, parents, strict=True)
    ]
    for number, above in enumerate(parents):
        up = above
        while up is not None and not keep[up]:
            up = parents[up]
        parents[number] = up
    renumbered = {old: new for new, old in enumerate(n for n, kept in enumerate(keep) if kept)}
    return (
        [draft for draft, kept in zip(drafts, keep, strict=True) if kept],
        [
            renumbered[above] if above is not None else None
            for above, kept in zip(parents, keep, strict=True)
            if kept
        ],
    )


def _is_idle(parse: Parse, draft: Draft, outer: Draft, quoted: set[int]) -> bool:
    """Whether a nested draft tells nothing that the one around it does not.

    "pledged to respect the ceasefire" is one statement; "I think" in a speech only hedges it. What
    "we" reject, promise or demand in a speech is kept.
    """
    head = parse.tokens[draft.head]
    if head.head == outer.head and draft.source == outer.source and head.tag not in FINITE:
        return True
    if draft.head not in quoted:
        return False
    if draft.speaker is None:
        return True
    pronoun = parse.tokens[draft.speaker].pos == "PRON"
    return pronoun and draft.entry.act not in COMMITTING


def _cite(
    parse: Parse, drafts: list[Draft], parents: list[int | None]
) -> tuple[list[Draft], list[int | None]]:
    """Read "Reuters, citing an official, said …": the official says it within what Reuters says."""
    cited, above = list(drafts), list(parents)
    by_speaker: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        if draft.speaker is not None:
            by_speaker[draft.speaker].append(number)
    for number, draft in enumerate(drafts):
        verb = parse.tokens[draft.head]
        if verb.lemma not in {"cite", "quote"} or verb.tag != "VBG" or draft.speaker is None:
            continue
        noun = parse.child(verb.i, "dobj")
        said = by_speaker.get(draft.speaker, [])
        outer = next((n for n in said if drafts[n].frame == "clause" and n != number), None)
        if noun is None or outer is None or not _can_speak(noun):
            continue
        content = tuple(i for i in drafts[outer].content if i not in draft.content)
        cited[number] = replace(
            draft, source=draft.content, speaker=noun.i, content=content, method="citing"
        )
        above[number] = outer
    return cited, above


def _can_speak(noun: Token) -> bool:
    return noun.ent in {"PERSON", "ORG", "GPE", "NORP"} or noun.lemma in INFORMANTS


def holders(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the one in whose content its cue stands, or None."""
    return _parents(list(drafts))[1]


def _parents(drafts: list[Draft]) -> tuple[list[Draft], list[int | None]]:
    order = sorted(range(len(drafts)), key=lambda n: -len(drafts[n].content))
    holder: dict[int, int] = {}
    parents: list[int | None] = [None] * len(drafts)
    cleaned = list(drafts)
    for number in order:
        draft = drafts[number]
        found = holder.get(draft.head)
        parents[number] = found
        if found is not None:
            outer = {*drafts[found].cue, *drafts[found].source}
            content = tuple(i for i in draft.content if i not in outer)
            if content:
                cleaned[number] = draft = replace(draft, content=content)
        for i in draft.content:
            holder[i] = number
    return cleaned, parents
