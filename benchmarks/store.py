"""What a store costs as it grows, and how fast it answers while it does.

    python benchmarks/store.py 10000 [--store PATH|postgresql://…] [--base 60] [--json]
    python benchmarks/store.py 100000       # the whole measure: about an hour

Some made-up reports (benchmarks/synthetic.py) are read once; the records that are added are theirs
with other persons, days and ids, so that what is measured is the store and not the reading. Each is
one transaction, as `onrecord add` does it, with the bytes it came from. Beside the writer a process
of its own asks for events and statements by id, actor, day and place, and for reports by full text,
one question after the other with a pause of 20 ms.
"""

import argparse
import datetime as dt
import json
import multiprocessing
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from synthetic import TOWNS, make_reports, surname

from onrecord.records import Record
from onrecord.store.database import Store, open_store
from onrecord.store.originals import Origin
from onrecord.store.queries import Days, find_events, find_reports, find_statements
from onrecord.store.rows import rows_of
from onrecord.store.search import list_reports, search_reports
from onrecord.text import make_id

VARIED = re.compile(
    rb"((?:(?<=\\n)|(?<![A-Za-z]))(?:Bar|Dor|Fel|Gan|Hol|Jor|Kel|Lom|Mar|Nor|Pel|Ros|Tam)[aeiou]"
    rb"(?:brin|dano|ketz|lund|mira|nesk|rova|stan|tovi|veld|wick)\b"
    rb"|\b20(?:30|31|32)-[01]\d-[0-3]\d\b)"
)
"""A surname of synthetic.py in JSON, where a line break is an n behind a backslash; or a day."""
PAUSE = 0.02
WORDS = ('"exchange of prisoners" {town}', "ceasefire airport {town}", '"denied that its forces"')


def main() -> None:
    """Grow a store and print the figures."""
    options = _arguments()
    base = [Base(record) for record in _read_base(options.base, options.cache)]
    with tempfile.TemporaryDirectory() as folder:
        where = options.store or str(Path(folder) / "measured.store")
        figures = _measure(where, base, options.count)
    print(json.dumps(figures) if options.json else _table(figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="how many records to add")
    parser.add_argument("--store", help="where; without it a file in a temporary folder")
    parser.add_argument("--base", type=int, default=60, help="how many reports to read first")
    parser.add_argument("--cache", type=Path, help="keep what was read in this file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


def _read_base(count: int, cache: Path | None) -> list[bytes]:
    """The records of so many made-up reports, as JSON."""
    if cache is not None and cache.exists():
        return cache.read_bytes().splitlines()[:count]
    from onrecord.pipeline import Reader  # noqa: PLC0415 - not needed where they are kept

    reader = Reader()
    lines = [
        msgspec.json.encode(reader.read(m.text, published=m.published, outlet=m.outlet))
        for m in make_reports(count)
    ]
    if cache is not None:
        cache.write_bytes(b"\n".join(lines))
    return lines


class Base:
    """A record as JSON, cut at what is varied."""

    def __init__(self, record: bytes) -> None:
        found = re.search(rb'"id":"(doc-[0-9a-f]{16})"', record)
        if found is None:
            raise ValueError("no document in the record")
        self.doc = found[1]
        self.pieces = VARIED.split(record)
        self.words = sorted(set(self.pieces[1::2]))

    def vary(self, number: int) -> Record:
        """The record of another report: other ids, persons (of the same length) and days."""
        rng = random.Random(number)  # noqa: S311 - for a benchmark
        shift, names = dt.timedelta(days=number // 100 % 300), rng.randrange(1_000)
        new = make_id("doc", number, self.doc).encode()
        others = {word: _other(word, shift, names) for word in self.words}
        varied = b"".join(others.get(piece, piece) for piece in self.pieces)
        varied = varied.replace(self.doc, new).replace(b"-" + self.doc[4:12], b"-" + new[4:12])
        return msgspec.json.decode(varied, type=Record)


def _other(word: bytes, shift: dt.timedelta, names: int) -> bytes:
    if not word[:1].isdigit():
        return surname(names + sum(word) * 7).encode()
    try:
        return (dt.date.fromisoformat(word.decode()) + shift).isoformat().encode()
    except ValueError:  # "2031-04-00" and the like
        return word


def _measure(where: str, base: list[Base], count: int) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")
    answers, over = context.Queue(), context.Event()
    costs, work, journal = [], [], 0
    journal_file = Path(f"{where}-wal")
    with open_store(where) as store:
        asker = context.Process(target=_ask, args=(where, over, answers), daemon=True)
        asker.start()
        written = _written()
        for number in range(count):
            record = base[number % len(base)].vary(number)
            began, worked = time.perf_counter(), time.process_time()
            rows = rows_of(record)
            data = record.document.text.encode() + str(number).encode()
            store.put_rows(rows, origin=Origin(f"{number}.txt", data, b"{}", "measured"))
            costs.append(1000 * (time.perf_counter() - began))
            work.append(1000 * (time.process_time() - worked))
            if number % 100 == 0 and journal_file.exists():
                journal = max(journal, journal_file.stat().st_size)
            if (number + 1) % max(1, count // 10) == 0:
                _say(number + 1, costs[-count // 10 :], work[-count // 10 :])
        written = _written() - written
        over.set()
        asked, memory = answers.get(timeout=60)
        asker.join()
        size = sum(p.stat().st_size for p in Path(where).parent.glob(f"{Path(where).name}*"))
    part = max(1, count // 10)
    first, last = costs[:part], costs[-part:]
    in_file = "://" not in where
    return {
        "reports": count,
        "ms a report, first tenth": round(statistics.mean(first), 2),
        "ms a report, last tenth": round(statistics.mean(last), 2),
        "last to first": round(statistics.mean(last) / statistics.mean(first), 3),
        "medians, last to first": round(statistics.median(last) / statistics.median(first), 3),
        "CPU ms a report, first tenth": round(statistics.mean(work[:part]), 2),
        "CPU ms a report, last tenth": round(statistics.mean(work[-part:]), 2),
        "CPU, last to first": round(
            statistics.mean(work[-part:]) / statistics.mean(work[:part]), 3
        ),
        "slowest ms": round(max(costs), 1),
        "bytes a report": round(size / count) if in_file else None,
        "bytes written a report": round(written / count) if in_file else None,
        "largest journal, MB": round(journal / 1e6, 1) if in_file else None,
        "memory of the writer, MB": _memory(),
        "memory of the asker, MB": memory,
        "answers while it grew its last quarter, ms": {k: _spread(v) for k, v in asked.items()},
    }


def _say(done: int, costs: list[float], work: list[float]) -> None:
    """How far it is, on standard error."""
    line = f"{statistics.mean(costs):.2f} ms, {statistics.mean(work):.2f} ms CPU a report"
    print(f"{done:,}: {line}", file=sys.stderr, flush=True)


def _memory() -> int:
    """The most memory this process has had, in MB: `ru_maxrss` begins with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def _written() -> int:
    """How many bytes this process has had written to disk."""
    found = re.search(r"\nwrite_bytes: (\d+)", Path("/proc/self/io").read_text(encoding="utf-8"))
    return int(found[1]) if found else 0


def _ask(where: str, over: Any, answers: Any) -> None:
    """Ask until it is over; how long each answer took, in the last quarter of the asking."""
    rng = random.Random(7)  # noqa: S311 - for a benchmark
    took: dict[str, list[float]] = {}
    with open_store(where, readonly=True) as store:
        while not over.is_set():
            for kind, question in _questions(store, rng):
                began = time.perf_counter()
                question()
                took.setdefault(kind, []).append(1000 * (time.perf_counter() - began))
                time.sleep(PAUSE)
    answers.put(({kind: times[len(times) * 3 // 4 :] for kind, times in took.items()}, _memory()))


def _questions(store: Store, rng: random.Random) -> Iterator[tuple[str, Callable[[], object]]]:
    highest = next(store.engine.rows("SELECT max(seq) FROM report"))[0]
    if highest is None:
        time.sleep(0.1)
        return
    sql = "SELECT id FROM event WHERE report >= :seq ORDER BY report LIMIT 1"
    row = next(store.engine.rows(sql, seq=rng.randrange(highest) + 1), None)
    town, who = rng.choice(TOWNS), surname(rng.randrange(1_000))
    first = dt.date(2031, 1, 1) + dt.timedelta(days=rng.randrange(max(1, highest // 100)))
    days = Days(since=first.isoformat(), until=(first + dt.timedelta(days=7)).isoformat())
    words = rng.choice(WORDS).format(town=town)
    if row is not None:
        yield "id", lambda: store.find(row[0])
    yield "actor, what they did", lambda: find_events(store, who=who)
    yield "actor, what they said", lambda: find_statements(store, who=who)
    yield "date", lambda: find_events(store, days=days)
    yield (
        "date, type and status",
        lambda: find_events(store, type="ASSAULT", status="occurred", days=days),
    )
    yield "place", lambda: find_events(store, place=town)
    yield "full text", lambda: find_reports(store, words)
    yield "full text, a page with snippets", lambda: search_reports(store, words)
    yield "list, a page", lambda: list_reports(store, outlet="Example Wire", days=days)


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "asked": len(ordered),
        "p50": round(ordered[len(ordered) // 2], 2),
        "p95": round(ordered[len(ordered) * 95 // 100], 2),
        "max": round(ordered[-1], 2),
    }


def _table(figures: dict[str, Any]) -> str:
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines.append(name)
            lines += [f"  {kind:<24} {spread}" for kind, spread in value.items()]
        else:
            lines.append(f"{name:<28} {value}")
    return "\n".join(lines)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
