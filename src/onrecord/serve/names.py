"""What the ids of one record are called, in words for people."""

import unicodedata
from collections.abc import Sequence

from onrecord.records import (
    Casualties,
    Entity,
    EventMention,
    Evidence,
    Figure,
    Mention,
    PartyCode,
    Quantity,
    Record,
    Statement,
    Time,
)
from onrecord.serve.lines import number_lines

QUOTE_LIMIT = 280
OPENING = tuple('“"')
CLOSING = tuple('”"')
_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


class Names:
    """What the ids of one record are called."""

    def __init__(self, record: Record) -> None:
        self.entities: dict[str, Entity] = {e.id: e for e in record.entities}
        self.mentions: dict[str, Mention] = {m.id: m for m in record.mentions}
        self.times: dict[str, Time] = {t.id: t for t in record.times}
        self.quantities: dict[str, Quantity] = {q.id: q for q in record.quantities}
        self.statements: dict[str, Statement] = {s.id: s for s in record.statements}
        self.numbers = {line.id: n for n, (_, line) in number_lines([record]).items()}

    def entity(self, entity_id: str | None) -> str:
        """Name, role and codes: "Ana Rell, foreign minister [SMK GOV]"; "?" for nobody."""
        entity = self.entities.get(entity_id or "")
        if entity is None:
            return "?"
        known = not entity.role or entity.role.casefold() in entity.name.casefold()
        role = "" if known else f", {entity.role}"
        code = " ".join(part for part in (entity.country, entity.sector) if part)
        return f"{entity.name}{role}" + (f" [{code}]" if code else "")

    def who(self, mention_ids: Sequence[str], codes: Sequence[PartyCode] = ()) -> str:
        """The entities of some mentions with their codes, each once; "?" for none."""
        coded = {code.mention: code for code in codes}
        shown: list[str] = []
        for mention_id in mention_ids:
            mention = self.mentions[mention_id]
            entity = self.entities.get(mention.entity or "")
            name = entity.name if entity else mention.name.quote
            code = coded.get(mention_id)
            label = f"{name} [{party_code(code)}]" if code and (code.code or code.sector) else name
            if label not in shown:
                shown.append(label)
        return ", ".join(shown) or "?"

    def time(self, time_id: str | None) -> str:
        """The words and the value of a time: "late on Wednesday (2025-05-28)"."""
        time = self.times.get(time_id or "")
        if time is None:
            return ""
        written = words(time.evidence)
        return written if written == time.value else f"{written} ({time.value})"

    def name(self, entity_id: str | None) -> str:
        """The bare name of an entity; "?" for nobody."""
        entity = self.entities.get(entity_id or "")
        return entity.name if entity else "?"

    def holder(self, holder: str) -> str:
        """Who holds an event to be so: a statement's speaker, its source's words, or the outlet."""
        statement = self.statements.get(holder)
        if statement is None:
            return "the outlet"
        if statement.speaker in self.entities:
            return self.name(statement.speaker)
        return words(statement.source) or "nobody named"

    def figures(self, event: EventMention) -> list[str]:
        """An event's casualties ("killed 37+"), then what else is counted in it."""
        casualties = event.casualties or Casualties()
        shown = [
            f"{role} " + " or ".join(dict.fromkeys(bounds(figure) for figure in figures))
            for role in Casualties.__struct_fields__
            if (figures := getattr(casualties, role))
        ]
        rest = [q for q in map(self.quantities.get, event.quantities) if q is not None]
        return shown + [self.figure(q) for q in rest if q.role not in Casualties.__struct_fields__]

    def figure(self, quantity: Quantity) -> str:
        """What is counted, with its bounds: "killed 37+"."""
        what = quantity.role or quantity.counted or quantity.unit or ""
        return f"{what} {bounds(quantity)}".strip()


def party_code(code: PartyCode) -> str:
    """A code as PLOVER writes it: "YEM REB", "NGO"; "--- CVL" where the country is not told."""
    return " ".join(part for part in (code.code or "---", code.sector) if part)


def bounds(quantity: Quantity | Figure) -> str:
    """A quantity's bounds: "37+", "300–400", "up to 20", "~50,000"."""
    low = "" if quantity.low is None else f"{quantity.low:,g}"
    high = "" if quantity.high is None else f"{quantity.high:,g}"
    about = "~" if quantity.approximate else ""
    if quantity.high is None:
        return f"{about}{low}+"
    return about + (low if low == high else f"{low or 'up to '}{'–' if low else ''}{high}")


def words(evidence: Sequence[Evidence]) -> str:
    """The quotes of some evidence, on one line, an ellipsis between them."""
    return " … ".join(" ".join(e.quote.split()) for e in evidence)


def printable(text: str) -> str:
    """Text for a terminal: what would steer it or turn the writing's direction is shown as a sign.

    Joiners stay, for they hold letters and signs together.
    """
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(c) else c for c in text)


def _steers(char: str) -> bool:
    if char == "\n":
        return False
    turns = unicodedata.bidirectional(char) in _TURNS
    return turns or unicodedata.category(char) == "Cc"


def quoted(text: str) -> str:
    """In quotation marks, unless they stand around it already."""
    return text if text[:1] in OPENING and text[-1:] in CLOSING else f"“{text}”"


def excerpt(evidence: Sequence[Evidence], limit: int) -> str:
    """Evidence in at most about `limit` characters; of a sentence the part around its trigger."""
    trigger, *rest = evidence
    whole = next((e for e in rest if e.start <= trigger.start and trigger.end <= e.end), None)
    if whole is None:
        return short(words(evidence), limit)
    if len(whole.quote) <= limit:
        return words([whole])
    before = whole.quote[: trigger.start - whole.start]
    lead = max(limit // 3 - len(trigger.quote) // 2, 0)
    if len(before) > lead:
        before = "… " + before[len(before) - lead :].partition(" ")[2]
    after = whole.quote[trigger.start - whole.start :]
    return short(" ".join((before + after).split()), limit)


def short(quoted: str, limit: int = QUOTE_LIMIT) -> str:
    """At most `limit` characters, cut between words."""
    if len(quoted) <= limit:
        return quoted
    return quoted[:limit].rsplit(" ", 1)[0] + " …"
