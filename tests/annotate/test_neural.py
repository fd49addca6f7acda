"""The trained reader: joining of spans, and, where its weights are there, a few plain sentences."""

from pathlib import Path

import pytest

from onrecord.annotate.neural import (
    ReaderModel,
    Reading,
    load_reader_model,
    readable_text,
    tag_mentions,
    tag_roles,
)
from onrecord.annotate.statements import draft_statements, outermost_roles
from onrecord.errors import ConfigError
from tests.conftest import ParseText


def test_the_text_keeps_its_offsets(parse_text: ParseText) -> None:
    parse = parse_text("Rain fell.  \n\n  He said so. They left.\n")
    text = readable_text(parse)
    assert text == "Rain fell.  \n\n \nHe said so. They left."
    assert [text[s.span.start : s.span.end] for s in parse.sentences] == [
        s.span.quote for s in parse.sentences
    ]


def test_what_was_not_parsed_is_not_read(parse_text: ParseText) -> None:
    parse = parse_text("Rain fell.\nSubscribe now!\nHe left.")
    kept = [s for s in parse.sentences if "Subscribe" not in s.span.quote]
    shorter = type(parse)(
        doc=parse.doc, passages=parse.passages, sentences=tuple(kept), tokens=(), bounds=()
    )
    assert readable_text(shorter) == "Rain fell.\n" + " " * 14 + "\nHe left."


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"holds no reader\.onnx"):
        load_reader_model(tmp_path)


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    return load_reader_model()


def only(reading: Reading, text: str) -> tuple[str, str, str]:
    (statement,) = reading.statements
    return tuple(  # type: ignore[return-value]
        " … ".join(text[s:e] for s, e in role)
        for role in (statement.source, statement.cue, statement.content)
    )


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "The minister said that the bridge would reopen on Monday.",
            ("The minister", "said", "that the bridge would reopen on Monday"),
        ),
        (
            "According to two officials, the convoy turned back.",
            ("two officials", "According to", "the convoy turned back"),
        ),
        ("“We will not sign,” Anna Koval said.", ("Anna Koval", "said", "We will not sign,")),
    ],
)
def test_reads(
    model: ReaderModel, parse_text: ParseText, text: str, roles: tuple[str, str, str]
) -> None:
    found = only(tag_roles(parse_text(text), model), text)
    assert tuple(part.strip("“”") for part in found) == roles


def test_nothing_to_read(model: ReaderModel, parse_text: ParseText) -> None:
    assert tag_roles(parse_text(" \n"), model) == Reading((), ())


def test_names(model: ReaderModel, parse_text: ParseText) -> None:
    text = "Vladimir Putin met officials in Paris."
    found = tag_mentions(parse_text(text), model)
    assert [(text[m.start : m.end], m.type) for m in found if m.score > 0.8] == [
        ("Vladimir Putin", "PER"),
        ("Paris", "GPE"),
    ]
    assert tag_mentions(parse_text(" \n"), model) == ()


def test_a_hint_of_the_rules_is_heard(model: ReaderModel, parse_text: ParseText) -> None:
    parse = parse_text("The minister said that the bridge would reopen on Monday.")
    hints = outermost_roles(parse, draft_statements(parse))
    assert tag_roles(parse, model, hints).statements != tag_roles(parse, model, ()).statements


def test_same_text_same_reading(model: ReaderModel, parse_text: ParseText) -> None:
    text = "\n".join(
        f"Envoy number {n} said the talks in Geneva had failed. Nobody answered." for n in range(60)
    )
    reading, again = (tag_roles(parse_text(text), model) for _ in range(2))
    assert (reading.statements, reading.words) == (again.statements, again.words)
    assert reading.clues is not None
    assert again.clues is not None
    assert (reading.clues.told == again.clues.told).all()
    assert len(reading.statements) >= 50
    for statement in reading.statements:
        start = min(lo for role in statement[:3] for lo, _ in role)
        assert all("\n" not in text[start:hi] for _, hi in statement.content)
    assert all(-3 <= word.factuality <= 3 for word in reading.words)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norland shelled Southmark on Friday.", "ASSAULT"),
        ("Norland praised Southmark for its patience.", "SUPPORT"),
        ("Southmark was lambasted by Norland over the dam.", "ACCUSE"),
        ("Norland recalled its ambassador from Southmark.", "SANCTION"),
        ("Norland turned down a proposal by Southmark.", "REJECT"),
    ],
)
def test_what_happens_between_two(
    model: ReaderModel, parse_text: ParseText, text: str, kind: str
) -> None:
    clues = tag_roles(parse_text(text), model).clues
    assert clues is not None
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Norland", "Southmark")]
    judged = clues.judge(*spans, sentence=(0, len(text)))
    assert judged is not None
    assert judged.type == kind
