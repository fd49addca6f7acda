"""Capitalised words cut into segments: names that a table knows, other names, words of a title.

A run such as "Russian Foreign Minister Sergei Lavrov" holds a demonym (known), a title and a name.
Names are cut at what the tables know, so that a run of several things does not become one name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.records import MentionType
from onrecord.syntax import Parse, Token
from onrecord.wordlists import (
    load_countries,
    load_given_names,
    load_name_heads,
    load_peoples,
    load_regions,
    load_roles,
    word_key,
)

TypeOf = Callable[[str], MentionType | None]

CLOSED_TAGS = frozenset({
    "DT", "IN", "PRP", "PRP$", "CC", "TO", "MD", "WDT", "WP", "WP$", "WRB", "EX", "UH", "PDT", "RP",
    "CD", "LS",
})  # fmt: skip
OPENING_WORDS = frozenset({
    "near", "in", "on", "at", "after", "before", "during", "despite", "while", "since", "as", "if",
    "when", "where", "meanwhile", "however", "also", "both", "many", "most", "some", "all", "the",
    "a", "an", "this", "that", "these", "those", "for", "from", "with", "without", "by", "of", "to",
    "and", "but", "or", "so", "yet", "then", "there", "here", "it", "he", "she", "they", "we", "you",
    "i", "his", "her", "its", "their", "our", "my", "your", "who", "what", "how", "why", "no", "not",
    "now", "today", "yesterday", "tomorrow", "once", "only", "other", "another", "such", "several",
    "few", "more", "less", "new", "first", "last", "under", "over", "between", "among", "amid",
    "outside", "inside", "across", "along", "around", "about", "above", "below", "behind", "beyond",
    "because", "although", "though", "until", "unless", "whether", "according", "following",
    "earlier", "later", "additionally", "separately", "elsewhere", "even", "still", "just", "perhaps",
    "yes", "thank", "thanks", "let", "please", "every", "each", "either", "neither", "nor", "via",
})  # fmt: skip
NAME_TAGS = frozenset({"NNP", "NNPS"})
PARTICLES = frozenset({
    "al", "el", "bin", "bint", "ibn", "abu", "ben", "de", "del", "der", "van", "von", "den", "du",
    "da", "dos", "das", "di", "la", "le", "ul", "ur", "ad", "ar", "as", "az", "an",
})  # fmt: skip
PREFIXES = frozenset({"al", "el", "ad", "ar", "as", "az", "an", "ash", "at", "e", "i", "ul", "ur"})
"""Particles that hang on the name by a hyphen."""
CONNECTORS = frozenset({"of", "the", "and", "for", "in", "on", "to", "&", "de", "du", "des", "d"})
HYPHENS = frozenset({"-", "–", "‑", "‐"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
OPENERS = frozenset({'"', "“", "‘", "'", "``", ":", "•", "*", "(", "[", "—", "–", "-"})
COMPOUND_ENDS = frozenset({
    "led", "held", "run", "born", "era", "wide", "made", "like", "free", "old", "only", "type",
    "area", "bred", "sent", "wing", "born", "sized", "aged",
})  # fmt: skip
LONGEST = 9
HEADLINE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of tokens `first:end`. `type` is set for a known name."""

    first: int
    end: int
    label: Literal["known", "plain", "title"]
    type: MentionType | None = None


class Known:
    """What the tables say about a name string, remembered for one report."""

    def __init__(self, parse: Parse, actor_type: TypeOf) -> None:
        self._text = parse.doc.text
        self._tokens = parse.tokens
        self._actor_type = actor_type
        self._seen: dict[str, MentionType | None] = {}
        self.inside = _words_inside(parse)
        self._countries = load_countries()
        self._peoples = load_peoples()
        self._regions = load_regions()

    def name(self, first: int, end: int) -> str:
        return self._text[self._tokens[first].start : self._tokens[end - 1].end]

    def type_of(self, name: str) -> MentionType | None:
        if name not in self._seen:
            self._seen[name] = self._look_up(name)
        return self._seen[name]

    def _look_up(self, name: str) -> MentionType | None:
        key = word_key(name)
        countries = self._countries
        if key in countries.names or key in countries.capitals:
            return "GPE"
        if key in countries.adjectives or key in self._peoples:
            return "NORP"
        if key in self._regions:
            return self._regions[key].type
        return self._actor_type(name)


def _words_inside(parse: Parse) -> frozenset[str]:
    """The capitalised words that stand inside a sentence, where a capital tells a name."""
    tokens = parse.tokens
    return frozenset(
        t.text
        for sent, (lo, hi) in enumerate(parse.bounds)
        if not _is_title_case(parse, sent)
        for t in tokens[lo + 1 : hi]
        if t.text[0].isupper() and t.tag in NAME_TAGS and tokens[t.i - 1].text not in OPENERS
    )


def find_segments(parse: Parse, known: Known) -> Iterator[list[Segment]]:
    """The segments of each sentence, in text order."""
    for sent, (lo, hi) in enumerate(parse.bounds):
        yield _cut(parse, known, lo, hi, capitals=_is_title_case(parse, sent))


def _is_title_case(parse: Parse, sent: int) -> bool:
    """Whether capitals tell nothing here: a headline in title case, a line in capitals."""
    words = [t.text for t in parse.sentence_tokens(sent) if len(t.text) > 3 and t.text.isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 2 and capitals >= HEADLINE_SHARE * len(words) + 1


def _cut(parse: Parse, known: Known, lo: int, hi: int, *, capitals: bool) -> list[Segment]:
    tokens, found, i = parse.tokens, list[Segment](), lo
    while i < hi:
        token = tokens[i]
        if not _may_begin(tokens, i, hi):
            i += 1
            continue
        end, label = _longest_known(tokens, known, i, hi)
        if label is not None and not _is_given_name_here(tokens, i, end, hi):
            found.append(Segment(i, end, "known", label))
            i = end
        elif not _is_name_token(tokens, known, i, lo, capitals=capitals):
            i += 1
        elif _is_title(tokens, i, hi):
            found.append(Segment(i, i + 1, "title"))
            i += 1
        elif token.text in load_name_heads().skip_words:
            i += 1
        else:
            end = _end_of_name(tokens, known, i, hi)
            found.append(Segment(i, end, "plain"))
            i = end
    return found


def _may_begin(tokens: tuple[Token, ...], i: int, hi: int) -> bool:
    """Whether a name may begin with this token, by its letters alone."""
    first = tokens[i].text[0]
    if first.isupper():
        return True
    if first.isdigit():
        return i + 1 < hi and tokens[i].text[-1].isalpha() and tokens[i + 1].text[0].isupper()
    word = tokens[i].text
    if "-" in word and word[-1].islower():
        return word.lower().startswith("anti-balaka")
    return (
        word in PREFIXES
        and i + 2 < hi
        and (tokens[i + 1].text in HYPHENS or word == "al")
        and (tokens[i + 2].text[0].isupper() or tokens[i + 1].text[0].isupper())
    )


def _is_name_token(
    tokens: tuple[Token, ...], known: Known, i: int, lo: int, *, capitals: bool
) -> bool:
    """Whether an unknown capitalised word is a name here and not the first word of a sentence."""
    token = tokens[i]
    if token.lower in OPENING_WORDS and not token.text.isupper():
        return False
    if token.tag in CLOSED_TAGS and not token.text[0].isdigit():
        return False
    opens = i == lo or tokens[i - 1].text in OPENERS
    if capitals:
        named = token.ent in {"PERSON", "ORG", "GPE", "LOC", "FAC"} or token.text in known.inside
        return token.tag in NAME_TAGS and named
    if opens:
        return (
            token.tag in NAME_TAGS
            or token.text in known.inside
            or known.type_of(token.text) is not None
            or not token.text[0].isupper()
        )
    return True


def _longest_known(
    tokens: tuple[Token, ...], known: Known, i: int, hi: int
) -> tuple[int, MentionType | None]:
    """The end and type of the longest known name that begins at `i`; a lone surname is none."""
    ends, j = list[int](), i
    while j < min(hi, i + LONGEST):
        text = tokens[j].text
        if text[0].isupper() or text[0].isdigit() or tokens[j - 1].text in HYPHENS:
            ends.append(j + 1)
        elif text not in CONNECTORS | HYPHENS | POSSESSIVES and text not in PARTICLES:
            break
        j += 1
    for end in reversed(ends):
        label = known.type_of(known.name(i, end))
        if label is not None and (end > i + 1 or _stands_alone(tokens[i], label)):
            return end, label
    return i, None


def _stands_alone(token: Token, label: MentionType) -> bool:
    """Whether a known name of one word may be taken as known: no surname, no common word."""
    if label == "PER" or token.text.lower() == "us" and token.text != "US":
        return False
    return token.tag not in CLOSED_TAGS or token.text.isupper()


def _is_given_name_here(tokens: tuple[Token, ...], i: int, end: int, hi: int) -> bool:
    """Whether a known place is the first part of a person's name for the parser ("Jordan Ames")."""
    return (
        end < hi
        and end == i + 1
        and tokens[i].ent == "PERSON"
        and tokens[end].ent == "PERSON"
        and not tokens[end].ent_start
        and tokens[end].text[0].isupper()
    )


def _is_title(tokens: tuple[Token, ...], i: int, hi: int) -> bool:
    """Whether a capitalised word is part of a title and of no longer name ("General Assembly")."""
    roles, heads, word = load_roles(), load_name_heads(), tokens[i].lower
    if word not in roles.heads and word not in roles.modifiers and word not in roles.courtesy:
        return False
    j = i + 1
    while j < hi and tokens[j].lower in roles.modifiers and tokens[j].lower not in roles.heads:
        j += 1
    following = tokens[j].text if j < hi else ""
    if following in heads.last and tokens[j].lower not in roles.heads:
        return False
    return word in roles.heads or word in roles.courtesy or following.lower() in roles.heads


def _end_of_name(tokens: tuple[Token, ...], known: Known, i: int, hi: int) -> int:
    """Where an unknown name that begins at `i` ends."""
    heads, roles, given = load_name_heads(), load_roles(), load_given_names()
    j = i + 1
    while j < hi:
        text = tokens[j].text
        if text in HYPHENS and tokens[j].start == tokens[j - 1].end and j + 1 < hi:
            after = tokens[j + 1].text
            short = after.islower() and len(after) <= 4 and after not in COMPOUND_ENDS
            if not after[0].isupper() and not (short and after.isalpha()):
                break
            j += 2
        elif text in PARTICLES and j + 1 < hi and _continues(tokens, j + 1, hi):
            j += 2
        elif not text[0].isupper() or text in heads.skip_words:
            break
        elif tokens[j].lower in roles.heads and text not in heads.last:
            lone = j == i + 1 and tokens[i].lower in given
            if not lone or (j + 1 < hi and tokens[j + 1].text[0].isupper()):
                break
            j += 1
        elif _longest_known(tokens, known, j, hi)[1] is not None and not (
            tokens[j].ent == "PERSON" == tokens[i].ent and not tokens[j].ent_start
        ):
            break
        elif tokens[j].tag in CLOSED_TAGS - {"MD", "IN"}:
            break
        else:
            j += 1
    return j


def _continues(tokens: tuple[Token, ...], j: int, hi: int) -> bool:
    """Whether the name goes on after a particle: a capital, or one more particle or hyphen."""
    text = tokens[j].text
    return text[0].isupper() or (
        j + 1 < hi and (text in PARTICLES or text in HYPHENS) and tokens[j + 1].text[0].isupper()
    )
