"""The trained reader: who says what, names, what happens between whom, and how factual it is told.

One small encoder reads the report window by window, with what the parser and the rules know of each
word; its heads score each word piece (training/README.md tells how it was made,
models/reader/README.md how good it is). Roles are decoded as spans, and every source and content is
joined to the cue that its pieces point at.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.annotate.event_head import EventClues, EventHead, load_event_head
from onrecord.annotate.joining import WINDOW, Joined, Pointers, find_roles, join_statements
from onrecord.annotate.labelling import Floats, LabelledSpan, decode_spans, word_starts
from onrecord.annotate.pieces import (
    HEAD,
    Ints,
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

METHOD = "model:reader/3"
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
    events: EventHead | None = None
    """None for a model without it: then the rules alone code events."""


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
    """What the model reads in one text."""

    statements: tuple[RoleSpans, ...]
    words: tuple[ReadWord, ...]
    clues: EventClues | None = None
    """What happens between whom; None where nothing was read."""


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
    events = tuple(labels.get("events", ()))
    return ReaderModel(
        session=session,
        tokenizer=Tokenizer.from_file(str(folder / "tokenizer.json")),
        role_labels=tuple(labels["roles"]),
        mention_labels=tuple(labels["mentions"]),
        events=load_event_head(folder / "events.npz", events) if events else None,
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
    text, pieces = _prepare(parse, model, hints)
    if not len(pieces.ids):
        return Reading((), ())
    roles = np.zeros((len(pieces.ids), len(model.role_labels)), np.float32)
    factuality = np.zeros(len(pieces.ids), np.float32)
    told: list[npt.NDArray[np.float16]] = []
    pointers: list[Pointers] = []
    outputs = ("roles", "factuality", "links", *(("events",) if model.events else ()))
    for lo, hi, found in _run(pieces, model, *outputs):
        roles[lo:hi], factuality[lo:hi] = found[0], found[1]
        pointers.append(Pointers(lo, found[2][:, 1 : hi - lo + 1].astype(np.float16)))
        told += [each.astype(np.float16) for each in found[3:]]
    words = word_starts(pieces, text)
    spans = find_roles(roles, model.role_labels, words, tuple(pointers))
    return Reading(
        statements=tuple(_to_text(pieces, s) for s in join_statements(spans, tuple(pointers))),
        words=_read_words(pieces, words, factuality, _of_cues(roles, model)),
        clues=EventClues(model.events, pieces, np.concatenate(told)) if model.events else None,
    )


def tag_mentions(
    parse: Parse, model: ReaderModel, hints: Iterable[RoleSpans] | None = None
) -> tuple[ReadMention, ...]:
    """The names of the report by the mention head, which is measured and not part of reading.

    Rules, gazetteer and actor table know more (see models/reader/README.md).
    """
    text, pieces = _prepare(parse, model, hints)
    scores = np.zeros((len(pieces.ids), len(model.mention_labels)), np.float32)
    for lo, hi, found in _run(pieces, model, "mentions"):
        scores[lo:hi] = found[0]
    return tuple(
        ReadMention(*_span(pieces, m), m.label, round(m.score, 4))  # type: ignore[arg-type]
        for m in decode_spans(scores, model.mention_labels, word_starts(pieces, text))
    )


def _prepare(
    parse: Parse, model: ReaderModel, hints: Iterable[RoleSpans] | None
) -> tuple[str, Pieces]:
    """The readable text and its pieces with all that is known of them."""
    text = readable_text(parse)
    pieces = cut_pieces(model.tokenizer, text)
    add_syntax(pieces, parse)
    if hints is not None:
        add_roles(pieces, hints)
    return text, pieces


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


def _of_cues(roles: Floats, model: ReaderModel) -> Floats:
    """By piece the chance that it is of a cue."""
    columns = [n for n, label in enumerate(model.role_labels) if label[2:] == "cue"]
    chances: Floats = np.exp(roles[:, columns]).sum(axis=1)
    return chances


def _read_words(
    pieces: Pieces, words: Ints, factuality: Floats, cues: Floats
) -> tuple[ReadWord, ...]:
    """The words in text order; a word is as factual as its first piece."""
    bounds = pairwise([*words.tolist(), len(pieces.ids)])
    return tuple(
        ReadWord(
            start=int(pieces.starts[lo]),
            end=int(pieces.ends[hi - 1]),
            factuality=float(factuality[lo]),
            cue=float(cues[lo:hi].max()),
        )
        for lo, hi in bounds
    )


def _run(
    pieces: Pieces, model: ReaderModel, *outputs: str
) -> Iterator[tuple[int, int, list[Floats]]]:
    """Run the network over the windows, some at a time: first and last piece, and each output."""
    if not len(pieces.ids):
        return
    windows = cut_windows(pieces, size=WINDOW)
    for first in range(0, len(windows), BATCH):
        batch = windows[first : first + BATCH]
        found = model.session.run(list(outputs), _fill_batch(pieces, batch))
        for row, (lo, hi) in enumerate(batch):
            yield lo, hi, [output[row, 1 : hi - lo + 1] for output in found]


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
