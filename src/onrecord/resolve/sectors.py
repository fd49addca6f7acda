"""The PLOVER sector of people and groups that are described and not named: data/sectors.toml.

"riot police" COP; "anti-government protesters" OPP; "a former minister" ELI; "the group" none
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.syntax import Token
from onrecord.wordlists import read_toml

LONGEST = 4
"""Words of the longest description in the table."""
OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "IGO", "UNO", "EUR", ""})
"""Sectors whose former members are elites; a former rebel stays what he was."""
ARMED = frozenset({"MIL", "UAF", "REB", "PRM"})
CIVIL = frozenset({"", "LEG", "PTY", "CVL", "GOV", "SOC", "LAB", "ELI", "OPP"})
"""Sectors that opposition turns into opposition; a newspaper of it stays one."""
RISING = frozenset({"", "MIL", "UAF", "REB", "GOV", "COP", "CVL", "SPY"})
"""Sectors that a word for rebels turns into rebels; "rebel lawmakers" are lawmakers."""
BEHIND = frozenset({"of", "for", "at", "from"})
"""Prepositions behind which a plain noun's sector may stand: "head of military intelligence"."""


@dataclass(frozen=True, slots=True)
class Sectors:
    """The table, every word in small letters and singular."""

    words: dict[str, str]
    before: dict[str, str]
    plain: frozenset[str]
    former: frozenset[str]
    opposed: frozenset[str]
    rebel: frozenset[str]
    loyal: frozenset[str]
    criminal: frozenset[str]
    ambiguous: dict[str, tuple[str, ...]]


@cache
def load_sectors() -> Sectors:
    """Read data/sectors.toml."""
    table = read_toml("sectors.toml")
    return Sectors(
        words={w: sector for sector, words in table["words"].items() for w in _split(words)},
        before={w: sector for sector, words in table["before"].items() for w in _split(words)},
        ambiguous={word: tuple(codes.split()) for word, codes in table["ambiguous"].items()},
        **{
            name: frozenset(_split(table[name]))
            for name in ("plain", "former", "opposed", "rebel", "loyal", "criminal")
        },
    )


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",") if word.strip()]


def find_sector(tokens: Sequence[Token], head: Token, tail: Sequence[Token] = ()) -> str | None:
    """The sector of a description; "" where its words tell none, None where they are not known.

    Args:
        tokens: the words of the description.
        head: its noun, one of them.
        tail: what stands behind the noun.
    """
    table = load_sectors()
    words = _joined([t for t in tokens if t.i <= head.i])
    base, used = _base(words, table)
    if base is None and words[-1] not in table.plain:
        return None
    if used == 1 and words[-1] in table.plain:
        given = _given(words[:-1], table)
        behind = _behind(tail, table) if given is None else None
        base = given or behind or base
    return _turned(base or "", words[: len(words) - used], table)


def sector_of_words(text: str) -> str:
    """The sector of a bare phrase in the table, "" for one that is not in it.

    >>> sector_of_words("riot police"), sector_of_words("aid workers"), sector_of_words("table")
    ('COP', 'NGO', '')
    """
    table = load_sectors()
    words = text.lower().split()
    found, _ = _base(words, table)
    if found is None and words and words[-1].endswith("s"):
        found, _ = _base([*words[:-1], words[-1][:-1]], table)
    return found or ""


def is_former(words: Iterable[str]) -> bool:
    """Whether a title is one that its holder has no more: "former", "ousted"."""
    return not load_sectors().former.isdisjoint(word.lower() for word in words)


def _base(words: Sequence[str], table: Sectors) -> tuple[str | None, int]:
    """The sector of the longest known end of a description, and how many words it is long."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        found = table.words.get(" ".join(words[-size:]))
        if found is not None:
            return found, size
    return None, 1


def _given(words: Sequence[str], table: Sectors) -> str | None:
    """What the words before a plain noun make of it; the nearest that tells anything."""
    for n in range(len(words) - 1, -1, -1):
        pair = "-".join(words[n - 1 : n + 1]) if n else ""
        found = table.before.get(pair) or table.before.get(words[n])
        if found is None and n == len(words) - 1:
            found = table.words.get(words[n])
        if found is not None:
            return found
    return None


def _behind(tail: Sequence[Token], table: Sectors) -> str | None:
    """The sector of what stands behind "of": "members of the security forces"."""
    if not tail or tail[0].lower not in BEHIND:
        return None
    rest: list[Token] = []
    for token in tail[1:]:
        if token.pos in {"ADP", "VERB", "PUNCT"}:
            break
        rest.append(token)
    while rest:
        found, _ = _base(_joined(rest), table)
        if found is not None:
            return found
        rest.pop()
    return None


def _turned(sector: str, before: Sequence[str], table: Sectors) -> str:
    """The sector after the words that turn it: former, opposition, rebel, loyal to government."""
    words = set(before)
    if words & table.opposed:
        if sector in ARMED:
            return "REB"
        sector = "OPP" if sector in CIVIL else sector
    if words & table.rebel and sector in RISING:
        return "REB"
    if words & table.criminal and sector == "UAF":
        return "CRM"
    if words & table.loyal:
        sector = {"UAF": "PRM", "REB": "PRM", "OPP": "CVL", "PRM": "PRM"}.get(sector, sector)
    if words & table.former and sector in OFFICES:
        return "ELI"
    return sector


def _joined(tokens: Sequence[Token]) -> list[str]:
    """The words in small letters, what hyphens join as one; the last singular."""
    words: list[str] = []
    glue = False
    for token in tokens:
        word = _word(token) if token is tokens[-1] else token.lower
        if token.text in {"-", "–", "‑"}:
            glue = bool(words)
        elif glue:
            words[-1] = f"{words[-1]}-{word}"
            glue = False
        elif token.lower in {"'s", "’s", "'", "’"} and words:
            words[-1] += "'s" if token.lower.endswith("s") else "'"
        else:
            words.append(word)
    return words


def _word(token: Token) -> str:
    plural = token.tag in {"NNS", "NNPS"}
    return token.lemma.lower() if plural or token.pos == "NOUN" else token.lower
