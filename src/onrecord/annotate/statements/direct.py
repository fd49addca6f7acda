"""Which quotation belongs to which cue: by the parse, by standing next to it, or by running on."""

from dataclasses import replace

from onrecord.annotate.statements.desk import Desk
from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Lexicon
from onrecord.annotate.statements.quotations import Quotation, ends_as_speech, is_speech
from onrecord.annotate.statements.spans import EDGE, runs
from onrecord.annotate.statements.surface import read_beside
from onrecord.syntax import Parse

QUOTING = frozenset({"clause", "quote", "parenthesis", "bare"})
GAP = 14
MARKS = frozenset({"“", '"', "''", "‘", "'", "«"})
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
    desk = Desk(parse, list(drafts))
    owner: dict[int, int] = {}
    loose: set[int] = set()
    for number, quotation in enumerate(quotations):
        speech = is_speech(parse, quotation)
        found = _find_cue(desk, quotation, lexicon, speech=speech)
        if found is None and number and (speech or quotation.reopened):
            found = _running_on(desk, quotations, owner, number)
        if found is None and speech:
            found = _carried(desk, quotation)
        if found is None:
            if speech:
                loose.update(range(quotation.first, quotation.last))
            continue
        owner[number] = found
        desk.given[found] += [
            _bridge(desk.drafts[found], quotation),
            range(quotation.first, quotation.last),
        ]
    filled = (_filled(draft, desk.given.get(n, [])) for n, draft in enumerate(desk.drafts))
    return [draft for draft in filled if draft.content and draft.head not in loose]


def _filled(draft: Draft, given: list[range]) -> Draft:
    if not given:
        return draft
    told = draft.entry.addressed and draft.frame == "object"  # "asking her, “…”": she is no content
    content = {*(() if told else draft.content), *(i for piece in given for i in piece)}
    content -= {*draft.cue, *draft.source}
    return replace(draft, content=tuple(sorted(content)))


def _find_cue(desk: Desk, quotation: Quotation, lexicon: Lexicon, *, speech: bool) -> int | None:
    """The draft whose words the quotation is, from what stands in and around its sentences."""
    near = desk.near(quotation)
    found = _by_parse(desk, near, quotation)
    if found is None and (speech or ends_as_speech(desk.parse, quotation)):
        found = _after(desk, near, quotation)
        if found is None:
            found = _before(desk, near, quotation)
    if found is None:
        found = _next_to(desk, near, quotation)
    if found is None and speech:
        beside = read_beside(desk.parse, quotation, lexicon)
        if beside is not None and not any(
            desk.has_content(n) and beside.head in desk.drafts[n].cue for n in near
        ):
            found = desk.add(beside)
    return found


def _by_parse(desk: Desk, near: list[int], quotation: Quotation) -> int | None:
    """The draft whose content, as parsed, reaches into the quotation: the outermost one."""
    best, size = None, 0
    for number in near:
        draft = desk.drafts[number]
        if quotation.first <= draft.head < quotation.last or len(draft.content) <= size:
            continue
        if any(quotation.first <= i < quotation.last for i in draft.content):
            best, size = number, len(draft.content)
    return best


def _after(desk: Desk, near: list[int], quotation: Quotation) -> int | None:
    """The cue clause that begins where the quotation ends: "…," he said."""
    tokens = desk.parse.tokens
    text = desk.parse.doc.text[quotation.start : quotation.end]
    comma = text.rstrip("\"”’'»")[-1:] in ",?!—-–"
    for number in near:
        draft = desk.drafts[number]
        if draft.frame not in QUOTING or draft.head < quotation.last:
            continue
        if draft.content and draft.content[-1] > draft.head and not _opens_quotation(desk, draft):
            continue
        if not comma and tokens[draft.head].sent != tokens[quotation.last - 1].sent:
            continue
        between = tokens[quotation.last : min((*draft.cue, *draft.source))]
        if len(between) <= 2 and all(t.pos == "PUNCT" for t in between):
            return number
    return None


def _before(desk: Desk, near: list[int], quotation: Quotation) -> int | None:
    """He said: "…", also where the quotation is a paragraph of its own."""
    tokens = desk.parse.tokens
    for number in reversed(near):
        draft = desk.drafts[number]
        told = draft.frame == "object" and draft.entry.addressed
        if draft.head >= quotation.first or not (told or draft.frame in QUOTING):
            continue
        last = max((*draft.cue, *(i for i in draft.source if i < quotation.first)))
        between = tokens[last + 1 : quotation.first]
        if len(between) > GAP or any(t.text in {".", ";"} for t in between):
            return None
        colon = ":" in {tokens[last].text, *(t.text for t in between[-1:])}
        if not colon and tokens[draft.head].sent != tokens[quotation.first].sent:
            return None
        if colon or told or not desk.has_content(number):
            return number
        # Its content stands elsewhere: "A," he said, "B".
        apart = not any(last <= i < quotation.first for i in draft.content)
        second = tokens[quotation.first + 1 : quotation.first + 2]
        goes_on = [t.text for t in between[-1:]] == [","] and all(t.text.islower() for t in second)
        return number if apart and (goes_on or len(between) <= 2) else None
    return None


def _opens_quotation(desk: Desk, draft: Draft) -> bool:
    """Whether the content after the cue is a quotation too: “A,” he told them, “B”."""
    near = desk.parse.tokens[max(draft.content[0] - 1, 0) : draft.content[0] + 1]
    return draft.content[0] > draft.head and any(t.text in MARKS for t in near)


def _next_to(desk: Desk, near: list[int], quotation: Quotation) -> int | None:
    """The draft whose content ends a few words before: "argued that “A” then there “B”"."""
    tokens = desk.parse.tokens
    for number in reversed(near):
        draft = desk.drafts[number]
        ends = [p[-1] for p in desk.given.get(number, ()) if p] + list(draft.content[-1:])
        last = max((i for i in ends if i < quotation.first), default=-1)
        if draft.frame != "clause" or last < draft.head or quotation.first - last - 1 > BRIDGE:
            continue
        between = tokens[last + 1 : quotation.first]
        same = tokens[last].sent == tokens[quotation.first].sent
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
    desk: Desk, quotations: tuple[Quotation, ...], owner: dict[int, int], number: int
) -> int | None:
    """The draft of the quotation before this one, where this one runs on from it."""
    before, quotation = quotations[number - 1], quotations[number]
    found = owner.get(number - 1)
    if found is None or quotation.reopened:
        return found
    opened = _sentence_opened(desk.parse, quotation)
    if opened is None:
        return None
    tokens = desk.parse.tokens
    told = max(tokens[before.last - 1].sent, tokens[desk.drafts[found].head].sent)
    return found if opened - told <= 1 else None


def _carried(desk: Desk, quotation: Quotation) -> int | None:
    """The statement of the sentence before, where the quotation opens the next one.

    "He said it was over. “I am done.”"
    """
    begins = _sentence_opened(desk.parse, quotation)
    if begins is None:
        return None
    best: int | None = None
    for number in desk.sentences.get(begins - 1, ()):
        draft = desk.drafts[number]
        if desk.parse.tokens[draft.head].sent != begins - 1 or draft.method != "cue-verb":
            continue
        if draft.entry.act not in SPEAKING or not draft.source or not draft.content:
            continue
        if best is None or len(draft.content) > len(desk.drafts[best].content):
            best = number
    return best


def _sentence_opened(parse: Parse, quotation: Quotation) -> int | None:
    """The sentence that a quotation opens; the parser may leave its mark with the one before."""
    first = parse.tokens[quotation.first]
    second = parse.tokens[min(quotation.first + 1, len(parse.tokens) - 1)]
    if parse.bounds[first.sent][0] == first.i:
        return first.sent
    return second.sent if parse.bounds[second.sent][0] == second.i else None


def clean_content(parse: Parse, draft: Draft, quoted: set[int]) -> Draft:
    """Without punctuation at the ends of its pieces, but for the tokens that are quoted."""
    kept: list[int] = []
    source = tuple(i for i in draft.source if i not in draft.cue)
    content = tuple(i for i in draft.content if i not in draft.cue and i not in source)
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
    return replace(draft, source=source, content=tuple(kept))
