"""Who it is: name, country, sector, office on the day, the reason, NIL with alternatives."""

import datetime as dt

import pytest

from onrecord.annotate.mentions import find_mentions
from onrecord.records import Entity, Mention
from onrecord.resolve.actors import ActorTable, load_actors, read_actors
from onrecord.resolve.entities import link_entities
from tests.conftest import ParseText

ROWS = """id,name,aliases,type,country,sector,role,start,end,source
ana-keller,Ana Keller,,PER,NOR,GOV,foreign minister,2019-03-01,2022-10-14,Example
ana-keller,Ana Keller,,PER,NOR,GOV,prime minister,2022-10-14,,Example
jon-berg,Jon Berg,,PER,NOR,GOV,foreign minister,2022-10-14,,Example
lena-berg,Lena Berg,,PER,SWE,GOV,defence minister,2021-01-01,,Example
dawn,Dawn Front,DF,ORG,NOR,REB,armed group,,,Example
"""
TABLE = ActorTable(read_actors(ROWS, "rows"))


def read(
    parse_text: ParseText, text: str, day: str | None = "2023-05-01", table: ActorTable = TABLE
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    parse = parse_text(text, published=day)
    mentions = find_mentions(parse, place_type=lambda _: None, actor_type=table.type_of)
    return link_entities(parse, mentions, actors=table)


def entity_of(
    parse_text: ParseText, text: str, quote: str, day: str | None = "2023-05-01"
) -> Entity:
    mentions, entities = read(parse_text, text, day)
    found = next(m.entity for m in mentions if quote in {m.span.quote, m.name.quote})
    return next(e for e in entities if e.id == found)


@pytest.mark.parametrize(
    ("day", "role", "start", "end"),
    [
        ("2020-01-01", "foreign minister", dt.date(2019, 3, 1), dt.date(2022, 10, 14)),
        ("2023-05-01", "prime minister", dt.date(2022, 10, 14), None),
    ],
)
def test_the_office_is_that_of_the_day(
    parse_text: ParseText, day: str, role: str, start: dt.date, end: dt.date | None
):
    keller = entity_of(parse_text, "Ana Keller spoke.", "Ana Keller", day)
    assert (keller.actor, keller.country, keller.sector) == ("ana-keller", "NOR", "GOV")
    assert (keller.role, keller.role_start, keller.role_end) == (role, start, end)
    assert day in keller.reason


def test_a_day_before_any_office(parse_text: ParseText):
    keller = entity_of(parse_text, "Ana Keller spoke.", "Ana Keller", "2010-01-01")
    assert (keller.actor, keller.role) == ("ana-keller", None)
    assert "no office on 2010-01-01" in keller.reason


def test_without_a_day_the_office_stays_open(parse_text: ParseText):
    keller = entity_of(parse_text, "Ana Keller spoke.", "Ana Keller", None)
    assert (keller.actor, keller.role, keller.role_start) == ("ana-keller", None, None)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Ukrainian President Ivan Bondar spoke.", "Ivan Bondar", ("UKR", "GOV", "president")),
        (
            "Ukraine's defense minister Ivan Bondar spoke.",
            "Ivan Bondar",
            ("UKR", "GOV", "defence minister"),
        ),
        (
            "Ivan Bondar, the Danish foreign minister, spoke.",
            "Ivan Bondar",
            ("DNK", "GOV", "foreign minister"),
        ),
        ("UN envoy Ivan Bondar spoke.", "Ivan Bondar", (None, "GOV", "envoy")),
        ("General Ivan Bondar spoke.", "Ivan Bondar", (None, "MIL", "general")),
        ("Russian troops left.", "Russian troops", ("RUS", "MIL", None)),
        ("The Danish Defence Ministry denied it.", "Danish Defence Ministry", ("DNK", "GOV", None)),
        (
            "Two officials close to the talks spoke.",
            "Two officials close to the talks",
            (None, "GOV", "official"),
        ),
        ("Bosnian Serb forces left.", "Bosnian Serb forces", ("BIH", "REB", None)),
        ("Rebel fighters of the Dawn Front left.", "Dawn Front", ("NOR", "REB", "armed group")),
        ("Danish and Swedish troops left.", "Danish and Swedish troops", (None, "MIL", None)),
    ],
)
def test_country_sector_and_role(
    parse_text: ParseText, text: str, quote: str, expected: tuple[str | None, ...]
):
    found = entity_of(parse_text, text, quote)
    assert (found.country, found.sector, found.role) == expected
    assert found.reason


def test_a_country_and_what_stands_for_its_government(parse_text: ParseText):
    text = "Ukraine rejected the offer. Kyiv has said so. Shells hit Kyiv on Friday."
    mentions, entities = read(parse_text, text)
    ukraine = next(e for e in entities if e.name == "Ukraine")
    assert (ukraine.country, ukraine.sector, ukraine.aliases) == ("UKR", "GOV", ("Kyiv",))
    kyiv = next(e for e in entities if e.name == "Kyiv")
    assert (kyiv.type, kyiv.country, kyiv.sector) == ("GPE", "UKR", None)
    assert [m.entity for m in mentions if m.name.quote == "Kyiv"] == [ukraine.id, kyiv.id]


def test_an_office_without_a_name_is_its_holder_of_the_day(parse_text: ParseText):
    text = "The Norwegian foreign minister left. Jon Berg said nothing."
    mentions, entities = read(parse_text, text)
    assert len({m.entity for m in mentions}) == 1, "the table knows that the two are one"
    assert entities[0].actor == "jon-berg"
    assert entities[0].aliases == ()


def test_a_description_keeps_its_own_words(parse_text: ParseText):
    found = entity_of(parse_text, "A foreign minister left.", "A foreign minister")
    assert (found.name, found.actor) == ("A foreign minister", None)
    assert found.reason == "no name in this report"


def test_a_surname_alone(parse_text: ParseText):
    keller = entity_of(parse_text, "Keller said no.", "Keller")
    assert (keller.name, keller.aliases) == ("Ana Keller", ("Keller",))
    assert "only one of this surname" in keller.reason
    nobody = entity_of(parse_text, "Holm said no.", "Holm")
    assert nobody.actor is None
    assert "not in the actor table" in nobody.reason


def test_two_of_one_surname_are_nil_with_both(parse_text: ParseText):
    berg = entity_of(parse_text, "Berg said no.", "Berg")
    assert berg.actor is None
    assert {a.value for a in berg.alternatives} == {"jon-berg", "lena-berg"}
    minister = entity_of(parse_text, "Swedish minister Berg said no.", "Berg")
    assert minister.actor == "lena-berg"


def test_a_surname_long_out_of_office_is_not_taken(parse_text: ParseText):
    assert entity_of(parse_text, "Keller said no.", "Keller", "1995-05-01").actor is None


def test_every_mention_but_lone_pronouns_has_an_entity(parse_text: ParseText):
    text = "He left. Ana Keller met Danish troops in Kyiv, and she said it was clear that we won."
    mentions, entities = read(parse_text, text)
    ids = [e.id for e in entities]
    assert len(set(ids)) == len(ids)
    assert all(m.entity in ids for m in mentions if m.level != "PRO")
    assert {m.span.quote for m in mentions if m.entity is None} == {"He", "we"}
    for entity in entities:
        assert entity.evidence == tuple(m.span for m in mentions if m.entity == entity.id)


def test_a_pronoun_takes_the_type_of_its_entity(parse_text: ParseText):
    mentions, _ = read(parse_text, "Ukraine said it would sign.")
    assert [m.type for m in mentions] == ["GPE", "GPE"]


def test_entities_stand_in_the_order_of_the_report(parse_text: ParseText):
    _, entities = read(parse_text, "Ana Keller met Jon Berg in Kyiv. Then Ukraine signed.")
    starts = [e.evidence[0].start for e in entities]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "day", "name", "role"),
    [
        ("Vladimir Putin spoke.", "2010-06-01", "Vladimir Putin", "prime minister"),
        ("Vladimir Putin spoke.", "2025-05-29", "Vladimir Putin", "president"),
        ("Zelensky spoke.", "2025-05-29", "Volodymyr Zelenskyy", "president"),
        ("Izetbegovic said no.", "1995-11-20", "Alija Izetbegović", "president"),
        ("The Houthis said no.", "2024-01-12", "Houthis", "armed group"),
    ],
)
def test_the_bundled_table(parse_text: ParseText, text: str, day: str, name: str, role: str):
    _, entities = read(parse_text, text, day, load_actors())
    assert (entities[0].name, entities[0].role) == (name, role)
