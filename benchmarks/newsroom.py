"""A newsroom of a hundred feeds on this machine, most of them broken, and a watch of it.

    python benchmarks/newsroom.py [--minutes 10] [--feeds 100] [--every 20] [--store PATH] [--json]

Each feed publishes a few reports at once and more as time goes by. `onrecord watch` runs as a
process of its own; what it asked is in the server's log, what it kept in the store. Printed are:
how much of what was published is there, how often, how politely it was asked for, and the memory of
the watch over time. What waits in the store when the time is up (on a machine that has much else to
do reading takes longer than fetching) is read by the same command, started again. The kinds of
feeds are in newsroom_feeds.py.
"""

import argparse
import contextlib
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from newsroom_feeds import KINDS, Item, Poll, answer, make_items, page
from newsroom_server import Asked, Reply, Server

from onrecord.store.articles import count_articles
from onrecord.store.database import Store, open_store

NUMBER = re.compile(r"The file number of this note is (\d{7})\.")
SLACK = 0.9
"""The part of a pause that must have passed between two requests as the server sees them."""


class Memory(NamedTuple):
    """What a process and those it has started hold at a moment, in megabytes."""

    at: float
    own: float
    others: float


class Newsroom:
    """Feeds that publish `first` reports each at once, and then one at a time until `ends`.

    Each kind of feed comes again with each round; a "twin" is two feeds of the same reports.
    """

    def __init__(  # noqa: PLR0913 - one parameter per thing that is measured against
        self,
        feeds: int = 100,
        *,
        kinds: tuple[str, ...] = KINDS,
        first: int = 2,
        more: int = 1,
        ends: float = 60.0,
        wait: int = 15,
    ) -> None:
        self.wait = wait
        self.more = more
        self.first = first
        self.ends = ends
        self.kinds: list[str] = []
        count = 0
        for kind in itertools.cycle(kinds):
            if count >= feeds:
                break
            self.kinds.append(kind)
            count += 2 if kind == "twin" else 1
        self.polls: Counter[tuple[int, str]] = Counter()
        self.tried: set[tuple[int, str]] = set()
        self.items: list[list[Item]] = []
        self.server = Server(len(self.kinds), self._answer)
        self.began = 0.0

    def __enter__(self) -> Self:
        self.server.__enter__()
        self.began = time.time()
        for host in range(len(self.kinds)):
            self.items.append(
                make_items(
                    self.first + self.more, seed=host, base=self.server.base(host),
                    first=host * 1000, day=self.began - 86_400,
                )
            )  # fmt: skip
        return self

    def __exit__(self, *about: object) -> None:
        del about
        self.server.__exit__(None, None, None)

    @property
    def addresses(self) -> list[str]:
        """The feeds."""
        found = []
        for host, kind in enumerate(self.kinds):
            found.append(f"{self.server.base(host)}/feed")
            if kind == "twin":
                found.append(f"{self.server.base(host)}/feed?section=world")
        return found

    def published(self, host: int, now: float) -> list[Item]:
        """What a feed has published by now."""
        step = self.ends / (self.more + 1)
        shift = (host % 10) / 10
        late = sum(now - self.began >= step * (n + shift) for n in range(1, self.more + 1))
        return self.items[host][: self.first + late]

    def numbers(self, now: float) -> set[int]:
        """What everybody has published by now."""
        return {i.number for h in range(len(self.kinds)) for i in self.published(h, now)}

    def _answer(self, host: int, path: str, asked: Mapping[str, str]) -> Reply:
        kind, base = self.kinds[host], self.server.base(host)
        items = self.published(host, time.time())
        if path == "/robots.txt":
            return self._robots(kind)
        if path.startswith(("/news/", "/story/")):
            return self._article(host, path, items)
        poll = Poll(
            title=f"Wire {host}", items=items, number=self.polls[host, path], asked=asked,
            base=base, wait=self.wait,
        )  # fmt: skip
        self.polls[host, path] += 1
        if path == "/new/feed":
            return poll.good()
        return answer(kind, poll) if path.startswith("/feed") else Reply(404)

    def _robots(self, kind: str) -> Reply:
        rules = {"disallowed": "Disallow: /news/", "crawl delay": f"Crawl-delay: {self.wait / 5}"}
        if kind not in rules:
            return Reply(404)
        return Reply(
            200, {"Content-Type": "text/plain"}, f"User-agent: *\n{rules[kind]}\n".encode()
        )

    def _article(self, host: int, path: str, items: list[Item]) -> Reply:
        kind, base = self.kinds[host], self.server.base(host)
        number = re.match(r"/\w+/(\d+)(?:\?|$)", path)
        item = next((i for i in items if number and i.number == int(number[1])), None)
        if item is None:
            return Reply(404)
        if kind == "announced early" and (host, path) not in self.tried:
            self.tried.add((host, path))
            return Reply(404)
        if kind == "articles move" and path.startswith("/news/"):
            return Reply(302, {"Location": f"/story/{item.number}?from=feed"})
        canonical = f"{base}/news/{item.number}" if kind == "new addresses" else ""
        body = page(item, canonical=canonical, changing=kind == "changing")
        return Reply(200, {"Content-Type": "text/html; charset=utf-8"}, body)


def kept_numbers(store: Store) -> Counter[int]:
    """How often each report is in a store."""
    return Counter(
        int(number) for r in store.records() for number in set(NUMBER.findall(r.document.text))
    )


def manners(log: list[Asked], room: Newsroom, delay: float) -> dict[str, int]:
    """How often each rule was broken."""
    broken = Counter({"in the pause": 0, "while left alone": 0, "disallowed": 0, "at once": 0})
    hosts = sorted({a.host for a in log})
    for host in hosts:
        pause = max(delay, room.wait / 5 if room.kinds[host] == "crawl delay" else 0.0)
        mine = sorted((a for a in log if a.host == host), key=lambda a: a.at)
        alone = 0.0
        for before, after in itertools.pairwise(mine):
            crawled = before.path != "/robots.txt"  # the pause it asks for is known from then on
            broken["in the pause"] += after.at - before.at < SLACK * (pause if crawled else delay)
            broken["at once"] += after.at < before.done - SLACK * delay
            if "Retry-After" in before.reply.headers:
                alone = before.at + room.wait
            broken["while left alone"] += after.at < alone - 0.1
        if room.kinds[host] == "disallowed":
            broken["disallowed"] += sum(a.path.startswith("/news/") for a in mine)
    return dict(broken)


def at_old_addresses(log: list[Asked], room: Newsroom) -> int:
    """The requests to feeds that had said before that they moved for good."""
    moved = [a for a in log if a.path == "/feed" and room.kinds[a.host] == "moved"]
    return len(moved) - len({a.host for a in moved})


def conditional(log: list[Asked]) -> tuple[int, int]:
    """The polls that were asked with what the last answer gave, and those answered with 304."""
    asked = [a for a in log if "if-none-match" in a.headers or "if-modified-since" in a.headers]
    return len(asked), sum(a.reply.status == 304 for a in asked)


def memory_of(process: int) -> tuple[float, float]:
    """Megabytes that a process holds, and those of the processes that it has started."""
    held = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            said = status.read_text()
            parent = re.search(r"PPid:\s+(\d+)", said)
            size = re.search(r"VmRSS:\s+(\d+) kB", said)
            if parent and size:
                held[int(status.parent.name)] = (int(parent[1]), int(size[1]) / 1024)
    own = held.get(process, (0, 0.0))[1]
    return own, sum(size for parent, size in held.values() if parent == process)


def run_watch(room: Newsroom, options: argparse.Namespace, folder: Path) -> list[Memory]:
    """Watch the newsroom; the memory of the watch over time."""
    listed = folder / "feeds.txt"
    listed.write_text("\n".join(room.addresses), encoding="utf-8")
    command = [*_command(options), str(listed), "--for", f"{options.minutes * 60}s"]
    seen = []
    log = (folder / "watch.log").open("wb")
    with log, subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT) as process:  # noqa: S603
        while process.poll() is None:
            time.sleep(2)
            seen.append(Memory(time.time() - room.began, *memory_of(process.pid)))
    return [each for each in seen if each.own]


def take_up(room: Newsroom, options: argparse.Namespace, folder: Path, most: float) -> float:
    """Let the watch go on where it stopped until all is there; the minutes that it took."""
    began = time.time()
    with (folder / "more.log").open("wb") as log:
        while time.time() - began < most:
            with open_store(options.store, readonly=True) as store:
                if room.numbers(time.time()) <= set(kept_numbers(store)):
                    break
            command = [*_command(options), "--for", "20s"]
            subprocess.run(command, stdout=log, stderr=log, check=False)  # noqa: S603
    return (time.time() - began) / 60


def _command(options: argparse.Namespace) -> list[str]:
    return [
        sys.executable, "-m", "onrecord", "watch", "--store", options.store, "--every",
        f"{options.every}s", "--delay", f"{options.delay}s", "--timeout", f"{options.timeout}s",
        "--max-bytes", "3000000", "--allow-private", "--json",
    ]  # fmt: skip


def figures(room: Newsroom, store: Store, memory: list[Memory], delay: float) -> dict[str, Any]:
    """Everything that is printed."""
    log = list(room.server.log)
    wanted, kept = room.numbers(time.time()), kept_numbers(store)
    asked, unchanged = conditional(log)
    by_host = Counter(a.host for a in log)
    missed: dict[str, list[int]] = {}
    for number in sorted(wanted - set(kept)):
        missed.setdefault(room.kinds[number // 1000], []).append(number)
    return {
        "feeds": len(room.addresses),
        "published": len(wanted),
        "kept": len(wanted & set(kept)),
        "reports in the store": store.count(),
        "twice": sorted(n for n, times in kept.items() if times > 1),
        "missed": missed,
        "not published": sorted(set(kept) - wanted),
        "requests": len(log),
        "requests to a host": [min(by_host.values()), statistics.median(by_host.values()),
                               max(by_host.values())],
        "polls asked conditionally": asked,
        "answered with 304": unchanged,
        "rules broken": manners(log, room, delay),
        "asked at old addresses": at_old_addresses(log, room),
        "memory, MB": _over_time(memory),
    }  # fmt: skip


def _over_time(memory: list[Memory]) -> dict[str, list[float]]:
    """The middle of what was held in each tenth of the run: by the watch, by its reader."""
    found = {}
    for tenth in range(10):
        part = [m for m in memory if tenth <= m.at / memory[-1].at * 10 < tenth + 1.001]
        if part:
            held = [
                statistics.median(m.own for m in part),
                statistics.median(m.others for m in part),
            ]
            found[f"{tenth * 10}%"] = [round(mb, 1) for mb in held]
    return found


def main() -> None:
    """Run the newsroom and the watch, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--more-minutes", type=float, default=6.0)
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--every", type=float, default=20.0)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--timeout", type=float, default=10.0)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--more", type=int, default=1)
    parser.add_argument("--store", default="")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options.store = options.store or str(folder / "newsroom.store")
        ends = options.minutes * 60 * 0.6
        with Newsroom(options.feeds, first=options.first, more=options.more, ends=ends) as room:
            memory = run_watch(room, options, folder)
            with open_store(options.store, readonly=True) as store:
                in_time = len(room.numbers(time.time()) & set(kept_numbers(store)))
                waiting = count_articles(store.engine).get("waiting", 0)
            more = take_up(room, options, folder, options.more_minutes * 60)
            with open_store(options.store, readonly=True) as store:
                found = figures(room, store, memory, options.delay)
            found |= {"kept in time": in_time, "waiting then": waiting}
            found["minutes after that"] = round(more, 1)
        found["last lines"] = (folder / "watch.log").read_text().splitlines()[-2:]
    if options.json:
        print(json.dumps(found))
        return
    for key, value in found.items():
        print(f"{key:<28} {value}")


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"
    main()
