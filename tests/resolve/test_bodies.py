"""Which body a description of its kind means."""

import pytest

from onrecord import default_reader
from tests.conftest import ParseText

BODY = "Defence Ministry"


@pytest.mark.parametrize(
    ("text", "description", "name"),
    [
        ("NATO sent ships. The alliance said they would stay.", "The alliance", "NATO"),
        ("NATO met. Mark Rutte spoke. Norway agreed. The bloc will vote.", "The bloc", "NATO"),
        (
            "Hezbollah fired. The Iran-backed group warned Israel.",
            "The Iran-backed group",
            "Hezbollah",
        ),
        (
            "Harbour Works Ltd lost a crane. The company is sorry.",
            "The company",
            "Harbour Works Ltd",
        ),
        (
            "Norway's Finance Ministry agreed. The ministry will pay.",
            "The ministry",
            "Finance Ministry",
        ),
    ],
)
def test_joined(parse_text: ParseText, text: str, description: str, name: str):
    assert _entity(parse_text, text, description) == name


@pytest.mark.parametrize(
    ("text", "description"),
    [
        # no alliance was named
        ("Harbour Works Ltd lost a crane. The alliance is sorry.", "The alliance"),
        # two bodies, and neither is known to be a company
        ("The Harbour Forum and the Vale Institute met. The company is sorry.", "The company"),
        ("NATO met. It rained. It snowed. It hailed. It thawed. The bloc voted.", "The bloc"),
    ],
)
def test_apart(parse_text: ParseText, text: str, description: str):
    assert _entity(parse_text, text, description) == description


def _entity(parse_text: ParseText, text: str, description: str) -> str:
    mentions, entities = default_reader().mentions(parse_text(text))
    mention = next(m for m in mentions if m.span.quote == description)
    return next(e.name for e in entities if e.id == mention.entity)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (
            f"Ukraine's {BODY} spoke. Russia's {BODY} spoke. The {BODY} left. Russia's {BODY} is.",
            [[0, 0], [1, 3], [2, 2]],
        ),
        ("Ukraine's General Staff spoke. The General Staff said so.", [[0, 1]]),
    ],
)
def test_bodies_of_one_name_and_two_countries_are_two(
    parse_text: ParseText, text: str, same: list[list[int]]
):
    mentions, _ = default_reader().mentions(parse_text(text))
    found = [m.entity for m in mentions if m.type == "ORG" and m.level == "NAM"]
    assert [found[a] == found[b] for a, b in same] == [True] * len(same)
    assert len(set(found)) == len(same)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("The Vale Harbour Council met. The Harbour Council voted.", True),
        ("The Vale Harbour Board and the Oss Harbour Board met. The Harbour Board voted.", False),
        ("The Russian Defence Ministry spoke. Ukraine's Defence Ministry spoke.", False),
    ],
)
def test_the_end_of_a_name_is_the_one_body_that_has_it(
    parse_text: ParseText, text: str, *, same: bool
):
    mentions, _ = default_reader().mentions(parse_text(text))
    found = [m.entity for m in mentions if m.type == "ORG" and m.level == "NAM"]
    assert (found[-1] in found[:-1]) is same
