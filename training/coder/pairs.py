"""Texts with pairs of parties and the type of event between them: `python -m coder.pairs`.

Gold pairs (PLV), and pairs that the rules code in machine-written stories and in news, each with
what the parser and the rules know of every word piece, so that the network is trained on what it
gets in use. One row a text.
"""

import argparse
import datetime as dt
import json
import os
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from reader.data import load_tokenizer, read_rows
from tokenizers import Tokenizer

from onrecord.annotate.neural import readable_text
from onrecord.annotate.pieces import add_roles, add_syntax, cut_pieces
from onrecord.annotate.statements import draft_statements, outermost_roles
from onrecord.evaluate.events import merge_type, plover_type
from onrecord.evaluate.reports import parse_excerpt, parse_report
from onrecord.pipeline import Reader
from onrecord.records import EventMention, Record
from onrecord.syntax import Parse, Token

LEAD = 420
"""How many characters of a story are read besides its headline, to the end of a sentence."""
NEWS = (("news/wikinews.jsonl", 3), ("news/guardian.jsonl", 3))
"""Reports for weak labels: the file, and of how many reports one is taken."""
OPENING = 3000

_loaded: Reader
_tokenizer: Tokenizer


def main() -> None:
    """Write one row a text: source, id, group, text, features, pairs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    folder = os.environ.get("ONRECORD_DATA")
    arguments.add_argument("--data", type=Path, default=folder, required=not folder)
    arguments.add_argument("--tokenizer", type=Path, required=True)
    arguments.add_argument("--examples", type=Path, help="what examples.py wrote")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--only", help="one source only")
    arguments.add_argument("--processes", type=int, default=2)
    given = arguments.parse_args()
    part = given.out.with_suffix(".part")
    told = texts(given.data, given.examples)
    todo = (row for row in told if given.only in {None, row["source"]})
    with (
        Pool(given.processes, load, (given.tokenizer,)) as pool,
        part.open("w", encoding="utf-8") as out,
    ):
        for row in pool.imap(know, todo, chunksize=16):
            out.write(json.dumps(row) + "\n")
    part.replace(given.out)


def texts(data: Path, examples: Path | None) -> Iterator[dict[str, Any]]:
    """Every text that is learned from, with the pairs that are given with it."""
    for row in read_rows(data / "events" / "plv-train.jsonl"):
        pair = {"actor": row["actor"], "recipient": row["recipient"], "type": row["type"]}
        yield {"source": "plv", "id": row["id"], "group": row["sentence_id"], "text": row["text"],
               "pairs": [pair]}  # fmt: skip
    for row in read_rows(examples) if examples else []:
        yield {"source": "own", "group": row["id"], **row}
    for row in read_rows(data / "events" / "ngec-synthetic.jsonl"):
        text = f"{row['headline']}\n\n{lead(row['text'])}"
        yield {"source": "story", "id": row["id"], "group": row["id"], "text": text,
               "type": row["type"]}  # fmt: skip
    for name, step in NEWS:
        for row in read_rows(data / name)[::step]:
            opening = lead(row["text"], OPENING)
            yield {"source": "news", "id": row["id"], "group": row["id"], "text": opening,
                   "published": row.get("published")}  # fmt: skip


def lead(text: str, size: int = LEAD) -> str:
    """The opening of a text, to the end of the last sentence that ends within `size`."""
    if len(text) <= size:
        return text
    end = max(text.rfind(mark, 0, size) for mark in (". ", ".\n", "\n"))
    return text[: end + 1] if end > 0 else text[:size]


def load(tokenizer: Path) -> None:
    """Load what reads once a process."""
    global _loaded, _tokenizer
    _loaded, _tokenizer = Reader(), load_tokenizer(tokenizer)


def know(row: dict[str, Any]) -> dict[str, Any]:
    """The readable text of one row, its features and its pairs."""
    excerpt = row["source"] in {"plv", "own"}
    day = (row.pop("published", None) or "")[:10]
    published = dt.date.fromisoformat(day) if day else None
    parse = (
        parse_excerpt(_loaded, row["text"])
        if excerpt
        else parse_report(_loaded, row["text"], published=published)
    )
    text = readable_text(parse)
    pieces = cut_pieces(_tokenizer, text)
    add_syntax(pieces, parse)
    add_roles(pieces, outermost_roles(parse, draft_statements(parse)))
    if not excerpt:
        row["pairs"] = list(coded_pairs(parse, _loaded.read_parse(parse), row.get("type")))
    return {**row, "text": text, "features": pieces.features.tolist(),
            "bounds": [[s.span.start, s.span.end] for s in parse.sentences]}  # fmt: skip


def coded_pairs(parse: Parse, record: Record, told: str | None) -> Iterator[dict[str, Any]]:
    """The rules' events with their parties, whether the story was to tell of that type, and none.

    A verb between two mentions that no rule codes is an example of no event.
    """
    spans = {m.id: [m.span.start, m.span.end] for m in record.mentions}
    triggers = set()
    for event in record.events:
        triggers.add(event.trigger.start)
        kind = plover_type(event)
        yield {
            "actor": spans[event.actors[0]] if event.actors else None,
            "recipient": spans[event.recipients[0]] if event.recipients else None,
            "trigger": [event.trigger.start, event.trigger.end],
            "type": merge_type(kind),
            "agrees": told is not None and merge_type(told) in {merge_type(kind), _own(event)},
        }
    heads = {}
    for mention in record.mentions:
        head = parse.span_head(mention.span.start, mention.span.end)
        if head is not None:
            heads.setdefault(head.i, [mention.span.start, mention.span.end])
    for token in parse.tokens:
        if token.pos == "VERB" and token.start not in triggers:
            actor, recipient = uncoded_parties(parse, token, heads)
            if actor is not None or recipient is not None:
                yield {"actor": actor, "recipient": recipient, "type": "none",
                       "trigger": [token.start, token.end], "agrees": False}  # fmt: skip


def _own(event: EventMention) -> str | None:
    return merge_type(event.type)


def uncoded_parties(
    parse: Parse, token: Token, heads: dict[int, list[int]]
) -> tuple[list[int] | None, list[int] | None]:
    """The mentions that are subject and object of a verb."""
    actor = recipient = None
    for child in parse.children(token.i):
        if child.dep == "nsubj":
            actor = actor or heads.get(child.i)
        elif child.dep in {"dobj", "nsubjpass", "dative"}:
            recipient = recipient or heads.get(child.i)
        elif child.dep in {"prep", "agent"}:
            inner = parse.child(child.i, "pobj")
            found = heads.get(inner.i) if inner is not None else None
            if child.dep == "agent":
                actor = actor or found
            else:
                recipient = recipient or found
    return actor, recipient


if __name__ == "__main__":
    main()
