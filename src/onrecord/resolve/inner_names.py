"""Place names inside other names: "the Goma Police Department", "Goma teachers", "Mayor of Goma".

The organisation, the person or the group is no place, and its own mention says what it is; the
place name in it tells where it belongs. Persons and towns share names, so a word that the report or
the tables know as a person's is left alone, and so are words that make up the names of
organisations ("Police", "Union": both are towns as well).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.records import Mention
from onrecord.resolve.gazetteer import Gazetteer, Hit
from onrecord.resolve.gazetteer_file import DEMONYM
from onrecord.resolve.name_forms import is_generic
from onrecord.syntax import Parse, Token
from onrecord.text import name_key
from onrecord.wordlists import load_given_names, load_name_heads, load_nominals, load_roles

LONGEST = 4
"""Tokens that a place name may have."""

AREA_WORDS = frozenset({
    "county", "counties", "parish", "oblast", "province", "governorate", "region", "prefecture",
    "township", "borough", "raion",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inner:
    """A place name found at `start:end` inside another name."""

    start: int
    end: int
    name: str
    hits: tuple[Hit, ...]


class InnerNames:
    """Finds the place names inside the other names of one report."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self._parse = parse
        self._gazetteer = gazetteer
        named = [(m.type, name_key(m.name.quote)) for m in mentions if m.level == "NAM"]
        self._persons = frozenset(
            word for kind, key in named if kind == "PER" for word in key.split()
        )
        self._places = frozenset(key for kind, key in named if kind in {"GPE", "LOC"})

    def find(self, start: int, end: int, *, whole: bool) -> Iterator[Inner]:
        """The place names in the characters `start:end`, left to right, the longest first.

        `whole` says that a name may fill the stretch: in "Goma teachers" it may, but "Washington"
        alone that is an organisation is none.
        """
        first, last = self._parse.token_range(start, end)
        tokens = self._parse.tokens[first:last]
        i = 0
        while i < len(tokens):
            for count in _lengths(tokens, i):
                after = tokens[i + count].lower if i + count < len(tokens) else ""
                if after in AREA_WORDS or (count == len(tokens) and not whole):
                    continue  # "Ames" of an unknown "Ames County" is none
                found = self._read(tokens[i : i + count])
                if found is not None:
                    yield found
                    i += count - 1
                    break
            i += 1

    def _read(self, tokens: Sequence[Token]) -> Inner | None:
        """What the tokens name; None where that is no place, or more likely something else."""
        start, end = tokens[0].start, tokens[-1].end
        name = self._parse.doc.text[start:end]
        key = name_key(name)
        if is_generic(name):
            return None
        found = self._gazetteer.find(name)
        hits = tuple(hit for hit in found if hit.loose == 0 or _is_area(key, hit))
        if not hits:
            return None
        sure = key in self._places or all(hit.kind == DEMONYM for hit in hits) or len(tokens) > 1
        if not sure and not self._stands_alone(name, key, tokens[0]):
            return None
        return Inner(start, end, name, hits)

    def _stands_alone(self, name: str, key: str, token: Token) -> bool:
        """Whether one word is well known as a place, and no person's name or common word."""
        if token.tag not in {"NNP", "NNPS"} or key in self._persons or key in plain_words():
            return False
        return key not in load_given_names() and self._gazetteer.type_of(name) is not None


def _lengths(tokens: Sequence[Token], i: int) -> Iterator[int]:
    """How many tokens a name that begins with token `i` may have, most first."""
    if not tokens[i].text[0].isupper():
        return
    for count in range(min(LONGEST, len(tokens) - i), 0, -1):
        if tokens[i + count - 1].text[0].isupper():
            yield count


def _is_area(key: str, hit: Hit) -> bool:
    return hit.loose == 1 and key.rsplit(maxsplit=1)[-1] in AREA_WORDS


@cache
def plain_words() -> Collection[str]:
    """Words for organisations, people and offices, which are no places where they stand alone."""
    heads, roles = load_name_heads(), load_roles()
    words = {*heads.last, *heads.first, *heads.skip_first, *heads.skip_last, *heads.skip_words}
    words |= {*load_nominals(), *roles.heads, *roles.modifiers, *roles.courtesy}
    return frozenset(name_key(word) for word in words)
