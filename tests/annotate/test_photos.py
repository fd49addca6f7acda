"""Old photos: captions, their dates (set by hand), and what may be said of their age."""

import dataclasses
import datetime as dt

import msgspec
import pytest

from onrecord.annotate.photos import OLD_AFTER, find_old_photos
from onrecord.records import Note, Passage, PassageKind, Sentence, Time, TimexType
from onrecord.syntax import Parse
from onrecord.text import make_id, quote
from tests.conftest import ParseText, document, unmark


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def notes(
    marked: str,
    *dates: tuple[str, str] | None,
    published: str | None = "2031-04-12",
    kind: PassageKind = "caption",
    timex: TimexType = "DATE",
) -> tuple[Note, ...]:
    """The notes on a caption whose times are marked, with the first and last day of each.

    Sentences are parted by " | ".
    """
    text, spans = unmark(marked)
    doc = document(text, published)
    passage = Passage(id="pas-1", kind=kind, span=quote(text, 0, len(text)))
    sentences, at = [], 0
    for part in text.split(" | "):
        span = quote(text, at, at + len(part))
        sentences.append(Sentence(id=make_id("sen", at), passage=passage.id, span=span))
        at += len(part) + 3
    times = tuple(
        Time(
            id=make_id("tim", start),
            type=timex,
            value="XXXX",
            start=day(known[0]) if known else None,
            end=day(known[1]) + dt.timedelta(days=1) if known else None,
            evidence=(quote(text, start, end),),
            method="by hand",
        )
        for (start, end, _), known in zip(spans, dates, strict=True)
    )
    parse = Parse(doc=doc, passages=(passage,), sentences=tuple(sentences), tokens=(), bounds=())
    found = find_old_photos(parse, times)
    assert find_old_photos(parse, times) == found
    for note in found:
        assert note.kind == "old-photo"
        assert note.subject == passage.id
        assert all(text[e.start : e.end] == e.quote for e in note.evidence)
    return found


JAN_9 = ("2031-01-09", "2031-01-09")


@pytest.mark.parametrize(
    ("marked", "dates", "message"),
    [
        ("Rell speaks in Orle, on [Jan. 9]T.", [JAN_9], "photo of 9 Jan 2031: 93 days before"),
        ("Rell speaks on [Jan. 9]T in Orle.", [JAN_9], "photo of 9 Jan 2031: 93 days before"),
        ("In this [Jan. 9, 2031]T file photo, Rell speaks.", [JAN_9], "photo of 9 Jan 2031: 93"),
        ("Photo: Rell arrives, [March 3]T.", [("2031-03-03", "2031-03-03")], "40 days before"),
        (
            "Rell in Orle in [2029]T.",
            [("2029-01-01", "2029-12-31")],
            "photo of 2029: at least 467 days before",
        ),
        (
            "Rell in Orle in [May 2030]T",
            [("2030-05-01", "2030-05-31")],
            "photo of May 2030: at least 316 days before",
        ),
        (
            "A [2029]T photo of the bridge at Orle.",
            [("2029-01-01", "2029-12-31")],
            "photo of 2029: at least 467 days before",
        ),
        (
            "Rell speaks on [Jan. 9]T. | Talks go on, on [April 12]T.",
            [JAN_9, ("2031-04-12", "2031-04-12")],
            "photo of 9 Jan 2031: 93 days before",
        ),
        (
            "Rell speaks in Orle. | The photo was taken on [Jan. 9]T.",
            [JAN_9],
            "photo of 9 Jan 2031: 93 days before",
        ),
    ],
)
def test_an_old_photo_is_noted(marked: str, dates: list[tuple[str, str]], message: str) -> None:
    (note,) = notes(marked, *dates)
    assert note.message.startswith(message) or message in note.message
    assert note.message.endswith("before publication")
    assert note.evidence[0].quote in marked


@pytest.mark.parametrize(
    ("marked", "dates"),
    [
        ("Rell speaks in Orle.", []),
        ("Rell speaks on [Friday]T.", [None]),
        ("Rell speaks on [April 8]T.", [("2031-04-08", "2031-04-08")]),
        ("Rell speaks in Orle in [2031]T.", [("2031-01-01", "2031-12-31")]),
        ("Rell, elected in [2019]T, speaks in Orle.", [("2019-01-01", "2019-12-31")]),
        ("People mourn the dead of the [Jan. 9]T attack.", [JAN_9]),
        ("Troops have held the bridge since [Jan. 9]T.", [JAN_9]),
        (
            "Rell, who signed on [Jan. 9]T, waves on [April 8]T.",
            [JAN_9, ("2031-04-08", "2031-04-08")],
        ),
        ("Rell is to speak on [May 9]T.", [("2031-05-09", "2031-05-09")]),
    ],
)
def test_nothing_is_said_of_other_photos(marked: str, dates: list[tuple[str, str] | None]) -> None:
    assert notes(marked, *dates) == ()


def test_a_month_is_the_limit() -> None:
    published = dt.date(2031, 4, 12)
    old = (published - OLD_AFTER).isoformat()
    young = (published - OLD_AFTER + dt.timedelta(days=1)).isoformat()
    assert len(notes("Rell speaks on [a day]T.", (old, old))) == 1
    assert notes("Rell speaks on [a day]T.", (young, young)) == ()


def test_only_captions_have_photos() -> None:
    assert notes("Rell spoke in Orle on [Jan. 9]T.", JAN_9, kind="body") == ()


def test_a_length_is_no_date() -> None:
    assert notes("Rell spoke for [ten days]T.", JAN_9, timex="DURATION") == ()


def test_without_a_publication_date_no_age_is_known() -> None:
    assert notes("Rell speaks on [Jan. 9, 2031]T.", JAN_9, published=None) == ()


@pytest.mark.parametrize(
    ("caption", "word"),
    [
        ("FILE PHOTO: Rell speaks in Orle.", "FILE PHOTO"),
        ("FILE - Rell speaks in Orle.", "FILE -"),
        ("Rell speaks in Orle (file photo).", "file photo"),
    ],
)
def test_the_report_calls_it_a_file_photo(caption: str, word: str) -> None:
    (note,) = notes(caption)
    assert note.message == "the report calls it a file photo; its age is not known"
    assert note.evidence[0].quote == word


def test_a_file_photo_of_last_week_is_not_old() -> None:
    assert notes("FILE - Rell speaks on [April 2]T.", ("2031-04-02", "2031-04-02")) == ()


@pytest.mark.parametrize(
    "caption",
    ["The bridge at Orle, which was built in 1990.", "Rell, who led the talks on Jan. 9, in Orle."],
)
def test_a_caption_that_tells_the_past(caption: str, parse_text: ParseText) -> None:
    parse = parse_text(caption, "2031-04-12")
    passages = tuple(Passage(id=p.id, kind="caption", span=p.span) for p in parse.passages)
    parse = dataclasses.replace(parse, passages=passages)
    date = "1990" if "1990" in caption else "Jan. 9"
    start = caption.index(date)
    time = Time(
        id="tim-1",
        type="DATE",
        value=date,
        start=day("1990-01-09"),
        end=day("1990-01-10"),
        evidence=(quote(caption, start, start + len(date)),),
        method="by hand",
    )
    year = msgspec.structs.replace(time, end=day("1991-01-01"))
    assert find_old_photos(parse, [year if date == "1990" else time]) == ()


def test_a_file_photo_without_any_date_known() -> None:
    (note,) = notes("FILE - Rell speaks on [Jan. 9, 2031]T.", JAN_9, published=None)
    assert "its age is not known" in note.message
