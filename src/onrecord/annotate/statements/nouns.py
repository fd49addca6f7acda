"""Cue nouns and adjectives → drafts: "a warning that …", "his willingness to …", "is confident"."""

from onrecord.annotate.statements.complements import VEHICLES, Complement, complements
from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Entry, Lexicon
from onrecord.annotate.statements.sources import subject_of_cue
from onrecord.annotate.statements.spans import (
    beside_source,
    noun_phrase,
    trimmed,
    verb_chain,
)
from onrecord.syntax import Parse, Token

COPULAS = frozenset(
    ["be", "seem", "appear", "feel", "remain", "become", "sound", "get", "grow", "stay", "look"]
)


def read_noun(parse: Parse, noun: Token, lexicon: Lexicon) -> Draft | None:
    """The draft of one noun, with its owner, or the subject of the verb that carries it."""
    entries = lexicon.nouns.get(noun.lemma.lower())
    if entries is None:
        return None
    chosen = _choose(entries, complements(parse, noun))
    if chosen is None or (chosen[1].frame == "clause" and _is_vehicle(parse, noun, lexicon)):
        return None
    entry, complement = chosen
    owner = parse.child(noun.i, "poss")
    by = _by(parse, noun)
    carrier = _carrier(parse, noun, lexicon)
    if "holder" in entry.takes:
        # "is a critic of the court": the noun is who holds it, its owner is whom it is about.
        owner = by = None
        carrier = parse.tokens[noun.head] if noun.dep == "attr" else None
        if carrier is None:
            return None
    cue = _noun_cue(parse, noun, complement, owner)
    speaker: Token | None = owner or by
    source: tuple[int, ...] = ()
    if owner is not None:
        source = tuple(t.i for t in parse.subtree(owner.i))
    elif by is not None:
        source = noun_phrase(parse, by.i)
    elif carrier is not None:
        speaker = subject_of_cue(parse, carrier)
        chain = verb_chain(parse, carrier)
        if cue[-1] - chain[0] <= 12:
            cue = tuple(range(chain[0], cue[-1] + 1))
        if speaker is not None:
            cue = beside_source(parse, cue, speaker.i)
            source = noun_phrase(parse, speaker.i, without=cue)
    if not source and complement.frame != "clause" and carrier is None:
        return None
    roots = [*complement.roots, *(i for i in complement.lead if i not in cue)]
    taken = {*cue, *source}
    content = trimmed(parse, {t.i for r in roots for t in parse.subtree(r)} - taken)
    return Draft(
        head=noun.i, entry=entry, frame=complement.frame, cue=cue, source=source, content=content,
        speaker=speaker.i if speaker is not None else None, method="cue-noun",
    )  # fmt: skip


def read_adjective(parse: Parse, adjective: Token, lexicon: Lexicon) -> Draft | None:
    """The draft of one adjective: "is confident that …", "those willing to …"."""
    entries = lexicon.adjectives.get(adjective.lower)
    if entries is None:
        return None
    chosen = _choose(entries, complements(parse, adjective))
    if chosen is None:
        return None
    entry, complement = chosen
    head = parse.tokens[adjective.head]
    lead = complement.lead if complement.lead and complement.lead[0] == adjective.i + 1 else ()
    cue: tuple[int, ...] = tuple(range(adjective.i, max((adjective.i, *lead)) + 1))
    if adjective.dep in {"acomp", "oprd", "ROOT", "conj", "xcomp"} and head.pos in {"AUX", "VERB"}:
        speaker = subject_of_cue(parse, head)
        chain = verb_chain(parse, head)
        if 0 < cue[-1] - chain[0] <= 8 and head.lemma in COPULAS:
            cue = tuple(range(chain[0], cue[-1] + 1))
    elif adjective.dep in {"amod", "acl", "relcl"} and head.i < adjective.i:
        speaker = head
    else:
        return None
    if speaker is None or speaker.lower in {"it", "there"}:
        return None
    cue = beside_source(parse, cue, speaker.i)
    source = noun_phrase(parse, speaker.i, without={t.i for t in parse.subtree(adjective.i)})
    roots = [*complement.roots, *(i for i in complement.lead if i not in cue)]
    taken = {*cue, *source}
    content = trimmed(parse, {t.i for r in roots for t in parse.subtree(r)} - taken)
    return Draft(
        head=adjective.i, entry=entry, frame=complement.frame, cue=cue, source=source,
        content=content, speaker=speaker.i, method="cue-adjective",
    )  # fmt: skip


def _choose(entries: tuple[Entry, ...], found: list[Complement]) -> tuple[Entry, Complement] | None:
    for complement in found:
        for entry in entries:
            if complement.frame in entry.takes:
                return entry, complement
    return None


def _by(parse: Parse, noun: Token) -> Token | None:
    """The holder after the noun: "criticism by aid groups", "calls from Kyiv"."""
    for child in parse.children(noun.i):
        if child.dep == "prep" and child.lower in {"by", "from", "among"}:
            return parse.child(child.i, "pobj")
    return None


def _carrier(parse: Parse, noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb that only carries the noun: "issued a warning"."""
    head = parse.tokens[noun.head]
    if noun.dep == "dobj" and head.pos == "VERB" and head.lemma in lexicon.light:
        return head
    if noun.dep == "attr" and parse.child(head.i, "expl") is not None:
        return head  # "there are calls for"
    return None


def _is_vehicle(parse: Parse, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a verb of saying has the clause: "said in a statement that"."""
    preposition = parse.tokens[noun.head]
    if noun.dep != "pobj" or preposition.lower not in VEHICLES:
        return False
    entries = lexicon.verbs.get(parse.tokens[preposition.head].lemma, ())
    return any("clause" in e.takes for e in entries)


def _noun_cue(
    parse: Parse, noun: Token, complement: Complement, owner: Token | None
) -> tuple[int, ...]:
    """The noun with the adjectives before it and the preposition after it."""
    first = noun.i
    for child in reversed(parse.children(noun.i)):
        if child.i == first - 1 and child.dep in {"amod", "compound", "nummod", "advmod"}:
            first = parse.edges(child.i)[0]
    if owner is not None:
        first = max(first, parse.edges(owner.i)[1] + 1)
    last = complement.lead[0] if complement.lead and complement.lead[0] == noun.i + 1 else noun.i
    return tuple(range(first, last + 1))
