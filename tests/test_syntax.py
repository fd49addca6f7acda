"""Parse and its navigation, on a real parse."""

from tests.conftest import ParseText


def test_parse_keeps_whole_document_offsets(parse_text: ParseText) -> None:
    parse = parse_text("One line here.\n\nTroops left Homs. They went north.")
    assert [s.span.quote for s in parse.sentences] == [
        "One line here.",
        "Troops left Homs.",
        "They went north.",
    ]
    assert all(parse.doc.text[t.start : t.end] == t.text for t in parse.tokens)


def test_navigation(parse_text: ParseText) -> None:
    parse = parse_text("The foreign minister of Norland left the capital.")
    head = parse.span_head(0, len("The foreign minister of Norland"))
    assert head is not None
    assert head.text == "minister"
    assert [t.text for t in parse.subtree(head.i)] == [
        "The",
        "foreign",
        "minister",
        "of",
        "Norland",
    ]
    assert parse.edges(head.i) == (0, 4)
    assert [t.lemma for t in parse.ancestors(head.i)] == ["leave"]
    assert parse.sentence_at(4) == 0
