"""Where one statement ends and another goes on: "…, adding that", "… and warned", ", while"."""

from collections import defaultdict
from dataclasses import replace

from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.quotations import Quotation
from onrecord.syntax import Parse, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SPEAKING = frozenset({"assert", "accuse", "warn", "announce", "confirm", "deny", "ask"})


def part_statements(
    parse: Parse, drafts: list[Draft], quotations: tuple[Quotation, ...]
) -> list[Draft]:
    """Take "…, adding that …" out of what was said before it: the same speaker goes on.

    The parser hangs such a participle under the verb of the content, whose subject it then seems
    to share; a verb coordinated with the cue likewise. ", while Norland insists" is taken out too.
    """
    quoted = {i for q in quotations for i in range(q.first, q.last)}
    cut = list(drafts)
    holders: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        for i in draft.content:
            holders[i].append(number)
    for number, inner in enumerate(drafts):
        head = parse.tokens[inner.head]
        if head.dep not in {"advcl", "acl", "conj"} or inner.head in quoted:
            continue
        outer = _holder(cut, holders[inner.head], inner.head)
        if outer is None or cut[outer].frame not in {"clause", "to", "object", "bare"}:
            continue
        speaker = cut[outer]
        shares = _goes_on(parse, head, inner) or _is_parallel(parse, head, speaker)
        if not shares and not _is_contrast(parse, head):
            continue
        below = {t.i for t in parse.subtree(inner.head)}
        if min(below) > 0 and parse.tokens[min(below) - 1].dep == "cc":
            below.add(min(below) - 1)
        content = tuple(i for i in speaker.content if i not in below)
        if not content:
            continue
        cut[outer] = replace(speaker, content=content)
        if shares:
            cut[number] = replace(inner, source=speaker.source, speaker=speaker.speaker)
    return cut


def _goes_on(parse: Parse, head: Token, draft: Draft) -> bool:
    if head.tag != "VBG" or head.dep not in {"advcl", "acl"} or draft.entry.act not in SPEAKING:
        return False
    if "clause" not in draft.entry.takes or parse.child(head.i, "nsubj", "aux", "mark") is not None:
        return False
    first = min(draft.cue)
    return first > 0 and parse.tokens[first - 1].lower in {",", "—", "--", "–", "”", '"', "''"}


def _is_parallel(parse: Parse, head: Token, outer: Draft) -> bool:
    """Whether the tense is the outer cue's alone: "says he earned little and asks who will pay"."""
    if head.dep != "conj" or parse.child(head.i, "nsubj", "nsubjpass", "aux") is not None:
        return False
    if not outer.cue:
        return False
    said, first = parse.tokens[outer.head], parse.tokens[head.head]
    finite = next((t for t in parse.children(first.i) if t.dep in {"aux", "auxpass"}), first)
    return head.tag == said.tag and head.tag in FINITE and finite.tag != head.tag


def _is_contrast(parse: Parse, head: Token) -> bool:
    """Whether somebody else has the word after it: "…, while Norland insists"."""
    mark = parse.child(head.i, "mark")
    first = parse.edges(head.i)[0]
    return (
        head.dep == "advcl"
        and mark is not None
        and mark.lower in {"while", "whereas"}
        and parse.child(head.i, "nsubj") is not None
        and first > 0
        and parse.tokens[first - 1].lower in {",", "—", "--", "–"}
    )


def _holder(drafts: list[Draft], holders: list[int], token: int) -> int | None:
    """Of the drafts whose content held a token the one with the smallest content that does."""
    still = [n for n in holders if token in drafts[n].content]
    return min(still, key=lambda n: len(drafts[n].content), default=None)
