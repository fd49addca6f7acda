"""Names → places: tables of short texts, the reasons for NIL, and what always holds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.parse import parse_passages
from onrecord.records import Link, Mention, MentionType, Passage, Place
from onrecord.resolve.gazetteer import Gazetteer, open_gazetteer
from onrecord.resolve.gazetteer_file import Entry, write_gazetteer
from onrecord.resolve.places import link_places, named_place
from onrecord.syntax import Parse
from onrecord.text import make_id, quote
from tests.conftest import ParseText, document, unmark

LABELS: dict[str, tuple[MentionType, str, bool]] = {
    "GPE": ("GPE", "NAM", False),
    "LOC": ("LOC", "NAM", False),
    "FAC": ("FAC", "NAM", False),
    "NORP": ("NORP", "NAM", False),
    "MET": ("GPE", "NAM", True),
    "NOM": ("LOC", "NOM", False),
}


def mention(parse: Parse, start: int, end: int, label: str) -> Mention:
    kind, level, metonym = LABELS[label]
    span = quote(parse.doc.text, start, end)
    return Mention(
        id=make_id("men", parse.doc.id, start, end),
        type=kind,
        level=level,  # type: ignore[arg-type]
        span=span,
        name=span,
        metonym=metonym,
        evidence=(span,),
        method="test",
    )


def link(
    parse_text: ParseText, marked: str, *, gazetteer: Gazetteer | None = None, **said: Any
) -> tuple[list[Link], dict[str, Place]]:
    """The links of the marked mentions, in text order, and the places by id."""
    text, spans = unmark(marked)
    parse = parse_text(text, **said)
    mentions = [mention(parse, *span) for span in spans]
    places, links = link_places(parse, mentions, gazetteer=gazetteer or open_gazetteer())
    for found in links:
        for evidence in found.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
    return list(links), {place.id: place for place in places}


def told(links: list[Link], places: dict[str, Place]) -> list[str]:
    """ "Paris, Texas" in the United States, "Goma, COD" elsewhere, NIL for none."""
    found = []
    for item in links:
        place = places.get(item.place or "")
        if place is None:
            found.append("NIL")
        elif place.country == "USA":
            found.append(", ".join(dict.fromkeys((place.name, place.admin1 or "USA"))))
        else:
            found.append(f"{place.name}, {place.country}")
    return found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # population and kind of place
        ("Envoys met in [Paris]GPE.", ["Paris, FRA"]),
        ("Troops left [Georgia]GPE on Friday.", ["Georgia, GEO"]),
        ("He flew to [Moscow]GPE.", ["Moscow, RUS"]),
        # the text says so
        ("He farms near the river in [Paris]GPE, [Texas]GPE.", ["Paris, Texas", "Texas"]),
        ("A fire in [Moscow]GPE, [Idaho]GPE, was put out.", ["Moscow, Idaho", "Idaho"]),
        ("A fire in [Moscow]GPE ([Idaho]GPE).", ["Moscow, Idaho", "Idaho"]),
        (
            "He moved from [Paris]GPE, [Texas]GPE, and then to [Paris]GPE, [France]GPE.",
            ["Paris, Texas", "Texas", "Paris, FRA", "France, FRA"],
        ),
        # the report's other places
        (
            (
                "The mayor of [Athens]GPE met colleagues from [Decatur]GPE, [Huntsville]GPE and "
                "[Florence]GPE at the [Alabama]GPE statehouse in [Montgomery]GPE."
            ),
            [f"{n}, Alabama" for n in ("Athens", "Decatur", "Huntsville", "Florence")]
            + ["Alabama", "Montgomery, Alabama"],
        ),
        (
            "Armed men came from [Tripoli]GPE to [Zahle]GPE and on to [Beirut]GPE in [Lebanon]GPE.",
            ["Tripoli, LBN", "Zahlé, LBN", "Beirut, LBN", "Lebanon, LBN"],
        ),
        ("Clashes broke out in [Jerusalem]GPE on Friday.", ["Jerusalem, ISR"]),
        ("Envoys of [Georgia]GPE went to [Washington]GPE.", ["Georgia, GEO", "Washington"]),
        # a list is no chain
        (
            "They visited [Georgia]GPE, [Armenia]GPE, [Azerbaijan]GPE and [Turkey]GPE.",
            ["Georgia, GEO", "Armenia, ARM", "Azerbaijan, AZE", "Turkey, TUR"],
        ),
        # adjectives and peoples
        ("[Iraqi]NORP forces and [Kenyans]NORP.", ["Iraq, IRQ", "Kenya, KEN"]),
        # what a capital that stands for its government is named after
        ("[Kyiv]MET has said no.", ["Kyiv, UKR"]),
    ],
)
def test_links(parse_text: ParseText, marked: str, expected: list[str]) -> None:
    links, places = link(parse_text, marked)
    assert told(links, places) == expected


@pytest.mark.parametrize(
    ("marked", "precision"),
    [
        ("A blast in [Ukraine]GPE.", "country"),
        ("A blast in [Donetsk Oblast]GPE.", "admin1"),
        ("A blast in [Kramatorsk]GPE.", "town"),
        ("A blast at the [Kakhovka dam]FAC.", "exact"),
        ("A blast in the [Black Sea]LOC.", "admin1"),
        ("A blast in [Qwertyville]GPE.", "none"),
    ],
)
def test_precision(parse_text: ParseText, marked: str, precision: str) -> None:
    links, _ = link(parse_text, marked)
    assert [found.precision for found in links] == [precision]


@pytest.fixture
def two_orles(tmp_path: Path) -> Callable[..., Gazetteer]:
    """A world in which two towns of one size are called Orle; `countries` says where they lie."""

    def build(*countries: str) -> Gazetteer:
        towns = [
            Entry(
                name="Orle", lat=10.0 + 20 * i, lon=30.0, feature="PPL", source="ours",
                country=country, population=20_000,
            )
            for i, country in enumerate(countries)
        ]  # fmt: skip
        states = [
            Entry(
                name=country.title(), lat=20.0, lon=30.0, feature="PCLI", source="ours",
                country=country, code=country, population=9_000_000, radius_km=900,
            )
            for country in sorted(set(countries))
        ]  # fmt: skip
        path = tmp_path / "orle.gaz"
        write_gazetteer(path, [*towns, *states], sources={"ours": "CC0"}, disputes={})
        return Gazetteer(path)

    return build


def test_nil_says_what_stood_against_each_other(
    parse_text: ParseText, two_orles: Callable[..., Gazetteer]
) -> None:
    links, places = link(parse_text, "Fighters hold [Orle]GPE.", gazetteer=two_orles("NOR", "SOU"))
    (nil,) = links
    assert (nil.place, nil.precision, places) == (None, "none", {})
    assert nil.reason == "2 places: Orle, NOR; Orle, SOU — nothing here decides"
    assert [candidate.country for candidate in nil.candidates] == ["NOR", "SOU"]


def test_what_the_rivals_agree_on_is_kept(
    parse_text: ParseText, two_orles: Callable[..., Gazetteer]
) -> None:
    links, places = link(parse_text, "Fighters hold [Orle]GPE.", gazetteer=two_orles("NOR", "NOR"))
    assert (places[links[0].place or ""].name, links[0].precision) == ("Nor", "country")
    assert links[0].reason.endswith("nothing here decides, but all lie in Nor")


def test_the_country_named_decides(
    parse_text: ParseText, two_orles: Callable[..., Gazetteer]
) -> None:
    marked = "Fighters of [Sou]GPE hold [Orle]GPE."
    links, places = link(parse_text, marked, gazetteer=two_orles("NOR", "SOU"))
    assert [places[item.place or ""].country for item in links] == ["SOU", "SOU"]
    assert "fits the report's other places" in links[1].reason


def test_an_unknown_name_is_nil_with_the_reason(parse_text: ParseText) -> None:
    links, places = link(parse_text, "Shells fell on [Qwertyville]GPE at dawn.")
    assert (links[0].place, links[0].reason, places) == (None, "not in the gazetteer", {})


def test_an_unknown_name_takes_the_area_that_the_text_puts_it_in(parse_text: ParseText) -> None:
    links, places = link(parse_text, "Shells fell on [Qwertyville]GPE, [Kharkiv Oblast]GPE.")
    assert places[links[0].place or ""].name == "Kharkiv Oblast"
    assert links[0].precision == "admin1"
    assert "the text puts it in" in links[0].reason


def test_a_metonym_is_said_to_be_one(parse_text: ParseText) -> None:
    links, _ = link(parse_text, "[Moscow]MET rejected the offer.")
    assert links[0].reason.endswith("it stands here for its government")


def test_peoples_without_a_country_get_no_link(parse_text: ParseText) -> None:
    links, _ = link(parse_text, "[Sunnis]NORP and [Democrats]NORP.")
    assert links == []


def test_the_outlet_tells_where_a_local_paper_is(parse_text: ParseText) -> None:
    marked = "The council of [Huntsville]GPE met the mayor of [Madison]GPE."
    links, places = link(parse_text, marked, outlet="Alabama Tribune")
    assert told(links, places) == ["Huntsville, Alabama", "Madison, Alabama"]


def test_candidates_come_best_first(parse_text: ParseText) -> None:
    links, _ = link(parse_text, "He lives in [Springfield]GPE, [Ohio]GPE.")
    scores = [candidate.score for candidate in links[0].candidates]
    assert scores == sorted(scores, reverse=True)
    assert links[0].candidates[0].admin1 == "Ohio"


def test_order_of_mentions_changes_nothing(parse_text: ParseText) -> None:
    text, spans = unmark("From [Athens]GPE to [Decatur]GPE in [Alabama]GPE.")
    parse = parse_text(text)
    mentions = [mention(parse, *span) for span in spans]
    gazetteer = open_gazetteer()
    assert link_places(parse, mentions, gazetteer=gazetteer) == link_places(
        parse, mentions[::-1], gazetteer=gazetteer
    )


NAMES = ["Paris", "Kyiv", "us", "U.S.", "Georgia", "Qwerty", "north of", ", ", " and ", "Goma's "]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_what_always_holds(words: list[str]) -> None:
    text = " ".join(words)
    doc = document(text)
    passage = Passage(id="pas", kind="body", span=quote(text, 0, len(text)))
    parse = parse_passages(_blank(), doc, [passage])
    mentions, at = [], 0
    for word in words:
        if word[:1].isupper() and word.strip():
            mentions.append(mention(parse, at, at + len(word), "GPE"))
        at += len(word) + 1
    places, links = link_places(parse, mentions, gazetteer=open_gazetteer())
    known = {place.id for place in places}
    assert {found.mention for found in links} == {m.id for m in mentions}
    for found in links:
        assert found.reason
        assert (found.precision == "none") == (found.place is None and found.relation is None)
        assert named_place(found) is None or named_place(found) in known
        for evidence in found.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


def _blank() -> Any:
    import spacy  # noqa: PLC0415 - a tokenizer is all that these texts need

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp
