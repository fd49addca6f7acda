"""Places told by another: what relation is read, and that the anchor's point is never taken."""

import time

import pytest

from onrecord.records import Link
from onrecord.resolve.gazetteer import open_gazetteer
from onrecord.resolve.places import link_places, named_place
from onrecord.resolve.relative import read_bearing, split_part
from tests.conftest import ParseText, unmark
from tests.resolve.test_places import link, mention

MILE = 1.609344


def only_relative(links: list[Link]) -> Link:
    (found,) = [item for item in links if item.relation is not None]
    return found


@pytest.mark.parametrize(
    ("marked", "kind", "bearing", "phrase"),
    [
        ("Rebels moved north of [Goma]GPE at dawn.", "direction", "N", "north of Goma"),
        ("A base just south-east of [Homs]GPE.", "direction", "SE", "south-east of Homs"),
        ("Shells fell outside [Homs]GPE.", "outside", None, "outside Homs"),
        ("They dug in on the outskirts of [Kharkiv]GPE.", "outside", None, None),
        ("A drone fell near the city of [Odesa]GPE.", "near", None, "near the city of Odesa"),
        ("A ship sank off the coast of [Yemen]GPE.", "off", None, "off the coast of Yemen"),
        ("Raids went on in eastern [Syria]GPE.", "part", "E", "eastern Syria"),
        ("Raids went on in [eastern Syria]LOC.", "part", "E", "eastern Syria"),
        ("A quake in the far [South Sulawesi]LOC hills.", None, None, None),
        ("A fire in [Northern Kyiv]GPE.", "part", "N", "Northern Kyiv"),
        ("Tanks crossed the border with [Chad]GPE.", "border", None, "the border with Chad"),
        (
            "Troops stood near [the northern border of Ukraine]NOM.",
            "border", "N", "the northern border of Ukraine",
        ),
        (
            "Troops stood near the northern border of [Ukraine]GPE.",
            "border", "N", "the northern border of Ukraine",
        ),
        ("They hold [Chad]GPE’s northern territory.", "part", "N", "Chad’s northern territory"),
        ("He visited [Kyiv]GPE on Monday.", None, None, None),
        ("He flew from [Kyiv]GPE on Monday.", None, None, None),
        ("Most of [Ukraine]GPE was dark.", None, None, None),
        ("Snow fell in eastern [Kyiv]GPE.", None, None, None),
    ],
)  # fmt: skip
def test_relations(
    parse_text: ParseText, marked: str, kind: str | None, bearing: str | None, phrase: str | None
) -> None:
    links, places = link(parse_text, marked)
    if kind is None:
        assert [item.relation for item in links] == [None]
        return
    found = only_relative(links)
    assert (found.place, found.precision) == (None, "relative")
    assert found.relation is not None
    assert (found.relation.kind, found.relation.bearing) == (kind, bearing)
    assert named_place(found) in places
    if phrase is not None:
        assert found.evidence[-1].quote == phrase


@pytest.mark.parametrize(
    ("marked", "low", "high", "bearing"),
    [
        ("It is a mere 200 miles away from the capital city of [Kyiv]GPE.", 290, 354, None),
        ("A camp 30 km north of [Goma]GPE.", 27, 33, "N"),
        ("A camp 5-10 kilometers from [Goma]GPE.", 5, 10, None),
        ("A camp about six miles (10 km) west of [Goma]GPE.", 8.7, 10.6, "W"),
        ("A camp 1,200 kilometres south of [Tripoli]GPE.", 1080, 1320, "S"),
    ],
)
def test_distances(
    parse_text: ParseText, marked: str, low: float, high: float, bearing: str | None
) -> None:
    relation = only_relative(link(parse_text, marked)[0]).relation
    assert relation is not None
    assert relation.kind == "distance"
    assert relation.distance_km == pytest.approx((low, high), rel=0.02)
    assert relation.bearing == bearing


def test_a_distance_said_of_a_named_place_leaves_the_other_as_it_is(parse_text: ParseText) -> None:
    marked = "Shells hit the [Sumy region]GPE, which is a mere 200 miles away from [Kyiv]GPE."
    links, places = link(parse_text, marked)
    assert [(item.precision, item.relation) for item in links] == [("admin1", None), ("town", None)]
    assert places[links[1].place or ""].name == "Kyiv"


def test_a_border_has_both_sides(parse_text: ParseText) -> None:
    links, places = link(parse_text, "Guards watch [the Lebanese-Israeli border]NOM.")
    relation = only_relative(links).relation
    assert relation is not None
    assert [places[id_].country for id_ in relation.anchors] == ["LBN", "ISR"]


def test_between_has_both_ends(parse_text: ParseText) -> None:
    marked = "Trucks burned on the road between [Goma]GPE and [Bukavu]GPE."
    links, places = link(parse_text, marked)
    for found in links:
        assert found.relation is not None
        assert found.relation.kind == "between"
        names = [places[id_].name for id_ in found.relation.anchors]
        assert sorted(names) == ["Bukavu", "Goma"]
    assert places[named_place(links[0]) or ""].name == "Goma"


def test_talks_between_two_states_are_no_place(parse_text: ParseText) -> None:
    links, _ = link(parse_text, "Talks between [Russia]GPE and [Ukraine]GPE failed.")
    assert [item.relation for item in links] == [None, None]


def test_a_description_without_a_name_gets_no_link(parse_text: ParseText) -> None:
    assert link(parse_text, "They crossed [the border]NOM.")[0] == []


def test_a_relation_to_an_unknown_place_is_nil(parse_text: ParseText) -> None:
    links, places = link(parse_text, "A camp north of [Qwertyville]GPE.")
    assert (links[0].place, links[0].relation, links[0].precision) == (None, None, "none")
    assert places == {}


def test_words_of_direction() -> None:
    assert [read_bearing(w) for w in ("southern", "South-East", "far north", "central", None)] == [
        "S", "SE", "N", None, None,
    ]  # fmt: skip
    assert split_part("northern Mali") == ("Mali", "N")
    assert split_part("Goma") is None


@pytest.mark.parametrize("filler", ["north ", "1,", "the ", "a-", "city of ", "(", "miles "])
def test_long_lines_cost_little(parse_text: ParseText, filler: str) -> None:
    text, ((start, end, label),) = unmark(filler * (4000 // len(filler)) + "[Kyiv]GPE.")
    parse = parse_text(text)
    began = time.perf_counter()
    link_places(parse, [mention(parse, start, end, label)], gazetteer=open_gazetteer())
    assert time.perf_counter() - began < 1
