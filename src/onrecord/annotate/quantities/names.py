"""Figures that count nothing: names and designations, scores, phone numbers, ages, list marks."""

from collections.abc import Sequence

from onrecord.annotate.numbers import Number
from onrecord.annotate.quantities.lexicon import lexicon
from onrecord.syntax import Parse, Token

_NAMES = frozenset({"ORG", "PRODUCT", "FAC", "LAW", "WORK_OF_ART", "EVENT", "PERSON"})
_TIME_UNITS = frozenset({
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute",
    "minutes", "second", "seconds", "decade", "decades", "century", "centuries", "night", "nights",
    "yr", "yrs", "a.m.", "p.m.", "am", "pm", "o'clock",
})  # fmt: skip
_STREETS = frozenset({"avenue", "street", "road", "boulevard", "lane", "drive", "square"})
_NO_COUNT = frozenset({"on", "to", "off", "sided", "way", "time", "up", "magnitude"})
"""What a number is no count of: "one-on-one", "two-way", "6.4-magnitude"."""
_DASHES = frozenset("-–—‑")


def is_name(parse: Parse, pieces: Sequence[Token], number: Number, *, has_unit: bool) -> bool:
    """Whether a number is part of a name, an age, a time or a list, not a quantity."""
    piece = pieces[number.first]
    before = pieces[number.first - 1] if number.first else None
    after = pieces[number.last] if number.last < len(pieces) else None
    if number.last == number.first + 1 and piece.lower == "one":
        return not _counts_one(parse, piece, after)
    if has_unit:
        return False
    if before is not None and before.lemma == "turn" and not _counts_after(parse, pieces, number):
        return True
    if before is not None and _is_designation(pieces, number, before, after):
        return True
    if after is not None and _is_attached(pieces, number, after):
        return True
    if piece.ent in _NAMES and not _counts_after(parse, pieces, number):
        return True
    if number.kind == "words" and piece.text[0].isupper() and before is not None:
        return before.sent == piece.sent and before.lower not in ('"', "“", "‘", "'", ":")
    return before is None or before.sent != piece.sent if _is_list_mark(piece, after) else False


def is_street(counted: Token) -> bool:
    """Whether what seems counted is the street of an address: "12 Garden Street"."""
    return counted.lower in _STREETS and counted.text[0].isupper()


def _counts_one(parse: Parse, piece: Token, after: Token | None) -> bool:
    """Whether "one" counts: "one soldier", not "one of them", "no one", "one another"."""
    if after is None or piece.dep not in ("nummod", "compound"):
        return False
    if piece.i and parse.tokens[piece.i - 1].lower == "number":
        return False
    head = parse.tokens[piece.head]
    if head.i <= piece.i or head.pos not in ("NOUN", "PROPN"):
        return False
    return (
        after.lower != "such"
        and head.lemma not in lexicon().pronominal
        and after.lower not in _DASHES
    )


def _is_designation(
    pieces: Sequence[Token], number: Number, before: Token, after: Token | None
) -> bool:
    """Whether what stands before makes it a name: "Article 5", "T-72", "Boeing 737", "no. 3"."""
    piece = pieces[number.first]
    digits = number.kind == "digits"
    if digits and before.end == piece.start and (before.text[-1].isalnum() or before.text == "#"):
        return True
    if digits and before.end == piece.start and before.text in ("-", "–", "+", "/"):
        at = number.first - 2
        return before.text in "+/" or (at >= 0 and pieces[at].end == before.start)
    if before.lower in lexicon().designations:
        at = number.first - 2
        described = at >= 0 and before.text[0].islower() and pieces[at].tag in ("DT", "PRP$")
        return (digits and not described) or before.text[0].isupper()
    if before.lower == "." and number.first > 1:
        return pieces[number.first - 2].lower in ("no", "nos", "p", "pp", "art")
    if before.pos == "PROPN" and digits and before.ent not in ("GPE", "DATE", "NORP"):
        return (
            after is None or after.pos not in ("NOUN", "ADJ", "PROPN") or after.sent != piece.sent
        )
    return piece.text[0].isupper() and before.lower == "of" and number.kind == "words"


def _is_attached(pieces: Sequence[Token], number: Number, after: Token) -> bool:
    """Whether what follows makes it an age, a time, a part of a code or an ordinary word."""
    last = pieces[number.last - 1]
    at = number.last + (after.lower in _DASHES or after.lower == "+")
    following = pieces[at].lower if at < len(pieces) else ""
    if following in _TIME_UNITS:
        return True
    if number.kind == "digits" and after.start == last.end and after.text[0].isalpha():
        return True
    return after.lower in _DASHES and following in _NO_COUNT


def _counts_after(parse: Parse, pieces: Sequence[Token], number: Number) -> bool:
    last = pieces[number.last - 1]
    head = parse.tokens[last.head]
    return last.dep == "nummod" and head.i > last.i and head.pos == "NOUN"


def _is_list_mark(piece: Token, after: Token | None) -> bool:
    return after is not None and after.text in (".", ")") and piece.text.isdigit()
