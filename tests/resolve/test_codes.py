"""PLOVER codes of parties on the day of the event: a table of names and descriptions → code."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from onrecord.pipeline import Reader
from onrecord.records import EventMention, PartyCode, Record
from onrecord.resolve.sectors import load_sectors
from tests.conftest import unmark

TABLE = Path(__file__).with_name("codes.csv")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def rows() -> list[dict[str, str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def read(reader: Reader, text: str, day: str | None = "2024-05-01") -> Record:
    return reader.read(text, published=dt.date.fromisoformat(day) if day else None)


def written(code: PartyCode) -> str:
    return f"{code.code or '-'} {code.sector or '-'}"


def code_at(record: Record, start: int, end: int) -> str | None:
    """The code of the first party of an event whose name lies in the span."""
    names = {m.id: m.name for m in record.mentions}
    for event in record.events:
        for code in (*event.actor_codes, *event.recipient_codes):
            if start <= names[code.mention].start and names[code.mention].end <= end:
                return written(code)
    return None


def test_every_party_of_the_table_has_its_code(reader: Reader) -> None:
    wrong = []
    for row in rows():
        text, [(start, end, _)] = unmark(row["sentence"].replace("]", "]X", 1))
        found = code_at(read(reader, text, row["day"]), start, end)
        if found is not None and found != row["code"]:
            wrong.append((row["sentence"], row["code"], found))
    assert not wrong


def test_most_parties_of_the_table_are_found(reader: Reader) -> None:
    """Guards the test above, which passes over parties that no event has."""
    missed = 0
    for row in rows()[::5]:
        text, [(start, end, _)] = unmark(row["sentence"].replace("]", "]X", 1))
        missed += code_at(read(reader, text, row["day"]), start, end) is None
    assert missed <= len(rows()[::5]) // 6


def actor(event: EventMention) -> str:
    return written(event.actor_codes[0])


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        # the day of the event, not that of the report
        ("In May 2020 Boris Johnson criticised the plan.", "2024-05-01", "GBR GOV"),
        ("In May 2020 the Taliban attacked Kunduz.", "2024-05-01", "AFG REB"),
        ("On 3 March 2010 Hayat Tahrir al-Sham attacked a town.", "2025-05-01", "SYR REB"),
        # within a year that saw both
        ("In 2021 the Taliban attacked Kunduz.", "2024-05-01", "AFG -"),
        ("In 2016 David Cameron criticised the plan.", "2024-05-01", "GBR -"),
        # no day at all
        ("The Taliban attacked Kunduz.", None, "AFG -"),
        ("Hamas attacked the base.", None, "PSE REB"),
    ],
)
def test_the_day_of_the_event(reader: Reader, text: str, day: str | None, code: str) -> None:
    assert actor(read(reader, text, day).events[0]) == code


def test_codes_stand_in_the_order_of_the_parties(reader: Reader) -> None:
    event = read(reader, "The US, France and Yemeni rebels attacked the port of Hodeidah.").events[
        0
    ]
    assert tuple(c.mention for c in event.actor_codes) == event.actors
    assert [written(c) for c in event.actor_codes] == ["USA GOV", "FRA GOV", "YEM REB"]
    assert all(c.reason for c in event.actor_codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Congolese troops attacked the rebels.", "- MIL"),
        ("Congolese troops attacked rebels near Kinshasa.", "COD MIL"),
        ("Korean workers went on strike.", "- LAB"),
        ("North Korean troops attacked the border post.", "PRK MIL"),
        ("Kurdish fighters attacked the base.", "- UAF"),
    ],
)
def test_an_adjective_of_two_countries_is_not_guessed(reader: Reader, text: str, code: str) -> None:
    assert actor(read(reader, text).events[0]) == code


def test_a_description_takes_the_code_of_whom_it_means(reader: Reader) -> None:
    record = read(reader, "Hamas freed two men on Monday. The group attacked a base on Tuesday.")
    assert actor(record.events[-1]) == "PSE REB"


def test_no_word_stands_for_two_sectors() -> None:
    table = load_sectors()
    assert {"police", "aid worker", "gunman"} <= table.words.keys()
    assert not table.former & table.opposed
    assert not table.rebel & table.loyal
