"""Precision of coded events: type, actors and status, by labels on reports under ONRECORD_DATA.

    ONRECORD_DATA=… python benchmarks/event_precision.py [--draw 2] [--faults]
    ONRECORD_DATA=… python benchmarks/event_precision.py --new SEED   # a draw from this build

A draw is 200 events taken at random of all that a build coded in 100 reports taken at random. The
labels (event_precision.jsonl) hold ids, offsets and labels alone, and no text of the reports.
"""

import argparse
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from news import NewsRow, print_figures, read_reports

from onrecord.errors import OnrecordError
from onrecord.evaluate.events import EventAnswer, EventLabel, judge_event, score_precision
from onrecord.evaluate.reports import parse_report
from onrecord.pipeline import Reader
from onrecord.records import Record

LABELS = Path(__file__).with_name("event_precision.jsonl")
REPORTS, EVENTS = 100, 200


def main() -> int:
    """Print the figures, or a draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draw", type=int, help="score this draw alone")
    parser.add_argument("--faults", action="store_true", help="print what is wrong or not coded")
    parser.add_argument("--new", type=int, metavar="SEED", help="print ids and offsets at random")
    chosen = parser.parse_args()
    root = os.environ.get("ONRECORD_DATA")
    if not root:
        print("set ONRECORD_DATA to the folder with the gold data", file=sys.stderr)
        return 2
    reports = read_reports(Path(root))
    reader = Reader()
    if chosen.new is not None:
        for name, start, end in draw(reader, reports, chosen.new):
            print(msgspec.json.encode({"id": name, "trigger": (start, end)}).decode())
        return 0
    labels = [msgspec.json.decode(line, type=EventLabel) for line in LABELS.open("rb")]
    kept = [label for label in labels if chosen.draw in {None, label.draw}]
    answers = list(_judge(reader, reports, kept))
    for number in sorted({label.draw for label in kept}):
        _print(number, [a for a in answers if a.label.draw == number])
    if chosen.faults:
        _print_faults(answers, reports)
    return 0


def _read(reader: Reader, row: NewsRow) -> Record:
    parse = parse_report(reader, row.text, published=row.published, outlet=row.outlet)
    return reader.read_parse(parse)


def draw(reader: Reader, reports: dict[str, NewsRow], seed: int) -> list[tuple[str, int, int]]:
    """Id and trigger of EVENTS events, each as likely as any other in REPORTS random reports."""
    chance = random.Random(seed)  # noqa: S311 - a draw that can be made again, no secret
    pool = []
    for name in chance.sample(sorted(reports), REPORTS):
        events = _read(reader, reports[name]).events
        pool += [(name, event.trigger.start, event.trigger.end) for event in events]
    return sorted(chance.sample(sorted(pool), EVENTS))


def _judge(
    reader: Reader, reports: dict[str, NewsRow], labels: list[EventLabel]
) -> Iterator[EventAnswer]:
    read: dict[str, Record] = {}
    for label in labels:
        if label.id not in read:
            read[label.id] = _read(reader, reports[label.id])
        yield judge_event(label, read[label.id])


def _print(number: int, answers: list[EventAnswer]) -> None:
    reports = len({a.label.id for a in answers})
    print(f"draw {number} · {len(answers)} events in {reports} reports")
    print_figures(score_precision(answers))


def _print_faults(answers: list[EventAnswer], reports: dict[str, NewsRow]) -> None:
    for answer in answers:
        label = answer.label
        if not answer.right and not (answer.given is None and label.type is None):
            text = reports[label.id].text
            word = text[slice(*label.trigger)]
            actors = [text[slice(*span)] for span in label.actors]
            print(f"{label.id} {label.trigger} “{word}” is {label.type} {actors} {label.status};")
            print(f"    {answer.given or 'not coded'}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OnrecordError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
