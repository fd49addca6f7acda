"""Cue verbs → drafts: direct and indirect speech, beliefs, intentions, judgements."""

from onrecord.annotate.attribution.complements import ORDER, Complement, complements
from onrecord.annotate.attribution.drafts import Draft
from onrecord.annotate.attribution.lexicon import Entry, Lexicon
from onrecord.annotate.attribution.sources import agent_of_cue, is_passive, subject_of_cue
from onrecord.annotate.attribution.spans import (
    content_tokens,
    full_chain,
    noun_phrase,
    verb_chain,
)
from onrecord.syntax import Parse, Token

ADDRESSED = frozenset(
    [
        "tell",
        "ask",
        "urge",
        "warn",
        "inform",
        "notify",
        "assure",
        "reassure",
        "remind",
        "advise",
        "instruct",
        "order",
        "brief",
    ]
)
NOBODY = frozenset({"you", "that", "this", "there", "what"})
TAILS = frozenset(
    ["of", "for", "as", "with", "to", "from", "against", "over", "on", "about", "into"]
)
WHEN = frozenset({"DATE", "TIME"})


def read_verb(parse: Parse, verb: Token, lexicon: Lexicon) -> Draft | None:
    """The draft of one verb; None where it is no cue or its complement is not one of a cue."""
    entries = _entries(parse, verb, lexicon)
    if not entries or verb.dep in {"amod", "aux", "auxpass", "compound"}:
        return None
    found = complements(parse, verb)
    chosen = _choose(entries, found)
    if chosen is None:
        return _parenthetical(parse, verb, entries) or _bare(parse, verb, entries, lexicon)
    entry, complement = chosen
    if entry.sourceless:
        return _sourceless(parse, verb, entry, complement)
    if is_passive(parse, verb):
        return _passive(parse, verb, entry, complement)
    return _active(parse, verb, chosen, found, lexicon)


def _entries(parse: Parse, verb: Token, lexicon: Lexicon) -> tuple[Entry, ...]:
    lemma = verb.lemma.lower()
    lemma = lexicon.forms.get(lemma, lemma)
    particle = parse.child(verb.i, "prt")
    key = f"{lemma} {particle.lower}" if particle is not None else lemma
    entries = lexicon.verbs.get(key)
    return entries or ()


def _choose(entries: tuple[Entry, ...], found: list[Complement]) -> tuple[Entry, Complement] | None:
    def rank(complement: Complement) -> int:
        frame = complement.frame
        return ORDER.index(frame) if frame in ORDER else ORDER.index("about")

    for complement in sorted(found, key=rank):
        for entry in entries:
            frame = complement.frame
            if frame in entry.takes or (frame == "passive" and "object" in entry.takes):
                return entry, complement
    return None


def _active(
    parse: Parse,
    verb: Token,
    chosen: tuple[Entry, Complement],
    found: list[Complement],
    lexicon: Lexicon,
) -> Draft | None:
    entry, complement = chosen
    subject = subject_of_cue(parse, verb)
    if subject is None or subject.lower in NOBODY:
        return None
    addressee = parse.child(verb.i, "dobj", "dative") if verb.lemma in ADDRESSED else None
    lead = _lead(verb, complement, across=addressee)
    cue = full_chain(parse, verb, lexicon.matrix, lead=lead)
    source = noun_phrase(parse, subject.i, without=cue)
    roots = _roots(parse, verb, complement, found, lead)
    return Draft(
        head=verb.i, entry=entry, frame=complement.frame, cue=cue, source=source,
        content=content_tokens(parse, roots, {*cue, *source}),
        speaker=subject.i,
        addressee=addressee.i if addressee is not None else None,
    )  # fmt: skip


def _lead(verb: Token, complement: Complement, *, across: Token | None = None) -> tuple[int, ...]:
    """The preposition, where it joins the cue: "called on", "asked him about"."""
    if not complement.lead:
        return ()
    near = complement.lead[0] == verb.i + 1
    over = across is not None and verb.i < across.i < complement.lead[0] <= verb.i + 4
    return complement.lead if near or over else ()


def _roots(
    parse: Parse,
    verb: Token,
    complement: Complement,
    found: list[Complement],
    lead: tuple[int, ...],
) -> list[int]:
    """The heads of what is said: the complement, and what goes on from it."""
    roots = list(complement.roots)
    if not lead:
        roots += complement.lead
    frame, last = complement.frame, max(complement.roots)
    if frame == "as":
        roots += [r for other in found if other.frame == "object" for r in other.roots]
    for other in found:
        if other is complement or not other.roots or min(other.roots) < last:
            continue
        if frame in {"object", "as"} and other.frame in TAILS:
            if not any(parse.tokens[r].ent in WHEN for r in other.roots):
                roots += [*other.lead, *other.roots]
        elif (frame == "object" and other.frame == "predicate") or (
            complement.lead and other.frame in {"to", "object-to"} and verb.lemma not in ADDRESSED
        ):
            roots += other.roots
    return roots


def _passive(parse: Parse, verb: Token, entry: Entry, complement: Complement) -> Draft | None:
    agent = agent_of_cue(parse, verb)
    if verb.dep == "acl" and agent is None:
        return None
    lead = _lead(verb, complement)
    cue = verb_chain(parse, verb, lead=lead)
    source: tuple[int, ...] = ()
    if agent is not None:
        by, noun = agent
        source = noun_phrase(parse, noun.i, without=cue)
        if by.i == cue[-1] + 1:
            cue = (*cue, by.i)
    roots = [*complement.roots, *(() if lead else complement.lead)]
    subject = parse.child(verb.i, "nsubjpass")
    addressed = verb.lemma in ADDRESSED and complement.frame != "passive"
    if subject is not None and subject.lower not in {"it", "there"} and not addressed:
        roots.append(subject.i)
    content = set(content_tokens(parse, roots, {*cue, *source}))
    if verb.dep == "acl":
        content.update(noun_phrase(parse, verb.head, without={t.i for t in parse.subtree(verb.i)}))
    return Draft(
        head=verb.i, entry=entry, frame=complement.frame, cue=cue, source=source,
        content=tuple(sorted(content)), speaker=agent[1].i if agent is not None else None,
        addressee=subject.i if addressed and subject is not None else None,
    )  # fmt: skip


def _sourceless(parse: Parse, verb: Token, entry: Entry, complement: Complement) -> Draft | None:
    cue = verb_chain(parse, verb)
    subject = parse.child(verb.i, "nsubj")
    roots = [*complement.roots, *complement.lead]
    if subject is not None and subject.lower not in {"it", "there"}:
        roots.append(subject.i)
    content = content_tokens(parse, roots, set(cue))
    return Draft(head=verb.i, entry=entry, frame=complement.frame, cue=cue, content=content)


def _parenthetical(parse: Parse, verb: Token, entries: tuple[Entry, ...]) -> Draft | None:
    """A cue in brackets: "The talks, he said, would go on"; "as he put it"."""
    entry = next((e for e in entries if "clause" in e.takes or "quote" in e.takes), None)
    subject = parse.child(verb.i, "nsubj")
    if entry is None or subject is None:
        return None
    mark = parse.child(verb.i, "mark", "advmod")
    is_as = verb.dep == "advcl" and mark is not None and mark.lower == "as"
    if not is_as and verb.dep != "parataxis":
        return None
    below = {t.i for t in parse.subtree(verb.i)}
    cue = verb_chain(parse, verb)
    return Draft(
        head=verb.i, entry=entry, frame="parenthesis", cue=cue,
        source=noun_phrase(parse, subject.i, without=cue),
        content=content_tokens(parse, [verb.head], below), speaker=subject.i,
    )  # fmt: skip


def _bare(parse: Parse, verb: Token, entries: tuple[Entry, ...], lexicon: Lexicon) -> Draft | None:
    """A verb of saying whose words the parser did not join to it: a quotation may stand near."""
    entry = next((e for e in entries if {"clause", "quote"} & e.takes), None)
    subject = subject_of_cue(parse, verb)
    if entry is None or subject is None:
        return None
    cue = full_chain(parse, verb, lexicon.matrix)
    return Draft(
        head=verb.i, entry=entry, frame="bare", cue=cue,
        source=noun_phrase(parse, subject.i, without=cue), speaker=subject.i,
    )  # fmt: skip
