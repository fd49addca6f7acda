"""Who takes part in an event that is a noun: "Norland's shelling of Orle", "held talks with"."""

from collections.abc import Sequence

from onrecord.annotate.clauses import subject_of, verb_group
from onrecord.annotate.event_words import HARM
from onrecord.annotate.events.cast import Cast, are_same
from onrecord.annotate.events.types import Coder
from onrecord.annotate.status.cues import class_of, load_cues
from onrecord.records import Mention
from onrecord.syntax import Token
from onrecord.wordlists import load_countries, word_key

Parties = tuple[list[Mention], list[Mention]]
"""Actors and recipients."""

BRINGING = frozenset(
    {"cause", "continue", "cease", "plan", "vow", "threaten", "attempt", "announce"}
)
"""Classes of verbs whose subject does the event that is their object."""
DONE_TO_OWNER = frozenset(
    {
        "arrest", "detention", "capture", "killing", "assassination", "murder", "execution",
        "release", "abduction", "kidnapping", "deportation", "extradition", "expulsion",
        "imprisonment", "conviction", "torture", "death", "destruction", "trial", "indictment",
        "impeachment", "ouster", "overthrow", "prosecution", "beating", "displacement", "rescue",
        "poisoning", "endorsement", "sentence",
    }
)  # fmt: skip
DOING = frozenset(
    {
        "adopt", "advance", "answer", "broker", "call", "carry", "coordinate", "deal", "declare",
        "direct", "do", "draw", "exact", "exchange", "exercise", "extend", "face", "file",
        "follow", "force", "give", "have", "head", "inflict", "issue", "lead", "lodge", "make",
        "mastermind", "mete", "offer", "open", "orchestrate", "order", "pay", "perpetrate", "plot",
        "pose", "provide", "pursue", "put", "raise", "reach", "rejoin", "send", "spearhead",
        "spread", "stag", "stage", "strike", "sustain", "turn", "undergo", "use", "voice", "wage",
        "wrap",
    }
)  # fmt: skip
"""Verbs without a class of status whose subject does the event that is their object."""
SPARKING = frozenset(
    {
        "cause", "fuel", "ignite", "inspire", "prompt", "provoke", "spark", "trigger", "bring",
        "lead", "result",
    }
)  # fmt: skip
"""Verbs by which a thing brings an event about that others do."""
OF_A_THEME = frozenset({"ban", "embargo", "tariff", "boycott"})
"""Nouns after what they are about: "a burqa ban"; only a country before them does it."""
ASKING = frozenset({"seek", "request", "need", "want", "ask", "receive", "welcome"})
UNDERGOING = frozenset(
    {
        "face",
        "await",
        "stand",
        "undergo",
        "escape",
        "avoid",
        "survive",
        "suffer",
        "evade",
        "fear",
        "serve",
    }
)
OF_THE_DOER = frozenset(
    {
        "arrival", "withdrawal", "retreat", "pullout", "visit", "trip", "resignation",
        "surrender", "meeting", "protest", "march", "demonstration", "strike", "offensive",
        "advance", "refusal", "demand", "call", "warning", "threat", "promise", "pledge", "offer",
        "movement", "talks", "talk", "summit", "departure", "decision", "plea", "appeal",
        "aid", "help", "assistance", "invitation", "request",
        "consent", "blessing", "attack", "raid", "incursion", "campaign",
    }
)  # fmt: skip
UTTERED = frozenset(
    {
        "call", "request", "appeal", "demand", "offer", "invitation", "proposal", "pressure",
        "plea", "suggestion", "warning", "threat", "criticism", "order", "support", "praise",
        "approval", "permission", "consent", "backing", "endorsement", "assistance", "help",
    }
)  # fmt: skip
TOWARDS = frozenset({"of", "on", "upon", "against", "to", "into", "for", "toward", "towards", "at"})
BETWEEN = frozenset({"between", "among", "involving"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
TELLING = frozenset(
    {
        "report", "describe", "allege", "claim", "mention", "document", "cite", "announce", "see",
        "condemn", "criticise", "criticize", "suffer", "fear", "witness", "face", "film",
    }
)  # fmt: skip
"""Verbs behind whose "by" stands who tells of an event or suffers it, not who does it."""


def noun_parties(token: Token, coder: Coder, cast: Cast) -> Parties:
    """Actors and recipients by the noun's own phrase, then by the verb that does it."""
    parse = cast.parse
    actors: list[Mention] = []
    recipients: list[Mention] = []
    lemma = token.lemma.lower()
    for child in parse.children(token.i):
        doers, others = _beside(child, token, coder, cast)
        actors.extend(doers)
        recipients.extend(others)
    if not actors:
        actors = cast.hands_of(token.i) or _shared_doers(token, cast)
    if _is_suffered(token, cast):
        return _from_whom(token, cast), recipients
    verb = light_verb(token, coder, cast)
    if verb is not None and _undergoes(token, verb, coder, cast):
        if not recipients:
            recipients = _light_subject(verb, cast)
    elif verb is not None:
        light = _light_subject(verb, cast)
        if verb.lemma == "have":  # "other countries had similar protests"
            light = [m for m in light if m.type not in PLACES or m.level == "PRO"]
        if light and not are_same(light, actors):
            own = [m for m in actors if m.level != "PRO" and lemma not in DONE_TO_OWNER]
            actors = light + own
        if not recipients:
            at = ("at",) if _strikes(token, coder) else ()
            leading = ("against", "on", *at, "with", "to")
            recipients = _light_recipients(verb, cast, actors, leading)
    return actors, recipients


def _holds(mention: Mention, token: Token) -> bool:
    """Whether the event's word is inside a mention: "the victims of Monday's raid"."""
    return mention.span.start <= token.start and token.end <= mention.span.end


def _is_suffered(token: Token, cast: Cast) -> bool:
    """Whether somebody is "under" it: "under attack from the militia"."""
    return token.dep == "pobj" and cast.parse.tokens[token.head].lower == "under"


def _from_whom(token: Token, cast: Cast) -> list[Mention]:
    for prep in cast.parse.children(token.i):
        if prep.lower in {"from", "by"}:
            return [m for inner in cast.parse.children(prep.i) for m in cast.of(inner)]
    return []


def _beside(child: Token, token: Token, coder: Coder, cast: Cast) -> Parties:
    """Who is named in one dependent of the noun."""
    lemma = token.lemma.lower()
    if child.dep == "poss":
        owner = [m for m in cast.of(_whose(child, cast)) if not _holds(m, token)]
        return ([], owner) if lemma in DONE_TO_OWNER else (owner, [])
    if child.dep in {"amod", "compound", "nmod"}:
        named = list(cast.of(child))
        if _is_anti(child, cast):
            return [], named
        if lemma in DONE_TO_OWNER and named and all(m.type == "PER" for m in named):
            return [], named  # "the Rell poisoning"
        if lemma in OF_A_THEME:
            named = [m for m in named if word_key(m.name.quote) in load_countries().names]
        placed = any(_is_scene(m, token, coder) for m in named)
        return ([], []) if placed else (named, [])  # "the Istanbul meeting": where, not who
    if child.dep in {"prep", "agent"}:
        named = [m for inner in cast.parse.children(child.i) for m in cast.of(inner)]
        if child.lower == "on" and any(t.lower == "part" for t in cast.parse.children(child.i)):
            return named, []  # "surrender on the part of the rebels"
        if named and child.lower == "at" and cast.hands_of(token.i):
            return [], []
        placing = child.lower == "at" and not _strikes(token, coder)
        return ([], []) if placing else _behind(child.lower, lemma, named)
    if child.dep == "acl" and child.tag in {"VBN", "VBD"} and child.lemma not in TELLING:
        done = cast.agents_of(child.i)
        if done:
            return done, []  # "the atrocities committed by the militia"
    if child.dep == "acl" and child.lemma in {"involve", "include", "gather"}:
        party = cast.parse.child(child.i, "dobj")
        named = list(cast.of(party)) if party is not None else []
        return named, named
    return [], []


def _is_anti(word: Token, cast: Cast) -> bool:
    """Whether it is against or for whom it names: "the anti-Rell rally"."""
    before = [t.lower for t in cast.parse.tokens[max(word.i - 2, 0) : word.i]]
    return word.lower.startswith(("anti-", "pro-")) or before[:1] in (["anti"], ["pro"])


def _whose(owner: Token, cast: Cast) -> Token:
    """The noun that "whose" stands for; any other owner as it is."""
    if owner.lower != "whose":
        return owner
    clause = next((t for t in cast.parse.ancestors(owner.i) if t.dep == "relcl"), None)
    return cast.parse.tokens[clause.head] if clause is not None else owner


def _is_scene(mention: Mention, token: Token, coder: Coder) -> bool:
    """Whether a place before a noun is where it is: "the Orle raid"; "the US raid" is by the US."""
    if token.lemma.lower() in {"war", "conflict", "crisis"} and mention.type in {*PLACES, "NORP"}:
        return True  # "the Norland war" is where it is, whoever fights it
    if mention.type not in PLACES or mention.metonym:
        return False
    coded = coder.code(token.i)
    meets = coded is not None and coded.coding.type in {"CONSULT", "SUPPORT", "AGREE"}
    return meets or word_key(mention.name.quote) not in load_countries().names


def _shared_doers(token: Token, cast: Cast) -> list[Mention]:
    """Who is named behind the "by" of a noun joined to this one: "raids and shelling by rebels"."""
    joined = [t for t in cast.parse.children(token.i) if t.dep == "conj"]
    if token.dep == "conj":
        joined.append(cast.parse.tokens[token.head])
    for noun in joined:
        by = next((t for t in cast.parse.children(noun.i) if t.lower == "by"), None)
        inner = cast.parse.child(by.i, "pobj") if by is not None else None
        if inner is not None and noun.pos in {"NOUN", "VERB"}:
            return list(cast.of(inner))
    return []


def _undergoes(token: Token, verb: Token, coder: Coder, cast: Cast) -> bool:
    """Whether the verb's subject is whom it is done to: "faces trial", "sought their help"."""
    if verb.lemma in ASKING:
        coded = coder.code(token.i)
        return coded is None or coded.coding.type not in HARM  # who seeks a coup stages it
    if verb.lemma in UNDERGOING:
        return True
    if token.lemma.lower() not in DONE_TO_OWNER:
        return False
    own = cast.parse.child(token.i, "poss")
    return own is not None and own.pos == "PRON"


def _strikes(token: Token, coder: Coder) -> bool:
    """Whether "at" leads to whom it is done, not to where: "fire at", "a protest at"."""
    coded = coder.code(token.i)
    return coded is not None and coded.coding.type in {"ASSAULT", "PROTEST", "ACCUSE", "THREATEN"}


def _behind(word: str, lemma: str, named: list[Mention]) -> Parties:
    """Who is named behind a preposition of the noun."""
    if word == "by" or (word == "of" and lemma in OF_THE_DOER):
        return named, []
    if word == "from" and lemma in UTTERED:
        return named, []
    if word in BETWEEN:
        return named, named
    if word in TOWARDS or (word == "with" and lemma not in {"attack", "assault"}):
        return [], named
    if word == "from":
        return [], [m for m in named if m.type in {*PLACES, "ORG"}]
    return [], []


def light_verb(token: Token, coder: Coder, cast: Cast) -> Token | None:
    """The verb that does a noun's event: "launched an attack", "attack was carried out"."""
    parse, verbs = cast.parse, load_cues().verbs
    head = parse.tokens[token.head]
    above = coder.code(head.i) if head.pos == "VERB" else None
    if above is not None and above.inner == token.i and coder.lends(above):
        return head
    if head.lower == "of" and parse.tokens[head.head].pos in {"NUM", "PRON"}:
        token = parse.tokens[head.head]  # "carried out one of the raids"
        head = parse.tokens[token.head]
    while head.pos == "NOUN" and token.dep in {"pobj", "conj", "prep"}:
        token, head = head, parse.tokens[head.head]
    if head.pos == "ADP" and head.head != head.i:
        verb = parse.tokens[head.head]
        doing = verb.pos == "VERB" and class_of(parse, verb.i, verbs, head.lower) in BRINGING
        return verb if doing or _is_means(token, verb, head, coder) else None
    if head.pos != "VERB" or token.dep not in {"dobj", "nsubjpass"}:
        return None
    if head.lemma in {"call", "label", "describe"}:
        return None
    if head.lemma in UNDERGOING:
        return head
    kind = class_of(parse, head.i, verbs)
    return head if kind in BRINGING or (not kind and head.lemma in DOING) else None


def _is_means(token: Token, verb: Token, prep: Token, coder: Coder) -> bool:
    """Whether a noun is what the verb was done with: "killed nine in an air raid"."""
    if prep.lower not in {"in", "with", "during"} or verb.pos != "VERB":
        return False
    deed, means = coder.code(verb.i), coder.code(token.i)
    return all(c is not None and c.coding.type == "ASSAULT" for c in (deed, means))


def _light_subject(verb: Token, cast: Cast) -> list[Mention]:
    subject = subject_of(cast.parse, verb.i) if verb.lemma in SPARKING else None
    if subject is not None and subject.i not in cast.heads and subject.pos == "NOUN":
        return []  # "the king's speech sparked riots"
    if verb_group(cast.parse, verb.i).passive or (verb.tag == "VBN" and verb.dep == "acl"):
        return cast.agents_of(verb.i)
    return cast.subjects_of(verb.i)


def _light_recipients(
    verb: Token, cast: Cast, actors: Sequence[Mention], leading: Sequence[str]
) -> list[Mention]:
    dative = cast.parse.child(verb.i, "dative")
    if dative is not None and dative.pos != "ADP":
        return [m for m in cast.of(dative) if m not in actors]
    return cast.behind(verb, leading, actors)
