"""The actor table: rows, dates, a user's own rows, errors with their line."""

import datetime as dt
from pathlib import Path

import pytest

from onrecord.errors import ConfigError
from onrecord.resolve.actors import HEADER, ActorTable, load_actors, read_actors
from onrecord.wordlists import load_countries

HEAD = ",".join(HEADER)
ROWS = f"""# a comment
{HEAD}
ana-keller,Ana Keller,A. Keller,PER,NOR,GOV,foreign minister,2019-03-01,2022-10,Example
ana-keller,Ana Keller,Anna Keller,PER,NOR,GOV,prime minister,2022-10,,Example
oleg-varga,Oleg al-Varga,,PER,HUN,GOV,foreign minister,2020-01-01,2021-01-01,Example
dawn,Dawn Front,DF|Dawn,ORG,NOR,REB,armed group,,,Example
kim-lo,Kim Lo,,PER,KOR,GOV,president,2020,2021,Example
"""


@pytest.fixture
def table() -> ActorTable:
    return ActorTable(read_actors(ROWS, "rows"))


def test_rows_with_one_id_are_one_actor(table: ActorTable):
    (keller,) = table.named("Anna Keller")
    assert keller.aliases == ("A. Keller", "Anna Keller")
    assert [t.role for t in keller.tenures] == ["foreign minister", "prime minister"]


@pytest.mark.parametrize(
    ("day", "role"),
    [
        ("2019-02-28", None),
        ("2019-03-01", "foreign minister"),
        ("2022-10-31", "foreign minister"),
        ("2022-11-01", "prime minister"),
        ("2030-01-01", "prime minister"),
    ],
)
def test_the_office_of_a_day(table: ActorTable, day: str, role: str | None):
    (keller,) = table.named("Ana Keller")
    tenure = keller.tenure_on(dt.date.fromisoformat(day))
    assert (tenure.role if tenure else None) == role


def test_without_a_day_only_the_one_office_counts(table: ActorTable):
    assert table.named("Ana Keller")[0].tenure_on(None) is None
    only = table.named("Oleg al-Varga")[0].tenure_on(None)
    assert only is not None
    assert only.role == "foreign minister"


def test_a_day_is_exact_only_where_the_table_gives_it(table: ActorTable):
    first = table.named("Ana Keller")[0].tenures[0]
    assert (first.exact_start, first.exact_end) == (True, False)
    year = table.named("Kim Lo")[0].tenures[0]
    assert (year.start, year.end) == (dt.date(2020, 1, 1), dt.date(2022, 1, 1))


def test_holders_of_an_office(table: ActorTable):
    day = dt.date(2020, 6, 1)
    assert [a.id for a in table.holders("foreign minister", "NOR", day)] == ["ana-keller"]
    assert table.holders("foreign minister", "NOR", dt.date(2018, 1, 1)) == ()
    assert table.holders("foreign minister", "DNK", day) == ()


@pytest.mark.parametrize(
    ("surname", "actor"),
    [
        ("Keller", "ana-keller"),
        ("Varga", "oleg-varga"),
        ("al-Varga", "oleg-varga"),
        ("Kim", "kim-lo"),
    ],
)
def test_surnames(table: ActorTable, surname: str, actor: str):
    assert [a.id for a in table.of_surname(surname)] == [actor]


def test_types_of_names(table: ActorTable):
    assert table.type_of("Dawn Front") == "ORG"
    assert table.type_of("DF") == "ORG"
    assert table.type_of("df") is None, "an acronym is no common word"
    assert table.type_of("Keller") == "PER"
    assert table.type_of("Nobody") is None


def test_the_users_rows_win(tmp_path: Path):
    own = tmp_path / "own.csv"
    own.write_text(
        f"{HEAD}\nx,Vladimir Putin,,PER,RUS,GOV,president of the chess club,,,me\n"
        "un,Union of Nobody,UN,ORG,,NGO,club,,,me\n",
        encoding="utf-8",
    )
    table = load_actors(own)
    assert [a.id for a in table.named("Vladimir Putin")] == ["x"]
    assert [a.name for a in table.named("UN")] == ["Union of Nobody"]
    assert [a.id for a in table.named("United Nations")] == ["united-nations"]
    assert table.named("Ana Keller") == ()


GOOD = "a,A B,,PER,UKR,GOV,mayor,2020-01-01,2021-01-01,x"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a,A B,,PER,UKR,GOV,mayor,2020-01-01,2021-01-01", "9 cells"),
        (",A B,,PER,UKR,GOV,mayor,,,x", "no id"),
        ("a,,,PER,UKR,GOV,mayor,,,x", "no name"),
        ("a,A B,,MAN,UKR,GOV,mayor,,,x", "'MAN'"),
        ("a,A B,,PER,Ukraine,GOV,mayor,,,x", "'Ukraine'"),
        ("a,A B,,PER,UKR,BOSS,mayor,,,x", "'BOSS'"),
        ("a,A B,,PER,UKR,GOV,mayor,last year,,x", "'last year'"),
        ("a,A B,,PER,UKR,GOV,mayor,2020-13-01,,x", "'2020-13-01'"),
        ("a,A B,,PER,UKR,GOV,mayor,2022-01-01,2021-01-01,x", "before it starts"),
    ],
)
def test_a_bad_row_is_an_error_with_its_line(row: str, problem: str):
    with pytest.raises(ConfigError) as caught:
        read_actors(f"# mine\n{HEAD}\n{GOOD}\n\n{row}\n", "own.csv")
    assert "own.csv, line 5" in caught.value.message
    assert problem in caught.value.message
    assert caught.value.remedy


def test_a_missing_header_or_file_is_an_error(tmp_path: Path):
    with pytest.raises(ConfigError, match="header"):
        read_actors("name,alias\n", "own.csv")
    with pytest.raises(ConfigError, match=r"none\.csv"):
        load_actors(tmp_path / "none.csv")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"binary\.csv"):
        load_actors(tmp_path / "binary.csv")


def test_the_bundled_table_is_consistent():
    table = load_actors()
    codes = load_countries().name_of
    for actor in table.actors:
        dated = [t for t in actor.tenures if t.start is not None]
        assert all(t.country in codes or not t.country for t in actor.tenures)
        assert [t.start for t in dated] == sorted(t.start for t in dated if t.start), actor.id
        assert table.named(actor.name)[0] == actor, "no two actors of one name"


@pytest.mark.parametrize("role", ["president", "prime minister", "foreign minister"])
def test_no_office_is_held_twice(role: str):
    table = load_actors()
    for country in load_countries().name_of:
        if (role, country) in {("president", "BIH"), ("president", "YUG")}:
            continue  # a presidency of several members
        for year in range(1990, 2026):
            held = table.holders(role, country, dt.date(year, 7, 1))
            assert len(held) <= 1, (role, country, year, [a.name for a in held])


def test_a_monarch_has_no_surname() -> None:
    actors = load_actors()
    assert [a.name for a in actors.of_surname("Macron")] == ["Emmanuel Macron"]
    assert not [a for a in actors.of_surname("Charles") if a.name == "Charles III"]
    assert [a.name for a in actors.named("King Charles")] == ["Charles III"]
