"""Records for the tests of the store, written by hand: no reader is needed to have them."""

import datetime as dt
import hashlib

from onrecord.records import (
    Document,
    Entity,
    EventMention,
    Evidence,
    Link,
    Mention,
    MentionType,
    Passage,
    Place,
    Record,
    Sentence,
    Statement,
    Time,
)
from onrecord.text import make_id, quote

ORLE = Place(
    id=make_id("pla", 7), name="Orle", lat=48.5, lon=17.25, feature="PPL", country="NRL",
    geonames_id=7, source="a test",
)  # fmt: skip
TEXT = "Shelling hit Orle on Monday. “We hold the bridge,” {name} said in Orle."


def full_record(name: str = "Ana Rell", day: str | None = "2031-04-08") -> Record:
    """A report in which somebody says something of an event at a place on a day."""
    text = TEXT.format(name=name)
    doc = Document(
        id=make_id("doc", text), outlet="Example Wire", published=dt.date(2031, 4, 12),
        published_basis="given", language="en", text=text,
        raw_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    cut = text.index(" “")
    body = Passage(id=make_id("pas", doc.id, 0), kind="body", span=quote(text, 0, len(text)))
    sentences = tuple(
        Sentence(id=make_id("sen", doc.id, a), passage=body.id, span=quote(text, a, b))
        for a, b in ((0, cut), (cut, len(text)))
    )
    who = _mention(doc, name, "PER")
    where = _mention(doc, "Orle", "GPE")
    speaker = Entity(
        id=make_id("ent", doc.id, name), type="PER", name=name, country="SMK", sector="GOV",
        actor="ana-rell" if name == "Ana Rell" else None, reason="named", evidence=(who.span,),
        method="test",
    )  # fmt: skip
    said = _find(doc, "We hold the bridge")
    statement = Statement(
        id=make_id("sta", doc.id, 1), source=(who.span,), cue=(_find(doc, "said"),),
        content=(said,), kind="direct", act="assert", speaker=speaker.id, evidence=(said,),
        method="test",
    )  # fmt: skip
    time = _time(doc, day)
    trigger = _find(doc, "Shelling")
    event = EventMention(
        id=make_id("eve", doc.id, 0), trigger=trigger, type="ASSAULT", mode="heavy-weapons",
        actors=(who.id,), place=where.id, time=time.id, status="occurred", certainty="certain",
        polarity="positive", evidence=(trigger,), method="test",
    )  # fmt: skip
    link = Link(
        id=make_id("lnk", where.id), mention=where.id, place=ORLE.id, precision="town",
        reason="the only one", evidence=(where.span,), method="test",
    )  # fmt: skip
    return Record(
        document=doc, passages=(body,), sentences=sentences,
        mentions=(_joined(who, speaker), where), entities=(speaker,), places=(ORLE,),
        links=(link,), times=(time,), quantities=(), statements=(statement,), events=(event,),
        proposals=(), notes=(), failures=(),
    )  # fmt: skip


def _find(doc: Document, words: str) -> Evidence:
    start = doc.text.index(words)
    return quote(doc.text, start, start + len(words))


def _mention(doc: Document, name: str, type_: MentionType) -> Mention:
    span = _find(doc, name)
    return Mention(
        id=make_id("men", doc.id, span.start), type=type_, level="NAM", span=span, name=span,
        evidence=(span,), method="test",
    )  # fmt: skip


def _joined(mention: Mention, entity: Entity) -> Mention:
    return Mention(
        **{f: getattr(mention, f) for f in mention.__struct_fields__} | {"entity": entity.id}
    )


def _time(doc: Document, day: str | None) -> Time:
    start = dt.datetime.fromisoformat(f"{day}T00:00+00:00") if day else None
    span = _find(doc, "Monday")
    return Time(
        id=make_id("tim", doc.id, span.start), type="DATE", value=day or "XXXX-WXX-1",
        start=start, end=start + dt.timedelta(days=1) if start else None, anchor="publication",
        evidence=(span,), method="test",
    )  # fmt: skip
