"""Sentences that run on from a statement without a cue of their own."""

from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Entry
from onrecord.annotate.statements.quotations import Quotation
from onrecord.annotate.statements.spans import trimmed
from onrecord.syntax import Parse, Token

CONNECTIVES = frozenset({"additionally", "also", "moreover", "furthermore", "besides", "likewise"})
CARRY_ON = Entry("", "assert", frozenset())
REPORTING = frozenset({"assert", "warn", "accuse", "announce", "confirm", "deny", "threaten"})
BACKSHIFTED = frozenset({"would", "could", "might", "should", "'d", "’d"})
HOLDERLESS = frozenset(
    ["plan", "intention", "intent", "aim", "hope", "desire", "ambition", "fear", "concern", "wish"]
)


def run_on(parse: Parse, drafts: list[Draft], quotations: tuple[Quotation, ...]) -> list[Draft]:
    """Drafts for sentences that a connective ties to the reported sentence before them.

    Only directly after indirect speech that reaches the end of its sentence, in the same
    paragraph, and only for a sentence with no source and no quotation of its own.
    """
    busy = {parse.tokens[d.head].sent for d in drafts if d.source}
    busy |= {parse.tokens[i].sent for q in quotations for i in (q.first, q.last - 1)}
    found: dict[int, Draft] = {}
    ending = {_sentence_that_ends(parse, d): d for d in drafts if d.entry.act in REPORTING}
    for sent in range(1, len(parse.bounds)):
        before = found.get(sent - 1) or ending.get(sent - 1)
        same = parse.sentences[sent].passage == parse.sentences[sent - 1].passage
        if before is None or not same or sent in busy or not _ties(parse, sent):
            continue
        lo, hi = parse.bounds[sent]
        content = trimmed(parse, range(lo, hi))
        if content:
            found[sent] = Draft(
                head=content[0], entry=CARRY_ON, frame="run-on", cue=(), content=content,
                speaker=before.speaker, method="run-on",
                reason=f"goes on from the sentence before (“{parse.tokens[lo].text} …”)",
            )  # fmt: skip
    return [found[sent] for sent in sorted(found)]


def _sentence_that_ends(parse: Parse, draft: Draft) -> int | None:
    """The sentence whose last words are what the draft reports; None where something follows."""
    if not draft.source or not draft.content or draft.frame not in {"clause", "of", "about"}:
        return None
    last = draft.content[-1]
    sent = parse.tokens[last].sent
    end = parse.bounds[sent][1] - 1
    while end > last and parse.tokens[end].pos == "PUNCT":
        end -= 1
    return sent if end == last and draft.head < last else None


def _ties(parse: Parse, sent: int) -> bool:
    """Whether a sentence runs on: plans and hopes held by nobody, or "Moreover, it would …"."""
    tokens = parse.sentence_tokens(sent)
    if any(_held_by_nobody(parse, token) for token in tokens):
        return True
    opens = tokens[0].lower in CONNECTIVES or (
        tokens[0].lower == "in" and len(tokens) > 1 and tokens[1].lower == "addition"
    )
    root = next((t for t in tokens if t.head == t.i), None)
    return (
        opens
        and root is not None
        and any(t.dep == "aux" and t.lower in BACKSHIFTED for t in parse.children(root.i))
    )


def _held_by_nobody(parse: Parse, token: Token) -> bool:
    """Whether it is somebody's, but nobody is named: "There are intentions to …"."""
    if token.lemma not in HOLDERLESS or token.dep != "attr":
        return False
    return parse.child(token.i, "poss") is None and parse.child(token.head, "expl") is not None
