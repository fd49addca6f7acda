"""Reports on one development come together, in whatever order they arrive."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import default_reader
from onrecord.errors import InputError
from onrecord.fuse.stories import (
    StoryIndex,
    describe_story,
    find_terms,
    group,
    group_stories,
    weigh_terms,
)
from onrecord.fuse.stories.words import split_words, stem
from onrecord.records import StoryTerms
from onrecord.text import make_id
from tests.conftest import bare_record

FIRST = dt.date(2031, 4, 1)
BRIDGE = (
    "Shells hit the Orle bridge at dawn, the mayor of Orle said.",
    "Norland denied that its artillery had shelled the bridge at Orle.",
    "Engineers began to mend the Orle bridge after the shelling, the mayor said.",
)
FERRY = (
    "A ferry with ninety passengers ran aground off Cape Lunde in thick fog.",
    "Divers searched the ferry off Cape Lunde; the captain blamed the fog.",
)


def terms(text: str, day: int, name: str = "") -> StoryTerms:
    found = weigh_terms(name or make_id("doc", text, day), FIRST + dt.timedelta(day), "", [text])
    assert found is not None
    return found


def stories_of(index: StoryIndex) -> set[frozenset[str]]:
    return {frozenset(story) for story in index.stories()}


def test_each_development_is_a_story() -> None:
    bridge = [terms(text, n) for n, text in enumerate(BRIDGE)]
    ferry = [terms(text, n) for n, text in enumerate(FERRY)]
    assert group_stories([*ferry, *bridge]) == tuple(
        sorted(
            (tuple(t.doc for t in bridge), tuple(t.doc for t in ferry)), key=lambda story: story[0]
        )
    )


def test_the_same_words_long_after_are_another_story() -> None:
    near, far = terms(BRIDGE[1], 10), terms(BRIDGE[1], 120)
    assert len(group_stories([terms(BRIDGE[0], 0), near])) == 1
    assert len(group_stories([terms(BRIDGE[0], 0), far])) == 2


def test_the_story_keeps_its_name_when_a_report_is_added() -> None:
    index = StoryIndex()
    reports = [terms(text, n) for n, text in enumerate(BRIDGE)]
    assert index.add(reports[0]) == (reports[0].doc,)
    assert index.add(reports[1]) == (reports[1].doc,)
    index.add(terms(FERRY[0], 1))
    index.add(reports[2])
    assert {index.story_of(report.doc) for report in reports} == {reports[0].doc}
    assert index.documents(reports[0].doc) == tuple(report.doc for report in reports)
    assert len(index) == 4
    assert reports[0].doc in index
    assert index.add(reports[1]) == ()


def test_an_earlier_report_that_comes_late_becomes_the_founder() -> None:
    index = StoryIndex()
    first, second = terms(BRIDGE[0], 0), terms(BRIDGE[1], 1)
    index.add(second)
    assert set(index.add(first)) == {first.doc, second.doc}
    assert index.story_of(second.doc) == first.doc
    assert index.remove(first.doc) == (second.doc,)
    assert index.story_of(second.doc) == second.doc
    assert first.doc not in index


def test_one_id_with_other_words_is_refused() -> None:
    index = StoryIndex()
    index.add(terms(BRIDGE[0], 0, "doc-1"))
    with pytest.raises(InputError, match="remove it before"):
        index.add(terms(BRIDGE[1], 0, "doc-1"))


WORDS = ("orle", "lunde", "bridge", "ferry", "mayor", "fog", "shells", "divers", "truce", "envoy")
REPORTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.integers(0, 150)
    ),
    min_size=1,
    max_size=25,
)  # fmt: skip


@given(REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_any_order_ends_in_the_same_stories(drawn, rng: random.Random) -> None:
    reports = [terms(" ".join(words), day, f"doc-{n}") for n, (words, day) in enumerate(drawn)]
    expected = group_stories(reports)
    shuffled = reports[:]
    rng.shuffle(shuffled)
    index = StoryIndex()
    for report in shuffled:
        index.add(report)
    assert index.stories() == expected
    gone = shuffled[: len(shuffled) // 2]
    for report in gone:
        index.remove(report.doc)
    assert index.stories() == group_stories(shuffled[len(gone) :])
    kept = shuffled[len(gone) :]
    restored = StoryIndex()
    restored.restore(kept, {report.doc: index.story_of(report.doc) for report in kept})
    for report in gone:
        restored.add(report)
    assert restored.stories() == expected


def test_many_reports_of_few_words_in_twenty_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    """More reports share their words than are looked at, so that what is looked at is cut."""
    for name, most in (("NEAREST", 6), ("LOOKED_AT", 4), ("RECENT", 3)):
        monkeypatch.setattr(group, name, most)
    rng = random.Random(7)
    reports = []
    for n in range(70):
        rare = [f"rare{rng.randrange(30)}" for _ in range(4)]
        words = " ".join([*rng.choices(WORDS, k=2), *rare])
        reports.append(terms(words, n // 3, f"doc-{n:03d}"))
    expected = group_stories(reports)
    assert 5 <= len(expected) <= 60
    for seed in range(20):
        index = StoryIndex()
        for report in random.Random(seed).sample(reports, len(reports)):
            index.add(report)
        assert index.stories() == expected


def test_what_a_report_is_about() -> None:
    record = bare_record("The Orle bridge was shelled. The Orle bridge fell.", "2031-04-01")
    found = find_terms(record)
    assert found is not None
    weight = dict(found.terms)
    assert "the" not in weight
    assert weight["orle"] > weight["bridge"] > weight["fell"]
    assert abs(sum(w * w for w in weight.values()) - 1_000_000) < 5_000
    assert find_terms(bare_record("The Orle bridge was shelled.")) is None
    assert find_terms(bare_record("It was there.", "2031-04-01")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling hit Orle’s port.", ["shell", "hit", "orle", "port"]),
        ("“They fled,” said Ana Rell.", ["they", "fled", "said", "ana", "rell"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word for word, _ in split_words(text)] == expected


def test_names_are_told_by_their_capitals() -> None:
    assert [
        word for word, name in split_words("Shells hit Orle. Norland’s army left.") if name
    ] == ["orle"]
    assert stem("press") == "press"
    assert not list(split_words("x" * 41))


def test_what_a_story_is() -> None:
    reader = default_reader()
    texts = (
        """Shells hit Kharkiv

Russian artillery shelled Kharkiv on Monday, killing three people.
“We will rebuild,” said Ukrainian President Volodymyr Zelenskyy.""",
        """Kharkiv counts its dead

The shelling of Kharkiv by Russian artillery killed four people, Zelenskyy said on Tuesday.""",
    )
    records = [
        reader.read(text, published=FIRST + dt.timedelta(n), outlet=f"Outlet {n}")
        for n, text in enumerate(texts)
    ]
    found = [t for record in records if (t := find_terms(record)) is not None]
    story = describe_story(records, found)
    assert story.id == make_id("sto", records[0].document.id)
    assert story.documents == tuple(record.document.id for record in records)
    assert (story.start, story.end) == (FIRST, FIRST + dt.timedelta(1))
    assert story.title in {"Shells hit Kharkiv", "Kharkiv counts its dead"}
    assert "kharkiv" in story.words
    assert [place.name for place in story.places] == ["Kharkiv"]
    (zelenskyy,) = [name for name in story.actors if "Zelenskyy" in name.name]
    assert {citation.doc for citation in zelenskyy.evidence} == set(story.documents)
    text_of = {record.document.id: record.document.text for record in records}
    for evidence in (story.evidence, *(n.evidence for n in (*story.actors, *story.places))):
        for cited in evidence:
            assert text_of[cited.doc][cited.start : cited.end] == cited.quote
    copied = describe_story(records, found, copies=dict.fromkeys(story.documents, "dup-1"))
    assert copied.id == story.id
