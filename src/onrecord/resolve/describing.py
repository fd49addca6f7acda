"""The code that a description's own words tell: "Yemeni rebels", "a court in Kyiv"."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from onrecord.records import Mention
from onrecord.resolve.actors import ActorTable
from onrecord.resolve.offices import Code
from onrecord.resolve.origins import Origin, OriginReader
from onrecord.resolve.sectors import ARMED, find_sector, load_sectors
from onrecord.syntax import Parse, Token

OWNING = frozenset({"poss", "compound", "amod", "nmod", "appos"})
OF = frozenset({"of", "in", "from", "at", "for", "near", "with"})
"""Prepositions behind which a description's place or body stands."""
OWNED = frozenset({"of", "from"})
"""Those that tell whence, not where, somebody is."""
ABROAD = frozenset({"", "MIL", "UAF", "OPP", "PTY", "JRN", "NGO", "BUS", "MNC", "IGO"})
"""Sectors of people who may be abroad: "troops in Syria" are not Syria's."""
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
OWN = frozenset({"CVL", "MED", "JRN", "EDU", "REL", "REF", "LAB", "AGR", "NGO", "BUS"})
"""Sectors that people keep whoever rules or arms them: "a Hamas-run hospital"."""
UNIONS = frozenset({"UNO", "EUR"})


class Describer:
    """Reads descriptions of one report."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[Mention],
        actors: ActorTable,
        country_of: Callable[[Mention], str],
    ) -> None:
        self.parse = parse
        self.actors = actors
        self.country_of = country_of
        self.at: dict[int, Mention] = {}
        for mention in mentions:
            head = parse.span_head(mention.span.start, mention.span.end)
            if head is not None and mention.level != "NOM":
                self.at.setdefault(head.i, mention)  # a pronoun owns: "its troops"
        self._readers: dict[dt.date | None, OriginReader] = {}

    def describe(self, mention: Mention, day: dt.date | None) -> Code:
        """The code of a description."""
        tokens, head = self._phrase(mention)
        if head is None:
            return Code()
        tail = self.parse.tokens[head.i + 1 : self.parse.edges(head.i)[1] + 1]
        sector = find_sector(tokens, head, tail)
        if mention.type in {"GPE", "LOC", "FAC"} and head.lemma.lower() in load_sectors().plain:
            sector = ""  # "a refugee camp" is a place
        abroad = (sector or "") in ABROAD
        origin = self._origin([t for t in tokens if t.i <= head.i], head, day, abroad=abroad)
        told = f"“{mention.span.quote}”"
        return _combined(origin, sector or "", told)

    def noun_over(self, mention: Mention, day: dt.date | None) -> Code | None:
        """The code of a noun that is no mention, by the people before it: "Russian warplanes"."""
        head = self.parse.span_head(mention.span.start, mention.span.end)
        if head is None or mention.type not in {"NORP", "GPE"} or head.dep not in OWNING:
            return None
        noun = self.parse.tokens[head.head]
        if noun.pos not in {"NOUN", "PROPN"} or noun.i < head.i:
            return None
        tokens = self.parse.tokens[self.parse.edges(noun.i)[0] : noun.i + 1]
        sector = find_sector(tokens, noun)
        if not sector:
            return None
        told = f"“{mention.span.quote} … {noun.text}”"
        return _combined(self._origin(tokens, noun, day), sector, told)

    def owner(self, mention: Mention) -> str:
        """The country that a name's possessor says: "Argentina's Congress"; "" for none."""
        head = self.parse.span_head(mention.name.start, mention.name.end)
        owner = self.parse.child(head.i, "poss") if head is not None else None
        named = self.at.get(owner.i) if owner is not None else None
        return self.country_of(named) if named is not None and named.type in PLACES else ""

    def around_name(self, mention: Mention) -> Code:
        """The code of the title before a name, or of the last words of a body's name."""
        first, end = self.parse.token_range(mention.span.start, mention.span.end)
        name_first, _ = self.parse.token_range(mention.name.start, mention.name.end)
        tokens = self.parse.tokens
        if mention.type == "PER":
            title = tokens[first:name_first]
            sector = find_sector(title, title[-1]) if title else None
            reason = f"“{mention.title}”" if sector else ""
            return Code("", sector or "", reason)
        if mention.type != "ORG":
            return Code()
        head = self.parse.span_head(mention.span.start, mention.span.end)
        inner = self._of_complement(head) if head is not None else ""
        sector = find_sector(tokens[first:end], tokens[end - 1]) or ""
        return Code(inner, sector, f"“{mention.span.quote}”" if sector or inner else "")

    def _phrase(self, mention: Mention) -> tuple[Sequence[Token], Token | None]:
        first, end = self.parse.token_range(mention.span.start, mention.span.end)
        head = self.parse.span_head(mention.name.start, mention.name.end)
        head = head or self.parse.span_head(mention.span.start, mention.span.end)
        if head is not None:
            lead = [t.i for t in self.parse.children(head.i) if t.dep in OWNING and t.i < first]
            first = min([first, *lead])
        return self.parse.tokens[first:end], head

    # ------------------------------------------------------------ where from

    def _origin(
        self,
        tokens: Sequence[Token],
        head: Token,
        day: dt.date | None,
        *,
        abroad: bool = False,
    ) -> Origin:
        reader = self._reader(day)
        found = reader.of_tokens(tokens)
        if found.country and self._is_open(tokens, found.country):
            return Origin("", found.sector)
        if found.country or found.sector:
            return found
        inner = self._of_complement(head, OWNED if abroad else OF)
        if inner:
            return Origin(inner, "")
        body = next(self._bodies(head), None)
        if body is None:
            return found
        return reader.of_name_alone(body.name.quote)

    def _reader(self, day: dt.date | None) -> OriginReader:
        if day not in self._readers:
            self._readers[day] = OriginReader(self.parse, self.actors, day)
        return self._readers[day]

    def _is_open(self, tokens: Sequence[Token], country: str) -> bool:
        """Whether an adjective of two countries is all there is to tell which ("Congolese")."""
        ambiguous = load_sectors().ambiguous
        for token in tokens:
            codes = ambiguous.get(token.lower)
            before = self.parse.tokens[token.i - 1].lower if token.i else ""
            if codes is None or before in {"north", "south", "democratic"}:
                continue
            named = {self.country_of(m) for m in self.at.values()} & set(codes)
            if named != {country}:
                return True
        return False

    def _of_complement(self, head: Token, prepositions: frozenset[str] = OF) -> str:
        """The one country of the places that a phrase is of: "residents of Mariupol"."""
        inside = self._inside(head, prepositions)
        found = {self.country_of(m) for m in inside if m.type in PLACES or m.level == "PRO"} - {""}
        return next(iter(found)) if len(found) == 1 else ""

    def _bodies(self, head: Token) -> Iterator[Mention]:
        return (m for m in self._inside(head) if m.type == "ORG")

    def _inside(
        self, head: Token, prepositions: frozenset[str] = OF, depth: int = 0
    ) -> Iterator[Mention]:
        for child in self.parse.children(head.i):
            if child.dep in OWNING:
                if child.i in self.at:
                    yield self.at[child.i]
                elif depth < 2:
                    yield from self._inside(child, prepositions, depth + 1)
            elif child.dep == "prep" and child.lower in prepositions:
                for noun in self.parse.children(child.i):
                    if noun.dep == "pobj" and noun.i in self.at:
                        yield self.at[noun.i]


def _combined(origin: Origin, sector: str, told: str) -> Code:
    """Whose and of what sector: "NATO troops" IGO MIL, "Houthi officials" YEM REB."""
    country, whose = origin.country, origin.sector
    if whose in UNIONS:
        return Code("", whose, told)
    if whose == "IGO":
        return Code("IGO", "MIL" if sector in {"MIL", "UAF"} else "", told)
    if whose in {"IMG", "NGO", "ISM", "MNC"}:
        return Code(country, whose, told)
    if whose in {"REB", "PRM", "CRM"}:
        return Code(country, sector if sector in OWN else whose, told)
    if whose == "GOV" and sector in ARMED:
        return Code(country, "MIL", told)
    return Code(country, sector or whose, told)
