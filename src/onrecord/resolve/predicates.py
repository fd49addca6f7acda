"""What somebody serves as or is called: "she spoke as mayor", "they call me the Boss".

Only where the description was joined to nobody's name by then.
"""

from collections import Counter
from collections.abc import Sequence

from onrecord.resolve.clusters import Clusters
from onrecord.resolve.nodes import Node
from onrecord.syntax import Parse, Token

SUBJECT = frozenset({"nsubj", "nsubjpass"})
NAMING = frozenset({
    "call", "name", "nickname", "dub", "label", "style", "title", "term", "coin", "brand",
})  # fmt: skip
REGARDING = NAMING | frozenset({
    "regard", "describe", "view", "see", "know", "portray", "depict", "present", "cast", "treat",
    "hail", "praise", "denounce", "dismiss", "condemn", "appoint", "elect", "choose", "nominate",
    "install", "reinstate", "confirm", "recognise", "recognize", "identify", "introduce",
    "accept", "appear", "keep", "retain", "replace", "remove", "oust", "sack",
})  # fmt: skip
"""Verbs with whose object an "as" goes, not with their subject."""


def join_predicates(
    parse: Parse, nodes: Sequence[Node], clusters: Clusters, alone: frozenset[int]
) -> None:
    """Join what persons are called and serve as to them; `alone` are pronouns for nobody."""
    by_head = {node.head.i: node for node in reversed(nodes) if node.mention.type == "PER"}
    named = Counter(clusters.find(node.n) for node in nodes if node.is_name)
    for node in nodes:
        if node.mention.type != "PER" or node.number != "one" or node.mention.level == "PRO":
            continue
        if named[clusters.find(node.n)] > node.is_name:
            continue
        bearer = _bearer(parse, node)
        other = by_head.get(bearer.i) if bearer is not None else None
        if other is not None and other.number == "one" and other.n not in alone:
            clusters.join(node.n, other.n)


def _bearer(parse: Parse, node: Node) -> Token | None:
    """The token of the one whom a description or nickname is said of."""
    above = parse.tokens[node.head.head]
    if node.head.dep == "oprd" and above.lemma in NAMING:
        return _object(parse, above)
    if node.head.dep != "pobj" or above.lower != "as":
        return None
    verb = parse.tokens[above.head]
    if parse.child(verb.i, "neg") is not None or _says_of(parse, verb):
        return None
    if verb.lemma in REGARDING:
        return _object(parse, verb)
    if node.is_name and parse.child(node.head.i, "det", "poss") is None:
        return None  # "as the Chief Guest" is an office in capitals, "as Anna Rell" is not
    if verb.pos == "NOUN":
        return parse.child(verb.i, "poss")  # "his time as mayor"
    return _subject(parse, verb) if parse.child(verb.i, "dobj") is None else None


def _says_of(parse: Parse, verb: Token) -> bool:
    """Whether an "of" stands at the verb: "They think of it as a rival"."""
    return any(t.dep == "prep" and t.lower == "of" for t in parse.children(verb.i))


def _subject(parse: Parse, verb: Token) -> Token | None:
    """Who does it; of an infinitive, whoever it is for: "It gives me joy to speak"."""
    found = parse.child(verb.i, *SUBJECT)
    if found is not None or verb.dep not in {"xcomp", "acl", "advcl", "ccomp", "conj"}:
        return found
    above = next((t for t in parse.ancestors(verb.i) if t.pos in {"VERB", "AUX"}), None)
    if above is None:
        return None
    whom = parse.child(above.i, "dative", "dobj") if verb.dep != "conj" else None
    if whom is not None and whom.pos in {"PRON", "PROPN"}:
        return whom
    return parse.child(above.i, *SUBJECT)


def _object(parse: Parse, verb: Token) -> Token | None:
    """Whom a verb is done to: its object, or its subject in the passive."""
    found = parse.child(verb.i, "nsubjpass") or parse.child(verb.i, "dobj")
    if found is None and verb.dep in {"ccomp", "acl", "xcomp"}:
        found = parse.child(verb.i, "nsubj")  # "called him the Boss" read as a clause
    return found
