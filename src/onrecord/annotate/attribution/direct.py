"""Which quotation belongs to which cue: by the parse, by standing next to it, or by running on."""

from dataclasses import replace

from onrecord.annotate.attribution.drafts import Draft
from onrecord.annotate.attribution.lexicon import Lexicon
from onrecord.annotate.attribution.quotations import Quotation, is_speech
from onrecord.annotate.attribution.spans import EDGE, runs
from onrecord.annotate.attribution.surface import read_beside
from onrecord.syntax import Parse

QUOTING = frozenset({"clause", "quote", "parenthesis", "bare"})
GAP = 14
BRIDGE = 4
SPEAKING = frozenset(
    ["assert", "confirm", "deny", "accuse", "warn", "threaten", "announce", "promise"]
)


def join_quotations(
    parse: Parse, drafts: list[Draft], quotations: tuple[Quotation, ...], lexicon: Lexicon
) -> list[Draft]:
    """Give each quotation to its cue.

    Dropped are drafts that stay without content, and those inside a speech that nobody is named
    for: who is "I" there is not known.
    """
    joined = list(drafts)
    owner: dict[int, int] = {}
    loose: set[int] = set()
    for number, quotation in enumerate(quotations):
        speech = is_speech(parse, quotation)
        found = _by_parse(joined, quotation)
        if found is None and speech:
            found = _after(parse, joined, quotation)
        if found is None and speech:
            found = _before(parse, joined, quotation)
        if found is None:
            found = _next_to(parse, joined, quotation)
        if found is None and speech:
            beside = read_beside(parse, quotation, lexicon)
            if beside is not None and not _is_taken(joined, beside):
                found = len(joined)
                joined.append(beside)
        if found is None and number and (speech or quotation.reopened):
            found = _running_on(parse, joined, quotations, owner, number)
        if found is None and speech:
            found = _carried(parse, joined, quotation)
        if found is None:
            if speech:
                loose.update(range(quotation.first, quotation.last))
            continue
        owner[number] = found
        draft = joined[found]
        content = {*draft.content, *range(quotation.first, quotation.last)}
        content.update(_bridge(draft, quotation))
        content -= {*draft.cue, *draft.source}
        joined[found] = replace(draft, content=tuple(sorted(content)))
    return [d for d in joined if d.content and d.head not in loose]


def _is_taken(drafts: list[Draft], beside: Draft) -> bool:
    """Whether a draft with content has this cue already."""
    return any(d.content and beside.head in d.cue for d in drafts)


def _carried(parse: Parse, drafts: list[Draft], quotation: Quotation) -> int | None:
    """The statement of the sentence before, where the quotation opens the next one.

    "He said it was over. “I am done.”"
    """
    begins = _sentence_opened(parse, quotation)
    if begins is None:
        return None
    best: int | None = None
    for number, draft in enumerate(drafts):
        sent = parse.tokens[draft.head].sent
        if begins - sent != 1 or draft.entry.act not in SPEAKING or not draft.source:
            continue
        if draft.method != "cue-verb" or not draft.content:
            continue
        if best is None or len(draft.content) > len(drafts[best].content):
            best = number
    return best


def _sentence_opened(parse: Parse, quotation: Quotation) -> int | None:
    """The sentence that a quotation opens; the parser may leave its mark with the one before."""
    first = parse.tokens[quotation.first]
    second = parse.tokens[min(quotation.first + 1, len(parse.tokens) - 1)]
    if parse.bounds[first.sent][0] == first.i:
        return first.sent
    return second.sent if parse.bounds[second.sent][0] == second.i else None


def _by_parse(drafts: list[Draft], quotation: Quotation) -> int | None:
    """The draft whose content, as parsed, reaches into the quotation: the outermost one."""
    best, size = None, 0
    for number, draft in enumerate(drafts):
        if quotation.first <= draft.head < quotation.last or not draft.content:
            continue
        if draft.content[-1] < quotation.first or draft.content[0] >= quotation.last:
            continue
        if any(quotation.first <= i < quotation.last for i in draft.content) and (
            len(draft.content) > size
        ):
            best, size = number, len(draft.content)
    return best


def _after(parse: Parse, drafts: list[Draft], quotation: Quotation) -> int | None:
    """The cue clause that begins where the quotation ends: "…," he said."""
    comma = parse.doc.text[quotation.start : quotation.end].rstrip("\"”’'»")[-1:] in ",?!—-–"
    for number, draft in enumerate(drafts):
        if draft.frame not in QUOTING or draft.head < quotation.last:
            continue
        if draft.content and draft.content[-1] > draft.head and draft.content[-1] >= quotation.last:
            continue
        same = parse.tokens[draft.head].sent == parse.tokens[quotation.last - 1].sent
        if not comma and not same:
            continue
        first = min((*draft.cue, *draft.source))
        between = parse.tokens[quotation.last : first]
        if len(between) <= 2 and all(t.pos == "PUNCT" for t in between):
            return number
    return None


def _before(parse: Parse, drafts: list[Draft], quotation: Quotation) -> int | None:
    """He said: "…", also where the quotation is a paragraph of its own."""
    for number in range(len(drafts) - 1, -1, -1):
        draft = drafts[number]
        if draft.head >= quotation.first or draft.frame not in QUOTING:
            continue
        last = max((*draft.cue, *(i for i in draft.source if i < quotation.first)))
        between = parse.tokens[last + 1 : quotation.first]
        if len(between) > GAP:
            return None
        colon = bool(between and between[-1].text == ":") or parse.tokens[last].text == ":"
        same = parse.tokens[draft.head].sent == parse.tokens[quotation.first].sent
        if any(t.text in {".", ";"} for t in between) or not (same or colon):
            return None
        if (
            draft.content
            and not colon
            and not set(draft.content) & set(range(last, quotation.first))
        ):
            # Its content stands elsewhere: "A," he said, "B".
            return number if len(between) <= 2 else None
        return None if draft.content and not colon else number
    return None


def _next_to(parse: Parse, drafts: list[Draft], quotation: Quotation) -> int | None:
    """The draft whose content ends a few words before: "argued that “A” then there “B”"."""
    for number in range(len(drafts) - 1, -1, -1):
        draft = drafts[number]
        if not draft.content or draft.frame != "clause" or draft.head > draft.content[-1]:
            continue
        last = draft.content[-1]
        between = parse.tokens[last + 1 : quotation.first]
        if not 0 <= quotation.first - last - 1 <= BRIDGE or last >= quotation.first:
            continue
        same = parse.tokens[last].sent == parse.tokens[quotation.first].sent
        if same and not any(t.pos == "VERB" or t.text in {".", ";", ":"} for t in between):
            return number
    return None


def _bridge(draft: Draft, quotation: Quotation) -> range:
    """The few words between the content and a quotation that goes on with it."""
    before = [i for i in draft.content if i < quotation.first]
    if draft.frame != "clause" or not before or before[-1] < draft.head:
        return range(0)
    gap = quotation.first - before[-1] - 1
    return range(before[-1] + 1, quotation.first) if 0 < gap <= BRIDGE else range(0)


def _running_on(
    parse: Parse,
    drafts: list[Draft],
    quotations: tuple[Quotation, ...],
    owner: dict[int, int],
    number: int,
) -> int | None:
    """The draft of the quotation before this one, where this one runs on from it."""
    before, quotation = quotations[number - 1], quotations[number]
    found = owner.get(number - 1)
    if found is None or quotation.reopened:
        return found
    opened = _sentence_opened(parse, quotation)
    if opened is None:
        return None
    told = max(parse.tokens[before.last - 1].sent, parse.tokens[drafts[found].head].sent)
    return found if opened - told <= 1 else None


def clean_content(parse: Parse, draft: Draft, quoted: set[int]) -> Draft:
    """Without punctuation at the ends of its pieces, but for the tokens that are quoted."""
    kept: list[int] = []
    content = draft.content
    if content and content[0] in quoted and content[0] < draft.head:
        # “A,” he said after B: what follows the cue is said only where it is quoted too.
        content = tuple(i for i in content if i < draft.head or i in quoted)
    for lo, hi in runs(parse, content):
        first, last = lo, hi
        while first <= hi and first not in quoted and parse.tokens[first].lower in EDGE:
            first += 1
        while last >= first and last not in quoted and parse.tokens[last].lower in EDGE:
            last -= 1
        if any(parse.tokens[i].pos != "PUNCT" for i in range(first, last + 1)):
            kept.extend(range(first, last + 1))
    return replace(draft, content=tuple(kept))
