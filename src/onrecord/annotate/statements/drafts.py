"""A statement while it is being read: token numbers instead of characters."""

from dataclasses import dataclass

from onrecord.annotate.statements.lexicon import Entry


@dataclass(frozen=True, slots=True)
class Draft:
    """Who says what by which word. Token numbers are sorted; `head` is the cue word."""

    head: int
    entry: Entry
    frame: str
    cue: tuple[int, ...]
    source: tuple[int, ...] = ()
    content: tuple[int, ...] = ()
    speaker: int | None = None
    """The token that heads the source."""
    addressee: int | None = None
    method: str = "cue-verb"
    """The rule; "" where only the trained reader saw it."""
    read: bool = False
    """Whether the trained reader saw it, whose spans these then are."""
    reason: str | None = None
