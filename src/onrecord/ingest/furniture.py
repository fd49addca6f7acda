"""Page furniture: lines of a pasted page that belong to the page, not to the report."""

import re

from onrecord.ingest.lexicon import has_any, load_lexicon
from onrecord.ingest.sentences import ends_sentence, find_sentences

LONGEST = 300
"""Code points; a longer paragraph is prose, whatever it holds (but for newsletter boxes)."""
LONGEST_BOX = 800

_AROUND = " .:!?»>→›|*-–—[]()\"“”'"

_BOXES = ("newsletter", "sign up", "copyright", "©")
_TAIL = re.compile(
    r"\s(?P<rights>Purchase Licensing Rights)"
    r"|(?<=[.!?…”\"’')\]])\s+"
    r"(?:(?P<notice>Copyright (?:©|\(c\)|\d{4})|©\s?\d{4}|All rights reserved)"
    r"|(?P<link>READ MORE:|Read more:|READ ALSO:|ALSO READ:)"
    r"|CLICK HERE|Click here|Sign up (?:for|to)|Subscribe to|Follow us on)"
)
_TAIL_WORDS = ("opyright", "©", "ights", "READ", "Read", "lick", "CLICK", "Sign", "Subs", "Follow")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+$"
    r"|\S+@\S+\.\w+$"
    r"|(?:[#@]\w+[\s,]*)+$"
    r"|\d{1,3} (?:min|minute|minutes|hour|hours|day|days)(?: ago| read)$"
    r"|\d{1,6} (?:comments?|shares?|views?)$"
    r"|\d{1,3} of \d{1,3}$"
    r"|(?:follow|read|see|find) (?:more of )?\S{1,20}(?: \S{1,20})? (?:full )?coverage"
    r" (?:at|of|on|here)\b"
)
_NOTICE = re.compile(r"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*\d{4}")
_BIO = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){1,4}is (?:an?|the) [^.!?]{0,80}?"
    r"\b(?:reporter|correspondent|editor|columnist|journalist|producer|writer|contributor|fellow)\b"
)


def is_furniture(text: str) -> bool:
    """Whether a paragraph is page furniture."""
    box = len(text) > LONGEST
    if box and not (len(text) <= LONGEST_BOX and text[:10].casefold().startswith(_BOXES)):
        return False
    lexicon = load_lexicon()
    plain = " ".join(text.split()).casefold()
    bare = plain.strip(_AROUND)
    if bare in lexicon.whole or _LINK.match(bare) or not any(c.isalnum() for c in bare):
        return True
    opening = plain.lstrip("([*-–—•» ")
    word = opening.split(" ", 1)[0]
    return (
        any(_opens(opening, phrase) for phrase in lexicon.starts.get(word, ()))
        or opening.startswith("follow @")
        or _NOTICE.match(plain) is not None
        or (lexicon.holds.search(plain) is not None and find_tail(text) == len(text))
        or (
            plain[0] == "["
            and plain[-1] == "]"
            and plain.count(" ") >= 3
            and not ends_sentence(plain)
        )
    )


def opens_links(text: str) -> bool:
    """Whether what follows a line, up to the next full sentence, is a list of links."""
    return text.strip(_AROUND).casefold() in load_lexicon().opens_links


def is_author_note(text: str) -> bool:
    """Whether a paragraph at a report's end tells who its author is."""
    return len(text) <= LONGEST and _BIO.match(text) is not None


def is_link_in_capitals(text: str) -> bool:
    """Whether it is a headline of another report, set in capitals between paragraphs."""
    words = text.split()
    return 4 <= len(words) <= 25 and text.isupper() and text[0].isalnum()


def find_tail(text: str) -> int:
    """Where furniture begins at the end of a paragraph of prose; its length if there is none."""
    end = text[-LONGEST:]
    if not has_any(end, _TAIL_WORDS):
        return len(text)
    found = _TAIL.search(text, max(0, len(text) - LONGEST))
    if found is None:
        return len(text)
    tail = text[found.end() :]
    links = found["link"] and (ends_sentence(tail) or len(tail) > LONGEST // 2)
    if links or (not (found["notice"] or found["rights"]) and len(find_sentences(tail)) > 1):
        return len(text)
    return found.start()


def _opens(plain: str, phrase: str) -> bool:
    """Whether it starts with the phrase and no word is cut."""
    if not plain.startswith(phrase):
        return False
    cut = plain[len(phrase) - 1 : len(phrase) + 1]
    return len(cut) < 2 or not (cut[0].isalnum() and cut[1].isalnum())
