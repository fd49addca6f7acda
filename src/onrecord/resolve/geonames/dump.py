"""The files of the GeoNames dump, read a line at a time: https://download.geonames.org/export/dump/.

A file may be plain or zipped. Every line is checked; what is wrong is said with the file and the
byte where the line begins.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from onrecord.errors import InputError

WHERE = "get it from https://download.geonames.org/export/dump/"
LONGEST_LINE = 1_000_000
"""Bytes; the longest of the dump has some 15,000."""

PLACE_FIELDS, NAME_FIELDS, ADMIN_FIELDS, COUNTRY_FIELDS = 19, 10, 4, 19

KEPT = {
    "P": None,
    "A": None,
    "H": "BAY CHN CNL FLLS GULF HBR LGN LK OCN RF RSV SD SEA STM STRT WAD",
    "T": "CAPE DSRT HLL ISL ISLS MT MTS PASS PEN PK PLN UPLD VAL",
    "L": "AREA CONT MILB NVB PRK PRT RES RESN RGN RGNE SALT",
    "S": "AIRB AIRF AIRP BDG CMPRF CSTM DAM FT HSP INSM MN OILF PAL PRN PS PSN PSH UNIV",
}
"""Feature classes and codes that are taken; schools, farms and hotels are not."""
_KEPT_CODES = {key: frozenset(codes.split()) if codes else None for key, codes in KEPT.items()}
_NO_NAMES = frozenset({
    "link", "post", "iata", "icao", "faac", "unlc", "wkdt", "phon", "piny", "tcid", "abbr",
})  # fmt: skip
"""Kinds of "alternate names" that are none, as the column of languages tells them."""


@dataclass(frozen=True, slots=True)
class Dump:
    """The files; `names` and `admin2` may be missing."""

    places: Path
    admin1: Path
    countries: Path
    admin2: Path | None
    names: Path | None

    def signature(self) -> str:
        """Changes when a file does."""
        files = (self.places, self.admin1, self.countries, self.admin2, self.names)
        stats = [(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files if f]
        return repr(stats)


@dataclass(frozen=True, slots=True)
class DumpPlace:
    """One line of allCountries; `country` is ISO 3166-1 alpha-2, the admin codes are bare."""

    id: int
    name: str
    ascii: str
    names: tuple[str, ...]
    lat: float
    lon: float
    feature: str
    country: str
    admin1: str
    admin2: str
    population: int


def find_dump(folder: Path) -> Dump:
    """The files in a folder, or beside the file that was named.

    Raises:
        InputError: the folder or a file that is needed is missing.
    """
    if folder.is_file():
        folder = folder.parent
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}", remedy="name the folder of the dump")

    def find(name: str) -> Path | None:
        found = (folder / f"{name}{suffix}" for suffix in (".txt", ".zip"))
        return next((path for path in found if path.is_file()), None)

    def need(name: str) -> Path:
        path = find(name)
        if path is None:
            raise InputError(f"{folder} holds no {name}.txt and no {name}.zip", remedy=WHERE)
        return path

    return Dump(
        places=need("allCountries"),
        admin1=need("admin1CodesASCII"),
        countries=need("countryInfo"),
        admin2=find("admin2Codes"),
        names=find("alternateNamesV2"),
    )


def size_of(path: Path) -> int:
    """The bytes of the text inside."""
    if path.suffix != ".zip":
        return path.stat().st_size
    with _open_zip(path) as archive:
        return _member(archive, path).file_size


def read_lines(path: Path, fields: int, start: int = 0) -> Iterator[tuple[int, list[str]]]:
    """(byte after the line, its fields) from the byte `start` on; lines that begin with # are left.

    Raises:
        InputError: the file cannot be read, is no such file, or is damaged.
    """
    with _open(path) as file:
        at = start
        if start:
            file.seek(start)
        while line := _next_line(file, path, at):
            begin, at = at, at + len(line)
            if line.startswith(b"#") or not line.strip():
                continue
            try:
                values = line.decode().rstrip("\r\n").split("\t")
            except UnicodeDecodeError:
                _refuse(path, begin, "is not UTF-8")
            if len(values) != fields:
                _refuse(path, begin, f"has {len(values)} fields, not {fields}")
            yield at, values


def read_place(path: Path, at: int, fields: list[str]) -> DumpPlace | None:
    """One line of allCountries; None for what is not taken.

    Raises:
        InputError: a number is none, or a position is not on the globe.
    """
    kind, code = fields[6], fields[7]
    wanted = _KEPT_CODES.get(kind, frozenset())
    if (wanted is not None and code not in wanted) or not code or not fields[1]:
        return None
    if kind == "A" and (code.endswith("H") or code in {"ADMD", "ZN", "ZNB", "ADM5"}):
        return None  # of former times, or of no level
    try:
        number, lat, lon = int(fields[0]), float(fields[4]), float(fields[5])
        population = min(max(0, int(fields[14] or 0)), 2**32 - 1)
    except ValueError as error:
        _refuse(path, at, str(error))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < number < 2**32):
        _refuse(path, at, f"puts place {number} at {lat}, {lon}")
    return DumpPlace(
        id=number, name=fields[1], ascii=fields[2],
        names=tuple(name for name in fields[3].split(",") if name),
        lat=lat, lon=lon, feature=code, country=fields[8],
        admin1=fields[10], admin2=fields[11], population=population,
    )  # fmt: skip


def read_name(path: Path, at: int, fields: list[str]) -> tuple[int, str, bool] | None:
    """(place, name, whether it is a short one) of a line of alternateNamesV2; None for a code.

    Raises:
        InputError: the place is no number.
    """
    if fields[2] in _NO_NAMES or not fields[3]:
        return None
    try:
        return int(fields[1]), fields[3], fields[5] == "1"
    except ValueError as error:
        _refuse(path, at, str(error))


def read_admin(path: Path) -> dict[str, int]:
    """The place of each first- or second-level code ("UA.11")."""
    found = {}
    for at, fields in read_lines(path, ADMIN_FIELDS):
        if not fields[3].isdigit():
            _refuse(path, at, f"has {fields[3]!r} for a place's number")
        found[fields[0]] = int(fields[3])
    return found


def read_countries(path: Path) -> dict[str, str]:
    """Alpha-3 codes by alpha-2 codes."""
    return {fields[0]: fields[1] for _, fields in read_lines(path, COUNTRY_FIELDS)}


def _refuse(path: Path, at: int, what: str) -> NoReturn:
    raise InputError(
        f"{path.name} is damaged: the line about byte {at} {what}",
        remedy=f"{WHERE} again, and give the same command again",
    )


def _next_line(file: IO[bytes], path: Path, at: int) -> bytes:
    try:
        line = file.readline(LONGEST_LINE)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        _refuse(path, at, f"cannot be read ({error})")
    if len(line) == LONGEST_LINE:
        _refuse(path, at, f"is longer than {LONGEST_LINE} bytes")
    return line


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix != ".zip":
        try:
            file = path.open("rb")
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error}", remedy=WHERE) from error
        with file:
            yield file
        return
    with _open_zip(path) as archive, archive.open(_member(archive, path)) as member:
        yield member


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{path} is no whole zip file: {error}", remedy=WHERE) from error


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    for info in archive.infolist():
        if info.filename == f"{path.stem}.txt":
            return info
    raise InputError(f"{path} holds no {path.stem}.txt", remedy=WHERE)
