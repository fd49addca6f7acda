"""Speakers of 150 statements labelled by hand, in reports under ONRECORD_DATA.

    ONRECORD_DATA=… python benchmarks/speakers.py [--faults]
    ONRECORD_DATA=… python benchmarks/speakers.py --draw   # a new draw from what this build finds

The labels (speakers.jsonl) hold ids, offsets and names alone, and no text of the reports.
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
from onrecord.evaluate.reports import parse_report
from onrecord.evaluate.speakers import Answer, Label, judge_label, score_speakers
from onrecord.pipeline import Reader
from onrecord.records import Entity, Mention, Statement

LABELS = Path(__file__).with_name("speakers.jsonl")
SEED = 20261122
DRAWN = 150
Read = tuple[tuple[Mention, ...], tuple[Entity, ...], tuple[Statement, ...]]


def main() -> int:
    """Print the figures, or the draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--faults", action="store_true", help="print what is wrong or missed")
    parser.add_argument("--draw", action="store_true", help="print ids and offsets drawn at random")
    chosen = parser.parse_args()
    root = os.environ.get("ONRECORD_DATA")
    if not root:
        print("set ONRECORD_DATA to the folder with the gold data", file=sys.stderr)
        return 2
    reports = read_reports(Path(root))
    reader = Reader()
    if chosen.draw:
        _draw(reader, reports)
        return 0
    lines = LABELS.read_bytes().splitlines()
    answers = list(_judge(reader, reports, [msgspec.json.decode(s, type=Label) for s in lines]))
    _print(answers)
    if chosen.faults:
        _print_faults(answers, reports)
    return 0


def _read(reader: Reader, row: NewsRow) -> Read:
    parse = parse_report(reader, row.text, published=row.published, outlet=row.outlet)
    mentions, entities = reader.mentions(parse)
    return mentions, entities, reader.statements(parse, mentions)


def _judge(reader: Reader, reports: dict[str, NewsRow], labels: list[Label]) -> Iterator[Answer]:
    read: dict[str, Read] = {}
    for label in labels:
        if label.id not in read:
            read[label.id] = _read(reader, reports[label.id])
        mentions, entities, statements = read[label.id]
        yield judge_label(label, statements, mentions, entities)


def _draw(reader: Reader, reports: dict[str, NewsRow]) -> None:
    """Print DRAWN of the statements that have a source, each as likely as any other."""
    pool = []
    for row in reports.values():
        for statement in _read(reader, row)[2]:
            if statement.source and statement.cue:
                source, cue = statement.source, statement.cue
                spans = [[source[0].start, source[-1].end], [cue[0].start, cue[-1].end]]
                pool.append((row.id, *spans))
    for name, source, cue in sorted(random.Random(SEED).sample(sorted(pool), DRAWN)):  # noqa: S311
        print(msgspec.json.encode({"id": name, "source": source, "cue": cue}).decode())


def _print(answers: list[Answer]) -> None:
    reports = len({a.label.id for a in answers})
    kept = sum(a.label.statement for a in answers)
    print(f"speakers · {len(answers)} labels in {reports} reports, {kept} of them statements")
    print_figures(score_speakers(answers))


def _print_faults(answers: list[Answer], reports: dict[str, NewsRow]) -> None:
    for label, verdict, given in answers:
        if verdict in {"wrong", "missed"}:
            source = reports[label.id].text[slice(*label.source)]
            names = " | ".join(name or "NIL" for name in label.names)
            print(f"{verdict}: {label.id} {label.source}: “{source}” is {names}; ours {given}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OnrecordError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
