"""The country of a local report, by its words; and names used as a town's."""

import time

import pytest

from onrecord.resolve.home import MOST, find_home, is_town_here
from tests.conftest import ParseText, unmark
from tests.resolve.test_places import link, told


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The City Council met; sheriff's deputies stood by the county jail.", "USA"),
        ("He rang 555-0134 from the 300 block of Elm Street.", "USA"),
        ("Magistrates fined him £200, the Crown Court heard.", "GBR"),
        ("Gardaí in Co. Mayo are asking for witnesses, a TD said.", "IRL"),
        ("The RCMP and an MPP were told.", "CAN"),
        ("Losses came to two crore, the panchayat said.", "IND"),
        ("The barangay captain was told.", "PHL"),
    ],
)
def test_words_tell_the_country(text: str, country: str) -> None:
    home = find_home(text)
    assert max(home, key=lambda code: home[code]) == country
    assert 0 < home[country] < MOST


def test_a_report_of_the_wire_has_no_home() -> None:
    assert find_home("Envoys met on Friday and agreed to meet again.") == {}


@pytest.mark.parametrize(
    ("marked", "town"),
    [
        ("A [Lebanon]GPE woman was hurt.", True),
        ("The [Jordan]GPE City Council met.", True),
        ("Otto Rell, 60, [Lebanon]GPE, was held.", True),
        ("He lives at 4 Elm Street, [Lebanon]GPE.", True),
        ("The city of [Jordan]GPE paid.", True),
        ("Troops left [Lebanon]GPE.", False),
        ("The [Lebanon]GPE government fell.", False),
    ],
)
def test_is_town_here(marked: str, town: bool) -> None:  # noqa: FBT001 - a column of the table
    text, ((start, end, _),) = unmark(marked)
    assert is_town_here(text, start, end) == town


def test_home_decides_between_namesakes(parse_text: ParseText) -> None:
    tail = " Sheriff's deputies came, the City Council met, and the school board paid sales tax."
    marked = "A blast in [Athens]GPE."
    assert told(*link(parse_text, marked)) == ["Athens, GRC"]
    links, places = link(parse_text, marked + tail)
    assert {place.country for place in places.values()} <= {"USA"}
    assert links[0].precision in {"none", "town", "country"}


def test_a_town_that_is_called_like_a_country(parse_text: ParseText) -> None:
    marked = "A [Lebanon]GPE woman told the City Council of [Boone County]GPE deputies."
    places = link(parse_text, marked)[1]
    assert {place.country for place in places.values()} == {"USA"}


@pytest.mark.parametrize("filler", ["1 A ", "Co ", "555-", "City ", "block of "])
def test_long_lines_cost_little(filler: str) -> None:
    began = time.perf_counter()
    find_home(filler * (100_000 // len(filler)))
    assert time.perf_counter() - began < 1
