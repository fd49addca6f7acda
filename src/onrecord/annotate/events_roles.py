"""Who does an event and to whom: syntax to mentions. A role that is not named stays empty.

| where | actors | recipients |
|---|---|---|
| active verb | its subject, also through control, coordination, relative clauses | its object; else who is behind against, on, at, with, to, into, from |
| passive verb | who is behind "by" | its subject |
| event noun | possessor, adjective of nationality, "by"; the subject of its light verb | behind of, on, against, into, with, to, between |
| reciprocal event with no other recipient | all parties | all parties |

In "positions of the militia" or "Ukraine's troops" the phrase's own mention is taken; where the head
is no mention, the one that stands in it ("an appeal filed by his lawyers": the lawyers).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.annotate.clauses import (
    OBJECT_CONTROL,
    agent_of,
    conjuncts,
    object_of,
    subject_of,
    verb_group,
)
from onrecord.annotate.events_types import Coded, Coder
from onrecord.annotate.status_cues import class_of, load_cues
from onrecord.records import Mention
from onrecord.syntax import Parse, Token

RECIPIENT_PREPOSITIONS = (
    "against", "on", "upon", "at", "with", "between", "among", "to", "toward", "towards", "into",
    "onto", "over", "for", "from", "of",
)  # fmt: skip
INSIDE = frozenset({"of", "by", "from", "for", "on", "against", "to", "with", "in"})
BRINGING = frozenset(
    {"cause", "continue", "cease", "plan", "vow", "threaten", "attempt", "announce"}
)
"""Classes of verbs whose subject does the event that is their object."""
DONE_TO_OWNER = frozenset(
    """arrest detention capture killing assassination murder execution release abduction kidnapping
    deportation extradition expulsion imprisonment conviction torture death destruction trial
    indictment impeachment ouster overthrow prosecution beating displacement""".split()
)
OF_THE_DOER = frozenset(
    """arrival withdrawal retreat pullout visit trip resignation surrender meeting protest march
    demonstration strike offensive advance refusal demand call warning threat promise pledge offer
    movement talks talk summit departure decision plea appeal accusation criticism praise""".split()
)
RECIPROCAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT", "ASSAULT", "RETREAT"})
MUTUAL = frozenset(
    """meet talk confer consult negotiate clash fight battle agree sign cooperate collaborate trade
    reach exchange conclude discuss hold reconcile ceasefire truce meeting summit deal accord pact
    treaty agreement negotiation war clash fighting battle round conference exercise drill game
    swap conversation dialogue skirmish""".split()
)
THEME_TYPES = frozenset({"AID", "MOBILIZE", "COOPERATE"})
"""Types whose object is mostly what is given or moved, not whom it is given to."""
ANSWERS = frozenset({"REQUEST", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE"})
"""Types whose recipient is who did or is to do the deed that they are about."""
UTTERED = frozenset(
    """call request appeal demand offer invitation proposal pressure plea suggestion warning threat
    criticism order support praise""".split()
)
REGIONAL_MODES = frozenset({"curfew", "martial-law", "restrict"})


@dataclass
class Cast:
    """The mentions of a report by token, to be found by those who take part in an event."""

    parse: Parse
    mentions: Sequence[Mention]
    heads: dict[int, Mention] = field(default_factory=dict)
    covering: dict[int, Mention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mention in sorted(self.mentions, key=lambda m: m.span.start - m.span.end):
            lo, hi = self.parse.token_range(mention.span.start, mention.span.end)
            head = self.parse.span_head(mention.span.start, mention.span.end)
            if head is not None:
                self.heads.setdefault(head.i, mention)
            for i in range(lo, hi):
                self.covering[i] = mention  # the shortest mention over a token stays

    def of(self, token: Token, depth: int = 0) -> Iterator[Mention]:
        """The mentions that a noun phrase names, those that are coordinated with it among them."""
        for noun in conjuncts(self.parse, token.i):
            own = self.heads.get(noun.i)
            if own is not None:
                yield own
            elif noun.pos == "PROPN" and noun.i in self.covering:
                yield self.covering[noun.i]
            elif depth < 3:
                yield from self._inside(noun, depth)

    def _inside(self, noun: Token, depth: int) -> Iterator[Mention]:
        for child in self.parse.children(noun.i):
            if child.dep == "poss" and child.pos == "PRON":
                continue  # "its memorandum" names nobody new
            if child.dep in {"poss", "compound", "amod", "nmod", "appos"}:
                yield from self.of(child, depth + 1)
            elif child.dep in {"prep", "agent"} and child.lower in INSIDE:
                inner = self.parse.child(child.i, "pobj")
                if inner is not None:
                    yield from self.of(inner, depth + 1)
            elif child.dep == "acl" and child.tag == "VBN":
                agent = agent_of(self.parse, child.i)
                if agent is not None:
                    yield from self.of(agent, depth + 1)


@dataclass(frozen=True, slots=True)
class Roles:
    """Mentions in text order, each once."""

    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()


def find_roles(coded: Coded, coder: Coder, cast: Cast) -> Roles:
    """Who takes part in an event."""
    token = coded.token
    if token.pos in {"VERB", "AUX"}:
        actors, recipients = _of_verb(coded, coder, cast)
    elif token.pos == "ADJ":
        actors = _subject_mentions(cast, token.head)
        recipients = _inner_recipients(coded, coder, cast)
    else:
        actors, recipients = _of_noun(token, coder, cast)
        if not recipients:
            recipients = _inner_recipients(coded, coder, cast)
    actors = _unique(_named(cast, m) for m in actors)
    recipients = _unique(_named(cast, m) for m in recipients)
    if len(actors) < 2 or not _same(actors, recipients):
        recipients = [m for m in recipients if not _same_party(m, actors)]
    if not recipients and len(actors) > 1 and _is_mutual(coded):
        recipients = actors
    return Roles(tuple(actors), tuple(recipients))


def _named(cast: Cast, mention: Mention) -> Mention:
    """A pronoun's fuller mention in its own sentence, where it has one; any other as it is."""
    if mention.level != "PRO" or mention.entity is None:
        return mention
    sentence = cast.parse.sentence_at(mention.span.start)
    return next(
        (
            m
            for m in cast.mentions
            if m.entity == mention.entity
            and m.level != "PRO"
            and cast.parse.sentence_at(m.span.start) == sentence
        ),
        mention,
    )


def _is_mutual(coded: Coded) -> bool:
    return coded.coding.type in RECIPROCAL and (
        coded.token.lemma.lower() in MUTUAL or coded.coding.type == "CONSULT"
    )


def _same_party(mention: Mention, actors: Sequence[Mention]) -> bool:
    return any(
        mention.id == a.id or (mention.entity is not None and mention.entity == a.entity)
        for a in actors
    )


def _unique(mentions: Iterable[Mention]) -> list[Mention]:
    found = {m.id: m for m in mentions}
    return sorted(found.values(), key=lambda m: m.span.start)


def _of_verb(coded: Coded, coder: Coder, cast: Cast) -> tuple[list[Mention], list[Mention]]:
    token, parse = coded.token, cast.parse
    group = verb_group(parse, token.i)
    reduced = token.tag == "VBN" and token.dep in {"acl", "amod"}
    if group.passive or reduced:
        agent = agent_of(parse, token.i)
        actors = list(cast.of(agent)) if agent is not None else []
        if token.dep in {"xcomp", "acl"} and not actors and not reduced:
            actors = _controller(parse, token, cast)
    else:
        actors = _subject_mentions(cast, token.i)
    theme = coded.coding.type in THEME_TYPES or coded.coding.mode == "withdraw"
    recipients: list[Mention] = []
    target = object_of(parse, token.i)
    told = coder.code(target.i) if target is not None else None
    prepositions = _prepositions(coded)
    if theme:
        recipients = _behind(cast, token, skip=actors, prepositions=prepositions)
    if target is not None and not recipients and coded.coding.type != "MOBILIZE":
        if told is None:
            recipients = [m for m in cast.of(target) if m not in actors]
        elif told.token.i != token.i:
            recipients = _told_parties(told, coded, coder, cast, actors)
    if not recipients:
        recipients = _behind(cast, token, skip=actors, prepositions=prepositions)
    if not recipients and token.lemma in OBJECT_CONTROL:
        clause = parse.child(token.i, "ccomp", "xcomp")
        subject = parse.child(clause.i, "nsubj", "nsubjpass") if clause is not None else None
        recipients = list(cast.of(subject)) if subject is not None else []
    if not recipients:
        recipients = _inner_recipients(coded, coder, cast)
    if not recipients and coded.coding.mode in REGIONAL_MODES:
        recipients = _behind(cast, token, skip=actors, prepositions=("in", "across", "throughout"))
    return actors, recipients


def _prepositions(coded: Coded) -> tuple[str, ...]:
    """Behind which prepositions a verb's recipients stand, by what is done."""
    kind = coded.coding.type
    left_out = {"of", "over"}
    if kind not in {"ASSAULT", "PROTEST", "ACCUSE", "THREATEN"}:
        left_out.add("at")
    if kind not in {"RETREAT", "SANCTION", "COERCE", "CONCEDE"}:
        left_out.add("from")
    if kind not in {
        "AID",
        "REQUEST",
        "ACCUSE",
        "SUPPORT",
        "PROTEST",
        "MOBILIZE",
        "CONCEDE",
        "AGREE",
    }:
        left_out.add("for")
    return tuple(p for p in RECIPIENT_PREPOSITIONS if p not in left_out)


def _told_parties(
    told: Coded, coded: Coded, coder: Coder, cast: Cast, actors: Sequence[Mention]
) -> list[Mention]:
    """To whom an answer to somebody's deed is given: "rejected a call from his rival"."""
    roles = find_roles(told, coder, cast)
    if coded.coding.type in ANSWERS:
        doers = [m for m in roles.actors if not _same_party(m, actors)]
        if doers:
            return doers
    return list(roles.recipients)


def _controller(parse: Parse, token: Token, cast: Cast) -> list[Mention]:
    head = parse.tokens[token.head]
    return _subject_mentions(cast, head.i) if head.pos == "VERB" else []


def _subject_mentions(cast: Cast, verb: int) -> list[Mention]:
    subject = subject_of(cast.parse, verb)
    if subject is None:
        return []
    return list(cast.of(subject))


def _behind(
    cast: Cast,
    token: Token,
    *,
    skip: Sequence[Mention],
    prepositions: Sequence[str] = RECIPIENT_PREPOSITIONS,
) -> list[Mention]:
    """The mentions behind the first of these prepositions that has any, on the word or its object."""
    parse = cast.parse
    places = [token, *(t for t in parse.children(token.i) if t.dep in {"dobj", "dative"})]
    found: dict[str, list[Mention]] = {}
    for place in places:
        for prep in parse.children(place.i):
            if prep.dep in {"prep", "dative"}:
                for inner in parse.children(prep.i):
                    if inner.dep == "pobj":
                        named = [m for m in cast.of(inner) if m not in skip]
                        found.setdefault(prep.lower, []).extend(named)
                    elif inner.dep == "prep":
                        far = parse.child(inner.i, "pobj")
                        if far is not None:
                            found.setdefault(inner.lower, []).extend(cast.of(far))
    return next((found[p] for p in prepositions if found.get(p)), [])


def _inner_recipients(coded: Coded, coder: Coder, cast: Cast) -> list[Mention]:
    """Whom a demand, threat or refusal is about: who is to act, else whom the deed is done to."""
    if coded.inner is None:
        return []
    parse = cast.parse
    inner = parse.tokens[coded.inner]
    subject = parse.child(inner.i, "nsubj", "nsubjpass")
    if subject is not None and coded.coding.type == "REQUEST":
        named = list(cast.of(subject))
        if named:
            return named
    below = coder.code(inner.i)
    if below is None or below.token.i == coded.token.i:
        return []
    roles = find_roles(below, coder, cast)
    if coded.coding.type == "REQUEST" and inner.pos == "NOUN" and roles.actors:
        return list(roles.actors)
    return list(roles.recipients)


def _of_noun(token: Token, coder: Coder, cast: Cast) -> tuple[list[Mention], list[Mention]]:
    parse = cast.parse
    actors: list[Mention] = []
    recipients: list[Mention] = []
    lemma = token.lemma.lower()
    for child in parse.children(token.i):
        if child.dep == "poss":
            (recipients if lemma in DONE_TO_OWNER else actors).extend(cast.of(child))
        elif child.dep in {"amod", "compound", "nmod"}:
            named = list(cast.of(child))
            if child.dep == "compound" and any(m.type in {"GPE", "LOC", "FAC"} for m in named):
                continue  # "the Istanbul meeting": where, not who
            actors.extend(named)
        elif child.dep in {"prep", "agent"}:
            _behind_noun(parse, child, lemma, cast, actors, recipients)
        elif child.dep == "acl" and child.lemma in {"involve", "include", "gather"}:
            party = parse.child(child.i, "dobj")
            if party is not None:
                actors.extend(cast.of(party))
                recipients.extend(cast.of(party))
    verb = _light_verb(token, coder, cast)
    if verb is not None:
        light = _light_subject(verb, cast)
        if light and not _same(light, actors):
            own = [m for m in actors if m.level != "PRO" and lemma not in DONE_TO_OWNER]
            actors = light + own
        if not recipients:
            recipients = _light_recipients(verb, cast, actors)
    return actors, recipients


def _same(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    return {m.id for m in one} == {m.id for m in other}


def _behind_noun(
    parse: Parse,
    prep: Token,
    lemma: str,
    cast: Cast,
    actors: list[Mention],
    recipients: list[Mention],
) -> None:
    named = [m for inner in parse.children(prep.i) for m in cast.of(inner)]
    word = prep.lower
    doer = word == "by" or (word == "of" and lemma in OF_THE_DOER)
    if doer or (word == "from" and lemma in UTTERED):
        actors.extend(named)
    elif word in {"between", "among", "involving"}:
        actors.extend(named)
        recipients.extend(named)
    elif word == "with" and lemma not in {"attack", "assault"}:
        recipients.extend(named)
    elif word in {"of", "on", "upon", "against", "to", "into", "for", "toward", "towards", "at"}:
        recipients.extend(named)
    elif word == "from":
        recipients.extend(m for m in named if m.type in {"GPE", "LOC", "FAC", "ORG"})


def _light_verb(token: Token, coder: Coder, cast: Cast) -> Token | None:
    """The verb that does a noun's event: "launched an attack", "attack was carried out"."""
    parse = cast.parse
    head = parse.tokens[token.head]
    above = coder.code(head.i) if head.pos == "VERB" else None
    if above is not None and above.inner == token.i and coder.lends(above):
        return head
    while head.pos in {"NOUN"} and token.dep in {"pobj", "conj", "prep"}:
        token, head = head, parse.tokens[head.head]
    if head.pos == "ADP" and head.head != head.i:
        verb = parse.tokens[head.head]
        if (
            verb.pos == "VERB"
            and class_of(parse, verb.i, load_cues().verbs, head.lower) in BRINGING
        ):
            return verb
        return None
    if head.pos != "VERB" or token.dep not in {"dobj", "nsubjpass", "oprd"}:
        return None
    return head if class_of(parse, head.i, load_cues().verbs) in {*BRINGING, ""} else None


def _light_subject(verb: Token, cast: Cast) -> list[Mention]:
    if verb_group(cast.parse, verb.i).passive or (verb.tag == "VBN" and verb.dep == "acl"):
        agent = agent_of(cast.parse, verb.i)
        return list(cast.of(agent)) if agent is not None else []
    return _subject_mentions(cast, verb.i)


def _light_recipients(verb: Token, cast: Cast, actors: Sequence[Mention]) -> list[Mention]:
    dative = cast.parse.child(verb.i, "dative")
    if dative is not None and dative.pos != "ADP":
        return [m for m in cast.of(dative) if m not in actors]
    return _behind(cast, verb, skip=actors, prepositions=("against", "on", "at", "with", "to"))
