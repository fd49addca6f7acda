"""The nearest compatible name, and the parser's own recogniser."""

import pytest

from onrecord import default_reader
from onrecord.annotate.mentions import find_mentions
from onrecord.evaluate.baselines import group_by_nearest_name, recognised_mentions
from onrecord.evaluate.mentions import TYPE_OF_LABEL


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Maria Oss met John Vell. She thanked him. He smiled.",
            [["Maria Oss", "She"], ["John Vell", "him", "He"]],
        ),
        # no cluster but by one string: the surname alone is another name, and nearer
        (
            "Maria Oss met John Vell. Oss left. She was late.",
            [["Maria Oss"], ["John Vell"], ["Oss", "She"]],
        ),
        ("It rained. France said it would act.", [["France", "it"]]),
        ("Maria Oss praised France. They agreed.", [["Maria Oss"], ["France", "They"]]),
    ],
)
def test_nearest_compatible_name(text, groups, parse_text):
    reader = default_reader()
    parse = parse_text(text)
    mentions = find_mentions(
        parse, place_type=reader.gazetteer.type_of, actor_type=reader.actors.type_of
    )
    found = group_by_nearest_name(parse, mentions, reader.actors)
    assert [[mentions[n].span.quote for n in group] for group in found] == groups


def test_recognised_mentions_are_the_parser_s_entities(parse_text):
    parse = parse_text("Angela Merkel visited Paris on Monday with 20 guests.")
    found = recognised_mentions(parse)
    assert [(m.span.quote, m.type) for m in found] == [("Angela Merkel", "PER"), ("Paris", "GPE")]
    labels = {t.ent for t in parse.tokens if t.ent}
    assert labels - TYPE_OF_LABEL.keys(), "a date or a number is recognised too, and left out"
