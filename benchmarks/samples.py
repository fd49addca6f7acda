"""What the reports of a bundled sample say together, against its answers.

    python benchmarks/samples.py [dayton|stockholm] [--json]

The answers were written by hand before any code read the reports. Counted are: groups of copies;
events whose mentions are all in one event of ours, with its type and status; figures with holder
and bounds; the moves on proposals that are on one item, and items whose final state is right.
"""

import argparse
import csv
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from onrecord.fuse.whole import Fused, fuse_records
from onrecord.pipeline import Reader
from onrecord.records import Citation, Document, Record
from onrecord.text import name_key

Answer = Mapping[str, Any]


def main() -> None:
    """Read a sample, fuse it, print what is right and what is not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sample", nargs="?", choices=("dayton", "stockholm"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    reader = Reader()
    names = [options.sample] if options.sample else ["dayton", "stockholm"]
    for name in names:
        figures, faults = score_sample(name, reader)
        if options.json:
            print(json.dumps({"sample": name, **figures, "faults": faults}))
            continue
        print(name)
        for what, (right, total) in figures.items():
            print(f"  {what:<42} {right} of {total}")
        for fault in faults:
            print(f"    not: {fault}")


def score_sample(name: str, reader: Reader) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Right and all of each kind, and what was not right."""
    folder = resources.files("onrecord.data").joinpath(f"samples/{name}")
    answers = json.loads(folder.joinpath("answers.json").read_text("utf-8"))
    index = csv.DictReader(folder.joinpath("index.csv").read_text("utf-8").splitlines())
    records = {
        row["file"]: reader.read(
            folder.joinpath(row["file"]).read_bytes(),
            published=dt.date.fromisoformat(row["published"]),
            outlet=row["outlet"],
        )
        for row in index
    }
    fused = fuse_records(records.values())
    view = _View(records, fused)
    checks = {
        "groups of copies": [(str(g), view.has_copies(g)) for g in answers["duplicates"]],
        "events, all mentions in one": [(e["id"], view.has_event(e)) for e in answers["events"]],
        "figures with holder and bounds": [
            (f"{f['role']} {f['low']} by {f['holder']}", view.has_figure(f))
            for c in answers["claims"]
            for f in c.get("figures", ())
        ],
        "moves that are on their item": [
            (f"{p['id']}: {s['quote']}", view.is_on_item(p, s))
            for p in answers["proposals"]
            for s in p["states"]
        ],
        "items in their final state": [
            (f"{p['id']} {p['final']}", view.ends_in(p)) for p in answers["proposals"]
        ],
    }
    figures = {what: (sum(ok for _, ok in each), len(each)) for what, each in checks.items()}
    faults = [f"{what}: {told}" for what, each in checks.items() for told, ok in each if not ok]
    extra = len(fused.duplicates) - figures["groups of copies"][0]
    return {**figures, "groups of copies that are none": (extra, 0)}, faults


class _View:
    """Where the answers' quotes stand, and what ours say there."""

    def __init__(self, records: Mapping[str, Record], fused: Fused) -> None:
        self.records, self.fused = records, fused

    def has_copies(self, files: Iterable[str]) -> bool:
        wanted = {self._doc(file).id for file in files}
        return any(set(group.documents) == wanted for group in self.fused.duplicates)

    def has_event(self, answer: Answer) -> bool:
        return any(
            event.type == answer["type"]
            and event.status == answer["status"]
            and all(
                any(self._is_at(a.quote, mention) for a in event.accounts)
                for mention in answer["mentions"]
            )
            for event in self.fused.events
        )

    def has_figure(self, answer: Answer) -> bool:
        return any(
            claim.role == answer["role"]
            and (position.low, position.high) == (answer["low"], answer["high"])
            and name_key(answer["holder"]) in name_key(position.by or "")
            and any(c.doc == self._doc(answer["report"]).id for c in position.evidence)
            for claim in self.fused.claims
            for position in claim.positions
        )

    def is_on_item(self, proposal: Answer, state: Answer) -> bool:
        talk = self._item(proposal)
        return talk is not None and any(
            self._covers(c, state) for move in talk.moves for c in move.evidence
        )

    def ends_in(self, proposal: Answer) -> bool:
        talk = self._item(proposal)
        return talk is not None and talk.state == proposal["final"]

    def _item(self, proposal: Answer) -> Any:
        """The item of this kind that holds most of its moves; None where none holds one."""

        def held(talk: Any) -> int:
            cited = [c for move in talk.moves for c in move.evidence]
            return sum(any(self._covers(c, s) for c in cited) for s in proposal["states"])

        same = [talk for talk in self.fused.talks if talk.kind == proposal["kind"] and held(talk)]
        return max(same, key=held, default=None)

    def _covers(self, citation: Citation, answer: Answer) -> bool:
        """Whether a sentence that is cited overlaps a quote."""
        doc = self._doc(answer["report"])
        start = doc.text.index(answer["quote"])
        end = start + len(answer["quote"])
        return citation.doc == doc.id and citation.start < end and start < citation.end

    def _is_at(self, trigger: Citation, answer: Answer) -> bool:
        doc = self._doc(answer["report"])
        start = doc.text.index(answer["quote"])
        return trigger.doc == doc.id and start <= trigger.start < start + len(answer["quote"])

    def _doc(self, file: str) -> Document:
        return self.records[file].document


if __name__ == "__main__":
    main()
