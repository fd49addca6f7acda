"""Statements inside statements: what belongs to whom, and which statement stands in which."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.annotate.attribution.drafts import Draft
from onrecord.annotate.attribution.quotations import Quotation
from onrecord.syntax import Parse, Token

SPEAKING = frozenset({"assert", "accuse", "warn", "announce", "confirm", "deny", "ask"})


def cut_participles(
    parse: Parse, drafts: list[Draft], quotations: tuple[Quotation, ...]
) -> list[Draft]:
    """Take "…, adding that …" out of what was said before it: the same speaker goes on.

    The parser hangs such a participle under the verb of the content, whose subject it then seems
    to share.
    """
    quoted = {i for q in quotations for i in range(q.first, q.last)}
    cut = list(drafts)
    for number, inner in enumerate(drafts):
        head = parse.tokens[inner.head]
        if not _goes_on(parse, head, inner) or inner.head in quoted:
            continue
        outer = _holder(cut, number, inner.head)
        if outer is None or cut[outer].frame not in {"clause", "to", "object", "bare"}:
            continue
        speaker = cut[outer]
        below = {t.i for t in parse.subtree(inner.head)}
        content = tuple(i for i in speaker.content if i not in below)
        if not content:
            continue
        cut[outer] = replace(speaker, content=content)
        cut[number] = replace(inner, source=speaker.source, speaker=speaker.speaker)
    return cut


def _goes_on(parse: Parse, head: Token, draft: Draft) -> bool:
    if head.tag != "VBG" or head.dep not in {"advcl", "acl"} or draft.entry.act not in SPEAKING:
        return False
    if "clause" not in draft.entry.takes or parse.child(head.i, "nsubj", "aux", "mark") is not None:
        return False
    first = min(draft.cue)
    return first > 0 and parse.tokens[first - 1].lower in {",", "—", "--", "–"}


def _holder(drafts: list[Draft], number: int, token: int) -> int | None:
    """The draft with the smallest content that holds a token."""
    best: int | None = None
    for other, draft in enumerate(drafts):
        if (
            other != number
            and draft.content
            and draft.content[0] <= token <= draft.content[-1]
            and token in draft.content
            and (best is None or len(draft.content) < len(drafts[best].content))
        ):
            best = other
    return best


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


def find_parents(drafts: list[Draft]) -> tuple[list[Draft], list[int | None]]:
    """For each draft the one it stands in: the smallest larger content that holds its cue.

    A statement never holds the words that name the source of the one around it.
    """
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
