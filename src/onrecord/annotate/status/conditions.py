"""Conditions: "if the dam breaks", "should the vote fail", "as long as nobody is hurt"."""

from onrecord.annotate.clauses import SUBJECTS, VerbGroup, verb_group
from onrecord.syntax import Parse


def is_inverted_condition(parse: Parse, group: VerbGroup) -> bool:
    subject = parse.child(group.verb.i, *SUBJECTS)
    if subject is None or group.verb.dep not in {"advcl", "ccomp"}:
        return False
    first = parse.tokens[parse.edges(group.verb.i)[0]]
    return first.lower in {"should", "had", "were"} and first.head == group.verb.i


def opens_condition(parse: Parse, i: int) -> bool:
    """Whether token `i` stands in a condition that "should" opens: "should he win, …"."""
    lo, hi = parse.bounds[parse.tokens[i].sent]
    first = parse.tokens[lo]
    if first.lower != "should" or i == lo or parse.tokens[hi - 1].text == "?":
        return False
    comma = next((t.i for t in parse.tokens[lo:hi] if t.text == ","), lo)
    return i < comma


def is_were_to(parse: Parse, i: int) -> bool:
    """Whether an infinitive opens a condition: "were the coalition to collapse"."""
    lo, _ = parse.bounds[parse.tokens[i].sent]
    start = next((t.i + 1 for t in reversed(parse.tokens[lo:i]) if t.pos == "PUNCT"), lo)
    first = parse.tokens[start]
    subject = parse.tokens[start + 1 : i - 1]
    return first.lower == "were" and bool(subject) and not any(t.pos == "VERB" for t in subject)


def has_condition(parse: Parse, i: int) -> bool:
    """Whether the verb's clause depends on an "if" or "unless"."""
    return any(child.dep == "advcl" and is_condition(parse, child.i) for child in parse.children(i))


def is_condition(parse: Parse, i: int) -> bool:
    """Whether the clause of verb `i` is a condition."""
    if any(t.lower in {"if", "unless"} for t in parse.children(i) if t.dep in {"mark", "advmod"}):
        return not (_is_even_if(parse, i) or _is_aside(parse, i))
    return _is_as_long_as(parse, i) or is_inverted_condition(parse, verb_group(parse, i))


def _is_as_long_as(parse: Parse, i: int) -> bool:
    """Whether it is what must go on: "as long as they are not hurt"; past ones tell how long."""
    head, group = parse.tokens[parse.tokens[i].head], verb_group(parse, i)
    lasting = head.lower == "long" or any(t.lower == "long" for t in parse.children(i))
    mark = parse.child(i, "mark")
    return lasting and mark is not None and mark.lower == "as" and not group.past


def _is_even_if(parse: Parse, i: int) -> bool:
    return any(
        t.lower in {"even", "as"} for t in parse.children(i) if t.dep == "advmod" and t.i < i
    )


def _is_aside(parse: Parse, i: int) -> bool:
    """Whether an "if" is one of "if anything", "if ever", which the parser hangs on the verb."""
    lo, _ = parse.edges(i)
    return parse.tokens[lo].lower == "if" and parse.tokens[lo + 1].lower in {"anything", "ever"}
