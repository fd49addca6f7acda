"""Captions: what a picture shows, split from the prose around it and from its credit."""

import re
from typing import NamedTuple

from onrecord.ingest.credits import Credit, Strength, find_credits
from onrecord.ingest.lexicon import has_any, load_lexicon
from onrecord.ingest.sentences import ends_sentence, find_sentences
from onrecord.records import PassageKind

LONGEST = 600
"""Code points of the longest paragraph that is a caption without a credit to say so."""
MOST_SENTENCES = 3
"""Sentences of the longest caption that nothing but its words shows."""


class Piece(NamedTuple):
    """A stretch of one kind; offsets of the paragraph or the text it was cut from."""

    kind: PassageKind
    start: int
    end: int


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_FULL_DATE = re.compile(rf"\b{_MONTH} \d{{1,2}}, \d{{4}}\b|\b\d{{1,2}} {_MONTH},? \d{{4}}\b")
_END_DATE = re.compile(
    rf"(?:\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\b\d{{1,2}} {_MONTH}(?:,? \d{{4}})?"
    rf"|\b{_MONTH},? \d{{4}})\W{{0,3}}$"
)
_LABEL = re.compile(
    r"(?:FILE(?: PHOTO| IMAGE| PICTURE)?|File(?: photo| picture| image)?|ARCHIVE PHOTO)"
    r"\s*(?:[:–—-]|\.\s)\s*"
    r"|(?:PHOTO|Photo|Photograph|Picture|Image|Caption|CAPTION|Pictured|PICTURED|Above|Left|Right"
    r"|Main image)\s*:\s+"
    r"|(?:Image|Media|Photo) caption,? (?=\S)"
    r"|Pictured (?=(?:above|left|right|here|from|at|in|is|are|on)\b)"
)
_PICTURE = (
    r"(?:photo|photograph|picture|image|frame ?grab|screen ?grab|video grab|photo illustration)"
)
_SAYS_PICTURE = re.compile(
    rf"\b[Ii]n this (?:[\w.,-]+ ){{0,8}}?{_PICTURE}\b"
    rf"|^(?:This|These) (?:[\w.,-]+ ){{0,5}}?{_PICTURE}s? (?:[\w.,-]+ ){{0,4}}?"
    r"(?:shows?|released|provided|taken|made|obtained|posted|published|depicts?)\b"
    r"|^(?:A|An) (?:general|aerial|bird's-eye|satellite) (?:view|image|photo)\b"
    r"|\((?:pictured(?: above| left| right)?|(?:file|stock) (?:photo|picture|image))\)"
)
_SEEN = re.compile(r"\b(?:is|are) (?:seen|pictured|shown) (?!as\b|by\b|to\b)")
_PLACED = re.compile(
    r"\((?:[Ll]eft|[Rr]ight|[Cc]ent(?:er|re)|[LC]|[Ff]ront|[Bb]ack|2nd [LR]|second (?:left|right)"
    r"|from left|top|bottom)\)"
    r"|, (?:far |second |third |top |bottom |back |front )?(?:left|right|cent(?:er|re))(?=,|;|\.?$)"
    r"|\b[Ff]rom left\b|\b[Cc]lockwise from\b"
)
_PICTURE_WORDS = ("hoto", "icture", "mage", "grab", "view")
_PLACE_WORDS = (
    "left",
    "Left",
    "right",
    "Right",
    "(cent",
    "(Cent",
    ", cent",
    "(L",
    "(C",
    "2nd",
    "(f",
    "(F",
    "(b",
    "(B",
    "(t",
    "lockwise",
)
_LABEL_WORDS = (
    "FILE",
    "File",
    "hoto",
    "HOTO",
    "icture",
    "ICTURE",
    "mage",
    "aption",
    "CAPTION",
    "Above:",
    "Left:",
    "Right:",
)
_SAID = re.compile(r"[“”\"]|\b(?:said|says|told|according|added|tweeted|wrote)\b")
_AFTER_AGENCY = re.compile(r"(?::[A-Z][\w ]{2,20})? (?=[A-Z][\w’'-]* \S+ \S)")


def split_captions(text: str) -> list[Piece]:
    """A paragraph of prose as pieces of body, caption and credit, in order."""
    pieces: list[Piece] = []
    at = 0
    for credit in find_credits(text):
        pieces += _split_before(text, at, credit)
        pieces.append(Piece("credit", credit.start, credit.end))
        at = credit.end
    return pieces + _split_rest(text, at)


def split_leading_credit(text: str) -> list[Piece]:
    """Cut "Getty Images Rell speaks in Geneva" into credit and caption; nothing for other text."""
    if len(text) > 250 or ends_sentence(text):
        return []
    agency = load_lexicon().agency.match(text)
    gap = _AFTER_AGENCY.match(text, agency.end()) if agency else None
    return [Piece("credit", 0, gap.end()), Piece("caption", gap.end(), len(text))] if gap else []


def starts_as_caption(text: str) -> bool:
    """Whether a paragraph says by itself that it is a caption: "FILE PHOTO: …", "Pictured: …"."""
    return _LABEL.match(text) is not None


def reads_as_caption(sentence: str) -> bool:
    """Whether a sentence can be a caption, if a credit stands beside it."""
    return (
        starts_as_caption(sentence)
        or says_it_is_a_picture(sentence)
        or _END_DATE.search(sentence, max(0, len(sentence) - 40)) is not None
        or (load_lexicon().verbs.search(sentence) is not None and _SAID.search(sentence) is None)
    )


def says_it_is_a_picture(text: str) -> bool:
    """Whether a sentence can only be a caption, with or without a credit.

    It names the picture ("in this file photo"), points into it ("second left"), or tells in the
    present what people do in pictures, on a full date.
    """
    if len(text) > LONGEST:
        return False
    pointed = (has_any(text, _PICTURE_WORDS) and _SAYS_PICTURE.search(text)) or (
        has_any(text, _PLACE_WORDS) and _PLACED.search(text)
    )
    posed = (
        not pointed
        and _FULL_DATE.search(text)
        and (_SEEN.search(text) or load_lexicon().poses.search(text))
    )
    if not (pointed or posed) or _SAID.search(text):
        return False
    return len(find_sentences(text)) <= (MOST_SENTENCES if pointed else 1)


def _split_before(text: str, start: int, credit: Credit) -> list[Piece]:
    """What stands before a credit: body, then the caption it belongs to."""
    segment = text[start : credit.start]
    cut = _find_label(segment)
    if cut is None:
        last = not text[credit.end : credit.end + 8].strip(" .")
        cut = _caption_start(segment, credit.strength, alone=last and start == 0)
    cut += start
    return [*_piece(text, "body", start, cut), *_piece(text, "caption", cut, credit.start)]


def _caption_start(segment: str, strength: Strength, *, alone: bool) -> int:
    """Where in the text before a credit its caption starts; its length if it has none.

    A paragraph with nothing but the credit after it is all caption if it is short or begins like
    one. In longer text the caption is the last sentence that reads as one and what follows it.
    """
    starts = find_sentences(segment)
    ends = [*starts[1:], len(segment)]
    if strength is Strength.AGENCY:
        whole = len(starts) == 1 and not ends_sentence(segment.rstrip())
        sure = says_it_is_a_picture(segment) or (whole and reads_as_caption(segment.strip()))
        return 0 if sure else len(segment)
    if alone and (len(starts) == 1 or reads_as_caption(segment[: ends[0]].strip())):
        return 0
    first = max(0, len(starts) - MOST_SENTENCES)
    tail = list(zip(starts, ends, strict=True))[first:]
    fitting = [a for a, b in tail if reads_as_caption(segment[a:b].strip())]
    return fitting[0 if alone else -1] if fitting else len(segment)


def _split_rest(text: str, start: int) -> list[Piece]:
    """What stands after the last credit: body, or a caption whose credit is not given."""
    label = _find_label(text[start:])
    if label is None:
        return _piece(text, "body", start, len(text))
    cut = start + label
    ends = [cut + end for end in find_sentences(text[cut:])[1:]]
    end = len(text) if len(ends) < MOST_SENTENCES else ends[0]
    return [
        *_piece(text, "body", start, cut),
        *_piece(text, "caption", cut, end),
        *_piece(text, "body", end, len(text)),
    ]


def _find_label(segment: str) -> int | None:
    """Where a caption's label stands: at the start or after a full sentence."""
    if not has_any(segment, _LABEL_WORDS):
        return None
    for match in _LABEL.finditer(segment):
        before = segment[max(0, match.start() - 8) : match.start()].rstrip()
        if not before or (ends_sentence(before) and len(segment) - match.end() > 8):
            return match.start()
    return None


def _piece(text: str, kind: PassageKind, start: int, end: int) -> list[Piece]:
    """The piece, if there is anything in it."""
    return [Piece(kind, start, end)] if text[start:end].strip() else []
