"""The trained reader as a second voice on what the rules take for a fact by default.

A verb in the past has happened, whatever the reader feels: its tense is the author's word. A noun
or a participle has no tense; where no word decides, the rules take it for a fact ("the offer of a
reward for his capture"). Of those that the reader puts below `DOUBTED` people hold about half for
true, of those below `OPEN` fewer (docs/status.md): the first are only possible, the second unknown.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.annotate.clauses import verb_group
from onrecord.annotate.status.effects import HAPPENED
from onrecord.annotate.status.modifiers import is_nominal
from onrecord.records import EventMention
from onrecord.syntax import Parse

if TYPE_CHECKING:
    from onrecord.annotate.neural import ReadWord

DOUBTED = 1.5
"""From here on the scale from −3 to +3 people call an event factual."""
OPEN = 0.5


def read_factuality(
    parse: Parse, words: Sequence["ReadWord"], start: int, end: int
) -> float | None:
    """How factual the trained reader holds the event with the trigger `start:end`, −3 … +3.

    None where the reader did not read it. `words` are in text order.
    """
    token = parse.span_head(start, end)
    if token is None:
        return None
    at = bisect_right(words, token.start, key=_start) - 1
    return words[at].factuality if at >= 0 and token.start < words[at].end else None


def weigh_events(
    parse: Parse, events: Sequence[EventMention], words: Sequence["ReadWord"]
) -> tuple[EventMention, ...]:
    """The events, less sure where the reader doubts what no word and no tense says."""
    return tuple(_weigh(parse, event, words) for event in events)


def _weigh(parse: Parse, event: EventMention, words: Sequence["ReadWord"]) -> EventMention:
    if event.status not in HAPPENED or event.polarity == "negative":
        return event
    read = read_factuality(parse, words, event.trigger.start, event.trigger.end)
    if read is None or read >= DOUBTED or _has_tense(parse, event):
        return event
    return structs.replace(
        event,
        status=event.status if read >= OPEN else "unknown",
        certainty="possible",
        reason=f"{event.reason or event.status}; the trained reader doubts it ({read:+.1f} of 3)",
    )


def _has_tense(parse: Parse, event: EventMention) -> bool:
    token = parse.span_head(event.trigger.start, event.trigger.end)
    return (
        token is not None and not is_nominal(parse, token.i) and verb_group(parse, token.i).finite
    )


def _start(word: "ReadWord") -> int:
    return word.start
