import csv
import datetime as dt
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.times import find_times
from onrecord.annotate.times.calendar import Period, Unit, containing
from onrecord.annotate.times.grammar import matches_at
from onrecord.annotate.times.holidays import Feast, feasts_in
from onrecord.annotate.times.words import read_words
from onrecord.records import Passage, PassageKind, Time
from onrecord.text import make_id, quote
from tests.annotate.plain import plain_parse
from tests.conftest import ParseText

ROWS = Path(__file__).with_name("times.csv").read_text(encoding="utf-8").splitlines()
TABLE = list(csv.DictReader(ROWS, delimiter=";"))
TEXTS = sorted({(row["text"], row["published"]) for row in TABLE})
GRAMMAR = tomllib.loads(
    files("onrecord").joinpath("data/time_grammar.toml").read_text(encoding="utf-8")
)
LIKE = [(rule["read"], text) for rule in GRAMMAR["rules"] for text in rule["like"]]


def found(times: tuple[Time, ...]) -> list[tuple[str, str, str, str]]:
    return [(t.evidence[0].quote, t.type, t.value, t.mod or "") for t in times]


@pytest.mark.parametrize(("text", "published"), TEXTS)
def test_table(parse_text: ParseText, text: str, published: str) -> None:
    rows = [r for r in TABLE if (r["text"], r["published"]) == (text, published) and r["quote"]]
    times = found(find_times(parse_text(text, published or None)))
    for row in rows:
        assert (row["quote"], row["type"], row["value"], row["mod"]) in times
    if not rows:
        assert times == []


@pytest.mark.parametrize(("reader", "text"), LIKE)
def test_every_rule_reads_its_examples(parse_text: ParseText, reader: str, text: str) -> None:
    whole = f"It was {text}, they said."
    (words,) = read_words(parse_text(whole))
    start = words.at.index(2)
    match = next(m for m in matches_at(words.symbols, start) if m.reader == reader)
    pieces = words.pieces[words.at[match.start] : words.at[match.end]]
    matched = whole[pieces[0].start : pieces[-1].end]
    assert text.startswith(matched) if reader.startswith("first") else matched == text


def test_nothing_leans_on_a_date_that_is_not_given(parse_text: ParseText) -> None:
    text = (
        "Troops left on Wednesday. They met earlier this month, two weeks ago and last year. "
        "It was on May 16 at 10:30 a.m., in the summer, over the weekend, in the past two weeks."
    )
    times = find_times(parse_text(text))
    assert len(times) >= 8
    assert {t.start for t in times} == {None}
    assert {t.end for t in times} == {None}


INTERVALS = [
    ("It fell on Wednesday.", "2025-05-28", "2025-05-29"),
    ("It fell late on Wednesday.", "2025-05-28T12", "2025-05-29"),
    ("It fell on Wednesday evening.", "2025-05-28T18", "2025-05-29"),
    ("It fell on Wednesday night.", "2025-05-28T18", "2025-05-29T06"),
    ("It fell on Wednesday at 10:30 a.m. EST.", "2025-05-28T15:30", "2025-05-28T15:31"),
    ("It fell at 9 a.m. on Wednesday.", "2025-05-28T09", "2025-05-28T10"),
    ("It fell at 9 a.m. Kyiv time on Wednesday.", "2025-05-28T06", "2025-05-28T07"),
    ("It fell at 9 a.m. Kyiv time on January 8.", "2025-01-08T07", "2025-01-08T08"),
    ("It fell at 1400 GMT on Wednesday.", "2025-05-28T14", "2025-05-28T14:01"),
    ("It fell at 8 p.m. ET on Wednesday.", "2025-05-29T00", "2025-05-29T01"),
    ("It fell at 17:00 GMT+3 on Wednesday.", "2025-05-28T14", "2025-05-28T14:01"),
    ("It fell at 9:30 p.m., May 28 EST.", "2025-05-29T02:30", "2025-05-29T02:31"),
    ("It fell on Gaza at 5 p.m. local time on Wednesday.", "2025-05-28T14", "2025-05-28T15"),
    ("It fell at 5 p.m. local time on Wednesday.", "2025-05-28T03", "2025-05-29T06"),
    ("It fell earlier this month.", "2025-05-01", "2025-05-30"),
    ("It falls later this month.", "2025-05-29", "2025-06-01"),
    ("It fell in early 2024.", "2024-01-01", "2024-07-02"),
    ("It fell last week.", "2025-05-19", "2025-05-26"),
    ("It fell in the summer of 2024.", "2024-06-01", "2024-09-01"),
    ("It fell in the winter of 2024.", "2024-12-01", "2025-03-01"),
    ("It fell in the 1990s.", "1990-01-01", "2000-01-01"),
    ("It fell in the past two weeks.", "2025-05-15", "2025-05-30"),
    ("It falls in the next three days.", "2025-05-29", "2025-06-01"),
    ("It fell on Orthodox Easter.", "2025-04-20", "2025-04-21"),
    ("It fell on Eid al-Fitr.", "2025-03-29", "2025-04-03"),
    ("It fell during Ramadan.", "2025-02-28", "2025-04-01"),
    ("It fell at the end of Ramadan.", "2025-03-16", "2025-04-01"),
    ("It fell during Passover.", "2025-04-13", "2025-04-21"),
    ("It fell in the first nine months of 2024.", "2024-01-01", "2024-10-01"),
    ("It fell in the last two months of 2024.", "2024-11-01", "2025-01-01"),
]


@pytest.mark.parametrize(("text", "start", "end"), INTERVALS)
def test_intervals(parse_text: ParseText, text: str, start: str, end: str) -> None:
    (time,) = find_times(parse_text(text, "2025-05-29"))
    assert time.start == dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)
    assert time.end == dt.datetime.fromisoformat(end).replace(tzinfo=dt.UTC)


def test_a_clock_in_brackets_tells_the_zone_of_the_other(parse_text: ParseText) -> None:
    text = "It fell at 5 p.m. local time (1400 GMT) on Wednesday."
    local, utc, _ = find_times(parse_text(text, "2025-05-29"))
    assert local.value == "2025-05-28T17:00"
    assert local.start == utc.start == dt.datetime(2025, 5, 28, 14, tzinfo=dt.UTC)


def test_anchors(parse_text: ParseText) -> None:
    text = "They met on 3 May 2023. Two days later they signed. They spoke on Monday."
    first, second, third = find_times(parse_text(text, "2025-05-29"))
    assert first.anchor is None
    assert second.anchor == first.id
    assert third.anchor == "publication"


def test_a_narrative_counts_from_its_own_dates(parse_text: ParseText) -> None:
    text = (
        "The war began in March 1861 and ended in 1865. In July 1861 a first battle was lost. "
        "By October the army had grown. In January it marched. On 6 April 1862 it met the enemy. "
        "The next day it won. In May 1862 and again in 1863 and 1864 it went south."
    )
    values = [t.value for t in find_times(parse_text(text, "2025-05-29"))]
    assert values == [
        "1861-03", "1865", "1861-07", "1861-10", "1862-01", "1862-04-06", "1862-04-07",
        "1862-05", "1863", "1864",
    ]  # fmt: skip


def test_a_caption_is_counted_from_the_publication_alone() -> None:
    text = "They met on 3 May 2023.\nMen look on the next day.\nTwo days later they signed."
    lines = text.split("\n")
    kinds: tuple[PassageKind, ...] = ("body", "caption", "body")
    starts = [text.index(line) for line in lines]
    passages = tuple(
        Passage(id=make_id("pas", s), kind=k, span=quote(text, s, s + len(line)))
        for s, k, line in zip(starts, kinds, lines, strict=True)
    )
    values = [t.value for t in find_times(plain_parse(text, "2025-05-29", passages))]
    assert values == ["2023-05-03", "2025-05-30", "2023-05-05"]


WORDS = (
    "May March Friday Sunday Jan. 3 16 31 1943 2024 490 10:30 p.m. EST GMT BC two several a the of "
    "and to - , . ' 's 'n 1990s 20th third first days weeks year month century quarter half hour "
    "last next this that previous following same ago later earlier early late end beginning about "
    "every each daily now recently yesterday tonight morning night noon Christmas Easter eve New "
    "at in on by since until war fell 2003–2005 16/05/2024 2024-02-30 29 February 24:00 99 0 "
    "old summer winter fiscal year-end mid-1996 second "
    "Ramadan Eid al - Fitr Easter Orthodox Christmas Victory Day Passover local Kyiv time + hours "
    "overnight weekend until will said first nine months earlier later ( ) hundred 499 same that"
)
VOCABULARY = st.sampled_from(WORDS.split())
DATES = st.one_of(st.none(), st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)))


@settings(deadline=None, max_examples=400)
@given(st.lists(VOCABULARY, max_size=40), DATES)
def test_invariants(words: list[str], published: dt.date | None) -> None:
    parse = plain_parse(" ".join(words), published.isoformat() if published else None)
    times = find_times(parse)
    assert times == find_times(parse)
    last = 0
    for time in times:
        (span,) = time.evidence
        assert span.quote == parse.doc.text[span.start : span.end]
        assert span.start >= last
        assert span.quote
        last = span.end
        assert (time.start is None) == (time.end is None)
        if time.start is not None and time.end is not None:
            assert time.start < time.end
        if published is None:
            assert time.start is None or time.anchor != "publication"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for time in find_times(plain_parse(text, "2025-05-29")):
        assert time.evidence[0].quote == text[time.evidence[0].start : time.evidence[0].end]


UNITS: list[Unit] = ["day", "week", "weekend", "month", "quarter", "half", "season", "year",
                     "decade", "century"]  # fmt: skip


@given(
    st.sampled_from(UNITS),
    st.dates(dt.date(1000, 1, 1), dt.date(3000, 1, 1)),
    st.integers(-300, 300),
)
def test_periods_move_there_and_back(unit: Unit, day: dt.date, steps: int) -> None:
    period = containing(unit, day)
    bounds = period.bounds()
    assert bounds is not None
    assert bounds[0] < bounds[1]
    assert unit == "weekend" or bounds[0] <= day < bounds[1]
    assert period.shift(steps).shift(-steps) == period


def test_years_before_christ() -> None:
    assert Period("year", -490).value == "BC0490"
    assert Period("year", -1).shift(1).value == "0001"
    assert Period("year", 1).shift(-1).value == "BC0001"
    assert Period("year", -490).bounds() is None


@pytest.mark.parametrize(
    ("key", "church", "dates"),
    [
        ("easter", "", ["2024-03-31"]), ("easter", "", ["2025-04-20"]),
        ("easter", "orthodox", ["2024-05-05"]), ("goodfriday", "orthodox", ["2024-05-03"]),
        ("thanksgiving", "", ["2024-11-28"]), ("christmaseve", "", ["2024-12-24"]),
        ("christmas", "orthodox", ["2024-01-07"]), ("newyearseve", "", ["2024-12-31"]),
        ("memorialday", "", ["2025-05-26"]), ("electionday", "", ["2024-11-05"]),
        ("ramadan", "", ["2025-03-01"]), ("ramadan", "", ["2030-01-05", "2030-12-26"]),
        ("eidalfitr", "", ["2024-04-10"]), ("eidaladha", "", ["2025-06-06"]),
        ("ashura", "", ["2024-07-16"]), ("nowruz", "", ["2024-03-20"]),
        ("passover", "", ["2024-04-23"]), ("yomkippur", "", ["2023-09-25"]),
        ("roshhashanah", "", ["2024-10-03"]), ("lunarnewyear", "", ["2025-01-29"]),
        ("victoryday", "", ["2025-05-09"]), ("ramadan", "", ["1700"]),
    ],
)  # fmt: skip
def test_holidays(key: str, church: str, dates: list[str]) -> None:
    expected = [dt.date.fromisoformat(d) for d in dates if len(d) > 4]
    found = feasts_in(key, int(dates[0][:4]), orthodox=bool(church))
    assert [feast.first for feast in found] == expected


def test_independence_days_are_of_their_land() -> None:
    assert feasts_in("independenceday", 2024, land="UKR") == [Feast(dt.date(2024, 8, 24))]
    assert feasts_in("independenceday", 2024, land="ISR") == [Feast(dt.date(2024, 5, 14))]
    assert feasts_in("independenceday", 2024) == []


def test_a_long_hostile_line_is_read_in_time() -> None:
    for word in ("two ", "the ", "5 to 9 ", "May ", "twenty four ", "the next ", ", ", "1/2 "):
        text = word * (200_000 // len(word))
        find_times(plain_parse(text, "2025-05-29"))
