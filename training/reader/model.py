"""The network: one MiniLM encoder with five heads over its word pieces."""

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.annotate.pieces import (
    HEAD,
    RELATION,
    RELATIONS,
    ROLE,
    ROLE_HINTS,
    SHAPE,
    SHAPES,
    TAG,
    TAGS,
)

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
MENTION_TYPES = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP")
MENTION_LABELS = ("O", *(f"{p}-{t}" for t in MENTION_TYPES for p in "BI"))
LINK_SIZE = 128
REACH = 96
PARTY_SIZE, CLUE_SIZE = 96, 32
NO_EVENT = "none"
EVENT_LABELS = (
    NO_EVENT, "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip


class Output(NamedTuple):
    """Scores of each head, by window and piece.

    roles [B L 7]; links [B L L] (row: a piece, column: the piece its statement hangs on);
    mentions [B L 13]; factuality [B L] on the scale -3 to 3; events [B L 320]: what each piece
    says as part of an actor, of a recipient and of what happens, and how it is found as the last.
    """

    roles: Tensor
    links: Tensor
    mentions: Tensor
    factuality: Tensor
    events: Tensor


class Layer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.mix_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.widen = nn.Linear(HIDDEN, INNER)
        self.narrow = nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=bias
        )
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.mix_norm(x + self.mix(mixed))
        return self.norm(x + self.narrow(functional.gelu(self.widen(x))))


class Pairs(nn.Module):
    """What happens between two parties, from what the pieces say of it.

    The parties are the means of their pieces, or `missing`; what happens is the mean of a given
    trigger, or what the parties look for in their sentence.
    """

    def __init__(self) -> None:
        super().__init__()
        self.missing = nn.Parameter(torch.zeros(2, PARTY_SIZE))
        self.ask = nn.Linear(PARTY_SIZE, CLUE_SIZE)
        self.hidden = nn.Linear(PARTY_SIZE, PARTY_SIZE)
        self.types = nn.Linear(PARTY_SIZE, len(EVENT_LABELS))
        self.dropout = nn.Dropout(0.1)

    def forward(
        self, events: Tensor, actor: Tensor, recipient: Tensor, clue: Tensor, given: Tensor
    ) -> Tensor:
        """Scores [N 16] of pairs, each with the pieces [N L] of its parties.

        `events` [N L 320]; `clue` marks the pieces of the sentence, or where `given` [N] those of
        the trigger.
        """
        size = PARTY_SIZE
        parties = self.party(events[..., :size], actor, 0)
        parties = parties + self.party(events[..., size : 2 * size], recipient, 1)
        found = (events[..., 3 * size :] @ self.ask(torch.tanh(parties))[..., None])[..., 0]
        found = torch.where(given[:, None], torch.zeros_like(found), found * CLUE_SIZE**-0.5)
        share = (found + (clue - 1) * 1e4).softmax(-1)
        told = (share[..., None] * events[..., 2 * size : 3 * size]).sum(1)
        x = torch.tanh(parties + told)
        x = torch.tanh(self.hidden(self.dropout(x))) + x
        return self.types(self.dropout(x))

    def party(self, events: Tensor, pieces: Tensor, which: int) -> Tensor:
        """The mean over the pieces of a party; of one that is missing what is learned for it."""
        count = pieces.sum(1, keepdim=True)
        mean = (events * pieces[..., None]).sum(1) / count.clamp(min=1)
        return torch.where(count > 0, mean, self.missing[which])


class Reader(nn.Module):
    """Encoder, what is known of each piece's word, and the heads."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.tags = nn.Embedding(len(TAGS), HIDDEN)
        self.relations = nn.Embedding(len(RELATIONS), HIDDEN)
        self.hints = nn.Embedding(ROLE_HINTS, HIDDEN)
        self.governor = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.roles = nn.Linear(HIDDEN, len(ROLE_LABELS))
        self.mentions = nn.Linear(HIDDEN, len(MENTION_LABELS))
        self.factuality = nn.Linear(HIDDEN, 1)
        self.member = nn.Linear(HIDDEN, LINK_SIZE)
        self.anchor = nn.Linear(HIDDEN, LINK_SIZE)
        self.distance = nn.Embedding(2 * REACH + 1, 1)
        self.events = nn.Linear(HIDDEN, 3 * PARTY_SIZE + CLUE_SIZE)
        self.pairs = Pairs()
        for added in (self.shapes, self.tags, self.relations, self.hints, self.governor):
            nn.init.zeros_(added.weight)
        nn.init.zeros_(self.distance.weight)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Output:
        """`mask` is 1 on pieces and 0 on padding; `features` [B L 5] as `pieces` has them."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(place)[None] + self.shapes(features[..., SHAPE])
        x = x + self.tags(features[..., TAG]) + self.relations(features[..., RELATION])
        x = x + self.hints(features[..., ROLE]) + self.governor(self.words(features[..., HEAD]))
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropout(x)
        apart = (place[None, :] - place[:, None]).clamp(-REACH, REACH) + REACH
        links = self.member(x) @ self.anchor(x).transpose(1, 2) * LINK_SIZE**-0.5
        links = links + self.distance(apart)[..., 0] + bias[:, 0]
        return Output(
            self.roles(x),
            links,
            self.mentions(x),
            3 * torch.tanh(self.factuality(x)[..., 0]),
            self.events(x),
        )


def load_encoder(reader: Reader, weights: Path) -> None:
    """Copy MiniLM's weights (Hugging Face's BERT names) into `reader`; the heads stay as made."""
    theirs = load_file(str(weights))
    ours = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mix": "attention.output.dense",
        "mix_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for i in range(LAYERS):
        for own, other in parts.items():
            for kind in ("weight", "bias"):
                ours[f"layers.{i}.{own}.{kind}"] = f"encoder.layer.{i}.{other}.{kind}"
    state = {own: theirs[other] for own, other in ours.items()}
    # every piece is of segment 0: its vector is the same everywhere, so it goes into the positions
    state["positions.weight"] = (
        state["positions.weight"] + theirs["embeddings.token_type_embeddings.weight"][0]
    )
    missing, unknown = reader.load_state_dict(state, strict=False)
    if unknown or any(name in ours for name in missing):
        raise ValueError(f"{weights} is not the encoder this network expects: {missing} {unknown}")
