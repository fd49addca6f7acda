"""The table of actors: people with the offices they held and when, groups, organisations, seats.

A table is a CSV file: lines that begin with # are comments, the first other line is the header

    id,name,aliases,type,country,sector,role,start,end,source

one row per office held; rows with one id are one actor. `aliases` are split by |. `type` is PER,
ORG, GPE, LOC, FAC or NORP; `country` ISO 3166-1 alpha-3 or empty; `sector` a PLOVER sector or
empty. `start` and `end` (the first day after) are dates, months or years, empty where unknown or
still running. A user's rows win: an actor of the same id or name in the bundled table is left out.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any, cast, get_args

from onrecord.errors import ConfigError
from onrecord.records import MentionType
from onrecord.text import name_key
from onrecord.wordlists import load_countries, word_key

HEADER = ("id", "name", "aliases", "type", "country", "sector", "role", "start", "end", "source")
TYPES = get_args(MentionType)
SECTORS = frozenset({
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO",
    "UNO", "EUR", "NGO", "ISM", "IMG", "MNC",
})  # fmt: skip
"""PLOVER's sectors, its names for international actors among them."""
FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "KHM", "VNM", "ETH", "ERI"})
"""Countries whose people are called by the first part of their name."""
PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "de", "del", "von", "van", "der", "le",
                       "la", "da", "di", "dos"})  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and when it was held, `start` to before `end`; None where unknown or open.

    `exact_start` and `exact_end` tell whether the table gives the day.
    """

    role: str
    country: str
    sector: str
    start: dt.date | None = None
    end: dt.date | None = None
    exact_start: bool = False
    exact_end: bool = False

    def covers(self, day: dt.date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    @property
    def is_dated(self) -> bool:
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the table with its tenures in the order of the table."""

    id: str
    name: str
    aliases: tuple[str, ...]
    type: MentionType
    tenures: tuple[Tenure, ...]

    def tenure_on(self, day: dt.date | None) -> Tenure | None:
        """The office held on a day; without a day, the only one; None where neither is clear."""
        if day is None:
            return self.tenures[0] if len(self.tenures) == 1 else None
        held = [t for t in self.tenures if t.covers(day)]
        dated = [t for t in held if t.is_dated]
        return next(iter(dated or held), None)


class ActorTable:
    """Actors by name, by surname, by office. The order of the table is kept."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = tuple(actors)
        self._ids = {actor.id: actor for actor in self.actors}
        self._names: dict[str, list[Actor]] = {}
        self._surnames: dict[str, list[Actor]] = {}
        self._offices: dict[tuple[str, str], list[Actor]] = {}
        for actor in self.actors:
            for name in (actor.name, *actor.aliases):
                _put(self._names, word_key(name), actor)
            for name in _surnames(actor):
                _put(self._surnames, name, actor)
            for tenure in actor.tenures:
                _put(self._offices, (tenure.role, tenure.country), actor)

    def type_of(self, name: str) -> MentionType | None:
        """The type of the actor of this name or surname, None for a name that is in no row."""
        key = word_key(name)
        found = self._names.get(key) or self._surnames.get(key)
        return found[0].type if found else None

    def of_id(self, actor_id: str) -> Actor | None:
        """The actor of this id; None for one that is in no row."""
        return self._ids.get(actor_id)

    def named(self, name: str) -> tuple[Actor, ...]:
        """The actors of exactly this name or alias."""
        return tuple(self._names.get(word_key(name), ()))

    def of_surname(self, surname: str) -> tuple[Actor, ...]:
        """The persons of this surname."""
        return tuple(self._surnames.get(name_key(surname), ()))

    def holders(self, role: str, country: str, day: dt.date | None) -> tuple[Actor, ...]:
        """Who held an office on a day (PLOVER country code, "" for an international one)."""
        found = self._offices.get((role, country), ())
        if day is None:
            return tuple(found) if len(found) == 1 else ()
        return tuple(
            actor
            for actor in found
            if any(
                t.role == role and t.country == country and t.is_dated and t.covers(day)
                for t in actor.tenures
            )
        )


def load_actors(path: Path | None = None) -> ActorTable:
    """Read the bundled table, and before it the user's own where `path` is given.

    Raises:
        ConfigError: the file is missing or a row is not what it should be; with its line.
    """
    bundled = resources.files("onrecord") / "data" / "actors.csv"
    actors = read_actors(bundled.read_text(encoding="utf-8"), "actors.csv")
    if path is None:
        return ActorTable(actors)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"cannot read the actor table {path}: {error}",
            remedy="give a CSV file in UTF-8 with the header " + ",".join(HEADER),
        ) from error
    own = read_actors(text, str(path))
    taken = {word_key(name) for actor in own for name in (actor.name, *actor.aliases)}
    ids = {actor.id for actor in own}
    kept = [_without(actor, taken) for actor in actors if actor.id not in ids]
    return ActorTable([*own, *(actor for actor in kept if actor is not None)])


def _without(actor: Actor, taken: set[str]) -> Actor | None:
    """A bundled actor without the names that the user's own rows take; None if its name is one."""
    if word_key(actor.name) in taken:
        return None
    return replace(actor, aliases=tuple(a for a in actor.aliases if word_key(a) not in taken))


def read_actors(text: str, name: str) -> list[Actor]:
    """The actors of a table in the text of a CSV file; `name` is what errors call it.

    Raises:
        ConfigError: the header or a row is not what it should be.
    """
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines or tuple(next(csv.reader([lines[0][1]]))) != HEADER:
        raise ConfigError(
            f"{name}: the first line that is no comment is not the header",
            remedy="write the header " + ",".join(HEADER),
        )
    found: dict[str, Actor] = {}
    for number, line in lines[1:]:
        actor = _read_row(next(csv.reader([line])), f"{name}, line {number}")
        before = found.get(actor.id)
        if before is not None:
            aliases = dict.fromkeys((*before.aliases, *actor.aliases))
            actor = replace(
                before, aliases=tuple(aliases), tenures=(*before.tenures, *actor.tenures)
            )
        found[actor.id] = actor
    return list(found.values())


def _read_row(cells: Sequence[str], where: str) -> Actor:
    if len(cells) != len(HEADER):
        raise ConfigError(
            f"{where}: {len(cells)} cells, not {len(HEADER)}",
            remedy='put a cell that holds a comma in double quotes ("…")',
        )
    row = dict(zip(HEADER, (cell.strip() for cell in cells), strict=True))
    for column in ("id", "name"):
        if not row[column]:
            raise ConfigError(f"{where}: no {column}", remedy=f"fill the column {column}")
    _check(row["type"], TYPES, f"{where}: type", "one of " + " ".join(TYPES))
    if row["country"]:
        codes = load_countries().name_of
        _check(row["country"], codes, f"{where}: country", "an ISO 3166-1 alpha-3 code or nothing")
    if row["sector"]:
        _check(row["sector"], SECTORS, f"{where}: sector", "a PLOVER sector, such as GOV or MIL")
    start = _read_date(row["start"], where, last=False)
    end = _read_date(row["end"], where, last=True)
    if start is not None and end is not None and end < start:
        raise ConfigError(
            f"{where}: it ends ({row['end']}) before it starts ({row['start']})",
            remedy="give start and end in the order of time",
        )
    full = len("YYYY-MM-DD")
    tenure = Tenure(
        row["role"], row["country"], row["sector"], start, end,
        exact_start=len(row["start"]) == full, exact_end=len(row["end"]) == full,
    )  # fmt: skip
    aliases = tuple(a.strip() for a in row["aliases"].split("|") if a.strip())
    return Actor(row["id"], row["name"], aliases, cast("MentionType", row["type"]), (tenure,))


def _check(value: str, legal: Iterable[str], what: str, remedy: str) -> None:
    if value not in legal:
        raise ConfigError(f"{what} {value!r} is not known", remedy=f"give {remedy}")


def _read_date(cell: str, where: str, *, last: bool) -> dt.date | None:
    """A date; a month or year alone begins with its first day and ends after its last."""
    if not cell:
        return None
    found = _DATE.fullmatch(cell)
    if found is None:
        raise _no_date(cell, where)
    try:
        year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
        if last and found[2] is None:
            return dt.date(year + 1, 1, 1)
        if last and found[3] is None:
            return dt.date(year + month // 12, month % 12 + 1, 1)
        return dt.date(year, month, day)
    except ValueError as error:
        raise _no_date(cell, where) from error


def _no_date(cell: str, where: str) -> ConfigError:
    return ConfigError(
        f"{where}: {cell!r} is no date", remedy="give YYYY-MM-DD, YYYY-MM, YYYY or nothing"
    )


def _put(table: dict[Any, list[Actor]], key: object, actor: Actor) -> None:
    found = table.setdefault(key, [])
    if actor not in found:
        found.append(actor)


REGNAL = re.compile(r" [IVX]+$")
"""Charles III and John Paul II have no surname."""


def _surnames(actor: Actor) -> list[str]:
    """What a person is called without the given name: "Assad", "al-Assad", "Peña Nieto"."""
    if actor.type != "PER" or REGNAL.search(actor.name):
        return []
    found: dict[str, None] = {}
    for name in (actor.name, *actor.aliases):
        words = name_key(name).split()
        if len(words) < 2:
            continue
        if actor.tenures[0].country in FAMILY_FIRST:
            found[words[0]] = None
            continue
        last = words[-1]
        found[last] = None
        if words[-2] in PARTICLES or len(words) > 2:
            found[f"{words[-2]} {last}"] = None
    return list(found)
