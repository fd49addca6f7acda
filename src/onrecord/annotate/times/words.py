"""Words → symbols: one character a word, its class in the grammar ("May 16, 2025" → Md,y).

The grammar is then a set of regular expressions over that string, so that a report is searched at
the speed of the regular expression engine.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.annotate.numbers import find_numbers
from onrecord.annotate.numbers.lexicon import number_words
from onrecord.annotate.numbers.split import split_tokens
from onrecord.annotate.times.figures import Item, figure_item, number_item
from onrecord.annotate.times.named import find_clock_words, find_holidays
from onrecord.syntax import Parse, Token

OTHER = "."
_VERBS = frozenset({"fall", "spring", "last", "march", "may", "age"})
_TESTED = _VERBS | {"that", "over", "under"}
_CAPITAL = frozenset({"month", "weekday", "zone", "bc"})
_NUMBERED = frozenset({"month", "weekday", "season", "decade"})
_BEFORE_LENGTH = frozenset({
    "after", "for", "in", "just", "last", "serve", "spend", "take", "wait", "well", "within",
})  # fmt: skip
_FIGURES = ("dom", "year", "number", "ordinal", "clock", "slash", "feast")
"""Classes of figures and names of holidays; the others are the tables of data/times.toml."""


@dataclass(frozen=True, slots=True)
class Words:
    """A passage as symbols.

    `items[k]` stands behind `symbols[k]`, None for OTHER; `at[k]` is its first piece.
    """

    symbols: str
    items: list[Item | None]
    at: list[int]
    pieces: list[Token]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Words that are always of their class, and words that are so only where a test holds."""

    plain: dict[str, Item]
    tested: dict[str, Item]


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    path = files("onrecord").joinpath("data/times.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def symbol_of() -> dict[str, str]:
    """The character of each class: beyond ASCII, so that none means anything to the engine."""
    return {name: chr(0x100 + i) for i, name in enumerate((*_FIGURES, *_tables()))}


@cache
def _lexicon() -> _Lexicon:
    """The words of data/times.toml, and the ordinals of numbers.toml."""
    ordinals = number_words()["ordinals"]
    plain = {word: Item("ordinal", str(n), float(n)) for word, n in ordinals.items()}
    tested: dict[str, Item] = {}
    for name, values in _tables().items():
        for value, forms in values.items():
            number = float(value) if name in _NUMBERED else 0.0
            item = Item(name, value, number)
            for form in forms:
                target = tested if name in _CAPITAL or form in _TESTED else plain
                if form not in ordinals:
                    target[form] = item
    tested["second"] = plain.pop("second")
    return _Lexicon(plain, tested)


def read_words(parse: Parse) -> Iterator[Words]:
    """The symbols of each passage, in text order."""
    passages = [sentence.passage for sentence in parse.sentences]
    first = 0
    for s, passage in enumerate(passages):
        if s + 1 == len(passages) or passages[s + 1] != passage:
            yield _read_passage(parse.tokens[first : parse.bounds[s][1]])
            first = parse.bounds[s][1]


def _read_passage(tokens: Sequence[Token]) -> Words:
    known, symbols_of = _lexicon(), symbol_of()
    pieces = split_tokens(tokens)
    lowers = [piece.lower for piece in pieces]
    items: list[Item | None] = list(map(known.plain.get, lowers))
    numbers = find_numbers(pieces)
    merged: list[tuple[int, int]] = []
    for k, number in numbers.items():
        item = number_item(pieces, number)
        if item is not None:
            items[k] = item
            if number.last > k + 1:
                merged.append((k + 1, number.last))
    for k, lower in enumerate(lowers):
        if lower in known.tested:
            items[k] = _tested(pieces, k, known.tested[lower], items)
        elif lower[0] in "0123456789" and items[k] is None and k not in numbers:
            items[k] = figure_item(pieces, k)
    for first, last, item in find_clock_words(pieces):
        items[first] = item
        merged = [gap for gap in merged if gap[1] <= first or gap[0] >= last]
        merged.append((first + 1, last))
    for k, (key, last) in find_holidays(pieces).items():
        items[k:last] = [Item("feast", key) if key else None] + [None] * (last - k - 1)
        merged = [gap for gap in merged if gap[1] <= k or gap[0] >= last]
        merged += [(k + 1, last)] if key else []
    merged.sort()
    at = list(range(len(pieces)))
    if merged:
        at = _without(at, merged)
        items = [items[k] for k in at]
    symbols = "".join([symbols_of[item.name] if item else OTHER for item in items])
    return Words(symbols, items, at, pieces)


def _without(at: list[int], gaps: list[tuple[int, int]]) -> list[int]:
    kept: list[int] = []
    done = 0
    for start, end in gaps:
        kept.extend(at[done:start])
        done = end
    kept.extend(at[done:])
    return kept


def _tested(
    pieces: Sequence[Token], k: int, item: Item, items: Sequence[Item | None]
) -> Item | None:
    """The item of a word that is one only here and there ("may", "that", "over", "second")."""
    piece = pieces[k]
    match piece.lower:
        case "that":
            return item if piece.tag == "DT" else None
        case "over" | "under":
            return item if _is_hedge(pieces, k) else None
        case "second":
            before = items[k - 1] if k else None
            counted = before is not None and before.name in ("number", "dom", "every", "per")
            return Item("unit", "second") if counted else item
    if item.name in _CAPITAL and not piece.text[0].isupper():
        return None
    if item.name == "weekday" and len(piece.text) <= 4 and piece.text[-1] != ".":
        return item if _leads_date(pieces, k) else None
    if piece.lower in _VERBS and piece.tag[:2] in ("VB", "MD"):
        return None
    return item


def _is_hedge(pieces: Sequence[Token], k: int) -> bool:
    """Whether "over" and "under" bound a length: "lasted over a week", not "over the week"."""
    if pieces[k].dep in ("quantmod", "advmod", "amod"):
        return True
    after = pieces[k + 1].lower if k + 1 < len(pieces) else ""
    if not k or after in ("the", "this", "that", "his", "her", "their", "its"):
        return False
    return pieces[k - 1].lemma in _BEFORE_LENGTH


def _leads_date(pieces: Sequence[Token], k: int) -> bool:
    """Whether a month or a figure follows: "Sun, May 4", but not "Sun Microsystems"."""
    after = [piece.lower for piece in pieces[k + 1 : k + 3]]
    word = after[1] if after[:1] == [","] and len(after) > 1 else "".join(after[:1])
    item = _lexicon().tested.get(word)
    return word[:1].isdigit() or (item is not None and item.name == "month")
