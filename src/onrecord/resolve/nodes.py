"""What a mention tells about whom it means: words, number, gender, country, office, sector."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Mention
from onrecord.syntax import Parse, Token
from onrecord.text import name_key
from onrecord.wordlists import (
    Countries,
    Gender,
    Number,
    People,
    Roles,
    load_countries,
    load_given_names,
    load_name_heads,
    load_nominals,
    load_peoples,
    load_roles,
    word_key,
)

PARTICLES = frozenset({"al", "el", "ad", "ar", "as", "az", "ash", "an", "at"})
"""Particles that reports write or leave out: "al-Assad", "Assad"."""
PAST = frozenset({"former", "ex", "late", "then", "ousted", "deposed", "retired", "outgoing"})
SINGULAR = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its",
                      "itself", "i", "me", "my", "mine", "myself"})  # fmt: skip
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
    def key(self) -> str:
        return " ".join(self.words)


class NodeReader:
    """Reads the nodes of one report, with the tables at hand."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.countries: Countries = load_countries()
        self.peoples: dict[str, People] = load_peoples()
        self.roles: Roles = load_roles()
        self.nominals = load_nominals()
        self.given = load_given_names()
        self.heads = load_name_heads()

    def read(self, n: int, mention: Mention) -> Node:
        parse = self.parse
        first, end = parse.token_range(mention.span.start, mention.span.end)
        name_first, name_end = parse.token_range(mention.name.start, mention.name.end)
        head = self._head(mention, name_first, name_end)
        words = tuple(w for w in name_key(mention.name.quote).split() if w not in PARTICLES)
        words = words or (name_key(mention.name.quote),)
        before = parse.tokens[first:name_first]
        level = mention.level
        if level == "PRO":
            word = head.lower
            gender: Gender | None = "m" if word in MALE else "f" if word in FEMALE else None
            number: Number = "one" if word in SINGULAR else "many"
            return Node(n, mention, first, end, head, head.sent, words, number, gender)
        country, sector = self._origin(parse.tokens[first:end], mention)
        if level == "NAM" and mention.type == "PER":
            role, office = self._title(before)
            gender = self._gender_of_name(words, before)
            return Node(
                n, mention, first, end, head, head.sent, words, "one",
                gender, country, office or sector, role,
            )  # fmt: skip
        if level == "NAM":
            sector = sector or self._sector_of_name(mention)
            plural = mention.type == "NORP" and head.tag in {"NNS", "NNPS"}
            number = "many" if plural else "group"
            return Node(
                n, mention, first, end, head, head.sent, words, number, None, country, sector
            )
        return self._description(n, mention, first, end, head, words, country, sector)

    def _head(self, mention: Mention, first: int, end: int) -> Token:
        if mention.level == "NAM":
            found = self.parse.span_head(mention.name.start, mention.name.end)
            if found is not None:
                return found
        return self.parse.tokens[min(first, len(self.parse.tokens) - 1)]

    def _description(
        self,
        n: int,
        mention: Mention,
        first: int,
        end: int,
        head: Token,
        words: tuple[str, ...],
        country: str,
        sector: str,
    ) -> Node:
        nominal = self.nominals.get(head.lower) or self.nominals.get(head.lemma.lower())
        number: Number = "one"
        gender: Gender | None = None
        if nominal is not None:
            number, gender = nominal.number, nominal.gender
            sector = sector or nominal.sector
        if head.tag in {"NNS", "NNPS"} and number != "group":
            number = "many"
        role = ""
        if mention.type == "PER" and head.lemma.lower() in self.roles.heads:
            tail = self._tail(head, end)
            role, office = self._title((*self.parse.tokens[first : head.i + 1], *tail))
            sector = office or sector
        lemma = (head.lemma.lower(),)
        return Node(
            n, mention, first, end, head, head.sent, lemma, number, gender, country, sector, role
        )

    def _tail(self, head: Token, end: int) -> Sequence[Token]:
        """ "of defence" after "minister"; nothing where a name or more follows."""
        tokens = self.parse.tokens
        if head.i + 2 < end and tokens[head.i + 1].lower in {"of", "for"}:
            found = []
            for token in tokens[head.i + 1 : min(end, head.i + 5)]:
                if word_key(token.text) in self.countries.names:
                    break
                found.append(token)
            return found
        return ()

    def _title(self, tokens: Sequence[Token]) -> tuple[str, str]:
        """The office in a title and its sector: "Ukraine's foreign minister" → foreign minister."""
        roles = self.roles
        kept: list[str] = []
        sector = ""
        for token in tokens:
            word = token.lower
            if word in roles.courtesy and word not in roles.heads:
                continue
            if word in roles.heads or word in roles.modifiers or word in {"of", "for", "state"}:
                kept.append(word)
                sector = roles.heads.get(word, sector)
            elif kept and token.text[0].isalpha() and token.dep in {"pobj", "compound", "amod"}:
                if not self._is_place_word(token):
                    kept.append(word)
        while kept and kept[-1] in {"of", "for"}:
            kept.pop()
        if not any(word in roles.heads for word in kept):
            return "", ""
        return roles.same.get(" ".join(kept), " ".join(kept)), sector

    def _is_place_word(self, token: Token) -> bool:
        key = word_key(token.text)
        return (
            key in self.countries.names
            or key in self.countries.adjectives
            or key in self.peoples
        )

    def _gender_of_name(self, words: Sequence[str], before: Sequence[Token]) -> Gender | None:
        for token in before:
            found = self.roles.courtesy.get(token.lower) or self.roles.genders.get(token.lower)
            if found in {"m", "f"}:
                return "m" if found == "m" else "f"
        if len(words) > 1 or words[0] in self.given:
            return self.given.get(words[0])
        return None

    def _origin(self, tokens: Sequence[Token], mention: Mention) -> tuple[str, str]:
        """The country that the words of a mention point to, and the sector of a people."""
        countries = self.countries
        if mention.type in {"GPE", "LOC", "NORP"} and mention.level == "NAM":
            found = self._country_of(mention.name.quote, metonym=mention.metonym)
            if found != ("", ""):
                return found
        stop = len(tokens)
        previous = ""
        for token in tokens[:stop]:
            if not token.text[0].isupper():
                previous = ""
                continue
            pair = f"{previous} {token.text}" if previous else ""
            people = self.peoples.get(word_key(pair)) if pair else None
            if people is not None and people.country:
                return people.country, people.sector
            key = word_key(token.text)
            code = (
                (countries.names.get(word_key(pair)) if pair else None)
                or (countries.adjectives.get(word_key(pair)) if pair else None)
                or countries.adjectives.get(key)
                or countries.names.get(key)
            )
            people = self.peoples.get(key)
            if code is not None and not self._goes_on(token, code):
                return code, ""
            if code is None and people is not None and people.country:
                return people.country, people.sector
            previous = token.text
        return "", ""

    def _goes_on(self, token: Token, code: str) -> bool:
        """Whether the next word makes it another name ("Bosnian Serb", "South Sudan")."""
        if token.i + 1 >= len(self.parse.tokens):
            return False
        pair = word_key(f"{token.text} {self.parse.tokens[token.i + 1].text}")
        return pair in self.peoples or self.countries.names.get(pair, code) != code

    def _country_of(self, name: str, *, metonym: bool) -> tuple[str, str]:
        key, countries = word_key(name), self.countries
        code = countries.names.get(key) or countries.adjectives.get(key)
        if code is None:
            people = self.peoples.get(key)
            if people is not None:
                return people.country, people.sector
            code = countries.capitals.get(key)
            return (code or ""), ("GOV" if metonym and code else "")
        return code, ("GOV" if metonym else "")

    def _sector_of_name(self, mention: Mention) -> str:
        """The sector that the last word of a name tells ("Foreign *Ministry*")."""
        if mention.type != "ORG":
            return ""
        words = mention.name.quote.split()
        for word in (words[-1], words[0], words[-1].capitalize()):
            found = self.heads.last.get(word)
            if found is not None and found[0] == "ORG":
                return found[1]
        return ""
