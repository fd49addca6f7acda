"""Fine-tune the reader: `python -m reader.train --data DIR --weights DIR --out DIR`."""

import argparse
import json
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from reader import data
from reader.measure import head_losses, measure, mention_sets
from reader.model import Reader, load_encoder

SEED = 20260917
CHECKPOINT_SECONDS = 600
WEIGHTS = {"roles": 1.0, "links": 0.4, "mentions": 0.4, "factuality": 0.2}
ENCODER = ("words", "positions", "norm", "layers")
HEAD_RATE = 1e-3
WARM_STEPS = 60


@dataclass
class Run:
    """What a checkpoint keeps."""

    reader: Reader
    adam: torch.optim.Optimizer
    step: int = 0
    seconds: float = 0.0

    def save(self, path: Path) -> None:
        """Write the checkpoint, whole or not at all."""
        part = path.with_suffix(".part")
        state = {
            "reader": self.reader.state_dict(),
            "adam": self.adam.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
        }
        torch.save(state, part)
        part.replace(path)

    def restore(self, path: Path) -> None:
        """Go on from a checkpoint."""
        kept = torch.load(path)
        self.reader.load_state_dict(kept["reader"])
        self.adam.load_state_dict(kept["adam"])
        self.step, self.seconds = kept["step"], kept["seconds"]


def main() -> None:
    """Train, keep a checkpoint every ten minutes, and write the last weights to `reader.pt`."""
    given = read_arguments()
    torch.set_num_threads(given.threads)
    torch.manual_seed(SEED)
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = data.load_tokenizer(given.weights / "tokenizer.json")
    texts = data.Texts(given.data, given.known, tokenizer)
    rows, dev = data.read_training(texts, given.silver), data.read_dev(texts)
    run = start(given.weights / "model.safetensors", given.rate)
    checkpoint = given.out / "checkpoint.pt"
    if given.resume and checkpoint.exists():
        run.restore(checkpoint)
    marks = {mark: tokenizer.token_to_id(mark) for mark in "“”‘’\"'"}
    train(run, rows, dev, marks, given)
    torch.save(run.reader.state_dict(), given.out / "reader.pt")
    say(f"done: step {run.step}, {run.seconds:.0f} s", measure(run.reader, dev))


def read_arguments() -> argparse.Namespace:
    """The command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    folder = os.environ.get("ONRECORD_DATA")
    arguments.add_argument("--data", type=Path, default=folder, required=not folder)
    arguments.add_argument("--weights", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    arguments.add_argument("--known", type=Path, required=True, help="what known.py wrote")
    arguments.add_argument("--silver", type=Path, help="what silver.py wrote")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--epochs", type=float, default=4)
    arguments.add_argument("--minutes", type=float, help="be done by then: the rate falls sooner")
    arguments.add_argument("--budget", type=int, default=2600, help="pieces in a batch")
    arguments.add_argument("--rate", type=float, default=3e-4)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--resume", action="store_true")
    return arguments.parse_args()


def start(weights: Path, rate: float) -> Run:
    """MiniLM with new heads, which learn faster than it."""
    reader = Reader()
    load_encoder(reader, weights)
    named = list(reader.named_parameters())
    slow = [p for name, p in named if name.startswith(ENCODER)]
    fast = [p for name, p in named if not name.startswith(ENCODER)]
    groups = [{"params": slow, "rate": rate}, {"params": fast, "rate": HEAD_RATE}]
    return Run(reader, torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, fused=True))


def train(
    run: Run,
    rows: list[data.Labelled],
    dev: list[data.Labelled],
    marks: dict[str, int],
    given: argparse.Namespace,
) -> None:
    """Epoch after epoch until the steps or the minutes are over."""
    per_epoch = len(list(epoch_batches(rows, 0, given.budget)[0]))
    total = int(per_epoch * given.epochs)
    say(f"{len(rows)} texts, {per_epoch} steps an epoch, {total} in all, from {run.step}", {})
    begun, saved = time.monotonic() - run.seconds, time.monotonic()
    sets = mention_sets()
    seen: dict[str, list[float]] = {}
    run.reader.train()
    while run.step < total:
        epoch = run.step // per_epoch
        batches, dice = epoch_batches(rows, epoch, given.budget)
        done = run.step - epoch * per_epoch
        for batch in batches[done:per_epoch]:
            run.seconds = time.monotonic() - begun
            progress = run.step / total
            if given.minutes:
                progress = max(progress, run.seconds / 60 / given.minutes)
            if progress >= 1:
                return
            for name, value in learn(run, data.fill_batch(batch, dice, marks), sets, progress):
                seen.setdefault(name, []).append(value)
            if run.step % 50 == 0:
                means = {name: round(float(np.mean(values)), 4) for name, values in seen.items()}
                say(f"step {run.step} of {total}, {run.seconds:.0f} s", means)
                seen = {}
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                saved = time.monotonic()
                run.save(given.out / "checkpoint.pt")
        run.step = max(run.step, (epoch + 1) * per_epoch)
        say(f"epoch {epoch + 1}", measure(run.reader, dev))


def epoch_batches(
    rows: list[data.Labelled], epoch: int, budget: int
) -> tuple[list[list[data.Window]], random.Random]:
    """The batches of an epoch, the same whenever it is begun, and the dice for what follows."""
    dice = random.Random(SEED + epoch)  # noqa: S311 - the order of the batches is no secret
    return list(data.draw_batches(data.draw_windows(rows, dice), dice, budget=budget)), dice


def learn(
    run: Run, filled: dict[str, np.ndarray], sets: torch.Tensor, progress: float
) -> Iterator[tuple[str, float]]:
    """One step; the rate rises over the first steps and falls in a line to nothing."""
    for group in run.adam.param_groups:
        group["lr"] = group["rate"] * min(run.step / WARM_STEPS, 1.0) * (1 - progress)
    batch = {name: torch.from_numpy(array) for name, array in filled.items()}
    losses = head_losses(run.reader(batch["ids"], batch["mask"], batch["features"]), batch, sets)
    run.adam.zero_grad()
    torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
    torch.nn.utils.clip_grad_norm_(run.reader.parameters(), 1.0)
    run.adam.step()
    run.step += 1
    for name, loss in losses.items():
        yield name, loss.item()


def say(what: str, figures: dict[str, float]) -> None:
    """A line of progress."""
    print(what, json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
