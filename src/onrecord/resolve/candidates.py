"""The places that a report's names could mean, weighed against each other.

Every name begins with a prior for each of its places: population, kind of place, and how the name
is written. Then each place gains from the places that the other names may mean, by nearness and by
lying in the same country or first-level area, weighed by how likely those are; that is repeated
until it settles. So one county seat named in a report pulls its neighbours' names to its own state.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.resolve.gazetteer import Gazetteer, Hit
from onrecord.resolve.gazetteer_file import (
    ABBREVIATION,
    ALTERNATIVE,
    DEMONYM,
    MAIN,
    SHORT,
    Array,
)

MOST = 24
"""Places kept for one name, likeliest first by their priors."""

ROUNDS = 4
EARTH_KM = 6371.0088

# Weights chosen on part of the public Local-Global Lexicon and GeoVirus corpora; each counts like
# a factor of ten in population.
FEATURE_BONUS = {
    "PCLI": 4.0, "PCLD": 2.0, "PCLH": 2.5, "CONT": 4.0, "ADM1": 1.0, "PPLC": 0.8, "PPLA": 0.2,
    "PPLA2": 0.2, "ADM2": -1.2, "PPLX": -0.8, "PPLQ": -2.0, "PPLH": -2.0, "PPLW": -1.0,
}  # fmt: skip
KIND_BONUS = {MAIN: 0.0, ALTERNATIVE: -1.5, SHORT: -0.9, ABBREVIATION: 2.0, DEMONYM: 2.0}
SEAT_NAMED = -1.5
"""For an area that shares its name with its seat, its country or its country's capital."""
NO_COUNTRY = -6.0
"""For a country whose name the report uses as a town's ("a Lebanon woman")."""
NEAR_DEGREES = 0.5
UNPEOPLED = 5.0
SMALL_SITE = -4.0
"""For a brook or a building of the full GeoNames dump, whose reach is not known."""
LOOSE = -1.0
NEAR, NEAR_KM = 10.0, 100.0
SAME_AREA, SAME_COUNTRY = 2.0, 1.0
CONTAINS = 6.0
DAMPING = 0.5
MOST_GAIN = 7.0
"""However many neighbours: Canada stays Canada in a report full of Kentucky's towns."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a report: what it can mean, and how often it stands there.

    `town` says that the report uses it as the name of a town.
    """

    key: str
    hits: tuple[Hit, ...]
    count: float
    town: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place with its score and its share of the belief in its name."""

    row: int
    score: float
    share: float
    prior: float


@dataclass(frozen=True, slots=True)
class _Pool:
    """The places of all names in one row of arrays; `owner` is the name's number."""

    row: Array
    owner: Array
    prior: Array
    country: Array
    admin1: Array
    admin2: Array
    level: Array
    point: Array


def weigh(
    names: Sequence[Name],
    within: Iterable[tuple[int, int, float]],
    gazetteer: Gazetteer,
    home: Mapping[str, float] | None = None,
) -> list[list[Weighed]]:
    """The places of each name, best first.

    `within` are pairs of names of which the text says that the first lies in the second
    ("Paris, Texas"), each with the trust in it. `home` adds to the priors of a country's places.
    """
    pool = _gather(names, gazetteer, home or {})
    if not len(pool.row):
        return [[] for _ in names]
    affinity = _affinity(pool)
    weight = np.array([1.0 + np.log(name.count) for name in names], np.float32)
    per_place = weight[pool.owner]
    others = np.maximum(weight.sum() - weight, 1.0)[pool.owner]
    bound = _bound(pool, within, len(names))
    share = _shares(pool.prior, pool.owner, len(names))
    score = pool.prior
    for _ in range(ROUNDS):
        belief = share * per_place
        company = affinity @ belief / others**DAMPING
        score = pool.prior + MOST_GAIN * (1.0 - np.exp(-company / MOST_GAIN))
        if bound is not None:
            score = score + CONTAINS * (bound @ share)
        share = _shares(score, pool.owner, len(names))
    found: list[list[Weighed]] = [[] for _ in names]
    for i in np.lexsort((pool.row, -score)):
        found[pool.owner[i]].append(
            Weighed(int(pool.row[i]), float(score[i]), float(share[i]), float(pool.prior[i]))
        )
    return found


def _gather(names: Sequence[Name], gazetteer: Gazetteer, home: Mapping[str, float]) -> _Pool:
    rows, owners, bonuses = [], [], []
    for number, name in enumerate(names):
        for hit in name.hits:
            rows.append(hit.row)
            owners.append(number)
            bonuses.append(KIND_BONUS[hit.kind] + LOOSE * hit.loose)
    row, owner = np.array(rows, np.int64), np.array(owners, np.int64)
    feature = gazetteer.feature[row]
    by_feature, levels, seats, sites = _feature_tables(gazetteer.features)
    people = np.log10(np.maximum(gazetteer.population[row], 30.0))
    prior = (people + by_feature[feature] + np.array(bonuses)).astype(np.float32)
    named_after = _named_after_seat(owner, levels[feature], seats[feature], row, gazetteer)
    prior += SEAT_NAMED * named_after.astype(np.float32)
    prior += SMALL_SITE * (sites[feature] & (gazetteer.radius[row] == 0)).astype(np.float32)
    if home:
        by_country = np.array([home.get(c or "", 0.0) for c in gazetteer.countries], np.float32)
        prior += by_country[gazetteer.country[row]]
    towns = np.array([name.town for name in names], bool)[owner]
    prior += NO_COUNTRY * (towns & (levels[feature] == 0)).astype(np.float32)
    keep = _best(prior, owner, len(names))
    row, owner, prior, feature = row[keep], owner[keep], prior[keep], feature[keep]
    lat, lon = np.radians(gazetteer.lat[row]), np.radians(gazetteer.lon[row])
    return _Pool(
        row=row,
        owner=owner,
        prior=prior,
        country=gazetteer.country[row],
        admin1=gazetteer.admin1[row],
        admin2=gazetteer.admin2[row],
        level=levels[feature],
        point=np.stack(
            [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1
        ).astype(np.float32),
    )


@lru_cache(maxsize=8)
def _feature_tables(features: tuple[str, ...]) -> tuple[Array, Array, Array, Array]:
    """For each feature code: its bonus, its level, 1 for a seat, 2 for a capital, unpeopled."""
    seats = {"PPLC": 2, "PPLA": 1}
    return (
        np.array([FEATURE_BONUS.get(code, _default_bonus(code)) for code in features], np.float32),
        np.array([_level(code) for code in features], np.int8),
        np.array([seats.get(code, 0) for code in features], np.int8),
        np.array([_level(code) == 4 for code in features], bool),
    )


def _named_after_seat(
    owner: Array, level: Array, seat: Array, row: Array, gazetteer: Gazetteer
) -> Array:
    """Whether the row is an area whose name is also its seat's, its country's or the capital's.

    The seat may be filed under another country: that is how Jerusalem's governorate lies to it.
    """
    country, admin1 = gazetteer.country[row], gazetteer.admin1[row]
    lat, lon = gazetteer.lat[row], gazetteer.lon[row]
    found = np.zeros(len(owner), bool)
    for i in np.flatnonzero((level == 1) | (level == 2)):
        first, last = np.searchsorted(owner, (owner[i], owner[i] + 1))
        own = slice(first, last)
        heads = (level[own] == 0) | (seat[own] == 2)
        heads |= (seat[own] == 1) & (admin1[own] == admin1[i])
        heads &= country[own] == country[i]
        near = (np.abs(lat[own] - lat[i]) < NEAR_DEGREES) & (
            np.abs(lon[own] - lon[i]) < NEAR_DEGREES
        )
        found[i] = bool((heads | (near & (seat[own] > 0))).any())
    return found


def _default_bonus(feature: str) -> float:
    if feature.startswith(("PPL", "ADM", "STLMT")):
        return 0.0
    return UNPEOPLED


def _level(feature: str) -> int:
    """0 for a country, 1 and 2 for its areas, 3 for a settlement, 4 for anything else."""
    if feature.startswith("PCL"):
        return 0
    if feature.startswith("ADM"):
        return int(feature[3]) if feature[3:4].isdigit() else 3
    return 3 if feature.startswith(("PPL", "STLMT")) else 4


def _best(prior: Array, owner: Array, names: int) -> Array:
    """The numbers of the `MOST` likeliest places of each name."""
    order = np.lexsort((-prior, owner))
    first = np.searchsorted(owner[order], np.arange(names))
    rank = np.arange(len(order)) - first[owner[order]]
    return order[rank < MOST]


def _affinity(pool: _Pool) -> Array:
    """How much each place gains from each place of another name."""
    chord2 = np.maximum(2.0 - 2.0 * (pool.point @ pool.point.T), 0.0)
    reach = np.float32((NEAR_KM / EARTH_KM) ** 2)
    affinity = NEAR * reach / (reach + chord2)
    same = (pool.country[:, None] == pool.country) & (pool.country > 0)
    affinity += SAME_COUNTRY * same
    affinity += SAME_AREA * ((pool.admin1[:, None] == pool.admin1) & (pool.admin1 > 0))
    affinity[pool.owner[:, None] == pool.owner] = 0.0
    return affinity


def _bound(pool: _Pool, within: Iterable[tuple[int, int, float]], names: int) -> Array | None:
    """1 where the text says that one name lies in another and these places of theirs do."""
    pairs = list(within)
    if not pairs:
        return None
    said = np.zeros((names, names), np.float32)
    for inner, outer, trust in pairs:
        said[inner, outer] = max(said[inner, outer], trust)
    trusted = said[pool.owner[:, None], pool.owner[None, :]]
    holds = (
        ((pool.level == 0) & (pool.country[:, None] == pool.country) & (pool.country > 0))
        | ((pool.level == 1) & (pool.admin1[:, None] == pool.admin1) & (pool.admin1 > 0))
        | ((pool.level == 2) & (pool.admin2[:, None] == pool.admin2) & (pool.admin2 > 0))
    ) & (pool.level[:, None] > pool.level)
    both = trusted * holds
    pulled: Array = both + both.T
    return pulled


def _shares(score: Array, owner: Array, names: int) -> Array:
    """The softmax of the scores within each name."""
    top = np.full(names, -np.inf, np.float32)
    np.maximum.at(top, owner, score)
    raw = np.exp(2.0 * (score - top[owner]))
    total = np.bincount(owner, raw, minlength=names)
    shares: Array = (raw / total[owner]).astype(np.float32)
    return shares
