"""The type of the event between two given parties, by the rules and the trained reader."""

from collections.abc import Iterator, Mapping

from onrecord.annotate.clauses import VerbGroup, agent_of, conjuncts, subject_of, verb_group
from onrecord.annotate.event_head import NO_EVENT, EventClues
from onrecord.annotate.event_words import Coding, load_lexicon
from onrecord.annotate.events.learned import RULES_WORTH, blend, label_of, type_of
from onrecord.annotate.events.types import COOPERATION, FUTURE, Coded, Coder
from onrecord.records import PloverType
from onrecord.syntax import Parse, Token

Span = tuple[int, int]


def code_pair(
    parse: Parse,
    actor: Span | None,
    recipient: Span | None,
    clues: EventClues | None = None,
) -> PloverType | None:
    """The type of what `actor` does to `recipient`; None where the sentence names no event.

    The rules and the reader together: the reader's chances, with the rules' type raised. Without
    `clues` the rules alone.
    """
    rule = code_pair_by_rules(parse, actor, recipient)
    judged = _judge(parse, actor, recipient, clues) if clues is not None else None
    if judged is None:
        return rule
    both = blend(judged, None if rule is None else label_of(rule), RULES_WORTH)
    if rule is not None:
        del both[NO_EVENT]
    return type_of(max(both, key=both.__getitem__), rule)


def _judge(
    parse: Parse, actor: Span | None, recipient: Span | None, clues: EventClues
) -> Mapping[str, float] | None:
    """The reader's chances, in the sentences that the two stand in."""
    held = [parse.sentences[n].span for n in _sentences(parse, actor, recipient)]
    if not held:
        return None
    judged = clues.judge(actor, recipient, sentence=(held[0].start, held[-1].end))
    return None if judged is None else judged.chances


def _sentences(parse: Parse, *parties: Span | None) -> list[int]:
    """The sentences that the parties open in."""
    spans = [s for s in parties if s is not None]
    return sorted({n for s in spans if (n := parse.sentence_at(s[0])) is not None})


def code_pair_by_rules(
    parse: Parse, actor: Span | None, recipient: Span | None
) -> PloverType | None:
    """The type by the rules alone.

    Unlike an event of the record, whose status says that it is to come, a future or a refused deed
    is coded as PLOVER codes it: "will lift" AGREE, "will not lift" REJECT, "must lift" REQUEST.
    """
    sentences = _sentences(parse, actor, recipient)
    coder = Coder(parse, load_lexicon())
    best: tuple[float, Coded] | None = None
    for sentence in sentences:
        for token in parse.sentence_tokens(sentence):
            coded = coder.code(token.i)
            if coded is None:
                continue
            score = _score(parse, coded, actor, recipient)
            if best is None or score > best[0]:
                best = (score, coded)
    if best is None:
        return None
    return _turned(parse, coder, _purpose(parse, coder, best[1]))


def _purpose(parse: Parse, coder: Coder, coded: Coded) -> Coded:
    """What a call or visit was for: "called him to congratulate him" is SUPPORT."""
    if coded.coding.type != "CONSULT" or coded.inner is not None:
        return coded
    for child in parse.children(coded.token.i):
        if child.dep in {"xcomp", "advcl"} and verb_group(parse, child.i).infinitive:
            inner = coder.code(child.i)
            if inner is not None and inner.coding.type in {
                "SUPPORT",
                "ACCUSE",
                "CONCEDE",
                "THREATEN",
            }:
                return inner
    return coded


def _score(parse: Parse, coded: Coded, actor: Span | None, recipient: Span | None) -> float:
    """How well the two parties fit the roles of an event."""
    token = coded.token
    score = 0.0
    if actor is not None:
        if any(_inside(t, actor) for t in _doers(parse, token)):
            score += 4.0
        elif _covers(parse, token, actor):
            score += 1.0
    if recipient is not None:
        if any(_inside(t, recipient) for t in _undergoers(parse, token)):
            score += 3.0
        elif _covers(parse, token, recipient):
            score += 2.0
    if actor is not None and actor[0] <= token.start < actor[1]:
        score -= 1.0
    if recipient is not None and recipient[0] <= token.start < recipient[1]:
        score -= 1.5
    score -= 0.25 * _depth(parse, token)
    if token.pos == "NOUN":
        score -= 0.5
        if parse.tokens[token.head].pos == "ADP" and not _is_light(parse, token):
            score -= 1.0
    if coded.inner is not None:
        score += 0.75
    return score


def _is_light(parse: Parse, token: Token) -> bool:
    """Whether an event noun behind a preposition carries its verb's meaning: "went on strike"."""
    verb = parse.tokens[parse.tokens[token.head].head]
    return verb.lemma in {"go", "engage", "enter", "take", "be", "remain", "come"}


def _inside(token: Token, span: Span) -> bool:
    return span[0] <= token.start < span[1]


def _covers(parse: Parse, token: Token, span: Span) -> bool:
    lo, hi = parse.edges(token.i)
    return parse.tokens[lo].start <= span[0] and span[1] <= parse.tokens[hi].end + 1


def _depth(parse: Parse, token: Token) -> int:
    return sum(1 for _ in parse.ancestors(token.i))


def _doers(parse: Parse, token: Token) -> Iterator[Token]:
    """Who may be doing it: subject, agent, possessor, what modifies an event noun."""
    if token.pos in {"VERB", "AUX", "ADJ"}:
        verb = token.i if token.pos != "ADJ" else token.head
        agent = agent_of(parse, token.i)
        if agent is not None:
            yield from _with_parts(parse, agent)
        elif not verb_group(parse, verb).passive:
            subject = subject_of(parse, verb)
            if subject is not None:
                yield from _with_parts(parse, subject)
        return
    for child in parse.children(token.i):
        if child.dep in {"poss", "compound", "amod", "nmod"}:
            yield child
        elif child.dep == "prep" and child.lower in {"by", "between"}:
            for inner in parse.children(child.i):
                yield from _with_parts(parse, inner)
    head = parse.tokens[token.head]
    if token.dep in {"dobj", "nsubjpass", "pobj", "attr"}:
        if head.pos == "ADP" and head.head != head.i:
            head = parse.tokens[head.head]
        if head.pos == "VERB":
            subject = subject_of(parse, head.i)
            if subject is not None:
                yield from _with_parts(parse, subject)


def _with_parts(parse: Parse, noun: Token) -> Iterator[Token]:
    for found in conjuncts(parse, noun.i):
        yield found
        for child in parse.children(found.i):
            if child.dep in {"poss", "compound", "amod", "nmod", "appos"}:
                yield child
            elif child.dep == "prep" and child.lower in {"of", "in", "from", "by"}:
                yield from parse.children(child.i)


def _undergoers(parse: Parse, token: Token) -> Iterator[Token]:
    """What it is done to: objects, and everything behind the event's prepositions."""
    passive = token.pos == "VERB" and verb_group(parse, token.i).passive
    for child in parse.children(token.i):
        if child.dep in {"dobj", "dative", "nsubjpass", "oprd"}:
            yield from _with_parts(parse, child)
            for prep in parse.children(child.i):
                if prep.dep == "prep":
                    for inner in parse.children(prep.i):
                        yield from _with_parts(parse, inner)
        elif child.dep == "prep":
            for inner in parse.children(child.i):
                yield from _with_parts(parse, inner)
        elif child.dep in {"xcomp", "ccomp"}:
            yield from _undergoers(parse, child)
            yield from (t for t in parse.children(child.i) if t.dep == "nsubj")
    if passive or token.tag == "VBN":
        subject = subject_of(parse, token.i)
        if subject is not None:
            yield from _with_parts(parse, subject)


def _turned(parse: Parse, coder: Coder, coded: Coded) -> PloverType | None:
    """The type after the future, a negation or a "must" of the event's own clause."""
    token, coding = coded.token, coded.coding
    verb = token
    while verb.pos not in {"VERB", "AUX"} and verb.head != verb.i:
        verb = parse.tokens[verb.head]
    group = verb_group(parse, verb.i)
    return _after(coder, coding, group)


def _after(coder: Coder, coding: Coding, group: VerbGroup) -> PloverType | None:
    kind = coding.type
    if group.modal in {"must", "should"}:
        return "REQUEST"
    negated = group.negator is not None
    if negated and kind in COOPERATION:
        return "REJECT"
    if group.modal in FUTURE and not negated:
        rule = coder.lexicon.rules.get(("intend", kind or ""))
        return rule.type if rule is not None else kind
    return kind
