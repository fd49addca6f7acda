"""The customs of a gold set, and our mentions put in its way."""

import pytest

from onrecord import default_reader
from onrecord.evaluate.conventions import Conventions, put_as_marked, read_conventions
from onrecord.evaluate.gold import GoldMention, MentionsRow
from onrecord.evaluate.mentions import TypedSpan
from onrecord.evaluate.reports import given_mention, parse_excerpt
from onrecord.records import MentionLevel, MentionType
from tests.conftest import unmark

PLAIN = Conventions(pronouns=frozenset(), articles=False, groups_are_organisations=False)
FULL = Conventions(
    pronouns=frozenset({"she", "they"}), articles=True, groups_are_organisations=True
)


def row(marked: str) -> MentionsRow:
    text, spans = unmark(marked)
    entities = tuple(GoldMention(start=s, end=e, type=label) for s, e, label in spans)
    return MentionsRow(id="a", text=text, entities=entities)


def test_customs_are_read_off_the_set():
    re3d = row(
        "[The army]Organisation left, [she]Person said, and [they]Organisation fled. It is her day."
    )
    assert read_conventions([re3d]) == FULL
    conll = row("The [Harbour Council]ORG met [Oss]PER in [Vale]LOC, she said.")
    assert read_conventions([conll]) == PLAIN


def test_a_slip_is_no_custom():
    rows = [row("The [Council]ORG met.")] * 98 + [row("[The Council]ORG met [her]PER.")]
    assert read_conventions(rows) == PLAIN


@pytest.mark.parametrize(
    ("marked", "kind", "level", "full"),
    [
        ("The [Harbour Council]X met.", "ORG", "NAM", ("The Harbour Council", "ORG")),
        ("Bathe [Vale]X in light.", "GPE", "NAM", ("Vale", "GPE")),
        ("The [Spanish]X fleet left.", "NORP", "NAM", ("Spanish", "NORP")),
        ("They saw [armed fighters]X there.", "PER", "NOM", ("armed fighters", "ORG")),
        ("They saw a [fighter]X there.", "PER", "NOM", ("a fighter", "PER")),
        ("The guards said [they]X left.", "PER", "PRO", ("they", "ORG")),
    ],
)  # fmt: skip
def test_put_as_marked(
    marked: str,
    kind: MentionType,
    level: MentionLevel,
    full: tuple[str, str],
):
    text, [(start, end, _)] = unmark(marked)
    parse = parse_excerpt(default_reader(), text)
    mention = given_mention(parse.doc, (start, end), kind, level)
    put = put_as_marked(parse, mention, FULL)
    assert put is not None
    assert (text[put.start : put.end], put.type) == full
    assert put_as_marked(parse, mention, PLAIN) == (
        None if level == "PRO" else TypedSpan(start, end, kind)
    )
