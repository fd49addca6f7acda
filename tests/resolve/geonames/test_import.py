"""The import of the GeoNames dump, from small files in its format: what is kept, going on after a
stop, and what is said of damage."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.resolve.gazetteer import Gazetteer, open_gazetteer
from onrecord.resolve.gazetteer_file import DEMONYM, Entry, write_gazetteer
from onrecord.resolve.geonames import import_geonames, stage
from onrecord.resolve.geonames.merge import merge_pairs


def place(number: int, name: str, lat: float, lon: float, kind: str, **more: str) -> str:
    """A line of allCountries; `kind` is class and code, "P.PPL"."""
    feature_class, code = kind.split(".")
    fields = [
        str(number), name, more.get("ascii", name), more.get("names", ""), str(lat), str(lon),
        feature_class, code, more.get("country", "UA"), "", more.get("admin1", "11"),
        more.get("admin2", ""), "", "", more.get("population", "0"), "", "100", "Europe/Kyiv",
        "2031-01-01",
    ]  # fmt: skip
    return "\t".join(fields)


def name(number: int, of: int, text: str, language: str = "uk", short: str = "") -> str:
    """A line of alternateNamesV2."""
    return "\t".join([str(number), str(of), language, text, "", short, "", "", "", ""])


PLACES = [
    place(1, "Norland", 50, 30, "A.PCLI", admin1="00", population="5000000"),
    place(2, "Hill Oblast", 50.5, 30.5, "A.ADM1"),
    place(3, "Orle", 50.6, 30.6, "P.PPL", population="12000", ascii="Orle"),
    place(4, "Rellivka", 50.7, 30.7, "P.PPL", ascii="Rellivka", names="Relka,Реллівка,RLK"),
    place(5, "Rell Brook", 50.8, 30.8, "H.STM"),
    place(6, "Rell School", 50.8, 30.8, "S.SCH"),
    place(7, "Old Hill", 50.8, 30.8, "A.ADM1H"),
    place(8, "Dale Oblast", 49.5, 29.5, "A.ADM1", admin1="12"),
    place(9, "Dalivka", 49.6, 29.6, "P.PPL", admin1="12"),
    place(10, "Foreign Point", -10.5, 179.9, "P.PPL", country="FJ", admin1=""),
]
NAMES = [
    name(1, 4, "Реллівка"),
    name(2, 4, "Rellsk", "en"),
    name(3, 4, "https://example.org/rell", "link"),
    name(4, 8, "Dale", "en", short="1"),
    name(5, 3, "Orlenburg", "de"),
    name(6, 99, "Nowhere", "en"),
]
BASE = (
    Entry(
        name="Norland", lat=50.2, lon=30.2, feature="PCLI", source="geonames", country="UKR",
        code="UKR", population=5_000_000, radius_km=300, geonames_id=1,
        names=(("Norlander", DEMONYM),),
    ),
    Entry(
        name="Hill Oblast", lat=50.5, lon=30.5, feature="ADM1", source="geonames", country="UKR",
        admin1="UA.11", code="UA.11", radius_km=80, geonames_id=2, dispute="crimea",
    ),
    Entry(
        name="Orle", lat=50.61, lon=30.61, feature="PPL", source="geonames", country="UKR",
        admin1="UA.11", population=13_000, geonames_id=3,
    ),
    Entry(
        name="Orle Bay", lat=50.9, lon=30.9, feature="BAY", source="onrecord", country="UKR",
        radius_km=5,
    ),
)  # fmt: skip
NOTE = {"name": "Hill", "claimed_by": "A, B", "administered_by": "A", "view": "A's"}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.gaz"
    write_gazetteer(
        path, BASE, sources={"geonames": "CC BY", "onrecord": "CC0"}, disputes={"crimea": NOTE}
    )
    return path


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    folder = tmp_path / "dump"
    folder.mkdir()
    write(folder / "allCountries.txt", PLACES)
    write(folder / "alternateNamesV2.txt", NAMES)
    areas = ["UA.11\tHill Oblast\tHill Oblast\t2", "UA.12\tDale Oblast\tDale Oblast\t8"]
    write(folder / "admin1CodesASCII.txt", areas)
    rows = [
        "#ISO\tISO3",
        "\t".join(["UA", "UKR", *["x"] * 17]),
        "\t".join(["FJ", "FJI", *["x"] * 17]),
    ]
    write(folder / "countryInfo.txt", rows)
    return folder


def write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def names_of(gazetteer: Gazetteer, text: str) -> list[str]:
    return sorted(gazetteer.name_at(hit.row) for hit in gazetteer.find(text))


def test_the_dump_adds_places_and_names(tmp_path: Path, dump: Path, base: Path) -> None:
    out = tmp_path / "mine" / "places.gaz"
    assert import_geonames(dump, out, base=base) == 9
    mine = Gazetteer(out)
    assert len(mine) == 9
    assert names_of(mine, "Rellivka") == ["Rellivka"]
    assert names_of(mine, "Реллівка") == ["Rellivka"]
    assert names_of(mine, "Orlenburg") == ["Orle"]
    assert names_of(mine, "Rell School") == []  # schools are not taken
    assert names_of(mine, "Old Hill") == []
    (hit,) = mine.find("Dalivka")
    found = mine.place(hit.row)
    assert (found.country, found.admin1, found.geonames_id) == ("UKR", "Dale Oblast", 9)
    assert (found.lat, found.lon, found.feature) == (49.6, 29.6, "PPL")
    assert [p.name for p in tmp_path.glob("mine/*")] == ["places.gaz"]


def test_what_lies_below_stays(tmp_path: Path, dump: Path, base: Path) -> None:
    out = tmp_path / "places.gaz"
    import_geonames(dump, out, base=base)
    mine = Gazetteer(out)
    (hit,) = mine.find("Orle")
    assert (mine.place(hit.row).lat, int(mine.population[hit.row])) == (50.61, 13_000)
    assert mine.type_of("Norlander") == "NORP"
    assert names_of(mine, "Orle Bay") == ["Orle Bay"]
    (hill,) = mine.find("Hill Oblast")
    assert "claimed by A, B" in (mine.place(hill.row).disputed or "")
    assert mine.admin1_at(mine.find("Rellivka")[0].row) == "Hill Oblast"
    # a new place of a disputed area is filed and noted by the rules of disputes.csv
    assert "claimed by" in (mine.place(mine.find("Rellivka")[0].row).disputed or "")


def test_zipped_files_and_names_from_the_main_file(tmp_path: Path, dump: Path, base: Path) -> None:
    (dump / "alternateNamesV2.txt").unlink()
    plain = dump / "allCountries.txt"
    with zipfile.ZipFile(dump / "allCountries.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, "allCountries.txt")
    plain.unlink()
    out = tmp_path / "places.gaz"
    import_geonames(dump / "allCountries.zip", out, base=base)
    mine = Gazetteer(out)
    assert names_of(mine, "Relka") == names_of(mine, "Реллівка") == ["Rellivka"]
    assert names_of(mine, "RLK") == []


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.integers(0, 4)), max_size=40),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.integers(0, 4)), max_size=40),
    st.integers(1, 7),
)
def test_names_of_both_are_merged(
    below: list[tuple[int, int, int]], above: list[tuple[int, int, int]], size: int
) -> None:
    above = sorted(above, key=lambda pair: pair[0])
    pieces = [np.array(above[i : i + size], np.int64) for i in range(0, len(above), size)]
    table = np.array(sorted(below), np.int64).reshape(-1, 3)
    merged = [tuple(map(int, row)) for part in merge_pairs(table, iter(pieces)) for row in part]
    least: dict[tuple[int, int], int] = {}
    for key, row, kind in (*below, *above):
        least[key, row] = min(kind, least.get((key, row), kind))
    assert merged == [(*pair, least[pair]) for pair in sorted(least)]


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("after", range(1, 9))
def test_a_stopped_import_goes_on(
    tmp_path: Path, dump: Path, base: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(stage, "BATCH", 4)
    whole, parts = tmp_path / "whole.gaz", tmp_path / "parts.gaz"
    import_geonames(dump, whole, base=base)
    seen: list[tuple[str, int]] = []

    def stop(what: str, done: int, _size: int) -> None:
        seen.append((what, done))
        if len(seen) == after:
            raise StoppedError

    with pytest.raises(StoppedError):
        import_geonames(dump, parts, base=base, progress=stop)
    assert not parts.exists()
    again: list[tuple[str, int]] = []
    import_geonames(
        dump, parts, base=base, progress=lambda what, done, _: again.append((what, done))
    )
    assert parts.read_bytes() == whole.read_bytes()
    if seen[-1][0] == "allCountries.txt":
        assert again[0] == seen[-1]  # it went on at the byte where it stopped


def test_a_changed_file_is_read_anew(tmp_path: Path, dump: Path, base: Path) -> None:
    out = tmp_path / "places.gaz"

    def stop(what: str, _done: int, _size: int) -> None:
        if what == "index":
            raise StoppedError

    with pytest.raises(StoppedError):
        import_geonames(dump, out, base=base, progress=stop)
    write(dump / "allCountries.txt", [*PLACES, place(11, "Newivka", 50, 30, "P.PPL")])
    import_geonames(dump, out, base=base)
    assert names_of(Gazetteer(out), "Newivka") == ["Newivka"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("4\tRellivka\tRellivka", "has 3 fields, not 19"),
        (place(4, "Rellivka", 95, 30, "P.PPL"), "puts place 4 at 95.0, 30.0"),
        (place(4, "Rellivka", 50, 30, "P.PPL").replace("\t50\t", "\tfifty\t"), "fifty"),
        (place(4, "Rellivka", 50, 30, "P.PPL", population="many"), "many"),
        ("x" * 1_100_000, "longer than"),
    ],
)
def test_damage_is_said_with_its_place(
    tmp_path: Path, dump: Path, base: Path, line: str, told: str
) -> None:
    write(dump / "allCountries.txt", [*PLACES[:2], line])
    with pytest.raises(InputError, match=told) as error:
        import_geonames(dump, tmp_path / "places.gaz", base=base)
    assert "allCountries.txt is damaged: the line about byte" in str(error.value)
    assert "download.geonames.org" in str(error.value)
    assert not (tmp_path / "places.gaz").exists()


def test_bytes_that_are_no_text(tmp_path: Path, dump: Path, base: Path) -> None:
    (dump / "allCountries.txt").write_bytes(b"\xff\xfe\n")
    with pytest.raises(InputError, match="not UTF-8"):
        import_geonames(dump, tmp_path / "places.gaz", base=base)


def test_a_broken_zip(tmp_path: Path, dump: Path, base: Path) -> None:
    (dump / "allCountries.txt").unlink()
    (dump / "allCountries.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(InputError, match="no whole zip file"):
        import_geonames(dump, tmp_path / "places.gaz", base=base)


@pytest.mark.parametrize("missing", ["allCountries.txt", "admin1CodesASCII.txt", "countryInfo.txt"])
def test_a_missing_file_is_named(tmp_path: Path, dump: Path, base: Path, missing: str) -> None:
    (dump / missing).unlink()
    with pytest.raises(InputError, match=missing.removesuffix(".txt")):
        import_geonames(dump, tmp_path / "places.gaz", base=base)


def test_a_missing_folder_is_named(tmp_path: Path, base: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        import_geonames(tmp_path / "none", tmp_path / "places.gaz", base=base)


def test_reading_uses_what_the_environment_names(
    tmp_path: Path, dump: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "places.gaz"
    import_geonames(dump, out, base=base)
    monkeypatch.setenv("ONRECORD_GAZETTEER", str(out))
    assert open_gazetteer().path == out
    monkeypatch.setenv("ONRECORD_GAZETTEER", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert open_gazetteer().path.parent.name == "gazetteer"
    folder = tmp_path / "data" / "onrecord"
    folder.mkdir(parents=True)
    out.rename(folder / "places.gaz")
    assert open_gazetteer().path == folder / "places.gaz"
