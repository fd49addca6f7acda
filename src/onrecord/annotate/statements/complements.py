"""What stands with a cue word: clauses, infinitives, objects, prepositional phrases.

Complements are named as in data/cues.toml. `roots` are the tokens whose subtrees are what is said;
`lead` the tokens that join the cue ("called *on*", "warned *of*").
"""

from typing import NamedTuple

from onrecord.syntax import Parse, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
WH = frozenset({"WDT", "WP", "WRB", "WP$"})
VEHICLES = frozenset({"in", "by", "via", "on", "through", "at", "during"})
ORDER = (
    "object-at", "clause", "object-to", "to", "ing", "predicate", "as", "about", "of", "object",
    "passive",
)  # fmt: skip


class Complement(NamedTuple):
    """One thing that stands with a word, and how."""

    frame: str
    roots: tuple[int, ...]
    lead: tuple[int, ...] = ()


def is_finite(parse: Parse, token: Token) -> bool:
    """Whether a verb or copula is finite by itself or by its auxiliaries."""
    return token.tag in FINITE or any(
        t.tag in FINITE for t in parse.children(token.i) if t.dep in {"aux", "auxpass"}
    )


def complements(parse: Parse, word: Token) -> list[Complement]:
    """The complements of a verb, noun or adjective, in text order."""
    children = parse.children(word.i)
    found: list[Complement] = []
    objects = [t for t in children if t.dep == "dobj" and t.i > word.i]
    for child in children:
        if child.dep == "ccomp" and not _is_apart(parse, child, word):
            found.append(_clause(parse, child, objects))
        elif child.dep == "xcomp":
            found.append(_open_clause(parse, child, objects))
        elif child.dep == "dobj":
            found.append(Complement("object", (child.i,)))
        elif child.dep in {"oprd", "acomp"}:
            found.append(Complement("predicate", (*(t.i for t in objects), child.i)))
        elif child.dep in {"prep", "dative"} and child.i > word.i and child.pos != "PRON":
            found.extend(_prepositional(parse, child))
            if child.lower == "at" and objects and _is_number(parse, child):
                found.append(Complement("object-at", (*(t.i for t in objects), child.i)))
        elif child.dep in {"nsubjpass", "csubjpass"}:
            found.append(Complement("passive", (child.i,)))
        elif child.dep in {"acl", "relcl"} and word.pos in {"NOUN", "PROPN"}:
            found.extend(_noun_clause(parse, child))
    return found


def clause_in_phrase(parse: Parse, word: Token) -> Complement | None:
    """The clause of "said in a statement that …", which the parser hangs on the statement."""
    for preposition in parse.children(word.i):
        if preposition.dep != "prep" or preposition.i < word.i or preposition.lower not in VEHICLES:
            continue
        noun = parse.child(preposition.i, "pobj")
        if noun is None:
            continue
        found = next((c for c in complements(parse, noun) if c.frame == "clause"), None)
        if found is not None:
            return found
    return None


def _is_apart(parse: Parse, clause: Token, word: Token) -> bool:
    """Whether a clause is another sentence, before a semicolon: "They fled; residents cheered"."""
    if clause.i > word.i:
        return False
    last = parse.edges(clause.i)[1]
    return any(t.text == ";" for t in parse.tokens[clause.i : min(word.i, last + 3)])


def _is_number(parse: Parse, preposition: Token) -> bool:
    """Whether a number follows: "put the dead *at three*"."""
    noun = parse.child(preposition.i, "pobj")
    return noun is not None and (
        noun.pos == "NUM" or any(t.pos == "NUM" for t in parse.children(noun.i))
    )


def _clause(parse: Parse, child: Token, objects: list[Token]) -> Complement:
    below = parse.children(child.i)
    subject = any(t.dep in {"nsubj", "nsubjpass", "csubj", "expl"} for t in below)
    if is_finite(parse, child) or any(t.dep == "mark" or t.tag in WH for t in below):
        return Complement("clause", (child.i,))
    if any(t.tag == "TO" and t.dep == "aux" for t in below):
        roots = (*(t.i for t in objects), child.i)
        return Complement("object-to" if subject or objects else "to", roots)
    if child.tag == "VBG":
        return Complement("ing", (child.i,))
    if child.pos in {"VERB", "AUX"}:
        return Complement("clause" if child.tag != "VBN" else "predicate", (child.i,))
    return Complement("predicate", (*(t.i for t in objects), child.i))


def _open_clause(parse: Parse, child: Token, objects: list[Token]) -> Complement:
    if any(t.tag == "TO" and t.dep == "aux" for t in parse.children(child.i)):
        if objects:
            return Complement("object-to", (*(t.i for t in objects), child.i))
        return Complement("to", (child.i,))
    if child.tag == "VBG":
        return Complement("ing", (child.i,))
    return Complement("predicate", (*(t.i for t in objects), child.i))


def _prepositional(parse: Parse, preposition: Token) -> list[Complement]:
    inside = [
        t.i for t in parse.children(preposition.i) if t.dep in {"pobj", "pcomp", "amod", "prep"}
    ]
    if not inside:
        return []
    return [Complement(preposition.lower, tuple(inside), (preposition.i,))]


def _noun_clause(parse: Parse, child: Token) -> list[Complement]:
    below = parse.children(child.i)
    if any(t.dep == "mark" and t.lower in {"that", "whether", "if"} for t in below):
        return [Complement("clause", (child.i,))]
    if child.dep == "relcl":
        # The parser takes "the claim that he fled" for a relative clause now and then: "that" is
        # no argument of the verb then.
        that = next((t for t in below if t.lower == "that"), None)
        subject = any(t.dep in {"nsubj", "nsubjpass"} and t.lower != "that" for t in below)
        gap = that is not None and (that.tag == "IN" or that.dep in {"mark", "advmod"})
        return [Complement("clause", (child.i,))] if gap and subject else []
    if any(t.tag == "TO" and t.dep == "aux" for t in below):
        return [Complement("to", (child.i,))]
    return []
