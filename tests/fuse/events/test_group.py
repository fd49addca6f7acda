"""Which events of several reports are one."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.fuse.events import EventFact, ReportFacts, group_events
from onrecord.fuse.events.facts import Spot, sentence_words, telling
from onrecord.fuse.near import Words

TERMS = {"orle": 700, "bridge": 500, "shell": 400, "norland": 300}
ORLE = Spot("pla-1", 50.0, 30.0, wide=False)
TARN = Spot("pla-2", 52.0, 30.0, wide=False)


def told(
    doc: str,
    sentence: str,
    head: str,
    *,
    day: str,
    at: str | None = None,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    spot: Spot | None = None,
    happened: bool = True,
) -> ReportFacts:
    """A report of one event."""
    words, names = sentence_words(sentence)
    when = dt.date.fromisoformat(at) if at is not None else None
    event = EventFact(
        id=f"eve-{doc}",
        doc=doc,
        published=dt.date.fromisoformat(day),
        start=0,
        head=head,
        trigger=frozenset({head}),
        type="ASSAULT",
        happened=happened,
        actors=telling(actors),
        recipients=telling(recipients),
        actor_keys=frozenset(actors),
        recipient_keys=frozenset(recipients),
        words=words - {head},
        names=names,
        spot=spot,
        first=when,
        last=when,
        sentence=sentence,
    )
    return ReportFacts(Words(doc, event.published, TERMS), f"outlet of {doc}", (event,))


SHELLED = told(
    "a", "Norland's army shelled Orle on Monday.", "shell", day="2031-04-08", at="2031-04-07",
    actors=("norland army",), recipients=("orle",), spot=ORLE,
)  # fmt: skip
AGAIN = told(
    "b", "Shells fired by Norland's army hit Orle, killing nine.", "shell", day="2031-04-08",
    actors=("norland army",), recipients=("orle",), spot=ORLE,
)  # fmt: skip
ELSEWHERE = replace(
    told("c", "Norland's army shelled Tarn on Monday.", "shell", day="2031-04-08",
         at="2031-04-07", actors=("norland army",), recipients=("tarn",), spot=TARN)
)  # fmt: skip
NEXT_DAY = told(
    "d", "Norland's army shelled Orle on Tuesday.", "shell", day="2031-04-09", at="2031-04-08",
    actors=("norland army",), recipients=("orle",), spot=ORLE,
)  # fmt: skip
PLANNED = told(
    "e", "Norland's army is to shell Orle.", "shell", day="2031-04-08",
    actors=("norland army",), recipients=("orle",), spot=ORLE, happened=False,
)  # fmt: skip
MONTHS_ON = told(
    "f", "Norland's army shelled Orle.", "shell", day="2031-05-29",
    actors=("norland army",), recipients=("orle",), spot=ORLE,
)  # fmt: skip


def groups(*reports: ReportFacts) -> list[str]:
    return sorted("".join(event.doc for event in group) for group in group_events(reports))


def test_two_reports_of_one_day_tell_of_one_event() -> None:
    assert groups(SHELLED, AGAIN) == ["ab"]


def test_another_town_day_or_month_is_another_event() -> None:
    assert groups(SHELLED, ELSEWHERE) == ["a", "c"]
    assert groups(SHELLED, NEXT_DAY) == ["a", "d"]
    assert groups(SHELLED, MONTHS_ON) == ["a", "f"]


def test_what_is_to_come_is_not_what_happened() -> None:
    assert groups(SHELLED, PLANNED) == ["a", "e"]


def test_reports_of_different_matters_are_not_compared() -> None:
    other = replace(AGAIN, words=replace(AGAIN.words, terms={"vine": 900, "harvest": 400}))
    assert groups(SHELLED, other) == ["a", "b"]


def test_one_report_in_another_dress_is_the_same_event() -> None:
    copy = replace(
        SHELLED,
        words=replace(SHELLED.words, doc="z"),
        events=(replace(SHELLED.events[0], id="eve-z", doc="z"),),
        outlet="other",
    )
    assert groups(SHELLED, copy) == ["az"]


@given(st.permutations([SHELLED, AGAIN, ELSEWHERE, NEXT_DAY, PLANNED, MONTHS_ON]))
def test_the_order_of_arrival_changes_nothing(reports: list[ReportFacts]) -> None:
    assert group_events(reports) == group_events(
        [SHELLED, AGAIN, ELSEWHERE, NEXT_DAY, PLANNED, MONTHS_ON]
    )
