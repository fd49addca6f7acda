"""Which country and sector the words of a mention point to: "Russian troops", "UN envoy"."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Mention
from onrecord.resolve.actors import Actor, ActorTable
from onrecord.syntax import Parse, Token
from onrecord.wordlists import load_countries, load_name_heads, load_peoples, word_key


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mention points to: a country, the sector of a people or organisation."""

    country: str = ""
    sector: str = ""


NOWHERE = Origin()
HYPHENS = frozenset({"-", "–", "‑"})
SIDES = frozenset({"pro", "anti"})
ALLIED = frozenset(
    {
        "backed", "allied", "aligned", "linked", "sponsored", "supported", "funded", "trained",
        "armed", "occupied", "held", "controlled", "made", "supplied", "affiliated", "inspired",
        "based", "mediated", "brokered", "born", "friendly", "installed", "imposed", "run", "led",
    }
)  # fmt: skip
"""Words behind a hyphen that make a name that of a backer, maker or place."""


class OriginReader:
    """Reads origins in one report."""

    def __init__(self, parse: Parse, actors: ActorTable, day: dt.date | None = None) -> None:
        self.parse = parse
        self.actors = actors
        self.day = day or parse.doc.published
        """The day on which an organisation is looked at: the Taliban of 2020 and of 2022."""
        self.countries = load_countries()
        self.peoples = load_peoples()
        self.heads = load_name_heads()

    def is_place_word(self, token: Token) -> bool:
        if not token.text[0].isupper():
            return False
        key = word_key(token.text)
        countries = self.countries
        return key in countries.names or key in countries.adjectives or key in self.peoples

    def of_name(self, mention: Mention, first: int, end: int) -> Origin:
        """The country of a place, people or organisation by its name."""
        key, countries = word_key(mention.name.quote), self.countries
        acting = "GOV" if mention.metonym else ""
        code = countries.names.get(key) or countries.adjectives.get(key)
        if code is not None:
            return Origin(code, acting)
        people = self.peoples.get(key)
        if people is not None and mention.type == "NORP":
            return Origin(people.country, people.sector)
        if key in countries.capitals and mention.type == "GPE":
            return Origin(countries.capitals[key], acting)
        if mention.type == "ORG" and self.actors.named(mention.name.quote):
            return Origin()
        return self.of_tokens(self.parse.tokens[first:end])

    def of_tokens(self, tokens: Sequence[Token]) -> Origin:
        """The one country that words point to, and the sector of a people or organisation."""
        codes: dict[str, None] = {}
        sector = ""
        for run in _capital_runs([t for t in tokens if not self._is_only_allied(t)]):
            found = self._of_run(run)
            if found.country:
                codes[found.country] = None
            sector = sector or found.sector
        return Origin(next(iter(codes)) if len(codes) == 1 else "", sector)

    def _is_only_allied(self, token: Token) -> bool:
        """Whether a name tells of whose side somebody is, not whence: "Russia-backed", "pro-US"."""
        tokens, i = self.parse.tokens, token.i
        if i + 2 < len(tokens) and tokens[i + 1].text in HYPHENS:
            return tokens[i + 2].lower in ALLIED
        return i > 1 and tokens[i - 1].text in HYPHENS and tokens[i - 2].lower in SIDES

    def _of_run(self, run: Sequence[Token]) -> Origin:
        text = self.parse.doc.text[run[0].start : run[-1].end]
        found = self.actors.named(text)
        if len(found) == 1 and found[0].type != "PER":
            return self._of_actor(found[0])
        n = 0
        while n < len(run):
            for size in range(min(3, len(run) - n), 0, -1):
                key = word_key(self.parse.doc.text[run[n].start : run[n + size - 1].end])
                people = self.peoples.get(key)
                if people is not None and people.country:
                    return Origin(people.country, people.sector)
                code = self.countries.names.get(key) or self.countries.adjectives.get(key)
                if code is not None:
                    sector = self.heads.last.get(run[-1].text, ("", ""))[1]
                    return Origin(code, sector)
            n += 1
        return Origin("", self.heads.last.get(run[-1].text, ("", ""))[1])

    def _of_actor(self, actor: Actor) -> Origin:
        tenure = actor.tenure_on(self.day)
        if tenure is None and self.day is not None:
            return Origin(actor.tenures[0].country, "")
        tenure = tenure or actor.tenures[0]
        return Origin(tenure.country, tenure.sector)

    def of_name_alone(self, name: str) -> Origin:
        """The country and sector of the one organisation of the table with this name."""
        found = self.actors.named(name)
        if len(found) != 1 or found[0].type == "PER":
            return NOWHERE
        return self._of_actor(found[0])

    def sector_of_name(self, mention: Mention) -> str:
        """The sector that the last or first word of a name tells ("Foreign *Ministry*")."""
        if mention.type != "ORG":
            return ""
        words = mention.name.quote.split()
        for word in (words[-1], words[0], words[-1].capitalize()):
            found = self.heads.last.get(word)
            if found is not None and found[0] == "ORG":
                return found[1]
        return ""


def _capital_runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Stretches of capitalised words, with the small words and hyphens that join them."""
    run: list[Token] = []
    for token in tokens:
        if token.text[0].isupper():
            run.append(token)
        elif not (run and token.text in {"-", "–", "of"}):
            if run:
                yield _trimmed(run)
            run = []
        else:
            run.append(token)
    if run:
        yield _trimmed(run)


def _trimmed(run: list[Token]) -> list[Token]:
    while not run[-1].text[0].isupper():
        run = run[:-1]
    return run
