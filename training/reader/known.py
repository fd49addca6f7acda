"""What is known of every text before the network reads it: `python -m reader.known --data DIR`.

The parser and the rules read each gold text once, as they read a report, so that training sees
exactly what the network gets in use. One row a text: its readable text, and for each word piece the
columns of `onrecord.annotate.pieces`.
"""

import argparse
import datetime as dt
import json
import os
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language
from tokenizers import Tokenizer

from onrecord.annotate.neural import readable_text
from onrecord.annotate.parse import load_parser
from onrecord.annotate.pieces import add_roles, add_syntax, cut_pieces
from onrecord.annotate.statements import draft_statements, outermost_roles
from onrecord.evaluate.reports import parse_report
from reader.data import FILES, load_tokenizer, read_rows


class Loaded(NamedTuple):
    """What a process loads once."""

    nlp: Language
    tokenizer: Tokenizer


_loaded: Loaded


def main() -> None:
    """Write one row a text."""
    arguments = argparse.ArgumentParser(description=__doc__)
    folder = os.environ.get("ONRECORD_DATA")
    arguments.add_argument("--data", type=Path, default=folder, required=not folder)
    arguments.add_argument("--tokenizer", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--processes", type=int, default=2)
    given = arguments.parse_args()
    part = given.out.with_suffix(".part")
    with (
        Pool(given.processes, load, (given.tokenizer,)) as pool,
        part.open("w", encoding="utf-8") as out,
    ):
        for row in pool.imap(know, texts(given.data), chunksize=16):
            out.write(json.dumps(row) + "\n")
    part.replace(given.out)


def texts(data: Path) -> Iterator[dict[str, Any]]:
    """Every text that is learned from or measured on while training."""
    for name in FILES:
        for row in read_rows(data / name):
            text = row["text"][: row.get("full_until")]
            published = (row.get("published") or "")[:10]
            yield {"file": name, "id": row["id"], "text": text, "published": published}


def load(tokenizer: Path) -> None:
    """Load the parser and the tokenizer once a process."""
    global _loaded  # noqa: PLW0603 - a worker process has no other place
    _loaded = Loaded(load_parser(), load_tokenizer(tokenizer))


def know(row: dict[str, Any]) -> dict[str, Any]:
    """The readable text of one row, and its features."""
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    parse = parse_report(_loaded, row["text"], published=published)
    text = readable_text(parse)
    pieces = cut_pieces(_loaded.tokenizer, text)
    add_syntax(pieces, parse)
    add_roles(pieces, outermost_roles(parse, draft_statements(parse)))
    return {
        "file": row["file"],
        "id": row["id"],
        "text": text,
        "features": pieces.features.tolist(),
    }


if __name__ == "__main__":
    main()
