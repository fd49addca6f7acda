"""Weights → int8 ONNX: `python -m reader.export --weights reader.pt --tokenizer FILE --out DIR`."""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.annotate.pieces import HEAD
from reader.model import EVENT_LABELS, MENTION_LABELS, ROLE_LABELS, Output, Reader

OUTPUTS = ("roles", "links", "mentions", "factuality", "events")
OPSET = 17


class Readable(nn.Module):
    """The reader with probabilities for scores."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Output:
        """`roles` and `mentions` are log probabilities, `links` probabilities over each row."""
        out = self.reader(ids, mask, features)
        return Output(
            out.roles.log_softmax(-1),
            out.links.softmax(-1),
            out.mentions.log_softmax(-1),
            out.factuality,
            out.events,
        )


def write_graph(reader: Reader, path: Path) -> None:
    """The network as ONNX in fp32, any number of windows of any length."""
    ids = torch.randint(1000, 20000, (2, 24))
    example = (ids, torch.ones_like(ids), torch.zeros(2, 24, HEAD + 1, dtype=torch.long))
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        Readable(reader).eval(),
        example,
        str(path),
        input_names=["ids", "mask", "features"],
        output_names=list(OUTPUTS),
        dynamic_axes={
            **dict.fromkeys(("ids", "mask", "features", *OUTPUTS), axes),
            "links": {0: "windows", 1: "pieces", 2: "pieces"},
        },
        opset_version=OPSET,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))


def main() -> None:
    """Write reader.onnx (int8), events.npz, tokenizer.json and labels.json."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", type=Path, required=True)
    arguments.add_argument("--tokenizer", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--keep-fp32", type=Path, help="where to leave the fp32 graph")
    given = arguments.parse_args()
    reader = Reader()
    kept = torch.load(given.weights, map_location="cpu")
    reader.load_state_dict(kept.get("reader", kept))
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        graph = given.keep_fp32 or Path(folder) / "fp32.onnx"
        write_graph(reader, graph)
        quantize_dynamic(
            str(graph),
            str(given.out / "reader.onnx"),
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            # seven bits: with eight, processors without VNNI overflow in the products
            reduce_range=True,
        )
    tokenizer = json.loads(given.tokenizer.read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (given.out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    labels = {"roles": ROLE_LABELS, "mentions": MENTION_LABELS, "events": EVENT_LABELS}
    pairs = {name: weight.numpy() for name, weight in reader.pairs.state_dict().items()}
    np.savez_compressed(given.out / "events.npz", **pairs)
    (given.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
