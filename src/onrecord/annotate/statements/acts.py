"""The speech act of a draft: its cue's, unless the cue is negated; and direct or not."""

from onrecord.annotate.statements.drafts import Draft
from onrecord.records import SpeechAct, StatementKind
from onrecord.syntax import Parse

NEGATORS = frozenset({"not", "n't", "n’t", "nt", "never", "no", "neither", "nor", "without"})
SO_FAR = frozenset({"yet", "far", "still", "immediately"})


def find_act(parse: Parse, draft: Draft) -> tuple[SpeechAct, str | None]:
    """The act, and why where it is not simply the cue's.

    What is not accepted is rejected, but "has not accepted so far" is neither. A negated cue of
    saying says nothing: what is left is the attitude.
    """
    act = draft.entry.act
    if not draft.cue:
        return act, None
    negator = _negator(parse, draft)
    if negator is None:
        return act, None
    word = parse.tokens[draft.head].lower
    if act == "accept":
        if _so_far(parse, draft):
            return "attitude", f"“{negator} {word}” so far: neither accepted nor rejected"
        return "reject", f"“{negator} {word}”: what is not accepted is rejected"
    if act == "attitude":
        return act, None
    return "attitude", f"“{negator} {word}”: the cue is negated"


def _negator(parse: Parse, draft: Draft) -> str | None:
    for i in draft.cue:
        if parse.tokens[i].lower in NEGATORS:
            return parse.tokens[i].lower
    for child in parse.children(draft.head):
        if child.dep in {"neg", "preconj"} and child.lower in NEGATORS:
            return child.lower
    return None


def _so_far(parse: Parse, draft: Draft) -> bool:
    """Whether no answer was given yet: "has not accepted", "did not accept immediately"."""
    near = [parse.tokens[i].lower for i in draft.cue]
    near += [t.lower for t in parse.children(draft.head)]
    for child in parse.children(draft.head):
        if child.dep in {"advmod", "prep"}:
            near += [t.lower for t in parse.subtree(child.i)]
    perfect = {"has", "have", "'s", "’s"} & set(near)
    return bool(perfect or SO_FAR & set(near))


def find_kind(parse: Parse, draft: Draft, quoted: set[int], spoken: set[int]) -> StatementKind:
    """Direct where the content is quotation alone, mixed where it holds some, else indirect.

    `quoted` are the tokens of all quotations, `spoken` those of quotations that are speech. A
    phrase in marks inside what somebody thinks or wants ("wants a “buffer zone”") is no speech.
    """
    words = [i for i in draft.content if parse.tokens[i].pos != "PUNCT"]
    inside = sum(i in quoted for i in words)
    if not words or not inside:
        return "indirect"
    outside = [i for i in words if i not in quoted and parse.tokens[i].lower != "that"]
    if draft.entry.act == "attitude" and not any(i in spoken for i in words):
        return "indirect"
    if not outside:
        return "direct" if any(i in spoken for i in words) else "mixed"
    return "mixed"
