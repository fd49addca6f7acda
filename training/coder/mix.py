"""The weighted mean of trained weights: `python -m coder.mix --out FILE WEIGHTS SHARE …`.

Weights that came out of one another can be averaged: between a reader and what it became when it
also learned events lies one that has forgotten less. A part that some lack is the others' mean.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the mean."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--part", nargs=2, action="append", metavar=("WEIGHTS", "SHARE"),
                           required=True)  # fmt: skip
    given = arguments.parse_args()
    parts = []
    for path, share in given.part:
        kept = torch.load(path, map_location="cpu")
        parts.append((kept.get("reader", kept), float(share)))
    mean = {}
    for name in dict.fromkeys(name for weights, _ in parts for name in weights):
        held = [(weights[name], share) for weights, share in parts if name in weights]
        total = sum(share for _, share in held)
        mean[name] = torch.stack([weight * (share / total) for weight, share in held]).sum(0)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(mean, given.out)


if __name__ == "__main__":
    main()
