"""Saved pages: the body by words and by 4-grams, and what the page says of its report.

trafilatura alone reads the same pages in the same run, for comparison. The 4-gram measure is that
of Zyte's article extraction benchmark (2020): precision and recall are taken a page, their means
over the pages give one F1.
"""

import datetime as dt
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import InputError
from onrecord.evaluate.counts import Counts, Metrics, harmonic, mean, total
from onrecord.evaluate.gold import PageRow
from onrecord.evaluate.matching import largest_matching
from onrecord.ingest.pages.credits import names_in_credit
from onrecord.ingest.pages.judge import PROSE
from onrecord.ingest.pages.read import read_page
from onrecord.ingest.pages.tree import decode_page

SAME_CAPTION = 0.8
"""Token F1 from which two captions are the same one."""

_WORD = re.compile(r"\w+")
_GZIP = b"\x1f\x8b"


class PageFacts(NamedTuple):
    """What a page says of its report; None where the gold does not tell it."""

    body: Sequence[str]
    title: str | None = None
    published: dt.date | None = None
    authors: Sequence[str] | None = None
    captions: Sequence[str] | None = None
    credits: Sequence[str] | None = None


class PagePair(NamedTuple):
    """A page's gold, ours, and the body that trafilatura alone finds on it."""

    gold: PageFacts
    optional: Sequence[int]
    """Paragraphs of the gold's body that may be there or not."""
    found: PageFacts
    peer_body: str


def read_pair(row: PageRow) -> PagePair:
    """Read a gold row's page, with and without what is done here beyond trafilatura.

    Raises:
        InputError: the page's file cannot be read.
    """
    from trafilatura import extract  # noqa: PLC0415 - it takes a quarter of a second

    try:
        data = Path(row.html).read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot read {row.html}: {error.strerror}",
            remedy="keep the folder of pages beside the gold file",
        ) from None
    data = gzip.decompress(data) if data.startswith(_GZIP) else data
    return PagePair(
        gold=PageFacts(
            body=(row.body,) if isinstance(row.body, str) else row.body,
            title=row.title,
            published=dt.date.fromisoformat(row.published[:10]) if row.published else None,
            authors=row.authors,
            captions=row.captions,
            credits=row.credits,
        ),
        optional=row.optional,
        found=_facts_of(data),
        peer_body=extract(decode_page(data, row.id), include_comments=False) or "",
    )


def _facts_of(data: bytes) -> PageFacts:
    """What is read of a page; nothing where it cannot be read."""
    try:
        page = read_page(data)
    except InputError:
        return PageFacts(body=(), authors=(), captions=(), credits=())
    texts = {
        kind: [b.text for b in page.blocks if b.kind == kind] for kind in ("caption", "credit")
    }
    return PageFacts(
        body=[b.text for b in page.blocks if b.kind in PROSE],
        title=page.facts.title,
        published=page.facts.published,
        authors=page.facts.authors,
        captions=texts["caption"],
        credits=[name for text in texts["credit"] for name in names_in_credit(text)],
    )


def score_pages(pairs: Iterable[PagePair]) -> Metrics:
    """The figures of pages; each is taken on the pages whose gold tells what it needs."""
    pages = list(pairs)
    ours = [(_body_of(p.gold, p.optional, _joined(p.found.body)), p.found.body) for p in pages]
    texts = [(gold, _joined(body)) for gold, body in ours]
    peers = [(_body_of(p.gold, p.optional, p.peer_body), p.peer_body) for p in pages]
    return {
        **_body_metrics("body", texts),
        **_body_metrics("trafilatura_body", peers),
        "title_accuracy": _share([_same_title(p) for p in pages if p.gold.title is not None]),
        "date_accuracy": _share(
            [p.gold.published == p.found.published for p in pages if p.gold.published is not None]
        ),
        **_set_metrics("authors", [(p.gold.authors, p.found.authors) for p in pages]),
        **_caption_metrics([(p.gold.captions, p.found.captions) for p in pages]),
        **_set_metrics("credits", [(p.gold.credits, p.found.credits) for p in pages]),
    }


def token_f1(gold: str, found: str) -> float:
    """F1 of two texts as multisets of words; 1 for two empty ones."""
    wanted, given = _words(gold), _words(found)
    if not wanted and not given:
        return 1.0
    return Counts((wanted & given).total(), given.total(), wanted.total()).f1


def ngram_shares(gold: str, found: str, n: int = 4) -> tuple[float | None, float | None]:
    """Precision and recall of the n-grams; None where one side holds none."""
    wanted, given = _ngrams(gold, n), _ngrams(found, n)
    shared = (wanted & given).total()
    return (
        shared / given.total() if given else None,
        shared / wanted.total() if wanted else None,
    )


def _body_metrics(name: str, texts: Sequence[tuple[str, str]]) -> Metrics:
    shares = [ngram_shares(gold, found) for gold, found in texts]
    precision = mean([p for p, _ in shares if p is not None])
    recall = mean([r for _, r in shares if r is not None])
    grams = None if precision is None or recall is None else harmonic(precision, recall)
    return {
        f"{name}_f1": mean([token_f1(gold, found) for gold, found in texts]),
        f"{name}_4gram_f1": grams,
        f"{name}_4gram_precision": precision,
        f"{name}_4gram_recall": recall,
    }


def _body_of(gold: PageFacts, optional: Sequence[int], found: str) -> str:
    """The gold's body in the variant that is nearest: optional paragraphs in or out, in order."""
    kept = [True] * len(gold.body)
    for at in optional:
        scores = {}
        for inside in (True, False):
            kept[at] = inside
            scores[inside] = token_f1(_kept(gold.body, kept), found)
        kept[at] = scores[True] >= scores[False]
    return _kept(gold.body, kept)


def _kept(body: Sequence[str], kept: Sequence[bool]) -> str:
    return _joined([text for text, keep in zip(body, kept, strict=True) if keep])


def _joined(body: Sequence[str]) -> str:
    return "\n\n".join(body)


def _same_title(page: PagePair) -> bool:
    return _plain(page.gold.title or "") == _plain(page.found.title or "")


def _set_metrics(
    name: str, pairs: Sequence[tuple[Sequence[str] | None, Sequence[str] | None]]
) -> Metrics:
    """Micro precision, recall and F1 over the different strings of each page."""
    counts = []
    for gold, found in pairs:
        if gold is not None:
            wanted, given = (
                {_plain(s).strip(" .,;") for s in side} - {""} for side in (gold, found or ())
            )
            counts.append(Counts(len(wanted & given), len(given), len(wanted)))
    return _named(name, counts)


def _caption_metrics(
    pairs: Sequence[tuple[Sequence[str] | None, Sequence[str] | None]],
) -> Metrics:
    """Different captions matched one to one at a token F1 of 0.8, micro."""
    counts = []
    for gold, found in pairs:
        if gold is not None:
            wanted, given = ({_plain(s): s for s in side} for side in (gold, found or ()))
            edges = [
                [n for n, b in enumerate(given.values()) if token_f1(a, b) >= SAME_CAPTION]
                for a in wanted.values()
            ]
            matched = len(largest_matching(edges, len(given)))
            counts.append(Counts(matched, len(given), len(wanted)))
    return _named("captions", counts)


def _named(name: str, counts: Sequence[Counts]) -> Metrics:
    if not counts:
        return {f"{name}_{figure}": None for figure in ("f1", "precision", "recall")}
    summed = total(counts)
    return {
        f"{name}_f1": summed.f1,
        f"{name}_precision": summed.precision,
        f"{name}_recall": summed.recall,
    }


def _share(right: Sequence[bool]) -> float | None:
    return mean([float(r) for r in right])


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


def _ngrams(text: str, n: int) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    count = max(1, len(words) - n + 1) if words else 0
    return Counter(tuple(words[at : at + n]) for at in range(count))


def _plain(text: str) -> str:
    """A string without case, white space at its ends or doubled, and typographic quotes."""
    return " ".join(text.translate(_QUOTES).split()).casefold()


_QUOTES = str.maketrans("‘’ʼ“”„«»–—\xa0", '\'\'\'"""""-- ', "\u200b")
