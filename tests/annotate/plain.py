"""A parse without a parser: words cut by a pattern, all of them nouns under no head."""

import re
from collections.abc import Sequence

from onrecord.records import Passage, Sentence
from onrecord.syntax import Parse, Token
from onrecord.text import make_id, quote
from tests.conftest import document

_WORD = re.compile(r"[^\W\d_]+\.(?=\s\w)|\d[\d,.]*\d(?![\w:/–-])|\w[\w:/–-]*|\S")


def plain_parse(
    text: str, published: str | None = None, passages: Sequence[Passage] | None = None
) -> Parse:
    """The text as one sentence a passage; one passage where none are given."""
    doc = document(text, published)
    if passages is None:
        whole = quote(text, 0, len(text))
        passages = [Passage(id=make_id("pas", doc.id), kind="body", span=whole)]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    bounds: list[tuple[int, int]] = []
    kinds: list[str] = []
    for passage in passages:
        first = len(tokens)
        for found in _WORD.finditer(passage.span.quote):
            start, i = passage.span.start + found.start(), len(tokens)
            word = found[0]
            is_name = word[0].isupper()
            tokens.append(
                Token(
                    i=i,
                    start=start,
                    end=start + len(word),
                    text=word,
                    lower=word.lower(),
                    lemma=word.lower(),
                    pos="PROPN" if is_name else "NOUN",
                    tag="NNP" if is_name else "NN",
                    dep="dep",
                    head=i,
                    sent=len(sentences),
                )
            )
        if len(tokens) > first:
            sentences.append(
                Sentence(id=make_id("sen", len(sentences)), passage=passage.id, span=passage.span)
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
