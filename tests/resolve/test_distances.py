"""Stated distances against the straight line."""

import re

import pytest

from onrecord.records import Note, Quantity
from onrecord.resolve.distances import check_distances
from onrecord.resolve.gazetteer import open_gazetteer
from onrecord.resolve.places import link_places
from onrecord.text import make_id, quote
from tests.conftest import ParseText, unmark
from tests.resolve.test_places import mention

UNITS = {"mile": "mile", "km": "kilometre", "kilometre": "kilometre", "metre": "metre"}


def notes(parse_text: ParseText, marked: str) -> tuple[Note, ...]:
    """The notes on a text in which places are marked; every "N miles" is a quantity."""
    text, spans = unmark(marked)
    parse = parse_text(text)
    places, links = link_places(
        parse, [mention(parse, *span) for span in spans], gazetteer=open_gazetteer()
    )
    quantities = [
        Quantity(
            id=make_id("qua", found.start()),
            low=float(found[1]),
            high=float(found[1]),
            unit=UNITS[found[2]],
            evidence=(quote(text, found.start(), found.end()),),
            method="test",
        )
        for found in re.finditer(r"(\d+) (mile|km|kilometre|metre)s?", text)
    ]
    found = check_distances(parse, quantities, links, places)
    for note in found:
        for evidence in note.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
    return found


@pytest.mark.parametrize(
    "marked",
    [
        # right, or right for some part of the region
        "The [Sumy region]GPE, which is a mere 200 miles away from the capital city of [Kyiv]GPE.",
        "[Lviv]GPE, 470 km west of [Kyiv]GPE, was quiet.",
        "[Kharkiv]GPE lies about 30 km from [Belgorod]GPE.",
        # by road
        "[Goma]GPE is 200 km from [Bukavu]GPE.",
        # no distance between two named places
        "Troops in [Lviv]GPE fired rockets that flew 20 km from [Kyiv]GPE.",
        "They walked 20 miles from [Kyiv]GPE.",
        "[Lviv]GPE, 20 metres from [Kyiv]GPE.",
        "[Russia]GPE is 20 km from [Kyiv]GPE.",
        "[Kyiv]GPE is 20 km from [Kyiv]GPE.",
    ],
)
def test_nothing_to_note(parse_text: ParseText, marked: str) -> None:
    assert notes(parse_text, marked) == ()


@pytest.mark.parametrize(
    ("marked", "stated", "straight"),
    [
        ("[Lviv]GPE, which is only 50 miles from [Kyiv]GPE, was quiet.", 80, 470),
        ("[Kharkiv]GPE is located some 900 km from [Belgorod]GPE.", 900, 74),
        ("The town of [Bukavu]GPE, 5 km from the city of [Kinshasa]GPE.", 5, 1500),
    ],
)
def test_gross_mismatch(parse_text: ParseText, marked: str, stated: int, straight: int) -> None:
    (note,) = notes(parse_text, marked)
    assert note.kind == "distance-mismatch"
    assert f"stated as {stated} km" in note.message
    told = re.search(r"lie (\d+) km apart", note.message)
    assert told is not None
    assert int(told[1]) == pytest.approx(straight, rel=0.1)
    assert len(note.evidence) == 3
