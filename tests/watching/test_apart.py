"""What is made to take for ever is stopped, and named."""

import pytest

from onrecord.errors import InputError
from onrecord.ingest.formats.entries import Feed
from onrecord.watching.apart import Apart
from onrecord.watching.plan import Trouble
from tests.ingest.made import page

HEAD = b"<rss><channel><title>Wire</title><item><title>Talks resume</title><link>/1</link>"
TAIL = b"</item></channel></rss>"
SLOW = HEAD + b"</item><item><title>Talks</title><link>/2</link>" * 100_000 + TAIL
"""A feed of more entries than are taken apart in the time that is given."""


def test_a_feed_that_takes_for_ever() -> None:
    apart = Apart(1, limit=8.0)
    try:
        found = apart.read_entries(SLOW, "http://example.org/feed")
        assert isinstance(found, Trouble)
        assert "http://example.org/feed apart took more than 8 seconds" in found.message
        assert found.remedy
        good = apart.read_entries(HEAD + TAIL, "http://example.org/feed")
        assert isinstance(good, Feed)
        assert [e.source.title for e in good.entries] == ["Talks resume"]
        laid_out = apart.lay_out(page(), "http://example.org/1")
        assert not isinstance(laid_out, Trouble)
        assert laid_out.title == "Talks resume in Geneva"
        with pytest.raises(InputError):
            apart.lay_out(b"<html>" + b"<p>a</p>" * 31_000, "http://example.org/1")
    finally:
        apart.end()
