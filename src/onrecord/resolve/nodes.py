"""What a mention tells about whom it means: words, number, gender, country, office, sector."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Mention
from onrecord.resolve.actors import ActorTable
from onrecord.resolve.origins import NOWHERE, Origin, OriginReader
from onrecord.resolve.sectors import find_sector
from onrecord.syntax import Parse, Token
from onrecord.text import name_key
from onrecord.wordlists import (
    Gender,
    Number,
    load_given_name_genders,
    load_given_names,
    load_nominals,
    load_roles,
)

PARTICLES = frozenset({"al", "el", "ad", "ar", "as", "az", "ash", "an", "at"})
"""Particles that reports write or leave out: "al-Assad", "Assad"."""
SINGULAR = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its",
                      "itself", "i", "me", "my", "mine", "myself"})  # fmt: skip
NON_STATE = frozenset({"REB", "PRM", "IMG"})
"""Sectors that also the leadership and forces of such a people or group have."""
STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY"})
"""Sectors of bodies that mostly belong to one country."""
MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})


@dataclass(slots=True, frozen=True)
class Node:
    """A mention with what its words tell. `words` are those of the name without particles.

    `country` is alpha-3 and `sector` a PLOVER sector, "" for none; `role` is the office that a
    title or description names, without its country, "" for none.
    """

    n: int
    mention: Mention
    first: int
    end: int
    head: Token
    sent: int
    words: tuple[str, ...]
    number: Number
    gender: Gender | None = None
    country: str = ""
    sector: str = ""
    role: str = ""

    @property
    def is_name(self) -> bool:
        return self.mention.level == "NAM"


class NodeReader:
    """Reads the nodes of one report, with the tables at hand."""

    def __init__(self, parse: Parse, actors: ActorTable) -> None:
        self.parse = parse
        self.origins = OriginReader(parse, actors)
        self.roles = load_roles()
        self.nominals = load_nominals()
        self.given = load_given_names()
        self.genders = load_given_name_genders()

    def read(self, n: int, mention: Mention) -> Node:
        """The node of the mention of number `n`."""
        first, end = self.parse.token_range(mention.span.start, mention.span.end)
        name_first, name_end = self.parse.token_range(mention.name.start, mention.name.end)
        head = self._head(mention, name_first, name_end)
        key = name_key(mention.name.quote)
        words = tuple(w for w in key.split() if w not in PARTICLES) or (key,)
        number: Number = "one"
        gender: Gender | None = None
        country = sector = role = ""
        if mention.level == "PRO":
            number = "one" if key in SINGULAR else "many"
            gender = "m" if key in MALE else "f" if key in FEMALE else None
        elif mention.level == "NOM":
            return self._description(n, mention, first, end, head)
        elif mention.type == "PER":
            origin = self.origins.of_tokens(self.parse.tokens[first:name_first])
            role, sector = self._title(self.parse.tokens[first:name_first], origin)
            country, gender = origin.country, self._gender(words, first, name_first)
        else:
            origin = self.origins.of_name(mention, first, end)
            if mention.type == "ORG" and not origin.country:
                origin = self._origin_of_owner(origin, mention, head)
            country, sector = origin.country, origin.sector or self.origins.sector_of_name(mention)
            plural = mention.type == "NORP" and head.tag in {"NNS", "NNPS"}
            number = "many" if plural else "group"
            if mention.type == "LOC" and mention.name != mention.span:
                words = tuple(name_key(mention.span.quote).split())
        return Node(
            n, mention, first, end, head, head.sent, words, number, gender, country, sector, role
        )

    def _head(self, mention: Mention, first: int, end: int) -> Token:
        if end - first > 1:
            found = self.parse.span_head(mention.name.start, mention.name.end)
            if found is not None:
                return found
        return self.parse.tokens[first]

    def _description(self, n: int, mention: Mention, first: int, end: int, head: Token) -> Node:
        lemma = head.lemma.lower()
        nominal = self.nominals.get(head.lower) or self.nominals.get(lemma)
        number: Number = nominal.number if nominal is not None else "one"
        if head.tag in {"NNS", "NNPS"}:
            number = "many"
        origin = self.origins.of_tokens(self.parse.tokens[first:end])
        if origin == NOWHERE and head.dep == "conj" and first == head.i:
            origin = self._origin_of_first(head)
        told = find_sector(self.parse.tokens[first:end], head, self.parse.tokens[head.i + 1 : end])
        sector, role = nominal.sector if nominal is not None else "", ""
        if told is not None and mention.type in {"PER", "ORG"}:
            sector = told
        if lemma == "party" and number == "many":
            sector = ""  # the parties to a conflict, not political parties
        if mention.type == "PER" and lemma in self.roles.heads:
            tokens = (*self.parse.tokens[first : head.i + 1], *self._tail(head, end))
            role, sector = self._title(tokens, origin)
            sector = told or sector or (nominal.sector if nominal is not None else "")
        elif mention.type in {"PER", "ORG"}:
            armed = origin.sector in NON_STATE and sector in {"GOV", "MIL", "LEG", "UAF"}
            sector = origin.sector if armed else sector or origin.sector
        return Node(
            n, mention, first, end, head, head.sent, (lemma,), number,
            nominal.gender if nominal is not None else None, origin.country, sector, role,
        )  # fmt: skip

    def _origin_of_owner(self, origin: Origin, mention: Mention, head: Token) -> Origin:
        """Of a government's body the country that owns it: "Ukraine's Defence Ministry"."""
        owner = self.parse.child(head.i, "poss")
        sector = origin.sector or self.origins.sector_of_name(mention)
        if owner is None or sector not in STATE or not self.origins.is_place_word(owner):
            return origin
        return Origin(self.origins.of_tokens((owner,)).country, sector)

    def _origin_of_first(self, head: Token) -> Origin:
        """The owner of the first in "Turkey's president and foreign minister"."""
        other = self.parse.tokens[head.head]
        left = min(
            (self.parse.edges(c.i)[0] for c in self.parse.children(other.i)), default=other.i
        )
        return self.origins.of_tokens(self.parse.tokens[left : other.i + 1])

    # ------------------------------------------------------------ offices

    def _tail(self, head: Token, end: int) -> Iterator[Token]:
        """The "of defence" after "minister", up to a country's name."""
        tokens = self.parse.tokens
        if head.i + 2 < end and tokens[head.i + 1].lower in {"of", "for"}:
            for token in tokens[head.i + 1 : min(end, head.i + 5)]:
                if self.origins.is_place_word(token):
                    return
                yield token

    def _title(self, tokens: Sequence[Token], origin: Origin) -> tuple[str, str]:
        """The office in a title and its sector: "Ukraine's foreign minister" → foreign minister."""
        roles, kept, sector = self.roles, list[str](), ""
        for token in tokens:
            word = token.lower
            if word not in roles.heads and token.lemma.lower() in roles.heads:
                word = token.lemma.lower()
            if word == "then":
                continue
            if word in roles.heads or word in roles.modifiers or word in {"of", "for"}:
                kept.append(word)
                sector = roles.heads.get(word) or sector
            elif word in self.nominals and token.i == tokens[-1].i and not kept:
                kept.append(word)
            elif (
                token.dep in {"pobj", "compound", "amod"}
                and word not in roles.courtesy
                and token.text[0].isalpha()
                and not self.origins.is_place_word(token)
                and (kept or token.text[0].islower())
            ):
                kept.append(token.text)
        while kept and kept[-1] in {"of", "for", "state"} and kept[:-1]:
            if kept[-1] == "state" and kept[-2:-1] == ["of"]:
                break
            kept.pop()
        if not any(word in roles.heads for word in kept):
            return "", origin.sector
        phrase = " ".join(kept).replace(" - ", "-")
        sector = sector or origin.sector or ("GOV" if origin.country else "")
        return roles.same.get(phrase, phrase), sector

    def _gender(self, words: Sequence[str], first: int, end: int) -> Gender | None:
        for token in self.parse.tokens[first:end]:
            found = self.roles.genders.get(token.lower) or self.roles.courtesy.get(token.lower)
            if found in {"m", "f"}:
                return "m" if found == "m" else "f"
            nominal = self.nominals.get(token.lower)
            if nominal is not None and nominal.gender is not None:
                return nominal.gender
        # A name of one word is mostly a surname: the long table has too many of these.
        return (self.genders if len(words) > 1 else self.given).get(words[0])
