"""Place names inside organisations, titles and descriptions: which are read, which are left."""

import pytest

from onrecord.annotate.mentions import find_mentions
from onrecord.resolve.actors import load_actors
from onrecord.resolve.gazetteer import open_gazetteer
from onrecord.resolve.places import OF, link_places, named_places
from tests.conftest import ParseText


def inner(parse_text: ParseText, text: str) -> list[tuple[str, str]]:
    """(name, country of the place) of every place name that stands inside another name."""
    parse, gazetteer = parse_text(text), open_gazetteer()
    mentions = find_mentions(
        parse, place_type=gazetteer.type_of, actor_type=load_actors(None).type_of
    )
    places, links = link_places(parse, mentions, gazetteer=gazetteer)
    country = {place.id: place.country or "" for place in places}
    found = []
    for link in links:
        if link.relation is not None and link.relation.kind == OF:
            assert (link.place, link.precision) == (None, "relative")
            assert link.evidence[-1].quote in text
            found += [(name.quote, country[id_]) for name, id_ in named_places(link)]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Nairobi Police Department said so.", [("Nairobi", "KEN")]),
        ("A Nairobi teacher was hurt.", [("Nairobi", "KEN")]),
        ("They asked Nairobi Mayor Otto Rell about it.", [("Nairobi", "KEN")]),
        ("Norwegian officials left for home.", [("Norwegian", "NOR")]),
        ("The University of Nairobi closed on Friday.", [("Nairobi", "KEN")]),
        (
            "Ames County deputies came, and so did Laurel County deputies.",
            [("Laurel County", "USA")],
        ),
        # a word that is common, or a person's, and a town as well
        ("The Police Department said so.", []),
        ("Many residents fled.", []),
        ("The Union Council met.", []),
        ("Otto Lansing spoke. The Lansing Foundation paid.", []),
        # a place by itself is no inner name
        ("He lives in Nairobi.", []),
    ],
)
def test_inner_names(parse_text: ParseText, text: str, expected: list[tuple[str, str]]) -> None:
    assert inner(parse_text, text) == expected
