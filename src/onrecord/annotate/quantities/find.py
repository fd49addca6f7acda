"""Quantities: numbers with their bounds, units, what is counted and in which role.

`low` and `high` are what the words allow: "more than 300" is 300 to no bound, "up to 20" no bound
to 20, "300-400" both, "24" 24 to 24, "tens of thousands" 20,000 to 99,999, "no deaths" 0 to 0;
"about" leaves the number and sets `approximate`. A sum is in its currency's ISO code ("$" alone is
USD), a share ("a third of") a number with the unit "fraction". Figures that are names or times are
no quantities: "Article 5", "T-72", "Group of Seven", "30-day", ages.
"""

from collections.abc import Sequence

from onrecord.annotate.numbers import Number, find_numbers
from onrecord.annotate.numbers.split import split_tokens
from onrecord.annotate.quantities.bounds import Bounds, read_bounds
from onrecord.annotate.quantities.counted import CHANGES, find_counted, find_risen
from onrecord.annotate.quantities.lexicon import lexicon
from onrecord.annotate.quantities.names import is_name, is_street
from onrecord.annotate.quantities.roles import find_role
from onrecord.annotate.quantities.units import Unit, is_currency_sign, read_unit
from onrecord.records import Evidence, Quantity, Time
from onrecord.syntax import Parse, Token
from onrecord.text import make_id, quote

METHOD = "rules:quantities/1"

_RANGE_LINKS = frozenset({"-", "–", "—", "to", "or", "and"})
_CASUALTIES = frozenset({"casualties", "casualty", "victims", "fatalities", "deaths", "injuries"})


def find_quantities(parse: Parse, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """The quantities of a report, in text order; `times` are left out."""
    pieces = split_tokens(parse.tokens)
    numbers = find_numbers(pieces)
    taken = _Spans(times)
    found: list[Quantity] = []
    free = 0
    for k, number in numbers.items():
        if k < free or taken.overlap(pieces[k].start, pieces[number.last - 1].end):
            continue
        read = _read(parse, pieces, numbers, number)
        if read is not None:
            quantity, free = read
            found.append(quantity)
    found.extend(_find_zeros(parse))
    found.sort(key=lambda quantity: quantity.evidence[0].start)
    return tuple(found)


class _Spans:
    """Spans in text order, asked in text order."""

    def __init__(self, times: Sequence[Time]) -> None:
        self._spans = sorted((e.start, e.end) for time in times for e in time.evidence)
        self._at = 0

    def overlap(self, start: int, end: int) -> bool:
        while self._at < len(self._spans) and self._spans[self._at][1] <= start:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at][0] < end


def _read(
    parse: Parse, pieces: Sequence[Token], numbers: dict[int, Number], number: Number
) -> tuple[Quantity, int] | None:
    """The quantity that a number begins, and the first piece after it."""
    unit = read_unit(pieces, number)
    if is_name(parse, pieces, number, has_unit=unit is not None):
        return None
    other = _other_end(pieces, numbers, number, unit)
    last = other or number
    start = min(number.first, unit.first) if unit else number.first
    if other is not None:
        unit = read_unit(pieces, other) or unit
    end = max(last.last, unit.last if unit else 0)
    if other is not None and start and pieces[start - 1].lower in ("between", "from"):
        start -= 1
    bounds = read_bounds(pieces, start, end)
    counted = find_counted(parse, pieces[end - 1].i, unit.name if unit else None)
    if counted is None and bounds.last > end:
        counted = find_counted(parse, pieces[bounds.last - 1].i, unit.name if unit else None)
    role = find_role(parse, pieces[end - 1].i, counted) if unit is None else None
    if counted is None and unit is None:
        counted = find_risen(parse, pieces[end - 1].i)
        if counted is not None and counted.i >= pieces[number.first].i:
            counted = None
    if counted is not None and unit is None and counted.lower in lexicon().units:
        counted = None
    if number.kind == "fraction" and role is not None and role[1] is counted:
        role = None
    if counted is not None and is_street(counted):
        return None
    if unit is None and counted is None and role is None and _is_bare(number):
        return None
    low, high = _interval(number, other, unit)
    span = _evidence(parse, pieces, bounds, counted)
    evidence = [span]
    if role is not None and not span.start <= role[1].start < span.end:
        evidence.append(quote(parse.doc.text, role[1].start, role[1].end))
    quantity = Quantity(
        id=make_id("qua", parse.doc.id, span.start, span.end),
        low=None if bounds.kind == "high" else low,
        high=None if bounds.kind == "low" else high,
        unit=unit.name if unit else "fraction" if number.kind == "fraction" else None,
        counted=counted.text if counted else None,
        role=role[0] if role else None,
        approximate=bounds.approximate or number.kind in ("plural", "vague"),
        evidence=tuple(evidence),
        method=METHOD,
    )
    return quantity, end


def _is_bare(number: Number) -> bool:
    """Whether a number without noun, unit and role is too little to be a quantity."""
    return number.kind != "fraction" and number.exact is not None


def _interval(number: Number, other: Number | None, unit: Unit | None) -> tuple[float, float]:
    factor = unit.factor if unit else 1.0
    low, high = number.low, number.high
    if other is not None:
        high = other.high
        if low < 1000 and high >= 1000 * low and other.last - other.first > 1:
            low *= _magnitude(high)
    return low * factor, high * factor


def _magnitude(value: float) -> float:
    """The thousand, million … that a value is told in: "5 to 10 million"."""
    size = 1.0
    while value >= size * 1000:
        size *= 1000
    return size


def _other_end(
    pieces: Sequence[Token], numbers: dict[int, Number], number: Number, unit: Unit | None
) -> Number | None:
    """The second number of a range: "300-400", "between 300 and 400", "5 km to 10 km"."""
    at = number.last
    if unit is not None and unit.last > at:
        at = unit.last
    if at + 1 >= len(pieces) or pieces[at].lower not in _RANGE_LINKS:
        return None
    link = pieces[at].lower
    second = numbers.get(at + 1) or numbers.get(at + 2)
    if second is None or second.exact is None or number.exact is None:
        return None
    if second.first == at + 2 and not is_currency_sign(pieces[at + 1]):
        return None
    first = min(number.first, unit.first) if unit else number.first
    before = pieces[first - 1].lower if first else ""
    if link == "and" and before != "between":
        return None
    if before == "from" and any(p.lemma in CHANGES for p in pieces[max(0, number.first - 8) : at]):
        return None
    theirs = read_unit(pieces, second)
    if unit is not None and theirs is not None and unit.name != theirs.name:
        return None
    low = number.low * (_magnitude(second.low) if second.low >= 1000 * number.low else 1)
    return second if low < second.low else None


def _evidence(
    parse: Parse, pieces: Sequence[Token], bounds: Bounds, counted: Token | None
) -> Evidence:
    """The words from the hedge to what is counted, where that stands right after."""
    start, end = pieces[bounds.first].start, pieces[bounds.last - 1].end
    last = pieces[bounds.last - 1].i
    if counted is not None and last < counted.i <= last + 5:
        end = max(end, counted.end)
    if end - start > 1 and parse.doc.text[end - 1] == ".":
        end -= 1
    return quote(parse.doc.text, start, end)


def _find_zeros(parse: Parse) -> list[Quantity]:
    """Find "no casualties", "no soldiers were killed", "nobody was hurt": none at all."""
    found = []
    for token in parse.tokens:
        if token.lower not in ("no", "nobody", "none"):
            continue
        last, counted = _none_of_what(parse, token)
        role = find_role(parse, last.i, counted)
        if token.lower == "none":
            role = find_role(parse, token.i, None)
        if role is not None and role[0] in ("troops", "prisoners"):
            role = None
        if role is None and (counted is None or counted.lower not in _CASUALTIES):
            continue
        span = quote(parse.doc.text, token.start, last.end)
        evidence = [span]
        if role is not None and role[1].start >= span.end:
            evidence.append(quote(parse.doc.text, role[1].start, role[1].end))
        found.append(
            Quantity(
                id=make_id("qua", parse.doc.id, span.start, span.end),
                low=0.0,
                high=0.0,
                counted=counted.text if counted else None,
                role=role[0] if role else None,
                evidence=tuple(evidence),
                method=METHOD,
            )
        )
    return found


def _none_of_what(parse: Parse, token: Token) -> tuple[Token, Token | None]:
    """The last word of "no soldiers", "no one", "none of them", and the noun where there is one."""
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
    if token.lower == "none":
        of = parse.child(token.i, "prep")
        whole = parse.child(of.i, "pobj") if of is not None and of.lower == "of" else None
        return (whole, whole) if whole is not None else (token, None)
    if token.lower == "nobody" or after.lower == "one":
        return (token if token.lower == "nobody" else after), None
    head = parse.tokens[token.head]
    if token.dep == "det" and token.i < head.i <= token.i + 4:
        return head, head
    return token, None
