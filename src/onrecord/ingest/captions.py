"""Captions: what a picture shows, split from the prose around it and from its credit."""

import re
from typing import NamedTuple

from onrecord.ingest.credits import Credit, Strength, find_credits
from onrecord.ingest.lexicon import load_lexicon
from onrecord.ingest.sentences import ends_sentence, find_sentences
from onrecord.records import PassageKind


class Piece(NamedTuple):
    """A stretch of one kind; offsets of the paragraph or the text it was cut from."""

    kind: PassageKind
    start: int
    end: int


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_FULL_DATE = re.compile(rf"\b{_MONTH} \d{{1,2}}, \d{{4}}\b|\b\d{{1,2}} {_MONTH},? \d{{4}}\b")
_END_DATE = re.compile(
    rf"(?:\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\b\d{{1,2}} {_MONTH}(?:,? \d{{4}})?|\b{_MONTH},? \d{{4}})\W{{0,3}}$"
)
_LABEL = re.compile(
    r"(?:FILE PHOTO|FILE IMAGE|FILE PICTURE|FILE|File photo|File picture|File image|File|ARCHIVE PHOTO)\s*(?:[:–—-]|\.\s)\s*"
    r"|(?:PHOTO|Photo|Photograph|Picture|Image|Caption|CAPTION|Pictured|PICTURED|Above|Top|Left|Right|Main image)\s*:\s+"
    r"|Pictured (?=(?:above|left|right|here|from|at|in|is|are|on)\b)"
)
_SAYS_PICTURE = re.compile(
    r"\b[Ii]n this (?:[\w.,-]+ ){0,8}?(?:photo|photograph|picture|image|frame grab|screengrab|screen grab|video grab"
    r"|photo illustration)\b"
    r"|^(?:This|These|A|An|The) (?:[\w.,-]+ ){0,5}?(?:photo|photos|photograph|photographs|picture|image|images|screengrab"
    r"|combination of (?:photos|pictures|images))s? (?:[\w.,-]+ ){0,4}?"
    r"(?:shows?|released|provided|taken|made|obtained|posted|published|depicts?)\b"
    r"|^(?:A|An) (?:general |aerial |bird's-eye |satellite )(?:view|image|photo)\b"
    r"|\((?:pictured|file photo|file picture|file image|stock image|pictured (?:above|left|right))\)"
)
_SEEN = re.compile(r"\b(?:is|are) (?:seen|pictured|shown) (?!as\b|by\b|to\b)")
_PLACED = re.compile(
    r"\((?:[Ll]eft|[Rr]ight|[Cc]ent(?:er|re)|[LRC]|[Ff]ront|[Bb]ack|2nd [LR]|second (?:left|right)|from left|top|bottom)\)"
    r"|, (?:far |second |third |top |bottom |back |front )?(?:left|right|center|centre|second left|second right)(?=,|;|$|\.$)"
    r"|\b[Ff]rom (?:the )?left\b|\b[Cc]lockwise from\b|\b[Ff]rom left to right\b"
)
_AFTER_AGENCY = re.compile(r"(?::[A-Z][\w ]{2,20})? (?=[A-Z][\w'’-]* \S+ \S)")
_SAID = re.compile(r"[“”\"]|\b(?:said|says|told|according|added|tweeted|wrote)\b")


def split_captions(text: str) -> list[Piece]:
    """A paragraph of prose as pieces of body, caption and credit, in order."""
    credits_found = find_credits(text)
    pieces: list[Piece] = []
    at = 0
    for credit in credits_found:
        pieces += _split_before(text, at, credit)
        pieces.append(Piece("credit", credit.start, credit.end))
        at = credit.end
    return pieces + _split_rest(text, at)


def split_leading_credit(text: str) -> list[Piece]:
    """ "Getty Images Rell speaks in Geneva": the credit pasted before a caption; else nothing."""
    if len(text) > 250 or ends_sentence(text):
        return []
    agency = load_lexicon().agency.match(text)
    if agency is None or not _AFTER_AGENCY.match(text, agency.end()):
        return []
    return [Piece("credit", 0, agency.end()), Piece("caption", agency.end(), len(text))]


def starts_as_caption(text: str) -> bool:
    """Whether a paragraph says by itself that it is a caption: "FILE PHOTO: …", "Pictured: …"."""
    return _LABEL.match(text) is not None


def reads_as_caption(sentence: str) -> bool:
    """Whether a sentence can be a caption, if a credit stands beside it."""
    return (
        starts_as_caption(sentence)
        or says_it_is_a_picture(sentence)
        or _END_DATE.search(sentence, max(0, len(sentence) - 40)) is not None
        or load_lexicon().verbs.search(sentence) is not None
    )


def says_it_is_a_picture(text: str) -> bool:
    """Whether a sentence can only be a caption, with or without a credit.

    It names the picture ("in this file photo"), points into it ("second left"), or tells in the
    present what people do in pictures, on a full date.
    """
    if len(text) > 600:
        return False
    if _SAYS_PICTURE.search(text) or _PLACED.search(text):
        return _SAID.search(text) is None
    dated = _FULL_DATE.search(text) is not None
    shown = _SEEN.search(text) is not None or load_lexicon().poses.search(text) is not None
    return dated and shown and _SAID.search(text) is None


def _split_before(text: str, start: int, credit: Credit) -> list[Piece]:
    """What stands before a credit: body, then the caption it belongs to."""
    segment = text[start : credit.start]
    if not segment.strip():
        return []
    cut = _caption_start(segment, credit.strength)
    body: list[Piece] = [Piece("body", start, start + cut)] if segment[:cut].strip() else []
    caption: list[Piece] = (
        [Piece("caption", start + cut, credit.start)] if segment[cut:].strip() else []
    )
    return body + caption


def _caption_start(segment: str, strength: Strength) -> int:
    """Where in the text before a credit its caption starts; its length if it has none.

    A label says it. Else it is all of a short paragraph, or from the first sentence that reads as a
    caption on; a credit with nothing like a caption before it takes the last sentence.
    """
    label = _find_label(segment)
    if label is not None:
        return label
    starts = find_sentences(segment)
    sentences = [segment[a:b] for a, b in zip(starts, [*starts[1:], len(segment)], strict=True)]
    fitting = [a for a, s in zip(starts, sentences, strict=True) if reads_as_caption(s.strip())]
    if strength is Strength.AGENCY:
        whole = len(sentences) == 1 and _SAID.search(segment) is None and not ends_sentence(segment)
        sure = whole or says_it_is_a_picture(sentences[0])
        return 0 if sure and fitting else len(segment)
    if len(sentences) == 1 or (fitting and fitting[0] == 0):
        return 0
    if fitting:
        return fitting[0]
    return 0 if len(sentences) <= 3 and _SAID.search(segment) is None else starts[-1]


def _split_rest(text: str, start: int) -> list[Piece]:
    """What stands after the last credit: body, or a caption whose credit is not given."""
    segment = text[start:]
    if not segment.strip():
        return []
    label = _find_label(segment)
    if label is None:
        return [Piece("body", start, len(text))]
    pieces: list[Piece] = [Piece("caption", start + label, len(text))]
    return [Piece("body", start, start + label), *pieces] if segment[:label].strip() else pieces


def _find_label(segment: str) -> int | None:
    """Where a caption's label stands: at the start or after a full sentence."""
    for match in _LABEL.finditer(segment):
        before = segment[max(0, match.start() - 8) : match.start()].rstrip()
        if (
            match.start() == 0
            or not before
            or (before[-1] in ".!?…\"”’')]" and len(segment) - match.end() > 8)
        ):
            return match.start()
    return None
