"""Page furniture: lines of a pasted page that belong to the page, not to the report."""

import re

from onrecord.ingest.lexicon import load_lexicon

LONGEST = 300
"""Code points; a longer paragraph is prose, whatever it holds (but for newsletter boxes)."""
LONGEST_BOX = 800

_TAIL = re.compile(
    r"(?<=[.!?…”\"’')\]])\s+(?:CLICK HERE|Click here|READ MORE:|Read more:|READ ALSO:|ALSO READ:|Sign up for"
    r"|Sign up to|Subscribe to|Follow us on|Copyright (?:©|\(c\)|\d{4})|©\s?\d{4}|All rights reserved)"
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+$"
    r"|\S+@\S+\.\w+$"
    r"|(?:[#@]\w+[\s,]*)+$"
    r"|\d{1,3} (?:min|minute|minutes|hour|hours|day|days)(?: ago| read)$"
    r"|\d{1,6} (?:comments?|shares?|views?)$"
    r"|\d{1,3} of \d{1,3}$"
)
_BIO = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}is (?:an?|the) [^.!?]{0,80}?"
    r"\b(?:reporter|correspondent|editor|columnist|journalist|producer|writer|contributor|fellow)\b"
)


def is_furniture(text: str) -> bool:
    """Whether a paragraph is page furniture."""
    if len(text) > LONGEST_BOX:
        return False
    lexicon = load_lexicon()
    plain = " ".join(text[:LONGEST_BOX].split()).casefold()
    bare = plain.strip(" .:!?»>→›|*-–—[]()")
    if not any(c.isalnum() for c in bare) or bare in lexicon.whole or _LINK.match(bare):
        return True
    limit = (
        LONGEST_BOX if plain.startswith(("newsletter", "sign up", "copyright", "©")) else LONGEST
    )
    if len(plain) > limit:
        return False
    opening = plain.lstrip("([*-–—•» ")
    word = opening.split(" ", 1)[0]
    return (
        any(_opens(opening, phrase) for phrase in lexicon.starts.get(word, ()))
        or opening.startswith(("follow @", "©"))
        or lexicon.holds.search(plain) is not None
        or (plain[0] == "[" and plain[-1] == "]" and plain.count(" ") >= 3)
    )


def opens_links(text: str) -> bool:
    """Whether what follows a line, up to the next full sentence, is a list of links."""
    return text.strip(" .:!?»>→›|*-–—[]()").casefold() in load_lexicon().opens_links


def is_author_note(text: str) -> bool:
    """Whether a paragraph at a report's end tells who its author is."""
    return len(text) <= LONGEST and _BIO.match(text) is not None


def is_link_in_capitals(text: str) -> bool:
    """Whether it is a headline of another report, set in capitals between paragraphs."""
    words = text.split()
    return 4 <= len(words) <= 25 and text.isupper()


def find_tail(text: str) -> int:
    """Where furniture begins at the end of a paragraph of prose; its length if there is none."""
    first = max(0, len(text) - LONGEST)
    found = _TAIL.search(text, first)
    return found.start() if found else len(text)


def _opens(plain: str, phrase: str) -> bool:
    """Whether it starts with the phrase and no word is cut."""
    if not plain.startswith(phrase):
        return False
    cut = plain[len(phrase) - 1 : len(phrase) + 1]
    return len(cut) < 2 or not (cut[0].isalnum() and cut[1].isalnum())
