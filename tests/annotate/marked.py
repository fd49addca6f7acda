"""Mentions and entities made by hand from a marked text, for the stages that read them."""

from onrecord.records import Entity, Mention, MentionType
from onrecord.syntax import Parse
from onrecord.text import make_id, name_key, quote
from tests.conftest import ParseText, unmark

TYPES: dict[str, MentionType] = {
    "P": "PER", "O": "ORG", "G": "GPE", "L": "LOC", "F": "FAC", "N": "NORP", "M": "GPE",
}  # fmt: skip
"""Labels of the marks; M is a place name that stands for its government."""


def read_marked(
    parse_text: ParseText, marked: str
) -> tuple[Parse, tuple[Mention, ...], tuple[Entity, ...]]:
    """Parse "[Norland]M shelled [Orle]G"; mentions of one name are one entity."""
    text, spans = unmark(marked)
    parse = parse_text(text)
    mentions: list[Mention] = []
    entities: dict[str, Entity] = {}
    for start, end, label in spans:
        span = quote(text, start, end)
        key = make_id("ent", name_key(span.quote.removeprefix("the ")))
        mentions.append(
            Mention(
                id=make_id("men", start, end),
                type=TYPES[label],
                level="NAM",
                span=span,
                name=span,
                metonym=label == "M",
                entity=key,
                evidence=(span,),
                method="test",
            )
        )
        entities.setdefault(
            key,
            Entity(
                id=key,
                type=TYPES[label],
                name=span.quote,
                sector="GOV",
                reason="test",
                evidence=(span,),
                method="test",
            ),
        )
    return parse, tuple(mentions), tuple(entities.values())
