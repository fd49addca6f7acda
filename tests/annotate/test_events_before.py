"""Actors of the sentence before: where it is plain, and nowhere else."""

import datetime as dt

import pytest

from onrecord.pipeline import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def actors(reader: Reader, text: str, trigger: str) -> list[str]:
    record = reader.read(text, published=dt.date(2024, 5, 1))
    names = {m.id: m.name.quote for m in record.mentions}
    event = [e for e in record.events if e.trigger.quote == trigger][-1]
    return [names[a] for a in event.actors]


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        (
            "Russia attacked Kharkiv overnight. The strikes killed three people.",
            "strikes",
            "Russia",
        ),
        ("Russia attacked Kharkiv overnight. The strikes killed three people.", "killed", "Russia"),
        ("Turkish police arrested six men. The arrests came at dawn.", "arrests", "police"),
    ],
)
def test_a_noun_that_points_back(reader: Reader, text: str, trigger: str, who: str) -> None:
    assert actors(reader, text, trigger) == [who]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        # an attack, not the attack
        ("Russia attacked Kharkiv overnight. An attack killed three people.", "attack"),
        # which one is said, and may be another
        ("Russia attacked Kharkiv. The attack on Odesa in March killed three people.", "attack"),
        # two who did such things
        ("Russia attacked Kharkiv and Ukraine attacked Kursk. The attacks killed six.", "attacks"),
        # it may not have been
        ("Russia may attack Kharkiv. The attack killed six.", "attack"),
        # two sentences back
        ("Russia attacked Kharkiv. It rained. The attack killed six.", "attack"),
        # a deed of another kind
        ("Russia accused Kyiv. The attack killed six.", "attack"),
        # no word that points back
        ("Russia attacked Kharkiv. Six people were killed.", "killed"),
    ],
)
def test_what_is_not_plain_stays_empty(reader: Reader, text: str, trigger: str) -> None:
    assert actors(reader, text, trigger) == []


def test_the_reason_and_the_words_are_kept(reader: Reader) -> None:
    record = reader.read("Russia attacked Kharkiv. The strikes killed three people.")
    event = next(e for e in record.events if e.trigger.quote == "strikes")
    assert "in the sentence before" in (event.reason or "")
    assert event.evidence[-1].quote == "attacked"
    assert event.actor_codes[0].code == "RUS"
