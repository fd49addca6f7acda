"""Cross-validation of the learned coder on gold pairs: `python -m coder.cross --help`.

Each fold starts from weights that have seen no gold pair, is fine-tuned on the other folds (events
alone, which takes minutes and not an hour), and judges its own. Folds hold whole sentences.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from reader.data import load_tokenizer, read_rows
from reader.model import EVENT_LABELS
from reader.train import SEED, say

from coder.data import Told, read_told
from coder.measure import judge_pairs, pair_loss
from coder.train import event_batches, load_reader, optimizer, set_rate, to_tensors
from onrecord.annotate.events import code_pair
from onrecord.annotate.events.learned import blend, label_of
from onrecord.annotate.parse import load_parser
from onrecord.evaluate.events import score_event_types
from onrecord.evaluate.reports import parse_excerpt

FOLDS = 5
STRENGTHS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)


def main() -> None:
    """Train and judge fold by fold, then print the figures of model, rules and both."""
    given = read_arguments()
    if not given.figures:
        torch.set_num_threads(given.threads)
        tokenizer = load_tokenizer(given.tokenizer)
        gold = read_told(given.gold, tokenizer)
        others = [(read_told(Path(p), tokenizer), float(times)) for p, times in given.pairs]
        with given.out.open("w", encoding="utf-8") as out:
            for fold in range(FOLDS):
                for told, chances in judge_fold(fold, gold, others, given):
                    row = {"id": told.name, "fold": fold, "chances": chances}
                    out.write(json.dumps(row) + "\n")
                out.flush()
    print_figures(given.data, read_rows(given.out))


def read_arguments() -> argparse.Namespace:
    """The command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    folder = os.environ.get("ONRECORD_DATA")
    arguments.add_argument("--data", type=Path, default=folder, required=not folder)
    arguments.add_argument("--weights", type=Path, help="of the first stage")
    arguments.add_argument("--tokenizer", type=Path)
    arguments.add_argument("--gold", type=Path, help="the gold pairs by pairs.py")
    arguments.add_argument("--pairs", nargs=2, action="append", metavar=("FILE", "TIMES"),
                           default=[], help="what else is learned from")  # fmt: skip
    arguments.add_argument("--out", type=Path, required=True, help="the judgements")
    arguments.add_argument("--figures", action="store_true", help="of what is in --out already")
    arguments.add_argument("--steps", type=int, default=140)
    arguments.add_argument("--rate", type=float, default=1.5e-4)
    arguments.add_argument("--budget", type=int, default=900)
    arguments.add_argument("--threads", type=int, default=2)
    return arguments.parse_args()


def fold_of(group: str) -> int:
    """The fold of a sentence, the same whatever else is read."""
    return int(group) % FOLDS


def judge_fold(
    fold: int, gold: list[Told], others: list[tuple[list[Told], float]], given: argparse.Namespace
) -> list[tuple[Told, dict[str, float]]]:
    """The chances of each label for the pairs of one fold."""
    torch.manual_seed(SEED)
    dice = random.Random(SEED)  # noqa: S311 - the order of the batches is no secret
    reader = load_reader(given.weights)
    adam = optimizer(reader, given.rate)
    learned = [told for told in gold if fold_of(told.group) != fold]
    batches = event_batches([(learned, 1.0), *others], dice, given.budget)
    begun = time.monotonic()
    for step, batch in enumerate(islice(batches, given.steps)):
        set_rate(adam, step, step / given.steps)
        adam.zero_grad()
        pair_loss(reader, to_tensors(batch, dice)).backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        adam.step()
    judged = judge_pairs(reader, [told for told in gold if fold_of(told.group) == fold])
    kinds = [EVENT_LABELS[told.pairs[n].label] for told, n, _ in judged]
    ours = [EVENT_LABELS[1 + int(chances[1:].argmax())] for _, _, chances in judged]
    say(f"fold {fold}, {time.monotonic() - begun:.0f} s", rounded(score_event_types(kinds, ours)))
    return [
        (told, dict(zip(EVENT_LABELS, (round(float(c), 5) for c in chances), strict=True)))
        for told, _, chances in judged
    ]


def print_figures(data: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Model alone, rules alone, and both with rules of several strengths."""
    gold = {row["id"]: row for row in read_rows(data / "events" / "plv-train.jsonl")}
    parser = SimpleNamespace(nlp=load_parser())
    rules = {name: rule_of(parser, gold[name]) for name in (row["id"] for row in rows)}
    kinds = [gold[row["id"]]["type"] for row in rows]
    say("rules alone", rounded(score_event_types(kinds, [rules[row["id"]] for row in rows])))
    for strength in STRENGTHS:
        ours = [likeliest(row["chances"], rules[row["id"]], strength) for row in rows]
        say(f"rules weigh {strength}", rounded(score_event_types(kinds, ours)))


def rule_of(parser: Any, row: dict[str, Any]) -> str | None:
    """The type by the rules."""
    actor, recipient = (tuple(row[name]) if row[name] else None for name in ("actor", "recipient"))
    kind = code_pair(parse_excerpt(parser, row["text"]), actor, recipient)
    return None if kind is None else label_of(kind)


def likeliest(chances: Mapping[str, float], rule: str | None, strength: float) -> str:
    """The type that model and rules together hold likeliest."""
    both = blend(chances, rule, strength)
    return max((label for label in EVENT_LABELS[1:]), key=both.__getitem__)


def rounded(scores: Mapping[str, float | None]) -> dict[str, float]:
    """Macro F1 and accuracy."""
    return {name: round(scores[name] or 0.0, 4) for name in ("macro_f1", "accuracy")}


if __name__ == "__main__":
    main()
