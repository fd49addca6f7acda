"""The gazetteer's file: flat arrays behind a JSON header, read by mapping it into memory.

    magic (8 bytes) | length of the header (4 bytes, little-endian) | header (JSON) | sections

The header names each section with its type, length and offset, and carries the digest of all of
them. The names lead to rows by a 48-bit hash: its upper 16 bits choose a bucket, its lower 32 are
kept sorted inside the bucket beside the row they mean. Two names meeting on one hash is a chance of
one in a million a lookup; the worst it does is to add a candidate.
"""

import hashlib
import json
import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import ConfigError
from onrecord.text import name_key

MAGIC = b"ONRGAZ1\n"
VERSION = 1
ALIGN = 8
PIECE = 1 << 22
LARGE = 64_000_000
"""Bytes over which opening does not check the digest, which would take it a second."""
REMEDY = "Reinstall onrecord, or build the file again (training/gazetteer/README.md)."

PROBE = "Şümȳ–’St. Žoë’s/Кҟїв_Ð"
"""A name whose hash changes when the rules of `text.name_key` do: then no name would be found."""

MAIN, ALTERNATIVE, SHORT, ABBREVIATION, DEMONYM = range(5)
"""What a name is to its place; "Boone" for Boone County is SHORT."""

TYPES = {
    "lat": "<f4", "lon": "<f4", "population": "<u4", "radius": "<u2", "country": "<u2",
    "admin1": "<u2", "admin2": "<u2", "feature": "<u1", "source": "<u1", "dispute": "<u1",
    "geonames": "<u4", "name_end": "<u4", "names": "<u1", "country_row": "<u4",
    "admin1_row": "<u4", "admin2_row": "<u4", "bucket": "<u4", "key": "<u4", "value": "<u4",
}  # fmt: skip

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place as the builder gives it.

    `country` is ISO 3166-1 alpha-3. `admin1` and `admin2` are the codes of the areas it lies in,
    `code` its own where it is one of them (for a country: its alpha-3 code). `radius_km` tells how
    far it reaches from its point. `names` are (name, kind) pairs beside the main name.
    """

    name: str
    lat: float
    lon: float
    feature: str
    source: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    code: str = ""
    population: int = 0
    radius_km: float = 0.0
    geonames_id: int = 0
    dispute: str = ""
    names: tuple[tuple[str, int], ...] = ()


def hash_name(name: str) -> int:
    """48 bits of the digest of a name's key."""
    return int.from_bytes(hashlib.blake2b(name_key(name).encode(), digest_size=6).digest(), "big")


def write_gazetteer(
    path: Path,
    entries: Iterable[Entry],
    *,
    sources: Mapping[str, str],
    disputes: Mapping[str, Mapping[str, str]],
) -> int:
    """Write the entries, in an order that depends on them alone, and return how many there are.

    `sources` maps a source's name to its licence and credit, `disputes` the key of a disputed
    territory to what is to be said of it.
    """
    rows = sorted(entries, key=lambda e: (e.country, e.admin1, e.feature, e.name, e.lat, e.lon))
    own = {e.code: i for i, e in enumerate(rows) if e.code}
    countries = sorted({e.country for e in rows} - {""})
    admin1 = sorted(({e.admin1 for e in rows} & set(own)) - set(countries))
    admin2 = sorted(({e.admin2 for e in rows} & set(own)) - set(countries) - set(admin1))
    features, named = sorted({e.feature for e in rows}), sorted(sources)
    dispute_keys = sorted(disputes)
    sections: dict[str, Array] = {
        "lat": np.array([e.lat for e in rows], TYPES["lat"]),
        "lon": np.array([e.lon for e in rows], TYPES["lon"]),
        "population": np.array([e.population for e in rows], TYPES["population"]),
        "radius": np.array([min(65535, round(e.radius_km)) for e in rows], TYPES["radius"]),
        "country": _numbers([e.country for e in rows], countries, "country"),
        "admin1": _numbers([e.admin1 for e in rows], admin1, "admin1"),
        "admin2": _numbers([e.admin2 for e in rows], admin2, "admin2"),
        "feature": np.array([features.index(e.feature) for e in rows], TYPES["feature"]),
        "source": np.array([named.index(e.source) for e in rows], TYPES["source"]),
        "dispute": _numbers([e.dispute for e in rows], dispute_keys, "dispute"),
        "geonames": np.array([e.geonames_id for e in rows], TYPES["geonames"]),
        "country_row": np.array([0, *(own.get(c, 0) for c in countries)], TYPES["country_row"]),
        "admin1_row": np.array([0, *(own[c] for c in admin1)], TYPES["admin1_row"]),
        "admin2_row": np.array([0, *(own[c] for c in admin2)], TYPES["admin2_row"]),
        **_name_blob(rows),
        **_name_index(rows),
    }
    header = {
        "version": VERSION,
        "probe": hash_name(PROBE),
        "rows": len(rows),
        "features": features,
        "countries": countries,
        "sources": {name: sources[name] for name in named},
        "disputes": {key: dict(disputes[key]) for key in dispute_keys},
    }
    write_sections(path, header, sections)
    return len(rows)


def _numbers(values: Sequence[str], table: Sequence[str], section: str) -> Array:
    """Places in the table, counted from 1; 0 for what is not in it."""
    number = {value: i for i, value in enumerate(table, 1)}
    return np.array([number.get(value, 0) for value in values], TYPES[section])


def _name_blob(rows: Sequence[Entry]) -> dict[str, Array]:
    encoded = [e.name.encode() for e in rows]
    ends = np.cumsum([len(name) for name in encoded])
    return {
        "name_end": ends.astype(TYPES["name_end"]),
        "names": np.frombuffer(b"".join(encoded), TYPES["names"]),
    }


def _name_index(rows: Sequence[Entry]) -> dict[str, Array]:
    pairs: dict[tuple[int, int], int] = {}
    for row, entry in enumerate(rows):
        for name, kind in ((entry.name, MAIN), *entry.names):
            pair = (hash_name(name), row)
            pairs[pair] = min(kind, pairs.get(pair, kind))
    ordered = sorted(pairs)
    hashes = np.array([pair[0] for pair in ordered], np.uint64)
    buckets = np.searchsorted(hashes, np.arange(65537, dtype=np.uint64) << np.uint64(32))
    return {
        "bucket": buckets.astype(TYPES["bucket"]),
        "key": (hashes & np.uint64(0xFFFFFFFF)).astype(TYPES["key"]),
        "value": np.array([row | pairs[h, row] << 24 for h, row in ordered], TYPES["value"]),
    }


def write_sections(path: Path, header: dict[str, Any], sections: Mapping[str, Array]) -> None:
    """Write the header and the arrays, which may be larger than memory, in one go or not at all."""
    described, at, digest = [], 0, hashlib.blake2b(digest_size=32)
    for name, array in sections.items():
        described.append([name, TYPES[name], len(array), at])
        at += array.nbytes + -array.nbytes % ALIGN
        for piece in _pieces(array):
            digest.update(piece)
    header |= {"sections": described, "size": at, "blake2b": digest.hexdigest()}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-(len(MAGIC) + 4 + len(text)) % ALIGN)
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(MAGIC + len(text).to_bytes(4, "little") + text)
        for array in sections.values():
            for piece in _pieces(array):
                file.write(piece)
    part.replace(path)


def _pieces(array: Array) -> Iterator[bytes]:
    """The bytes of an array, a few millions at a time, and what fills them to a whole word."""
    step = PIECE // array.itemsize
    for start in range(0, len(array), step):
        yield array[start : start + step].tobytes()
    yield b"\0" * (-array.nbytes % ALIGN)


def map_gazetteer(path: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """The header and the sections, checked; the arrays read the file's pages, shared by processes.

    Raises:
        ConfigError: the file is missing, of another kind or version, cut short or changed.
    """
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise ConfigError(f"The gazetteer {path} cannot be read: {error}. {REMEDY}") from error
    at = len(MAGIC) + 4
    if bytes(data[: len(MAGIC)]) != MAGIC:
        raise ConfigError(f"{path} is not a gazetteer (it does not begin with {MAGIC!r}). {REMEDY}")
    end = at + int.from_bytes(data[len(MAGIC) : at], "little")
    try:
        header = json.loads(bytes(data[at:end]))
        size, digest, version = header["size"], header["blake2b"], header["version"]
        probe = header["probe"]
        described = list(header["sections"])
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"The header of the gazetteer {path} is damaged. {REMEDY}") from error
    if version != VERSION:
        raise ConfigError(
            f"The gazetteer {path} has version {version}; this onrecord reads {VERSION}. {REMEDY}"
        )
    if probe != hash_name(PROBE):
        raise ConfigError(f"The gazetteer {path} spells its keys by other rules. {REMEDY}")
    body = data[end:]
    if len(body) != size:
        raise ConfigError(f"The gazetteer {path} holds {len(body)} bytes, not {size}. {REMEDY}")
    if size <= LARGE and hashlib.blake2b(body, digest_size=32).hexdigest() != digest:
        raise ConfigError(f"The gazetteer {path} was changed: its digest differs. {REMEDY}")
    return header, {
        name: np.frombuffer(body, kind, length, offset) for name, kind, length, offset in described
    }
