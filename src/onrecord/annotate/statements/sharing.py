"""Which of the contents that the trained reader marks are whose, by what the rules know."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.spans import runs
from onrecord.syntax import Parse


def share_contents(
    parse: Parse,
    drafts: Sequence[Draft],
    read: Mapping[int, tuple[int, ...]],
    alone: Mapping[int, tuple[int, ...]],
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """The contents of the drafts, without the pieces that are another one's.

    Where the reader misses a cue ("said it rained and *accused* Norland of lying") it hangs the
    content on the next one: the rules know whose it is.

    Args:
        parse: the parsed report.
        drafts: what the rules found.
        read: by draft the content that the reader gives to its cue.
        alone: by draft the content that the rules give it where the reader misses its cue.
    """
    owner = {i: number for number, said in alone.items() for i in said}
    kept, given = dict(read), dict(alone)
    for number, content in read.items():
        own = set(drafts[number].content)
        found = [range(lo, hi + 1) for lo, hi in runs(parse, content)]
        loose = [run for run in found if own.isdisjoint(run)]
        if len(loose) == len(found):
            continue
        moved = {r: owner[i] for r in loose for i in r if i in owner}
        for run, other in moved.items():
            given[other] = tuple(sorted({*given[other], *run}))
        left = [i for run in found if run not in moved for i in run]
        while moved and left and parse.tokens[left[-1]].dep == "cc":
            left.pop()
        kept[number] = tuple(left)
    return kept, given


def fill_gaps(
    draft: Draft,
    content: tuple[int, ...],
    marked: Collection[int],
    inner: Mapping[int, set[int]],
) -> tuple[int, ...]:
    """The content with its gaps that the rules see in it and the reader in no role.

    They are the source and cue of a statement inside it: "if *Norland prefers* to stay". A cue
    whose source stands elsewhere goes on from this statement and is left out.
    """
    said = set(draft.content)
    filled = list(content)
    for before, after in pairwise(content):
        gap = range(before + 1, after)
        whole = all(inner.get(i, set()).issubset(gap) for i in gap)
        if whole and all(i in said and i not in marked for i in gap):
            filled += gap
    return tuple(sorted(filled))


def extend(draft: Draft, content: tuple[int, ...]) -> Draft:
    """The draft with what the reader saw more of its content."""
    found = tuple(i for i in content if i not in {*draft.cue, *draft.source})
    return draft if found == draft.content else replace(draft, content=found, read=True)
