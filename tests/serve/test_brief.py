"""The brief: every line from records, every line with its sources."""

import datetime as dt
import html.parser
import re
from dataclasses import replace

import pytest
from msgspec import structs

from onrecord.fuse.whole import Fused, fuse_records
from onrecord.records import Record
from onrecord.serve.brief import Brief, brief_html, brief_markdown, write_brief


@pytest.fixture(scope="module")
def fused(sample: dict[str, Record]) -> Fused:
    return fuse_records(sample.values())


@pytest.fixture(scope="module")
def brief(fused: Fused) -> Brief:
    return write_brief(fused)


def test_every_line_quotes_one_of_its_sources(brief: Brief, sample: dict[str, Record]) -> None:
    texts = {r.document.id: " ".join(r.document.text.split()) for r in sample.values()}
    lines = [line for section in brief.sections for line in section.lines]
    assert len(lines) > 20
    for line in lines:
        assert any(line.quote.rstrip("…") in texts[c.doc] for c in line.sources)


def test_every_line_ends_in_numbers_of_the_list(brief: Brief) -> None:
    text = brief_markdown(brief)
    listed = set(re.findall(r"^(\d+)\. ", text, re.MULTILINE))
    lines = [line for line in text.splitlines() if line.startswith("- ") and "“" in line]
    assert lines
    for line in lines:
        numbers = re.findall(r"(?<!\\)\[(\d+)\]", line)
        assert numbers
        assert set(numbers) <= listed


def test_what_was_told_before_is_not_new(fused: Fused) -> None:
    since = dt.date(1995, 11, 20)
    late = write_brief(fused, since=since)
    published = [fused.documents[d.id].published for d in late.documents]
    new = next(s for s in late.sections if s.title == "NEW")
    assert new.lines
    firsts = [min(str(fused.documents[c.doc].published) for c in x.sources) for x in new.lines]
    assert min(firsts) >= str(since)
    assert None not in published


def test_tags_of_a_report_stay_text(sample: dict[str, Record]) -> None:
    first = next(iter(sample.values()))
    title = "<script>alert(1)</script> [x](http://example.invalid)"
    fused = fuse_records(sample.values())
    documents = dict(fused.documents)
    hostile = {
        **documents,
        first.document.id: structs.replace(documents[first.document.id], title=title),
    }
    brief = write_brief(replace(fused, documents=hostile))
    page = brief_html(brief)
    tags: list[str] = []

    class Tags(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
            tags.append(tag)

    Tags().feed(page)
    assert "script" not in tags
    assert "\\[x\\]" in brief_markdown(brief)
