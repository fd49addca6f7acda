"""Capitalised words cut into segments: names that a table knows, other names, words of a title.

A run such as "Russian Foreign Minister Sergei Lavrov" holds a demonym (known), a title and a name.
Names are cut at what the tables know, so that a run of several things does not become one name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.annotate.mentions.known import NAME_TAGS, OPENERS, Known
from onrecord.annotate.mentions.lexicon import load_lexicon
from onrecord.records import MentionType
from onrecord.syntax import Parse, Token

CLOSED_TAGS = frozenset({
    "DT", "IN", "PRP", "PRP$", "CC", "TO", "MD", "WDT", "WP", "WP$", "WRB", "EX", "UH", "PDT", "RP",
    "CD", "LS",
})  # fmt: skip
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
PARTICLES = frozenset({
    "al", "el", "bin", "bint", "ibn", "abu", "ben", "de", "del", "der", "van", "von", "den", "du",
    "da", "dos", "das", "di", "la", "le", "ul", "ur", "ad", "ar", "as", "az", "an",
})  # fmt: skip
PREFIXES = frozenset({"al", "el", "ad", "ar", "as", "az", "an", "ash", "at", "e", "i", "ul", "ur"})
"""Particles that hang on the name by a hyphen."""
HYPHENS = frozenset({"-", "–", "‑", "‐"})
DASHES = frozenset({"-", "--", "–", "—", "―"})
PARTIES = frozenset({"R", "D", "I", "DFL", "L", "C", "NDP", "Lab", "Con", "Ind"})
"""What stands before a member's town: "Rep. Rell, R-Salem"."""
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
SAINTS = frozenset({"st.", "st", "saint"})
INSIDE = (
    frozenset({"of", "the", "and", "for", "in", "on", "to", "&", "des", "d"})
    | PARTICLES
    | HYPHENS
    | POSSESSIVES
)
"""Lower-case words and marks that a known name may have inside."""
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of tokens `first:end`. `type` is set for a known name."""

    first: int
    end: int
    label: Literal["known", "plain", "title"]
    type: MentionType | None = None


def find_segments(parse: Parse, known: Known) -> Iterator[list[Segment]]:
    """The segments of each sentence, in text order."""
    for lo, hi in parse.bounds:
        yield _cut(known, lo, hi)


def _cut(known: Known, lo: int, hi: int) -> list[Segment]:
    tokens, found, i = known.tokens, list[Segment](), lo
    while i < hi:
        if not _may_begin(tokens, i, hi):
            i += 1
            continue
        end, label = _longest_known(known, i, hi)
        if label is not None and not _is_given_name_here(tokens, i, end, hi):
            found.append(Segment(i, end, "known", label))
            i = end
        elif tokens[i].text in PARTIES and i + 2 < hi and tokens[i + 1].text in HYPHENS:
            i += 2  # "R-Salem"
        elif i == lo and is_dateline(tokens, i, hi):
            end = _end_of_name(known, i, hi)
            found.append(Segment(i, end, "plain"))
            i = end
        elif not _is_name_token(known, i, lo) or tokens[i].text in known.heads.skip_words:
            i += 1
        elif _is_title(known, i, hi):
            found.append(Segment(i, i + 1, "title"))
            i += 1
        else:
            end = _end_of_name(known, i, hi)
            found.append(Segment(i, end, "plain"))
            i = end
    return found


def is_dateline(tokens: Sequence[Token], i: int, hi: int) -> bool:
    """Whether a line begins here with a place in capitals and a dash: "KYIV, Ukraine —"."""
    first = tokens[i]
    if not (first.text.isupper() and len(first.text) > 2 and first.text.isalpha()):
        return False
    for token in tokens[i + 1 : min(hi, i + 7)]:
        if token.text in DASHES or token.text == "(":
            return True
        if not (token.text[0].isupper() or token.text in {",", "."}):
            return False
    return False


def _may_begin(tokens: Sequence[Token], i: int, hi: int) -> bool:
    """Whether a name may begin with this token, by its letters alone."""
    word = tokens[i].text
    first = word[0]
    if first.isupper():
        return True
    if first.isdigit():
        return i + 1 < hi and word[-1].isalpha() and tokens[i + 1].text[0].isupper()
    return (
        word in PREFIXES
        and i + 2 < hi
        and (tokens[i + 1].text in HYPHENS or word == "al")
        and (tokens[i + 2].text[0].isupper() or tokens[i + 1].text[0].isupper())
    )


def _is_name_token(known: Known, i: int, lo: int) -> bool:
    """Whether an unknown capitalised word is a name here and not the first word of a sentence."""
    token = known.tokens[i]
    if not token.text[0].isupper():
        return True
    if token.lower in known.opening and not token.text.isupper():
        return False
    if token.tag in CLOSED_TAGS:
        return False
    if token.sent in known.blind:
        named = token.ent in NAME_LABELS or token.text in known.inside
        return named and token.tag in NAME_TAGS
    if i > lo and known.tokens[i - 1].text not in OPENERS:
        return True
    if token.text in known.inside:
        return True
    if token.tag not in NAME_TAGS:
        return known.type_of(token.text) not in {None, "PER"}
    plural = token.tag == "NNPS" or token.text.endswith("s")
    return not (plural and _is_noun(known, token))


def _is_noun(known: Known, token: Token) -> bool:
    """Whether a word is a common noun for people or places in the plural ("NGOs")."""
    word = token.lower
    return token.lemma.lower() in known.nominals or word[:-1] in known.nominals


def _longest_known(known: Known, i: int, hi: int) -> tuple[int, MentionType | None]:
    """The end and type of the longest known name that begins at `i`; a lone surname is none."""
    tokens, ends, j = known.tokens, list[int](), i
    while j < min(hi, i + LONGEST):
        text = tokens[j].text
        if text[0].isupper() or text[0].isdigit() or (j > i and tokens[j - 1].text in HYPHENS):
            ends.append(j + 1)
        elif text in known.group_nouns:
            ends.append(j + 1)
            break
        elif text not in INSIDE:
            break
        j += 1
    for end in reversed(ends):
        label = known.type_of(known.name(i, end))
        if label is not None and (end > i + 1 or _stands_alone(tokens[i], label)):
            return end, label
    return i, None


def _stands_alone(token: Token, label: MentionType) -> bool:
    """Whether a known name of one word may be taken as known: no surname, no common word."""
    if label == "PER" or (token.lower == "us" and token.text != "US"):
        return False
    return token.tag not in CLOSED_TAGS or token.text.isupper()


def _is_given_name_here(tokens: Sequence[Token], i: int, end: int, hi: int) -> bool:
    """Whether a known place is the first part of a person's name for the parser ("Jordan Ames")."""
    return (
        end < hi
        and end == i + 1
        and tokens[i].ent == "PERSON"
        and tokens[end].ent == "PERSON"
        and not tokens[end].ent_start
        and tokens[end].text[0].isupper()
    )


def _is_title(known: Known, i: int, hi: int) -> bool:
    """Whether a capitalised word is part of a title and of no longer name ("General Assembly")."""
    tokens, roles, word = known.tokens, known.roles, known.tokens[i].lower
    if word in SAINTS and tokens[i].ent in {"GPE", "LOC", "FAC", "ORG"}:
        return False  # "St. Petersburg"
    if word not in roles.heads and word not in roles.modifiers and word not in roles.courtesy:
        return False
    j = i + 1
    while j < hi and tokens[j].lower in roles.modifiers and tokens[j].lower not in roles.heads:
        j += 1
    following = tokens[j].text if j < hi else ""
    if following in known.heads.last and tokens[j].lower not in roles.heads:
        return False
    return word in roles.heads or word in roles.courtesy or following.lower() in roles.heads


def _end_of_name(known: Known, i: int, hi: int) -> int:
    """Where an unknown name that begins at `i` ends."""
    j = i + 1
    while j < hi:
        step = _step(known, i, j, hi)
        if step == 0:
            break
        j += step
    return j


def _step(known: Known, i: int, j: int, hi: int) -> int:
    """How many tokens at `j` still belong to the name that began at `i`."""
    tokens, token = known.tokens, known.tokens[j]
    text = token.text
    if text in HYPHENS and token.start == tokens[j - 1].end and j + 1 < hi:
        after = tokens[j + 1].text
        short = after.islower() and after.isalpha() and len(after) <= 4
        part = short and after not in load_lexicon().compound_ends
        return 2 if after[0].isupper() or part else 0
    if text in PARTICLES and j + 1 < hi and _continues(tokens, j + 1, hi):
        return 2
    if not text[0].isupper() or text in known.heads.skip_words:
        return 0
    if token.lower in known.roles.heads and text not in known.heads.last:
        lone = j == i + 1 and tokens[i].lower in known.given
        return int(lone and not (j + 1 < hi and tokens[j + 1].text[0].isupper()))
    if token.tag in CLOSED_TAGS - {"MD", "IN"}:
        return 0
    if token.lower in known.given and _ends_title(known, i):
        return 0
    inside = tokens[i].ent == "PERSON" == token.ent and not token.ent_start
    return int(inside or _longest_known(known, j, hi)[1] is None)


def _ends_title(known: Known, i: int) -> bool:
    """Whether a name begins after "Secretary of": then it is a portfolio, and a person follows."""
    tokens = known.tokens
    return (
        i > 1 and tokens[i - 1].lower in {"of", "for"} and tokens[i - 2].lower in known.roles.heads
    )


def _continues(tokens: Sequence[Token], j: int, hi: int) -> bool:
    """Whether the name goes on after a particle: a capital, or one more particle or hyphen."""
    text = tokens[j].text
    return text[0].isupper() or (
        j + 1 < hi and (text in PARTICLES or text in HYPHENS) and tokens[j + 1].text[0].isupper()
    )
