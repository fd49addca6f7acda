"""The trained reader: who says what, names, and how factual each word's event is told.

One small encoder reads the report window by window, with what the parser and the rules know of each
word; its heads score each word piece (training/README.md tells how it was made,
models/reader/README.md how good it is). Roles are decoded as spans, and every source and content is
joined to the cue that its pieces point at.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from onrecord.annotate.joining import WINDOW, Joined, Pointers, find_roles, join_statements
from onrecord.annotate.labelling import Floats, LabelledSpan, decode_spans, word_starts
from onrecord.annotate.pieces import (
    HEAD,
    Pieces,
    RoleSpans,
    add_roles,
    add_syntax,
    cut_pieces,
    cut_windows,
)
from onrecord.errors import ConfigError
from onrecord.records import MentionType
from onrecord.syntax import Parse

if TYPE_CHECKING:
    from tokenizers import Tokenizer

METHOD = "model:reader/2"
BATCH = 8
CLS, SEP = 101, 102

Span = tuple[int, int]


@dataclass(frozen=True)
class ReaderModel:
    """The network, its tokenizer and the names of its labels, loaded once."""

    session: Any
    tokenizer: "Tokenizer"
    role_labels: tuple[str, ...]
    mention_labels: tuple[str, ...]


class ReadMention(NamedTuple):
    """A name or description with its type."""

    start: int
    end: int
    type: MentionType
    score: float


class ReadWord(NamedTuple):
    """A word: how factual an event it names is, and the chance that it is of a cue.

    `factuality` goes from -3 (did not happen) to 3 (happened).
    """

    start: int
    end: int
    factuality: float
    cue: float


class Reading(NamedTuple):
    """All that the model reads in one text."""

    statements: tuple[RoleSpans, ...]
    mentions: tuple[ReadMention, ...]
    words: tuple[ReadWord, ...]


class _Scores(NamedTuple):
    roles: Floats
    mentions: Floats
    factuality: Floats
    pointers: tuple[Pointers, ...]


def load_reader_model(folder: Path | None = None, *, threads: int = 1) -> ReaderModel:
    """The model of `folder`, or the one that comes with the package.

    Raises:
        ConfigError: a package is missing, or the folder lacks a file of the model.
    """
    try:
        import onnxruntime  # noqa: PLC0415 - loaded late: `onrecord --help` need not pay for it
        from tokenizers import Tokenizer  # noqa: PLC0415
    except ImportError as missing:
        raise ConfigError(
            f"the trained reader needs {missing.name}", remedy="pip install onnxruntime tokenizers"
        ) from missing
    folder = folder or Path(str(resources.files("onrecord") / "models" / "reader"))
    for name in ("reader.onnx", "tokenizer.json", "labels.json"):
        if not (folder / name).is_file():
            raise ConfigError(f"{folder} holds no {name}", remedy="see training/README.md")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
    )
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return ReaderModel(
        session=session,
        tokenizer=Tokenizer.from_file(str(folder / "tokenizer.json")),
        role_labels=tuple(labels["roles"]),
        mention_labels=tuple(labels["mentions"]),
    )


def tag_roles(
    parse: Parse, model: ReaderModel, hints: Iterable[RoleSpans] | None = None
) -> Reading:
    """Read the sentences of the report; what the parser did not read is not read here either.

    Args:
        parse: the parsed report.
        model: the network.
        hints: the outermost statements that the rules see; None: the model alone.
    """
    text = readable_text(parse)
    pieces = cut_pieces(model.tokenizer, text)
    if not len(pieces.ids):
        return Reading((), (), ())
    add_syntax(pieces, parse)
    if hints is not None:
        add_roles(pieces, hints)
    return _read_pieces(pieces, text, model)


def readable_text(parse: Parse) -> str:
    """The report's text with all but its parsed sentences made blank; offsets stay.

    A sentence that opens a passage opens a line.
    """
    text = parse.doc.text
    kept: list[str] = []
    at, passage = 0, None
    for sentence in parse.sentences:
        span = sentence.span
        gap = "".join("\n" if c == "\n" else " " for c in text[at : span.start])
        if sentence.passage != passage and gap:
            gap = gap[:-1] + "\n"
        kept += [gap, text[span.start : span.end]]
        at, passage = span.end, sentence.passage
    return "".join(kept)


def _read_pieces(pieces: Pieces, text: str, model: ReaderModel) -> Reading:
    """Statements, mentions and factuality, each in text order."""
    words = word_starts(pieces, text)
    scores = _score_pieces(pieces, model)
    roles = find_roles(scores.roles, model.role_labels, words, scores.pointers)
    statements = join_statements(roles, scores.pointers)
    mentions = decode_spans(scores.mentions, model.mention_labels, words)
    ends = [*words[1:].tolist(), len(pieces.ids)]
    of_cue = [n for n, label in enumerate(model.role_labels) if label[2:] == "cue"]
    cues = np.exp(scores.roles[:, of_cue]).sum(axis=1)
    return Reading(
        statements=tuple(_to_text(pieces, each) for each in statements),
        mentions=tuple(
            ReadMention(*_span(pieces, m), m.label, round(m.score, 4))  # type: ignore[arg-type]
            for m in mentions
        ),
        words=tuple(
            ReadWord(
                start=int(pieces.starts[lo]),
                end=int(pieces.ends[hi - 1]),
                factuality=float(scores.factuality[lo]),
                cue=float(cues[lo:hi].max()),
            )
            for lo, hi in zip(words.tolist(), ends, strict=True)
        ),
    )


def _score_pieces(pieces: Pieces, model: ReaderModel) -> _Scores:
    """Run the network over the windows, some at a time."""
    windows = cut_windows(pieces, size=WINDOW)
    n = len(pieces.ids)
    roles = np.zeros((n, len(model.role_labels)), np.float32)
    mentions = np.zeros((n, len(model.mention_labels)), np.float32)
    factuality = np.zeros(n, np.float32)
    pointers: list[Pointers] = []
    for first in range(0, len(windows), BATCH):
        batch = windows[first : first + BATCH]
        found = model.session.run(
            ["roles", "links", "mentions", "factuality"], _fill_batch(pieces, batch)
        )
        for row, (lo, hi) in enumerate(batch):
            here = slice(1, hi - lo + 1)
            roles[lo:hi] = found[0][row, here]
            mentions[lo:hi] = found[2][row, here]
            factuality[lo:hi] = found[3][row, here]
            pointers.append(Pointers(lo, found[1][row, here, here].astype(np.float16)))
    return _Scores(roles, mentions, factuality, tuple(pointers))


def _fill_batch(pieces: Pieces, windows: list[Span]) -> dict[str, Any]:
    shape = len(windows), max(hi - lo for lo, hi in windows) + 2
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    features = np.zeros((*shape, HEAD + 1), np.int64)
    for row, (lo, hi) in enumerate(windows):
        ids[row, 0], ids[row, hi - lo + 1] = CLS, SEP
        ids[row, 1 : hi - lo + 1] = pieces.ids[lo:hi]
        features[row, 1 : hi - lo + 1] = pieces.features[lo:hi]
        mask[row, : hi - lo + 2] = 1
    return {"ids": ids, "mask": mask, "features": features}


def _span(pieces: Pieces, span: LabelledSpan) -> Span:
    return int(pieces.starts[span.lo]), int(pieces.ends[span.hi - 1])


def _to_text(pieces: Pieces, joined: Joined) -> RoleSpans:
    parts = [*joined.source, *joined.cue, *joined.content]
    return RoleSpans(
        source=tuple(_span(pieces, s) for s in joined.source),
        cue=tuple(_span(pieces, s) for s in joined.cue),
        content=tuple(_span(pieces, s) for s in joined.content),
        score=round(min(s.score for s in parts), 4),
    )
