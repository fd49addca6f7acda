"""What a time beside a verb does to its tense: "meets on Monday", "has shelled it since May"."""

from onrecord.annotate.clauses import SUBJECTS
from onrecord.syntax import Parse, Token

MANY = frozenset({"dozen", "hundred", "many", "number", "score", "several", "thousand", "million"})
TO_COME = frozenset(
    ["tomorrow", "next", "later", "soon", "shortly", "tonight", "upcoming", "coming"]
)


def has_future_time(parse: Parse, i: int) -> bool:
    for child in parse.children(i):
        if child.dep in {"npadvmod", "advmod", "prep", "pobj"} and any(
            t.lower in TO_COME for t in parse.subtree(child.i)
        ):
            return True
        if child.dep == "prep" and child.lower == "on":
            day = parse.child(child.i, "pobj")
            if day is not None and day.pos == "PROPN" and _is_day(parse, day):
                return True
    return False


def _is_day(parse: Parse, day: Token) -> bool:
    """Whether it is "Monday" or "1 January"."""
    return day.lower.endswith("day") or any(t.dep == "nummod" for t in parse.children(day.i))


def _is_till_now(parse: Parse, prep: Token) -> bool:
    """Whether it is "for two years now"."""
    return any(t.lower == "now" for t in parse.subtree(prep.i))


def _is_counted(parse: Parse, i: int) -> bool:
    """Whether the verb tells a toll: "3,000 migrants have crossed since Friday"."""
    for child in parse.children(i):
        if child.dep in {*SUBJECTS, "dobj"} and (
            child.lemma in MANY or any(t.dep == "nummod" for t in parse.children(child.i))
        ):
            return True
    return False


def has_since(parse: Parse, i: int) -> bool:
    """Whether a perfect tells what goes on: "has shelled it since May", "for two years now"."""
    if _is_counted(parse, i):
        return False
    if any(
        t.dep == "prep" and t.lower == "for" and _is_till_now(parse, t) for t in parse.children(i)
    ):
        return True
    return any(
        (t.lower == "since" and t.dep in {"prep", "mark"})
        or (t.dep == "advcl" and any(m.lower == "since" for m in parse.children(t.i)))
        for t in parse.children(i)
    )
