"""Old photos: captions whose picture was taken long before the report came out."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from onrecord.records import Evidence, Note, Passage, Time
from onrecord.syntax import Parse
from onrecord.text import make_id, quote

METHOD = "rules:old-photo/1"
OLD_AFTER = dt.timedelta(days=30)
"""From here on a photo is old: one of the last month is still of the story's own course."""

A_DAY = dt.timedelta(days=1)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_IN_THIS = re.compile(r"\b(?:[Ii]n|[Tt]his|[Aa])(?: this)? (?:[\w-]+,? ){0,3}$")
_OF_PHOTO = re.compile(r",? (?:[\w-]+ ){0,3}(?:photo|photograph|picture|image|grab|screenshot)\b")
_OF_ELSE = re.compile(
    r"\b(?:since|after|before|until|till|ahead of|following|of|by|between)(?: the| last)? $"
    r"|\b(?:born|died|elected|founded|launched|opened|released) (?:on |in )?$"
)
_GOES_ON = re.compile(
    r"\s*[,;.)–—-]|\s(?:in|at|on|near|during|outside|inside|as|after|before|ahead|following|when"
    r"|while|with|for|to|amid|along|over|where|by)\b"
)
_FILED = re.compile(
    r"\b(?:FILE|File|ARCHIVE)\s*[-–—:]|\b(?:[Ff]ile|FILE|archive|ARCHIVE)"
    r" (?:photo|PHOTO|photograph|picture|PICTURE|image|IMAGE)\b"
)


def find_old_photos(parse: Parse, times: Iterable[Time]) -> tuple[Note, ...]:
    """One note for each caption of an old photo, in text order.

    A photo's date is the latest one in the first sentence of its caption that has any, and its age
    is counted from the end of that date, so that a month or a year says no more than it does. The
    report's own word ("FILE PHOTO") is enough without a date; a date without a publication date to
    count to is not.
    """
    dated = [t for t in times if t.type in {"DATE", "TIME"} and t.start and t.end and t.evidence]
    notes: list[Note] = []
    for passage in parse.passages:
        if passage.kind != "caption":
            continue
        time = _photo_time(parse, passage, dated)
        filed = _filed(parse, passage)
        age = _age(parse, time) if time else None
        if time is not None and age is not None and age >= OLD_AFTER:
            notes.append(_note(parse, passage, _say_age(time, age), time.evidence))
        elif filed is not None and age is None:
            message = "the report calls it a file photo; its age is not known"
            notes.append(_note(parse, passage, message, (filed,)))
    return tuple(notes)


def _photo_time(parse: Parse, passage: Passage, dated: list[Time]) -> Time | None:
    """When the photo was taken, as far as its caption says."""
    for within in _sentences(parse, passage):
        found = [
            t
            for t in dated
            if within.start <= t.evidence[0].start
            and t.evidence[-1].end <= within.end
            and _dates_photo(within, t, tells=_tells_past(parse, within))
        ]
        if found:
            return max(found, key=lambda t: (str(t.end), t.evidence[0].start))
    return None


def _tells_past(parse: Parse, sentence: Evidence) -> bool:
    """Whether a sentence tells what happened, not what the picture shows."""
    first, last = parse.token_range(sentence.start, sentence.end)
    return any(token.tag == "VBD" for token in parse.tokens[first:last])


def _dates_photo(sentence: Evidence, time: Time, *, tells: bool) -> bool:
    """Whether a date in a caption can be the photo's own.

    "In Orle on May 16." and "in this May 16 photo" are; the date of something else is not ("the
    May 16 attack", "since May 16"), nor a month or year in mid-sentence ("elected in 2019") or in
    one that tells the past ("which was launched in 2019").
    """
    before = sentence.quote[: time.evidence[0].start - sentence.start]
    after = sentence.quote[time.evidence[-1].end - sentence.start :]
    if _IN_THIS.search(before) and _OF_PHOTO.match(after):
        return True
    if _OF_ELSE.search(before):
        return False
    last = not any(c.isalnum() for c in after)
    if time.start is None or time.end is None or time.end - time.start > A_DAY:
        return last and not tells
    return last or (not tells and _GOES_ON.match(after) is not None)


def _sentences(parse: Parse, passage: Passage) -> Iterator[Evidence]:
    """The sentences of a caption; the whole of it where it was not parsed."""
    spans = [s.span for s in parse.sentences if s.passage == passage.id]
    return iter(spans or [passage.span])


def _age(parse: Parse, time: Time) -> dt.timedelta | None:
    """Publication day less the last day the time can mean; None without a publication date."""
    if parse.doc.published is None or time.end is None:
        return None
    return parse.doc.published - _last_day(time.end)


def _last_day(end: dt.datetime) -> dt.date:
    """The last day of an interval that ends before `end`."""
    return (end - dt.timedelta(microseconds=1)).date()


def _say_age(time: Time, age: dt.timedelta) -> str:
    """The age in words.

    A day is written out, a longer time as the report has it: its age is then a lower bound.
    """
    if time.start is None or time.end is None or time.end - time.start > A_DAY:
        return f"photo of {time.evidence[0].quote}: at least {age.days} days before publication"
    day = time.start.date()
    written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"photo of {written}: {age.days} days before publication"


def _filed(parse: Parse, passage: Passage) -> Evidence | None:
    """Where a caption says that its photo is from the files."""
    found = _FILED.search(passage.span.quote)
    if found is None:
        return None
    start = passage.span.start
    return quote(parse.doc.text, start + found.start(), start + found.end())


def _note(parse: Parse, passage: Passage, message: str, evidence: tuple[Evidence, ...]) -> Note:
    return Note(
        id=make_id("not", parse.doc.id, "old-photo", passage.id),
        kind="old-photo",
        subject=passage.id,
        message=message,
        evidence=evidence,
        method=METHOD,
    )
