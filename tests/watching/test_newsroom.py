"""A small newsroom of broken feeds: everything it published is there once, and politely asked for.

The large one, for ten minutes, is benchmarks/newsroom.py.
"""

import time
from pathlib import Path

from newsroom import Newsroom, at_old_addresses, conditional, kept_numbers, manners
from newsroom_feeds import bomb

from onrecord import default_reader
from onrecord.fetch.request import Limits
from onrecord.store.check import check_store
from onrecord.store.database import open_store
from onrecord.store.feeds import add_feeds, feed_states
from onrecord.watching.plan import Plan
from onrecord.watching.watch import watch_feeds

KINDS = (
    "plain", "429", "broken xml", "moved", "duplicates", "wrong clock", "truncated", "redirected",
    "503 until", "hanging", "new ids", "endless", "json", "articles move", "twin", "one id",
    "error", "bomb", "disallowed", "elsewhere", "no addresses", "entities", "circle", "broken off",
    "announced early", "new addresses", "page", "short memory",
)  # fmt: skip
DELAY = 0.1
MOST = 150.0
"""Seconds that the newsroom is watched at most; it ends when all is there."""


def test_everything_that_was_published_is_there_once(tmp_path: Path) -> None:
    default_reader(), bomb()
    plan = Plan(
        every=1.0, delay=DELAY, workers=0, seed="test",
        limits=Limits(max_bytes=1_000_000, seconds=4.0, allow_private=True),
    )  # fmt: skip
    with (
        Newsroom(len(KINDS) + 1, kinds=KINDS, first=1, more=0, ends=1.0, wait=1) as room,
        open_store(tmp_path / "a.store") as store,
    ):
        add_feeds(store.engine, room.addresses, now=time.time())
        began = looked = time.monotonic()
        whole = False

        def stopped() -> bool:
            nonlocal looked, whole
            now = time.monotonic()
            if now - looked > 1.0 and not whole:
                looked = now
                whole = room.numbers(time.time()) <= set(kept_numbers(store))
            return now - began > MOST or (whole and now - looked > 2.0)

        told = list(watch_feeds(store, plan, stopped=stopped))
        kept = kept_numbers(store)
        assert set(kept) == room.numbers(time.time())
        assert set(kept.values()) == {1}
        assert store.count() == len(kept)
        assert not list(check_store(store))
        log = list(room.server.log)
        assert manners(log, room, DELAY) == {
            "in the pause": 0, "while left alone": 0, "disallowed": 0, "at once": 0,
        }  # fmt: skip
        assert at_old_addresses(log, room) == 0
        asked, unchanged = conditional(log)
        assert unchanged > asked / 3
        states = {s.url: s for s in feed_states(store.engine)}
        assert sum(s.kept for s in states.values()) == len(kept)
        moved = states[f"{room.server.base(KINDS.index('moved'))}/feed"]
        assert moved.at.endswith("/new/feed")
        broken = states[f"{room.server.base(KINDS.index('broken xml'))}/feed"]
        assert "it is broken" in (broken.message or "")
    said = " ".join(t.message or "" for t in told)
    for fault in (
        "answered 429", "answered 503", "took longer than", "has no end", "declares entities",
        "in a circle", "not an address of http", "did not answer", "answered 500", "is no feed",
    ):  # fmt: skip
        assert fault in said
