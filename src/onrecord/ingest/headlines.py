"""The shapes of headlines and of prose, as far as one paragraph shows them."""

from onrecord.ingest.credits import find_credits
from onrecord.ingest.datelines import dateline_length
from onrecord.ingest.sentences import ends_sentence, find_sentences

LONGEST = 200
LONGEST_LINK = 160


def is_headline(text: str) -> bool:
    """Whether a paragraph has the shape of a headline: short, no full stop, no list, no colon."""
    return (
        is_loose(text, LONGEST)
        and (text[0].isalnum() or text[0] in "\"“‘'«¿")
        and not text[0].islower()
        and not find_credits(text)
    )


def is_loose(text: str, longest: int) -> bool:
    """Whether a short line ends like no sentence."""
    return (
        bool(text) and len(text) <= longest and not ends_sentence(text) and text[-1] not in ":;,—–"
    )


def is_body(text: str) -> bool:
    """Whether a paragraph can only be prose of the report."""
    return (
        ends_sentence(text)
        or len(text) > 2 * LONGEST_LINK
        or dateline_length(text, first=True) > 0
        or len(find_sentences(text)) > 1
    )


def asks(text: str) -> bool:
    """Whether it could be a headline that is a question or a call."""
    return len(text) <= LONGEST_LINK and text[-1] in "?!" and len(find_sentences(text)) == 1


def headline_key(text: str) -> str:
    """A headline without case, spacing and final stops."""
    return " ".join(text.split()).strip(" .#*").casefold()
