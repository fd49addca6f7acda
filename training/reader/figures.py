"""Measure an exported reader on the dev sets: `python -m reader.figures --data DIR --model DIR`."""

import argparse
import json
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.annotate.neural import ReaderModel, load_reader_model, tag_mentions, tag_roles
from onrecord.annotate.pieces import RoleSpans
from onrecord.annotate.statements import draft_statements, outermost_roles
from onrecord.evaluate.attribution import Attribution, score_attribution
from onrecord.evaluate.counts import mean
from onrecord.evaluate.factuality import pearson
from onrecord.evaluate.mentions import TypedSpan, score_mentions
from onrecord.evaluate.reports import parse_excerpt, parse_report
from onrecord.pipeline import Reader
from onrecord.syntax import Parse

RE3D_DEV = 3  # every third report of re3d was kept from training (data.py)
ROLES = ("source", "cue", "content")


def main() -> None:
    """Print the figures of every head, as one JSON object a line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    folder = os.environ.get("ONRECORD_DATA")
    arguments.add_argument("--data", type=Path, default=folder, required=not folder)
    arguments.add_argument("--model", type=Path, required=True)
    arguments.add_argument("--step", type=int, default=1, help="every so many reports only")
    given = arguments.parse_args()
    model, reader = load_reader_model(given.model), Reader()
    for figures in attribution(given.data, model, reader, given.step):
        print(json.dumps(figures))
    print(json.dumps(mentions(given.data, model, reader)))
    print(json.dumps(factuality(given.data, model, reader)))


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def attribution(
    data: Path, model: ReaderModel, reader: Reader, step: int
) -> Iterator[dict[str, Any]]:
    """PolNeAR dev without and with the hints of the rules, and how fast it was read."""
    rows = list(read_rows(data / "attribution" / "polnear-dev.jsonl"))[::step]
    parses = [parse_report(reader, row["text"]) for row in rows]
    words = sum(len(row["text"].split()) for row in rows)
    for hinted in (False, True):
        hints = [rules(parse) if hinted else None for parse in parses]
        begun = time.process_time()
        readings = [tag_roles(p, model, h) for p, h in zip(parses, hints, strict=True)]
        seconds = time.process_time() - begun
        figures = score_attribution(
            (row["text"], [gold(each) for each in row["attributions"]], ours(reading.statements))
            for row, reading in zip(rows, readings, strict=True)
        )
        rate = round(words / seconds)
        yield {"hinted": hinted, **rounded(figures), "words_per_cpu_second": rate}


def rules(parse: Parse) -> tuple[RoleSpans, ...]:
    """What the rules tell the network."""
    return outermost_roles(parse, draft_statements(parse))


def gold(attribution: dict[str, Any]) -> Attribution:
    """One row's attribution as the scorer takes it."""
    return Attribution(*(tuple((s, e) for s, e in attribution[role]) for role in ROLES))


def ours(statements: Iterable[RoleSpans]) -> list[Attribution]:
    """What was read as the scorer takes it."""
    return [Attribution(s.source, s.cue, s.content) for s in statements]


def mentions(data: Path, model: ReaderModel, reader: Reader) -> dict[str, float | None]:
    """The reports of re3d that were kept from training."""
    kept = list(read_rows(data / "mentions" / "re3d.jsonl"))[::RE3D_DEV]
    pairs = []
    for row in kept:
        parse = parse_report(reader, row["text"])
        found = tag_mentions(parse, model, rules(parse))
        spans = [TypedSpan(m.start, m.end, m.type) for m in found]
        told = [TypedSpan(e["start"], e["end"], e["type"]) for e in row["entities"]]
        pairs.append((told, spans))
    return rounded(score_mentions(pairs))


def factuality(data: Path, model: ReaderModel, reader: Reader) -> dict[str, float | None]:
    """UW dev: the figure of the word in which an event opens, against the gold."""
    told: list[float] = []
    found: list[float] = []
    for row in read_rows(data / "factuality" / "uw-dev.jsonl"):
        parse = parse_excerpt(reader, row["text"])
        words = tag_roles(parse, model, rules(parse)).words
        for event in row["events"]:
            told.append(event["factuality"])
            found.append(next(w.factuality for w in words if w.end > event["start"]))
    errors = [abs(a - b) for a, b in zip(told, found, strict=True)]
    return rounded({"mae": mean(errors), "pearson_r": pearson(told, found)})


def rounded(figures: dict[str, float | None]) -> dict[str, float | None]:
    """Four places, None where there is no figure."""
    return {name: None if f is None else round(f, 4) for name, f in figures.items()}


if __name__ == "__main__":
    main()
