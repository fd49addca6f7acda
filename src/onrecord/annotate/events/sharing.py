"""Place and time that events of one sentence share, where only one of them carries the words.

- "killed two and wounded dozens in Orle on Sunday": what ends a list of deeds of a kind is theirs.
- "the attack on Monday killed 34", "wounded in an ambush near Vant": a verb of harm and the noun of
  the deed that did it are one; so are what is done "at a meeting in Geneva" and the meeting.
- "fighting resumed in Orle": what a noun's verb of going on carries.

What an event carries itself is never replaced. A place that hangs on another event alone
("convicted of the bombing in Vant") is not the verb's.
"""

from collections.abc import Iterator, Sequence

import msgspec

from onrecord.annotate.events.cast import Cast
from onrecord.annotate.events.settings import FORCE, Settings, placed_at
from onrecord.records import EventMention
from onrecord.syntax import Parse, Token

HARM = frozenset({"kill", "wound", "injure", "hurt", "maim", "destroy", "damage", "hit", "strike"})
STAGES = frozenset({"at", "during", "in"})
"""Prepositions that lead to the event in which another one happened."""
ABOUT = frozenset({"of", "for", "over", "about", "to", "against"})
"""Prepositions that lead to the event that another one is about."""
ONGOING = frozenset(
    {
        "resume", "erupt", "begin", "start", "break", "flare", "intensify", "occur", "happen",
        "take", "continue", "escalate", "rage", "end", "cease",
    }
)  # fmt: skip
ROUNDS = 2
"""How often what was shared is shared on: along a list of three."""


def share_settings(
    parse: Parse, cast: Cast, settings: Settings, events: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """The events, with the place and time of the others of their sentence that are theirs too."""
    tokens = [parse.token_range(e.trigger.start, e.trigger.end)[0] for e in events]
    sharer = _Sharer(parse, cast, settings, dict(zip(tokens, events, strict=True)))
    for i in tokens:
        sharer.drop_anothers_place(i)
    for _ in range(ROUNDS):
        for i in tokens:
            sharer.fill(i)
    return tuple(sharer.events[i] for i in tokens)


class _Sharer:
    """The events of a report by the token of their trigger."""

    def __init__(
        self, parse: Parse, cast: Cast, settings: Settings, events: dict[int, EventMention]
    ) -> None:
        self.parse = parse
        self.cast = cast
        self.settings = settings
        self.events = events

    def fill(self, i: int) -> None:
        """Give the event at a token what the others share with it."""
        for other in (*self._partners(i), self._going_on(i)):
            event = self.events[i]
            if other is not None:
                self.events[i] = msgspec.structs.replace(
                    event, place=event.place or other.place, time=event.time or other.time
                )

    def drop_anothers_place(self, i: int) -> None:
        """Take from a verb's event the place that only the event it is about has."""
        event = self.events[i]
        if self.parse.tokens[i].pos != "VERB" or event.place is None:
            return
        for noun in self._topics(i):
            own = placed_at(self.parse, noun, self.cast) if noun.i in self.events else None
            if own is not None and own.id == event.place:
                subject = self.parse.child(i, "nsubj")
                place = placed_at(self.parse, subject, self.cast) if subject is not None else None
                self.events[i] = msgspec.structs.replace(
                    event, place=place.id if place is not None else None
                )
                return

    def _partners(self, i: int) -> Iterator[EventMention]:
        """The events of which the event at token `i` may take place and time."""
        token, event = self.parse.tokens[i], self.events[i]
        head = self.events.get(token.head) if token.head != i else None
        if token.pos == "VERB":
            yield from self._later(i)
            if head is not None and self._continues(token, event, head):
                yield head
            yield from self._stages(i)
            subject = self.parse.child(i, "nsubj")
            doer = self.events.get(subject.i) if subject is not None else None
            if doer is not None and token.lemma in HARM and _are_force(event, doer):
                yield doer
        elif head is not None and token.dep == "nsubj" and _are_force(event, head):
            yield head

    def _later(self, i: int) -> Iterator[EventMention]:
        """The deeds of the same kind that a list goes on with."""
        event = self.events[i]
        for child in self.parse.children(i):
            other = self.events.get(child.i)
            if other is None or child.dep != "conj":
                continue
            alone = self._is_bare(child) or (_are_force(event, other) and other.casualties)
            if alone and (event.type == other.type or _are_force(event, other)):
                yield other

    def _continues(self, token: Token, event: EventMention, head: EventMention) -> bool:
        """Whether a verb without a subject goes on with its head: "exploded, killing 12"."""
        if not self._is_bare(token) or token.dep not in {"conj", "advcl"}:
            return False
        return token.tag == "VBG" or (token.dep == "conj" and _are_force(event, head))

    def _is_bare(self, token: Token) -> bool:
        return self.parse.child(token.i, "nsubj", "nsubjpass", "mark") is None

    def _stages(self, i: int) -> Iterator[EventMention]:
        """The event in which a verb's deed happened: "at a meeting", "in an ambush"."""
        for prep in self.parse.children(i):
            if prep.dep == "prep" and prep.lower in STAGES:
                noun = self.parse.child(prep.i, "pobj")
                if noun is not None and noun.i in self.events:
                    yield self.events[noun.i]

    def _going_on(self, i: int) -> EventMention | None:
        """A noun's event as its verb of going on places it: "fighting resumed in Orle"."""
        token = self.parse.tokens[i]
        verb = self.parse.tokens[token.head]
        if token.dep not in {"nsubj", "nsubjpass"} or verb.i in self.events:
            return None
        if verb.lemma not in ONGOING:
            return None
        time = self.settings.times.get(verb.i)
        place = placed_at(self.parse, verb, self.cast)
        return msgspec.structs.replace(
            self.events[i],
            time=time.id if time is not None else None,
            place=place.id if place is not None else None,
        )

    def _topics(self, i: int) -> Iterator[Token]:
        """The nouns behind "of", "for", "over" on a verb or on its object."""
        target = self.parse.child(i, "dobj", "nsubjpass")
        for place in (i, target.i) if target is not None else (i,):
            for prep in self.parse.children(place):
                if prep.dep == "prep" and prep.lower in ABOUT:
                    yield from (t for t in self.parse.children(prep.i) if t.dep == "pobj")


def _are_force(event: EventMention, other: EventMention) -> bool:
    return event.type in FORCE and other.type in FORCE
