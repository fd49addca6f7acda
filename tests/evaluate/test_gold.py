"""Gold rows: what is read and what is refused, with the line named."""

import hashlib
import re

import pytest

from onrecord.errors import InputError
from onrecord.evaluate.gold import (
    AttributionRow,
    CorefRow,
    FactualityRow,
    MentionsRow,
    PairRow,
    PlacesRow,
    StatusRow,
    TimesRow,
    read_gold,
)

TEXT = '"id": "a", "text": "Rain fell."'
ROWS = [
    (AttributionRow, '"attributions": [{"source": [], "cue": [[0, 4]], "content": [[5, 9]]}]'),
    (AttributionRow, '"attributions": [], "published": "2016-05-09", "title": "Rain"'),
    (PairRow, '"actor": [0, 4], "recipient": null, "type": "AID"'),
    (StatusRow, '"events": [{"start": 5, "end": 9, "status": "occurred"}]'),
    (FactualityRow, '"events": [{"start": 5, "end": 9, "factuality": -2.5}]'),
    (MentionsRow, '"entities": [{"start": 0, "end": 4, "type": "Person", "confidence": 1}]'),
    (CorefRow, '"clusters": [[[0, 4], [5, 9]]]'),
    (PlacesRow, '"toponyms": [{"start": 0, "end": 4, "name": "Rain", "lat": null, "lon": null}]'),
    (TimesRow, '"dct": null, "timexes": [{"start": 0, "end": 4, "type": null, "value": null}]'),
]


@pytest.fixture
def gold_file(tmp_path):
    def write(*lines):
        path = tmp_path / "gold.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(("row_type", "fields"), ROWS)
def test_each_shape_is_read(gold_file, row_type, fields):
    path = gold_file(f"{{{TEXT}, {fields}}}", f"{{{TEXT}, {fields}}}", "")
    gold = read_gold(path, row_type)
    assert [row.text for row in gold.rows] == ["Rain fell."] * 2
    row = gold.rows[1]
    assert all(row.text[slice(*span)] in {"Rain", "fell"} for span in row.spans())
    assert gold.name == "gold.jsonl"
    assert gold.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


GOOD = f'{{{TEXT}, "events": []}}'


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        ([GOOD, "{"], 2, "truncated"),
        ([GOOD, "", GOOD], 2, "truncated"),
        (["[]"], 1, "Expected `object`"),
        ([f"{{{TEXT}}}"], 1, "missing required field `events`"),
        (['{"id": "a", "events": []}'], 1, "missing required field `text`"),
        ([f'{{{TEXT}, "events": [{{"start": "5", "end": 9}}]}}'], 1, "$.events[0].start"),
        (
            [GOOD, f'{{{TEXT}, "events": [{{"start": 5, "end": 11, "status": "x"}}]}}'],
            2,
            "the span [5, 11] does not lie in a text of 10 characters",
        ),
        ([f'{{{TEXT}, "events": [{{"start": 5, "end": 5, "status": "x"}}]}}'], 1, "[5, 5]"),
        ([f'{{{TEXT}, "events": [{{"start": -1, "end": 5, "status": "x"}}]}}'], 1, "[-1, 5]"),
    ],
)
def test_a_wrong_line_is_named(gold_file, lines, line, what):
    path = gold_file(*lines)
    with pytest.raises(InputError, match=re.escape(what)) as caught:
        read_gold(path, StatusRow)
    assert f"{path}, line {line}: " in str(caught.value)
    assert caught.value.remedy


def test_an_empty_file_is_refused(gold_file):
    with pytest.raises(InputError, match="is empty"):
        read_gold(gold_file("", "  "), StatusRow)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        read_gold(tmp_path / "none.jsonl", StatusRow)
    with pytest.raises(InputError, match="directory"):
        read_gold(tmp_path, StatusRow)


def test_bytes_that_are_not_utf8_are_refused(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "a", "text": "caf\xe9", "events": []}')
    with pytest.raises(InputError, match="line 1"):
        read_gold(path, StatusRow)


def test_offsets_are_code_points(gold_file):
    path = gold_file(
        '{"id": "a", "text": "🕊 é!", "events": [{"start": 2, "end": 4, "status": "x"}]}'
    )
    (row,) = read_gold(path, StatusRow).rows
    assert [row.text[slice(*span)] for span in row.spans()] == ["é!"]
