"""Speakers against labels made by hand."""

import pytest

from onrecord.evaluate.spans import Span
from onrecord.evaluate.speakers import Label, judge_label, score_speakers
from onrecord.records import Entity, Mention, MentionLevel, Statement
from onrecord.text import quote

TEXT = "Ana Rell said the port was open. Officials said it was shut. The Vale opened early."
ANA, OFFICIALS, VALE = (0, 8), (33, 42), (61, 69)
CUES = {ANA: (9, 13), OFFICIALS: (43, 47), VALE: (70, 76)}


def _statement(source: Span, speaker: str | None) -> Statement:
    return Statement(
        id=f"sta-{source[0]}",
        source=(quote(TEXT, *source),),
        cue=(quote(TEXT, *CUES[source]),),
        content=(),
        kind="indirect",
        act="assert",
        speaker=speaker,
        evidence=(),
        method="given",
    )


def _entity(
    key: str, name: str, *, actor: str | None = None, aliases: tuple[str, ...] = ()
) -> Entity:
    return Entity(
        id=key, type="PER", name=name, aliases=aliases, actor=actor, reason="given", evidence=(),
        method="given",
    )  # fmt: skip


def _mention(span: Span, entity: str, level: MentionLevel) -> Mention:
    found = quote(TEXT, *span)
    return Mention(
        id=f"men-{span[0]}", type="PER", level=level, span=found, name=found, entity=entity,
        evidence=(found,), method="given",
    )  # fmt: skip


ENTITIES = [
    _entity("ana", "Ana Rell", aliases=("Ms. Rell",)),
    _entity("officials", "Officials"),
    _entity("cabinet", "Vale Cabinet", actor="vale"),
]
MENTIONS = [_mention(ANA, "ana", "NAM"), _mention(OFFICIALS, "officials", "NOM")]


def _label(
    source: Span, speaker: str | tuple[str | None, ...] | None = None, *, statement: bool = True
) -> Label:
    return Label(id="r", source=source, cue=CUES[source], speaker=speaker, statement=statement)


@pytest.mark.parametrize(
    ("label", "ours", "verdict"),
    [
        (_label(ANA, "ana rell"), "ana", "right"),
        (_label(ANA, ("A. Rell", "Ms Rell")), "ana", "right"),
        (_label(ANA, "Ana Vell"), "ana", "wrong"),
        (_label(ANA, "Ana Rell"), None, "wrong"),
        (_label(ANA, ("Ana Rell", None)), None, "right"),
        (_label(ANA), "ana", "wrong"),
        (_label(OFFICIALS), "officials", "right"),  # an entity that is nowhere named
        (_label(OFFICIALS), "cabinet", "wrong"),  # a row of the actor table
        (_label(OFFICIALS), None, "right"),
        (_label(OFFICIALS, statement=False), "officials", "made up"),
    ],
)
def test_verdicts(label: Label, ours: str | None, verdict: str) -> None:
    statements = [_statement(label.source, ours)]
    assert judge_label(label, statements, MENTIONS, ENTITIES).verdict == verdict


def test_without_a_statement() -> None:
    assert judge_label(_label(VALE, "Vale"), [], [], []).verdict == "missed"
    assert judge_label(_label(VALE, statement=False), [], [], []).verdict == "left out"


def test_the_statement_with_the_cue() -> None:
    wide = (ANA[0], OFFICIALS[1])
    label = Label(id="r", source=wide, cue=CUES[OFFICIALS], speaker=None)
    statements = [_statement(ANA, "ana"), _statement(OFFICIALS, "officials")]
    assert judge_label(label, statements, MENTIONS, ENTITIES).verdict == "right"


def test_by_hand() -> None:
    answers = [
        judge_label(_label(ANA, "Ana Rell"), [_statement(ANA, "ana")], MENTIONS, ENTITIES),
        judge_label(_label(OFFICIALS), [_statement(OFFICIALS, "ana")], MENTIONS, ENTITIES),
        judge_label(_label(VALE, "Vale"), [], MENTIONS, ENTITIES),
        judge_label(_label(VALE, statement=False), [], MENTIONS, ENTITIES),
    ]
    metrics = score_speakers(answers)
    assert metrics["right"] == metrics["wrong"] == metrics["missed"] == pytest.approx(1 / 3)
    assert metrics["named_right"] == pytest.approx(1 / 2)
    assert metrics["nil_right"] == 0.0
    assert metrics["made_up"] == 0.0
    assert metrics["right_of_all"] == pytest.approx(2 / 4)
