"""Cue verbs → drafts: direct and indirect speech, beliefs, intentions, judgements."""

from onrecord.annotate.statements.complements import (
    ORDER,
    Complement,
    clause_in_phrase,
    complements,
)
from onrecord.annotate.statements.contents import content_roots, joined_preposition
from onrecord.annotate.statements.drafts import Draft
from onrecord.annotate.statements.lexicon import Entry, Lexicon
from onrecord.annotate.statements.sources import (
    agent_of_cue,
    is_passive,
    misread_subject,
    subject_of_cue,
)
from onrecord.annotate.statements.spans import (
    beside_source,
    content_tokens,
    full_chain,
    noun_phrase,
    source_before,
    verb_chain,
)
from onrecord.syntax import Parse, Token

CLOSE = frozenset({"on", "upon", "at", "to", "in"})
NOBODY = frozenset({"you", "that", "this", "there", "what"})


def read_verb(parse: Parse, verb: Token, lexicon: Lexicon) -> Draft | None:
    """The draft of one verb; None where it is no cue or its complement is not one of a cue."""
    entries = _entries(parse, verb, lexicon)
    if not entries or verb.dep in {"amod", "aux", "auxpass", "compound"}:
        return None
    if verb.dep == "conj" and verb.tag == "VB" and parse.tokens[verb.head].tag != "VB":
        return None  # "urged him to stop and deny it", hung one level too high
    found = complements(parse, verb)
    misread = misread_subject(parse, verb)
    if misread is not None:
        found = [c for c in found if min(c.roots) > verb.i]
    if not any(c.frame == "clause" for c in found):
        found += [c for c in (clause_in_phrase(parse, verb),) if c is not None]
    passive = is_passive(parse, verb)
    chosen = _choose(entries, found, passive=passive)
    if chosen is None:
        return _parenthetical(parse, verb, entries) or _bare(parse, verb, entries, lexicon)
    entry, complement = chosen
    if entry.sourceless:
        return _sourceless(parse, verb, entry, complement)
    if passive:
        return _passive(parse, verb, entry, complement)
    return _active(parse, verb, chosen, found, lexicon)


def _entries(parse: Parse, verb: Token, lexicon: Lexicon) -> tuple[Entry, ...]:
    lemma = verb.lemma.lower()
    lemma = lexicon.forms.get(lemma, lemma)
    particle = parse.child(verb.i, "prt")
    key = f"{lemma} {particle.lower}" if particle is not None else lemma
    entries = lexicon.verbs.get(key)
    return entries or ()


def _choose(
    entries: tuple[Entry, ...], found: list[Complement], *, passive: bool
) -> tuple[Entry, Complement] | None:
    """The first complement, most telling first, with which the word is a cue."""

    def rank(complement: Complement) -> int:
        frame = complement.frame
        return ORDER.index(frame) if frame in ORDER else ORDER.index("about")

    objects = [r for c in found if c.frame == "object" for r in c.roots]
    for complement in sorted(found, key=rank):
        for entry in entries:
            if (
                complement.frame in CLOSE
                and complement.lead
                and any(r < complement.lead[0] for r in objects)
            ):
                continue
            if complement.frame in entry.takes or (passive and _fits_passive(entry, complement)):
                return entry, complement
    return None


def _fits_passive(entry: Entry, complement: Complement) -> bool:
    """Whether the passive alone makes a cue: "was condemned", "is said to be in hospital"."""
    if complement.frame == "to":
        return "clause" in entry.takes
    return complement.frame == "passive" and "object" in entry.takes


def _active(
    parse: Parse,
    verb: Token,
    chosen: tuple[Entry, Complement],
    found: list[Complement],
    lexicon: Lexicon,
) -> Draft | None:
    entry, complement = chosen
    subject = subject_of_cue(parse, verb) or misread_subject(parse, verb)
    if subject is None or subject.lower in NOBODY:
        return None
    addressee = parse.child(verb.i, "dobj", "dative") if entry.addressed else None
    if addressee is None and entry.lemma == "call" and complement.frame in {"on", "upon"}:
        addressee = parse.tokens[complement.roots[0]]
    lead = joined_preposition(parse, verb, complement, across=addressee)
    cue = full_chain(parse, verb, lexicon.matrix, lead=lead)
    carrier = _carrier(parse, verb, lexicon)
    if carrier is not None:
        subject = subject_of_cue(parse, carrier) or subject
        cue = tuple(range(verb_chain(parse, carrier)[0], cue[-1] + 1))
    cue = beside_source(parse, cue, subject.i)
    source = noun_phrase(parse, subject.i, without=cue)
    if subject.head != verb.i and subject == misread_subject(parse, verb):
        source = source_before(parse, subject.i, cue)
    roots = content_roots(parse, verb, chosen, found, lead)
    return Draft(
        head=verb.i, entry=entry, frame=complement.frame, cue=cue, source=source,
        content=content_tokens(parse, roots, {*cue, *source}),
        speaker=subject.i,
        addressee=addressee.i if addressee is not None else None,
    )  # fmt: skip


def _carrier(parse: Parse, verb: Token, lexicon: Lexicon) -> Token | None:
    """The verb of "issued a statement saying", which is one cue with the participle."""
    noun = parse.tokens[verb.head]
    if verb.dep != "acl" or noun.dep != "dobj" or noun.lemma not in lexicon.writings:
        return None
    carrier = parse.tokens[noun.head]
    light = carrier.pos == "VERB" and carrier.lemma in lexicon.light
    return carrier if light and verb.i - carrier.i <= 8 else None


def _passive(parse: Parse, verb: Token, entry: Entry, complement: Complement) -> Draft | None:
    agent = agent_of_cue(parse, verb)
    if verb.dep == "acl" and agent is None:
        return None
    lead = joined_preposition(parse, verb, complement)
    cue = verb_chain(parse, verb, lead=lead)
    source: tuple[int, ...] = ()
    if agent is not None:
        by, noun = agent
        source = noun_phrase(parse, noun.i, without=cue)
        if by.i == cue[-1] + 1:
            cue = (*cue, by.i)
    roots = [*complement.roots, *(() if lead else complement.lead)]
    subject = parse.child(verb.i, "nsubjpass")
    addressed = entry.addressed and complement.frame != "passive"
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
    content = content_tokens(parse, [verb.head], below)
    return Draft(
        head=verb.i, entry=entry, frame="parenthesis", cue=cue,
        source=noun_phrase(parse, subject.i, without=cue),
        content=_same_stretch(parse, verb, content), speaker=subject.i,
    )  # fmt: skip


def _same_stretch(parse: Parse, verb: Token, content: tuple[int, ...]) -> tuple[int, ...]:
    """What stands between the same semicolons as the verb."""
    lo, hi = parse.bounds[verb.sent]
    breaks = [t.i for t in parse.tokens[lo:hi] if t.text == ";"]
    first = max((i for i in breaks if i < verb.i), default=lo - 1)
    last = min((i for i in breaks if i > verb.i), default=hi)
    return tuple(i for i in content if first < i < last)


def _bare(parse: Parse, verb: Token, entries: tuple[Entry, ...], lexicon: Lexicon) -> Draft | None:
    """A verb of saying whose words the parser did not join to it: a quotation may stand near."""
    entry = next((e for e in entries if {"clause", "quote"} & e.takes), None)
    subject = subject_of_cue(parse, verb)
    if entry is None or subject is None:
        return None
    cue = beside_source(parse, full_chain(parse, verb, lexicon.matrix), subject.i)
    return Draft(
        head=verb.i, entry=entry, frame="bare", cue=cue,
        source=noun_phrase(parse, subject.i, without=cue), speaker=subject.i,
    )  # fmt: skip
