"""Descriptions joined to the name or earlier description that they can only mean.

    side by side   "Dmitry Peskov, the Kremlin spokesman"; "the city of Kyiv"
    pointing back  "the minister", "the group", "the country": where one candidate is left

What may mean two things stays apart.
"""

from collections.abc import Sequence

from onrecord.resolve.bodies import find_body
from onrecord.resolve.clusters import Clusters
from onrecord.resolve.names import GROUP_WORDS, genders_agree
from onrecord.resolve.nodes import Node
from onrecord.syntax import Parse
from onrecord.wordlists import load_countries, word_key

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
STATE_WORDS = frozenset({"country", "nation", "republic", "kingdom"})
TOWN_WORDS = frozenset({"city", "town", "village"})
NAMED_WORDS = TOWN_WORDS | {"province", "district", "region", "state", "county", "governorate",
                            "municipality", "oblast", "canton", "island", "enclave", "republic",
                            "neighbourhood", "neighborhood", "kingdom"}  # fmt: skip
"""Nouns with which "of" names the thing itself ("the city of Kyiv")."""
OPEN_TAGS = frozenset({"DT", "CD", "PRP$", "WP$"})
REACH = 400
"""Mentions back that a description reaches."""
SHORT = 3
"""Words of a description that says no more than what kind of group it is ("the armed group")."""
COMPLEMENT = 8
"""Tokens between a description and the name beside it ("head of the Harbour Board, Ana Rell")."""
NEAR = 3
"""Sentences back that a description such as "the city" reaches."""
SUBJECT = frozenset({"nsubj", "nsubjpass"})


def join_appositions(parse: Parse, nodes: Sequence[Node], clusters: Clusters) -> None:
    """A name and a description side by side: with a comma, or "the city of Kyiv"."""
    taken: set[int] = set()
    for n, node in enumerate(nodes):
        for other in nodes[n + 1 : n + 5]:
            if other.sent != node.sent:
                break
            if node.n in taken or other.n in taken:
                continue
            levels = {node.mention.level, other.mention.level}
            if levels != {"NAM", "NOM"}:
                continue
            if _is_apposition(parse, node, other) or _is_named_place(parse, node, other):
                clusters.join(node.n, other.n)
                taken.add(node.n if other.is_name else other.n)
                break


def _is_apposition(parse: Parse, a: Node, b: Node) -> bool:
    """Whether `b` renames `a` right after a comma, and nothing speaks against it."""
    if a.mention.type != b.mention.type and not _kinds_agree(a, b):
        return False
    tokens = parse.tokens
    if b.first == a.end or tokens[b.first - 1].text not in {",", "–", "—", "("}:
        return False
    if b.first != a.end + 1 and not _is_complement(parse, a, b.first - 1):
        return False
    if a.number == "many" or b.number == "many" or not genders_agree(a, b):
        return False
    if b.head.dep == "appos" and a.first <= b.head.head < b.first:
        return True
    after = tokens[b.end].text if b.end < len(tokens) else "."
    closes = after in {",", ".", ")", "–", "—", ";", "”", '"', "who", "which"}
    listed = b.head.dep == "conj" or any(
        t.dep == "cc" for t in (*parse.children(a.head.i), *parse.children(b.head.i))
    )
    return closes and not listed


def _is_complement(parse: Parse, a: Node, end: int) -> bool:
    """Whether what stands from a person's description up to `end` says of what body it is."""
    rest = parse.tokens[a.end : end]
    return (
        a.mention.type == "PER"
        and a.mention.level == "NOM"
        and 1 < len(rest) <= COMPLEMENT
        and rest[0].lower in {"of", "for", "at"}
        and rest[0].head == a.head.i
        and all(t.pos in {"ADP", "DET", "PROPN", "NOUN", "ADJ", "PART"} for t in rest)
    )


def _kinds_agree(a: Node, b: Node) -> bool:
    places = {"GPE", "LOC", "FAC"}
    return a.mention.type in places and b.mention.type in places


def _is_named_place(parse: Parse, a: Node, b: Node) -> bool:
    """Whether a description holds its own name: "the city of Kyiv", "the poet Amal Haddad"."""
    if a.mention.level != "NOM" or not (a.mention.type == b.mention.type or _kinds_agree(a, b)):
        return False
    tokens = parse.tokens
    if a.words[0] in NAMED_WORDS and a.number != "many" and a.head.i < b.first < a.end:
        return tokens[b.first - 1].lower == "of" and b.end == a.end
    if a.mention.type == "ORG" and a.words[0] in GROUP_WORDS:
        return b.end == a.head.i and tokens[b.end - 1].dep in {"compound", "nmod"}
    beside = a.head.i + 1 == b.first == a.end
    return a.mention.type == "PER" and beside and b.number == "one" == a.number


def join_descriptions(parse: Parse, nodes: Sequence[Node], clusters: Clusters) -> None:
    """Definite descriptions to the one that they can mean."""
    for n, node in enumerate(nodes):
        if node.mention.level != "NOM" or clusters.find(node.n) != node.n:
            continue
        if any(clusters.same(node.n, o.n) for o in nodes[n + 1 : n + 5]):
            continue
        found = _antecedent(parse, nodes, n, clusters)
        if found is not None:
            clusters.join(node.n, found.n)


def _antecedent(parse: Parse, nodes: Sequence[Node], n: int, clusters: Clusters) -> Node | None:
    node = nodes[n]
    if not is_definite(parse, node):
        return _same_phrase(parse, nodes[max(0, n - REACH) : n], node)
    lemma = node.words[0]
    before = nodes[max(0, n - REACH) : n]
    if node.mention.type == "PER" and node.number == "one":
        found = _holder(nodes, node, clusters)
        return found or _same_head(before, node)
    if lemma in STATE_WORDS and node.number == "group":
        return _only_country(before, node, clusters)
    if lemma in TOWN_WORDS:
        return _last_named(before, node, {"GPE"}) or _same_head(before, node)
    if node.mention.type == "ORG" and node.number == "group":
        found = _same_head(before, node)
        short = len(node.mention.span.quote.split()) <= SHORT
        return found or (find_body(before, node) if short else None)
    return _same_head(before, node)


def is_definite(parse: Parse, node: Node) -> bool:
    """Whether a description points back: "the", "this"; or in capitals ("Foreign Secretary")."""
    token = parse.tokens[node.first]
    return token.lower in DEFINITE or (token.text[0].isupper() and token.tag == "NNP")


def _same_phrase(parse: Parse, before: Sequence[Node], node: Node) -> Node | None:
    """The last mention in the very same words, without a number ("Russian troops")."""
    if node.end - node.first == 1 or parse.tokens[node.first].tag in OPEN_TAGS:
        return None
    text = node.mention.span.quote.casefold()
    for other in reversed(before):
        if other.mention.level == "NOM" and other.mention.span.quote.casefold() == text:
            return other
    return None


def _same_head(before: Sequence[Node], node: Node) -> Node | None:
    """The last mention with the same head noun that nothing sets apart."""
    for other in reversed(before):
        if (
            other.mention.level == "NOM"
            and other.words == node.words
            and other.number == node.number
            and (not node.country or other.country == node.country)
            and not (node.first <= other.first < node.end)
        ):
            return other if _adds_nothing(node, other) else None
    return None


def _adds_nothing(node: Node, other: Node) -> bool:
    """Whether a later description has no modifier that the earlier one lacks."""
    words = set(other.mention.span.quote.casefold().split())
    own = node.mention.span.quote.casefold().split()
    return all(word in words or word in DEFINITE or word == node.head.lower for word in own)


def _holder(nodes: Sequence[Node], node: Node, clusters: Clusters) -> Node | None:
    """The person of the report who holds the office that a description names."""
    if not node.role:
        return None
    fits = [
        o
        for o in nodes[max(0, node.n - REACH) : node.n + REACH]
        if o.mention.type == "PER"
        and o.role
        and o.n != node.n
        and (o.role == node.role or o.role.split()[-1] == node.role)
        and (not node.country or not o.country or o.country == node.country)
        and genders_agree(node, o)
        and o.number == "one"
        and o.is_name
    ]
    if not fits:
        return None
    before = [o for o in fits if o.n < node.n]
    if len({clusters.find(o.n) for o in fits}) == 1:
        return (before or fits)[-1]
    if not before or before[-1].sent < node.sent - NEAR:
        return None
    last = [o for o in before if o.sent == before[-1].sent]
    return next((o for o in last if o.head.dep in SUBJECT), last[-1])


def _only_country(before: Sequence[Node], node: Node, clusters: Clusters) -> Node | None:
    """The country that a sentence speaks of; else the one named lately, or far the most."""
    here = {o.country: o for o in before if o.country and o.sent == node.sent}
    named = [o for o in before if o.mention.type == "GPE" and _is_country(o)]
    if len(here) == 1:
        code = next(iter(here))
        return next((o for o in reversed(named) if o.country == code), None)
    near = [o for o in named if o.sent >= node.sent - 1]
    if len({clusters.find(o.n) for o in near}) == 1:
        return near[-1]
    counts: dict[int, list[Node]] = {}
    for other in named:
        counts.setdefault(clusters.find(other.n), []).append(other)
    ranked = sorted(counts.values(), key=len, reverse=True)
    if ranked and (len(ranked) == 1 or len(ranked[0]) >= 2 * len(ranked[1])):
        return ranked[0][-1]
    return None


def _is_country(node: Node) -> bool:
    return node.is_name and word_key(node.mention.name.quote) in (load_countries().names)


def _last_named(before: Sequence[Node], node: Node, kinds: set[str]) -> Node | None:
    for other in reversed(before):
        if other.sent < node.sent - NEAR:
            return None
        if (
            other.is_name
            and other.mention.type in kinds
            and not other.mention.metonym
            and not _is_country(other)
        ):
            return other
    return None
