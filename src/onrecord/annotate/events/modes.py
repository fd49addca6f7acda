"""The mode of an event where its own word leaves it open: by what hangs on it and who does it.

The rows stand in `data/modes.toml`. Of a demand, a refusal and a threat the mode is that of what is
demanded, refused and threatened: "threatened to arrest" is THREATEN arrest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.annotate.event_words import Coding
from onrecord.annotate.events.types import Coded, Coder
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_nominals, read_toml

CLAUSES = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis"})
NONE = "-"
THREATS = {
    ("COERCE", "arrest"): "arrest",
    ("SANCTION", "expel"): "expel",
    ("COERCE", "deport"): "expel",
}
"""Type and mode of what is threatened → the mode of the threat."""
BLOCKS = frozenset({"block", "blockade", "barricade", "obstruct", "occupy"})
CROWDS = frozenset(
    {
        "protester", "protestor", "demonstrator", "farmer", "worker", "student", "activist",
        "striker", "resident", "villager", "trucker", "driver", "fisherman", "crowd", "picket",
        "teacher", "miner", "campaigner", "supporter", "people",
    }
)  # fmt: skip
TERRITORIAL = "192"
"""The CAMEO code of an occupation."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table."""

    type: str
    mode: str
    over: frozenset[str]
    triggers: frozenset[str]
    words: tuple[tuple[str, ...], ...]
    by: frozenset[str]


def refine_mode(coded: Coded, coder: Coder) -> Coded:
    """The coded event with the mode that what is around it tells."""
    if _is_picket(coded, coder.parse):
        return replace(coded, coding=Coding("PROTEST", "obstruct", "144", coded.coding.contexts))
    mode = _mode_within(coded, coder) or _mode_around(coded, coder.parse)
    if mode is None or mode == coded.coding.mode:
        return coded
    return replace(coded, coding=_with_mode(coded.coding, mode))


def _is_picket(coded: Coded, parse: Parse) -> bool:
    """Whether it is people who block a road, and not the state."""
    if coded.coding.type != "COERCE" or coded.token.lemma not in BLOCKS:
        return False
    doer = parse.child(coded.token.i, "nsubj")
    return doer is not None and doer.lemma.lower() in CROWDS


def _with_mode(coding: Coding, mode: str) -> Coding:
    return replace(coding, mode=mode)


def _mode_within(coded: Coded, coder: Coder) -> str | None:
    """The mode of a threat, demand or refusal by what it is about."""
    inner = coder.code(coded.inner) if coded.inner is not None else None
    if inner is None:
        return None
    about = inner.coding
    if coded.coding.type == "THREATEN":
        if about.type == "ASSAULT" and about.cameo == TERRITORIAL:
            return "territory"
        return THREATS.get((about.type or "", about.mode or ""))
    if coded.coding.type in {"REQUEST", "REJECT"}:
        if about.mode == "resign":
            return "change"
        if about.type == "REQUEST" and about.mode is not None:
            return about.mode
    return None


def _mode_around(coded: Coded, parse: Parse) -> str | None:
    """The mode of the first row of the table that fits."""
    coding = coded.coding
    rows = [
        row for row in load_modes() if row.type == coding.type and (coding.mode or NONE) in row.over
    ]
    if not rows:
        return None
    lemma = coded.token.lemma.lower()
    hanging = list(_hanging(parse, coded.token))
    doer = _sector_of_doer(parse, coded.token)
    for row in rows:
        if lemma in row.triggers or (row.by and doer in row.by):
            return row.mode
        if any(_stands(parse, token, words) for token in hanging for words in row.words):
            return row.mode
    return None


def _hanging(parse: Parse, token: Token) -> Iterator[Token]:
    """What hangs on a trigger, without other clauses: objects, instruments, subjects, modifiers.

    Of a noun also what its light verb is built with ("launched a drone attack").
    """
    stack = [token]
    while stack:
        at = stack.pop()
        yield at
        stack.extend(
            child
            for child in parse.children(at.i)
            if child.dep not in CLAUSES and (at.i == token.i or child.dep != "relcl")
        )


def _stands(parse: Parse, token: Token, words: Sequence[str]) -> bool:
    """Whether the words stand in the text from a token on, in any number."""
    for n, word in enumerate(words):
        i = token.i + n
        if i >= len(parse.tokens):
            return False
        if word not in {parse.tokens[i].lower, parse.tokens[i].lemma.lower()}:
            return False
    return True


def _sector_of_doer(parse: Parse, token: Token) -> str:
    """The sector of the noun that does it: "the rebels massed" REB; "" for none known."""
    doer = parse.child(token.i, "nsubj")
    if doer is None and token.dep == "dobj":
        doer = parse.child(token.head, "nsubj")
    nominal = load_nominals().get(doer.lemma.lower()) if doer is not None else None
    return nominal.sector if nominal is not None else ""


@cache
def load_modes() -> tuple[Row, ...]:
    """Read data/modes.toml."""
    return tuple(
        Row(
            raw["type"],
            raw["mode"],
            frozenset(raw["over"].split()),
            frozenset(_split(raw.get("triggers", ""))),
            tuple(tuple(words.split()) for words in _split(raw.get("words", ""))),
            frozenset(raw.get("by", "").split()),
        )
        for raw in read_toml("modes.toml")["mode"]
    )


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",") if word.strip()]
