"""Which body a description of its kind means."""

import pytest

from onrecord import default_reader
from tests.conftest import ParseText


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
