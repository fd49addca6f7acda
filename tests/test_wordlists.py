"""The shared word tables: complete, without contradictions, and looked up by the right key."""

import csv
from importlib import resources

import pytest

from onrecord.wordlists import (
    load_countries,
    load_given_name_genders,
    load_given_names,
    load_name_heads,
    load_nominals,
    load_peoples,
    load_regions,
    load_roles,
    word_key,
)

TABLES = ("countries.csv", "peoples.csv", "regions.csv", "actors.csv")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ukraine", "UKR"), ("U.S.", "USA"), ("US", "USA"), ("Türkiye", "TUR"), ("DRC", "COD"),
        ("Côte d’Ivoire", "CIV"), ("Bosnia-Herzegovina", "BIH"), ("us", None), ("car", None),
    ],
)  # fmt: skip
def test_countries_by_name(name: str, code: str | None):
    assert load_countries().names.get(word_key(name)) == code


def test_adjectives_and_their_plurals():
    adjectives = load_countries().adjectives
    assert adjectives["ukrainian"] == adjectives["ukrainians"] == "UKR"
    assert adjectives["dutch"] == "NLD"
    assert "dutchs" not in adjectives
    assert "serb" not in adjectives, "a people of several countries"


def test_every_country_has_a_name_and_codes_are_three_capitals():
    countries = load_countries()
    assert all(len(code) == 3 and code.isupper() for code in countries.name_of)
    assert len(countries.name_of) > 200
    assert countries.capital_of["UKR"] == "Kyiv"


def test_groups_and_regions_point_to_known_countries():
    codes = load_countries().name_of
    assert all(p.country in codes or not p.country for p in load_peoples().values())
    assert all(r.country in codes or not r.country for r in load_regions().values())


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_as_long_as_their_header_and_name_their_source(table: str):
    text = (resources.files("onrecord") / "data" / table).read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert any("Licence" in line for line in comments)
    assert any("Source" in line or "source" in line for line in comments)
    rows = list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))
    assert {len(row) for row in rows} == {len(rows[0])}


def test_nouns_offices_and_names():
    nominals = load_nominals()
    assert (nominals["troops"].type, nominals["troops"].sector) == ("ORG", "MIL")
    assert nominals["president"].type == "PER"
    assert nominals["mother"].gender == "f"
    assert load_roles().same["secretary of state"] == "foreign minister"
    assert load_name_heads().last["Ministry"] == ("ORG", "GOV")
    given = load_given_names()
    assert (given["vladimir"], given["maria"]) == ("m", "f")
    assert "sasha" not in given
    genders = load_given_name_genders()
    assert (genders["vladimir"], genders["kristen"], genders["bronwyn"]) == ("m", "f", "f")
    assert not {"andrea", "jean", "sasha"} & (genders.keys() - given.keys())
