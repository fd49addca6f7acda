"""Records as Parquet: the same records again, and columns that can be asked."""

import io

import pytest

from onrecord.errors import InputError
from onrecord.records import Failure
from onrecord.store.originals import Origin
from onrecord.store.parquet import Entry, decode_entries, decode_sources, encode_entries
from tests.conftest import bare_record
from tests.store.reports import full_record

ORIGIN = Origin(name="a.txt", data=b"bytes \x00\xff", about=b'{"given":{}}', reader="1+a")
FAILURE = Failure(doc="b.txt", stage="ingest", message="is empty", remedy="give text")
ENTRIES = [
    Entry(full_record(), ORIGIN), Entry(FAILURE, ORIGIN), Entry(bare_record("“Naïve” 😀", None)),
    Entry(full_record("Ivo Rell", None)), Entry(FAILURE),
]  # fmt: skip


def test_what_goes_in_comes_out() -> None:
    data = encode_entries(ENTRIES)
    assert data == encode_entries(ENTRIES)
    assert list(decode_entries(data, "a")) == ENTRIES
    assert decode_sources(data, "a")[:3] == [(ORIGIN.key, "1+a")] * 2 + [(None, None)]
    assert list(decode_entries(encode_entries([]), "a")) == []


def test_columns() -> None:
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    rows = parquet.read_table(io.BytesIO(encode_entries(ENTRIES))).to_pylist()
    (event,) = rows[0]["events"]
    assert (event["type"], event["status"], event["trigger"]) == ("ASSAULT", "occurred", "Shelling")
    assert (event["actors"], event["place_name"], event["lat"]) == (["ana-rell"], "Orle", 48.5)
    assert event["start"].date().isoformat() == "2031-04-08"
    (statement,) = rows[0]["statements"]
    assert (statement["who"], statement["speaker"]) == ("ana-rell", "Ana Rell")
    assert (statement["cue"], statement["content"]) == ("said", "We hold the bridge")
    assert rows[0]["entities"][0]["who"] == "ana-rell"
    assert rows[0]["places"][0]["geonames_id"] == 7
    assert (rows[1]["id"], rows[1]["failure"]["message"]) == (None, "is empty")
    assert rows[3]["events"][0]["start"] is None


@pytest.mark.parametrize("data", [b"", b"PAR1", encode_entries(ENTRIES)[:-9]])
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.parquet is no Parquet file that can be read"):
        list(decode_entries(data, "a.parquet"))


def test_other_columns_are_refused() -> None:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415

    for metadata, what in ((None, "no reports of onrecord"), ({"onrecord": "9"}, "version 9")):
        out = io.BytesIO()
        parquet.write_table(pa.table({"x": [1]}).replace_schema_metadata(metadata), out)
        with pytest.raises(InputError, match=what):
            list(decode_entries(out.getvalue(), "a"))
