"""Words around a name that tell a town or county: "a X woman", "X, Okla.", "Rell, 41, of X,".

Given names and surnames are names of towns too; what local reports write around a town decides.
"""

import re
from collections.abc import Iterator

from onrecord.annotate.mentions.lexicon import load_lexicon
from onrecord.annotate.mentions.names import Name
from onrecord.annotate.mentions.segments import HYPHENS, PARTIES, POSSESSIVES, is_dateline
from onrecord.records import MentionType
from onrecord.syntax import Parse, Token

AGE = re.compile(r"\d{1,3}")
COUNTIES = frozenset({"counties", "streets", "rivers", "roads", "avenues", "townships", "parishes",
                      "provinces", "oblasts", "districts"})  # fmt: skip


def find_locality(parse: Parse, name: Name) -> Iterator[tuple[MentionType, float]]:
    """The votes for a place in the words around one use of a name."""
    tokens = parse.tokens
    lo, hi = parse.bounds[tokens[name.first].sent]
    before = tokens[max(lo, name.first - 3) : name.first]
    after = tokens[name.end : min(hi, name.end + 3)]
    lexicon = load_lexicon()
    if name.first == lo and is_dateline(tokens, name.first, hi):
        yield "GPE", 6.0
    if len(before) > 1 and before[-1].text in HYPHENS and before[-2].text in PARTIES:
        yield "GPE", 6.0
    if _after_age(before) and after and after[0].text in {",", ".", ";"}:
        yield "GPE", 4.5
    if not after:
        return
    word = after[0].lower
    noun = after[0].tag in {"NN", "NNS"} and after[0].text.islower()
    if noun and word in lexicon.town_nouns and not _owned(before):
        yield "GPE", 4.0
    if word in COUNTIES or _listed_with_counties(parse, name.end, hi):
        yield "GPE" if word not in {"streets", "roads", "avenues", "rivers"} else "LOC", 4.5
    if after[0].text == "," and len(after) > 1 and after[1].text in lexicon.states:
        yield "GPE", 5.0


def _after_age(before: tuple[Token, ...]) -> bool:
    """Whether an age stands before: "Rell, 41," or "Rell, 41, of"."""
    words = [token.text for token in before]
    if words[-1:] == ["of"]:
        words.pop()
    return len(words) > 1 and words[-1] == "," and AGE.fullmatch(words[-2]) is not None


def _owned(before: tuple[Token, ...]) -> bool:
    return bool(before) and before[-1].text in POSSESSIVES


def _listed_with_counties(parse: Parse, end: int, hi: int) -> bool:
    """Whether the name is the first of "X and Y counties"."""
    tokens = parse.tokens[end : min(hi, end + 3)]
    return (
        len(tokens) == 3
        and tokens[0].lower in {"and", "or"}
        and tokens[1].text[0].isupper()
        and tokens[2].lower in COUNTIES
    )
