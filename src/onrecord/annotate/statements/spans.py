"""Tokens → the spans of source, cue and content."""

from collections.abc import Collection, Iterable

from onrecord.records import Evidence
from onrecord.syntax import Parse, Token
from onrecord.text import quote

EDGE = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "...", "…", "?", "!"})
WRITINGS = frozenset(["statement", "email", "e-mail", "post", "tweet", "message", "letter"])
HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})


def noun_phrase(parse: Parse, head: int, *, without: Collection[int] = ()) -> tuple[int, ...]:
    """The tokens of a noun phrase as a source: one run around its head.

    With its title, its apposition, what modifies it and a "who" clause of its own; a phrase with a
    comma inside takes the comma after it too ("Rell, the minister,").
    """
    barred = set(without)
    for child in parse.children(head):
        if _is_outside(parse, head, child):
            barred.update(t.i for t in parse.subtree(child.i))
    kept = {t.i for t in parse.subtree(head)} - barred
    lo = hi = head
    while lo - 1 in kept:
        lo -= 1
    while hi + 1 in kept:
        hi += 1
    found = trimmed(parse, range(lo, hi + 1))
    after = found[-1] + 1 if found else len(parse.tokens)
    inner = any(parse.tokens[i].text == "," for i in found)
    if inner and after < len(parse.tokens) and parse.tokens[after].text == ",":
        return (*found, after)
    return found


def source_before(parse: Parse, head: int, cue: tuple[int, ...]) -> tuple[int, ...]:
    """All from a noun phrase up to the cue: "two officials briefed on it, who …, said"."""
    lo = parse.edges(head)[0]
    found = trimmed(parse, range(lo, cue[0]))
    after = found[-1] + 1 if found else cue[0]
    return (*found, after) if after < cue[0] and parse.tokens[after].text == "," else found


def _is_outside(parse: Parse, head: int, child: Token) -> bool:
    """Whether what hangs under a noun is no part of it as a source."""
    if child.dep in {"advcl", "ccomp", "parataxis", "dep"} and child.i > head:
        return True
    if child.dep == "advmod" and child.i < head and child.lower == "even":
        return True
    if child.dep == "acl" and child.tag == "VBG":
        return _after_comma(parse, child)
    if child.dep != "relcl":
        return False
    who = any(t.lower in {"who", "whose"} for t in parse.subtree(child.i))
    return not who and _after_comma(parse, child)


def _after_comma(parse: Parse, clause: Token) -> bool:
    first = parse.edges(clause.i)[0]
    return first > 0 and parse.tokens[first - 1].lower in {",", "--", "—", "–", "-"}


def trimmed(parse: Parse, tokens: Iterable[int]) -> tuple[int, ...]:
    """Without the punctuation at both ends."""
    kept = sorted(tokens)
    while kept and parse.tokens[kept[0]].lower in EDGE:
        kept.pop(0)
    while kept and parse.tokens[kept[-1]].lower in EDGE:
        kept.pop()
    return tuple(kept)


def verb_chain(parse: Parse, verb: Token, *, lead: Iterable[int] = ()) -> tuple[int, ...]:
    """The cue of a verb: with auxiliaries, negation, particle and adverbs between, as one run."""
    kept = {verb.i, *lead}
    for child in parse.children(verb.i):
        if child.dep in AUXILIARY or (
            child.dep == "advmod"
            and abs(child.i - verb.i) == 1
            and child.tag != "WRB"
            and child.lower not in HEARSAY
        ):
            kept.add(child.i)
    first, last = min(kept), max(kept)
    for i in range(verb.i - 1, first - 1, -1):
        token = parse.tokens[i]
        if i not in kept and token.dep not in {"advmod", "npadvmod", "punct", "cc"}:
            first = i + 1
            break
    if last - verb.i > 4:
        last = verb.i
    if last + 1 < len(parse.tokens) and parse.tokens[last + 1].text == ":":
        last += 1
    return tuple(range(first, last + 1))


def _written(parse: Parse, verb: Token) -> tuple[int, ...]:
    """What follows a verb of saying and belongs to the cue: "in a statement"."""
    following = parse.tokens[verb.i + 1 : verb.i + 2]
    if not following or following[0].lower not in {"in", "by", "via"}:
        return ()
    noun = parse.child(following[0].i, "pobj")
    if noun is None or noun.lower not in WRITINGS or noun.i > verb.i + 4:
        return ()
    return tuple(range(verb.i + 1, noun.i + 1))


def full_chain(
    parse: Parse, verb: Token, matrix: Collection[str], *, lead: Iterable[int] = ()
) -> tuple[int, ...]:
    """The cue of a verb with the verbs that only carry it: "went on to say", "was quick to add"."""
    chain = verb_chain(parse, verb, lead=lead or _written(parse, verb))
    token = verb
    for _ in range(3):
        if token.dep not in {"xcomp", "acomp", "conj"} or token.head == token.i:
            break
        head = parse.tokens[token.head]
        carries = token.dep != "conj" and (
            head.lemma in matrix or (head.pos == "ADJ" and head.dep == "acomp")
        )
        if not carries or head.i > chain[0] or chain[0] - head.i > 3:
            break
        first = verb_chain(parse, head)[0]
        chain = tuple(range(first, chain[-1] + 1))
        token = head
    return chain


def beside_source(parse: Parse, cue: tuple[int, ...], source: int) -> tuple[int, ...]:
    """The cue without a source that stands inside it: "are you sure that", "used it to accuse"."""
    if source not in range(cue[0], cue[-1] + 1):
        return cue
    after = parse.edges(source)[1]
    return tuple(i for i in cue if i > max(after, source)) or cue[-1:]


def content_tokens(parse: Parse, roots: Iterable[int], without: Collection[int]) -> tuple[int, ...]:
    """The tokens under the heads of what is said."""
    kept: set[int] = set()
    stack = list(roots)
    while stack:
        i = stack.pop()
        if i in kept:
            continue
        kept.add(i)
        stack.extend(t.i for t in parse.children(i) if not _strays(parse, i, t))
    found = trimmed(parse, kept.difference(without))
    # "urged both sides to stop and …": what was coordinated with it is not said.
    return trimmed(parse, found[:-1]) if found and parse.tokens[found[-1]].pos == "CCONJ" else found


def _strays(parse: Parse, i: int, child: Token) -> bool:
    """A finite verb coordinated with an infinitive is one level too deep: "urged … and tried"."""
    if child.dep != "conj" or child.tag not in {"VBD", "VBZ"}:
        return False
    infinitive = any(t.tag == "TO" for t in parse.children(i) if t.dep == "aux")
    return infinitive and parse.child(child.i, "nsubj", "nsubjpass") is None


def runs(parse: Parse, tokens: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring tokens of one passage, first and last."""
    found: list[tuple[int, int]] = []
    for i in sorted(tokens):
        if found and i == found[-1][1] + 1 and _same_passage(parse, i):
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return found


def _same_passage(parse: Parse, i: int) -> bool:
    """Whether a token stands in the passage of the one before it."""
    here, before = parse.tokens[i].sent, parse.tokens[i - 1].sent
    return here == before or parse.sentences[here].passage == parse.sentences[before].passage


def pieces(parse: Parse, tokens: Iterable[int]) -> tuple[Evidence, ...]:
    """Evidence for token numbers, one piece for each run."""
    spans = [(parse.tokens[lo].start, parse.tokens[hi].end) for lo, hi in runs(parse, tokens)]
    return tuple(quote(parse.doc.text, start, end) for start, end in spans)
