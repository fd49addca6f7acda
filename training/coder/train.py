"""Train the reader with its event head: `python -m coder.train --help`.

Goes on from a trained reader. Every step learns from a batch of the reader's own texts, so that
its other heads keep what they know, and from a batch of texts with pairs.
"""

import argparse
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from reader import data
from reader.measure import head_losses, measure, mention_sets
from reader.model import Output, Reader
from reader.train import SEED, WEIGHTS, say
from torch import Tensor
from torch.nn import functional

from coder.data import Lesson, Told, draw_batches, fill, lessons, read_told
from coder.measure import figures, pair_loss

CHECKPOINT_SECONDS = 300
HEAD_RATE = 1e-3
WARM_STEPS = 40
NEW = ("events", "pairs")


def main() -> None:
    """Train and write the weights, a checkpoint every five minutes."""
    given = read_arguments()
    torch.set_num_threads(given.threads)
    torch.manual_seed(SEED)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    tokenizer = data.load_tokenizer(given.tokenizer)
    sets = [(read_told(Path(p), tokenizer), float(times)) for p, times in given.pairs]
    texts = data.Texts(given.data, given.known, tokenizer)
    rows, dev = data.read_training(texts, given.silver), data.read_dev(texts)
    reader = load_reader(given.weights)
    teacher = load_reader(given.teacher).eval() if given.teacher else None
    adam = optimizer(reader, given.rate)
    mentions = mention_sets()
    marks = {mark: tokenizer.token_to_id(mark) for mark in "“”‘’\"'"}
    dice = random.Random(SEED)  # noqa: S311 - the order of the batches is no secret
    told = event_batches(sets, dice, given.budget)
    read = reader_batches(rows, dice, given.reader_budget)
    begun = saved = time.monotonic()
    seen: dict[str, list[float]] = {}
    for step in range(given.steps):
        progress = step / given.steps
        if given.minutes:
            progress = max(progress, (time.monotonic() - begun) / 60 / given.minutes)
        if progress >= 1:
            break
        set_rate(adam, step, progress)
        adam.zero_grad()
        losses = {}
        if next_is_read(step, given.read_every):
            filled = data.fill_batch(next(read), dice, marks)
            batch = {name: torch.from_numpy(array) for name, array in filled.items()}
            told_now = reader(batch["ids"], batch["mask"], batch["features"])
            losses = (
                head_losses(told_now, batch, mentions)
                if teacher is None
                else taught_losses(told_now, teacher, batch)
            )
            torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
        losses["pairs"] = pair_loss(reader, to_tensors(next(told), dice))
        (given.pair_weight * losses["pairs"]).backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        adam.step()
        for name, loss in losses.items():
            seen.setdefault(name, []).append(loss.item())
        if step % 50 == 49:
            means = {name: round(sum(v) / len(v), 4) for name, v in seen.items()}
            say(f"step {step + 1} of {given.steps}, {time.monotonic() - begun:.0f} s", means)
            seen = {}
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            saved = time.monotonic()
            torch.save(reader.state_dict(), given.out)
    torch.save(reader.state_dict(), given.out)
    say("reader", measure(reader, dev))
    if given.check:
        say("pairs", figures(reader, read_told(given.check, tokenizer)))


def read_arguments() -> argparse.Namespace:
    """The command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    folder = os.environ.get("ONRECORD_DATA")
    arguments.add_argument("--data", type=Path, default=folder, required=not folder)
    arguments.add_argument("--weights", type=Path, required=True, help="a trained reader")
    arguments.add_argument("--tokenizer", type=Path, required=True)
    arguments.add_argument("--known", type=Path, required=True, help="what reader.known wrote")
    arguments.add_argument("--silver", type=Path, help="what reader.silver wrote")
    arguments.add_argument("--pairs", nargs=2, action="append", metavar=("FILE", "TIMES"),
                           required=True, help="by pairs.py, and times an epoch")  # fmt: skip
    arguments.add_argument("--teacher", type=Path, help="a reader to learn reading from")
    arguments.add_argument("--check", type=Path, help="pairs to measure on at the end")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--steps", type=int, required=True)
    arguments.add_argument("--minutes", type=float, help="be done by then: the rate falls sooner")
    arguments.add_argument("--budget", type=int, default=900, help="pieces in a batch of pairs")
    arguments.add_argument("--reader-budget", type=int, default=1300)
    arguments.add_argument("--read-every", type=int, default=1, help="steps to a batch of reading")
    arguments.add_argument("--pair-weight", type=float, default=0.5)
    arguments.add_argument("--rate", type=float, default=1.5e-4)
    arguments.add_argument("--threads", type=int, default=2)
    return arguments.parse_args()


def taught_losses(out: Output, teacher: Reader, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """How far each head is from what the teacher says, over all pieces.

    A reader that has seen its gold six times learns it by heart when it sees it again; its own
    older judgements keep it where it was.
    """
    with torch.no_grad():
        told = teacher(batch["ids"], batch["mask"], batch["features"])
    seen = batch["mask"] > 0
    found = {}
    for name in ("roles", "links", "mentions"):
        ours, theirs = getattr(out, name)[seen], getattr(told, name)[seen]
        found[name] = functional.kl_div(
            ours.log_softmax(-1), theirs.log_softmax(-1), log_target=True, reduction="batchmean"
        )
    found["factuality"] = functional.smooth_l1_loss(out.factuality[seen], told.factuality[seen])
    return found


def load_reader(weights: Path) -> Reader:
    """A trained reader; its event head may be new."""
    reader = Reader()
    kept = torch.load(weights, map_location="cpu")
    missing, unknown = reader.load_state_dict(kept.get("reader", kept), strict=False)
    if unknown or any(not name.startswith(NEW) for name in missing):
        raise ValueError(f"{weights} is no reader: {missing} {unknown}")
    return reader.train()


def optimizer(reader: Reader, rate: float, head_rate: float = HEAD_RATE) -> torch.optim.Optimizer:
    """The event head learns faster than all else."""
    named = list(reader.named_parameters())
    slow = [p for name, p in named if not name.startswith(NEW)]
    fast = [p for name, p in named if name.startswith(NEW)]
    groups = [{"params": slow, "rate": rate}, {"params": fast, "rate": head_rate}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, fused=True)


def set_rate(adam: torch.optim.Optimizer, step: int, progress: float) -> None:
    """The rate rises over the first steps and falls in a line to nothing."""
    for group in adam.param_groups:
        group["lr"] = group["rate"] * min((step + 1) / WARM_STEPS, 1.0) * (1 - progress)


def next_is_read(step: int, every: int) -> bool:
    """Whether a step also learns from the reader's own texts."""
    return step % every == 0


def to_tensors(batch: list[Lesson], dice: random.Random) -> dict[str, Tensor]:
    """The arrays of a batch of pairs."""
    return {name: torch.from_numpy(array) for name, array in fill(batch, dice).items()}


def event_batches(
    sets: list[tuple[list[Told], float]], dice: random.Random, budget: int
) -> Iterator[list[Lesson]]:
    """Batches without end; in an epoch each set comes so many times, or a share of it."""
    while True:
        rows: list[Told] = []
        for each, times in sets:
            rows += each * int(times)
            rows += dice.sample(each, int(len(each) * (times % 1)))
        yield from draw_batches(lessons(rows, dice), dice, budget=budget)


def reader_batches(
    rows: list[data.Labelled], dice: random.Random, budget: int
) -> Iterator[list[data.Window]]:
    """Batches of the reader's own texts without end."""
    while True:
        yield from data.draw_batches(data.draw_windows(rows, dice), dice, budget=budget)


if __name__ == "__main__":
    main()
