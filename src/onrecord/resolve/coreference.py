"""Mentions of one report joined to those that mean the same, step by step, the safest first.

    names        "Volodymyr Zelenskyy" ← "Zelenskyy"; "European Political Community (EPC)" ← "EPC";
                 "Kyiv" for the government ← "Ukraine", "Ukrainian"
    appositions  "Dmitry Peskov, the Kremlin spokesman"
    descriptions "the minister", "the group", "the country": where one candidate is left
    pronouns     see pronouns.py

A step joins only what is clear; what is not stays apart.
"""

from collections.abc import Iterable, Sequence

from onrecord.resolve.actors import ActorTable
from onrecord.resolve.nodes import Node
from onrecord.syntax import Parse
from onrecord.wordlists import load_countries, word_key

SEAT = "seat of government"
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
GROUP_WORDS = frozenset({"group", "movement", "militia", "party", "network", "organisation",
                         "organization", "agency", "company", "alliance", "coalition"})  # fmt: skip
STATE_WORDS = frozenset({"country", "nation", "republic", "kingdom"})
TOWN_WORDS = frozenset({"city", "town", "village"})
BODIES = frozenset({"group", "organisation", "organization"})
WINDOW = 50
"""Namesakes that are looked at."""
NEAR = 3
"""Sentences back that a description such as "the group" reaches."""


class Clusters:
    """Which mentions are one: a union of numbers, and why each was joined."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Join two; the earlier mention leads."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def same(self, a: int, b: int) -> bool:
        return self.find(a) == self.find(b)


def join_mentions(
    parse: Parse, nodes: Sequence[Node], actors: ActorTable, clusters: Clusters
) -> None:
    """Join names, then appositions, then descriptions."""
    names = [node for node in nodes if node.mention.level == "NAM"]
    _join_persons([node for node in names if node.mention.type == "PER"], clusters)
    _join_by_key(names, actors, clusters)
    _join_acronyms(parse, names, clusters)
    _join_appositions(parse, nodes, clusters)
    _join_descriptions(parse, nodes, clusters)


# ---------------------------------------------------------------- names


def _join_persons(persons: Sequence[Node], clusters: Clusters) -> None:
    """Whole names that agree, then lone surnames and given names to one of them."""
    whole: dict[str, list[Node]] = {}
    given: dict[str, list[Node]] = {}
    for node in persons:
        if len(node.words) < 2:
            continue
        same = whole.setdefault(node.words[-1], [])
        found = next((o for o in same[-WINDOW:] if _same_person(node, o)), None)
        if found is not None:
            clusters.join(node.n, found.n)
        same.append(node)
        for word in node.words[1:-1]:
            whole.setdefault(word, []).append(node)
        given.setdefault(node.words[0], []).append(node)
    alone: dict[str, Node] = {}
    uses: dict[int, int] = {}
    for node in persons:
        if len(node.words) == 1:
            word = node.words[0]
            fits = [o for o in whole.get(word, ())[-WINDOW:] if _genders_agree(node, o)]
            found = _meant(node, fits, clusters, uses)
            if found is None and len({clusters.find(o.n) for o in given.get(word, ())}) == 1:
                found = given[word][0]
            found = found or alone.get(word)
            if found is not None:
                clusters.join(node.n, found.n)
            alone.setdefault(word, node)
        root = clusters.find(node.n)
        uses[root] = uses.get(root, 0) + 1


def _meant(
    node: Node, fits: Sequence[Node], clusters: Clusters, uses: dict[int, int]
) -> Node | None:
    """Of several persons of one surname the one just named, else the one most spoken of."""
    before = [o for o in fits if o.n < node.n]
    if not before:
        return fits[0] if fits else None
    if before[-1].sent == node.sent:
        return before[-1]
    return max(before, key=lambda o: (uses.get(clusters.find(o.n), 0), o.n))


def _same_person(a: Node, b: Node) -> bool:
    """Whether two whole names agree: one surname, and given names that may stand for each other."""
    if not _genders_agree(a, b):
        return False
    if a.words == b.words:
        return True
    if a.words[-1] != b.words[-1]:
        return False
    first, second = a.words[0], b.words[0]
    if first == second:
        return True
    return len(first) == 1 and second.startswith(first) or (
        len(second) == 1 and first.startswith(second)
    )


def _genders_agree(a: Node, b: Node) -> bool:
    return a.gender is None or b.gender is None or a.gender == b.gender


def _join_by_key(names: Iterable[Node], actors: ActorTable, clusters: Clusters) -> None:
    """Names of everything but persons, under one key each."""
    first: dict[tuple[str, str], int] = {}
    for node in names:
        if node.mention.type == "PER":
            continue
        key = name_identity(node, actors)
        if key in first:
            clusters.join(node.n, first[key])
        else:
            first[key] = node.n


def name_identity(node: Node, actors: ActorTable) -> tuple[str, str]:
    """What a name of a place, people or organisation is known by in the report.

    A country, its adjective, its capital and its seat of government where these stand for the
    government are one; an actor of the table is one under all its names.
    """
    mention, countries = node.mention, load_countries()
    name = mention.name.quote
    key = word_key(name)
    if mention.type in {"GPE", "NORP"}:
        code = countries.names.get(key)
        if code is None and mention.type == "NORP" and node.number != "many":
            code = countries.adjectives.get(key)
        if code is None and mention.metonym:
            code = countries.capitals.get(key)
        if code is not None:
            return "country", code
    if mention.type in {"ORG", "FAC", "NORP"}:
        found = actors.named(name)
        if len(found) == 1:
            tenure = found[0].tenures[0]
            if tenure.role == SEAT:
                return "country", tenure.country
            return "actor", found[0].id
    if mention.type == "NORP":
        return "people", key
    words = node.words
    if mention.type == "ORG" and len(words) > 1 and words[-1] in GROUP_WORDS:
        words = words[:-1]
    kind = "place" if mention.type in {"GPE", "LOC", "FAC"} else mention.type
    return kind, " ".join(words)


def _join_acronyms(parse: Parse, names: Sequence[Node], clusters: Clusters) -> None:
    """ "European Political Community (EPC)", and an acronym of initials elsewhere."""
    long_names = [
        node for node in names if node.mention.type == "ORG" and len(node.words) > 1
    ]
    if not long_names:
        return
    for node in names:
        text = node.mention.name.quote
        if len(node.words) > 1 or not text.isupper() or not 2 <= len(text) <= 7:
            continue
        for other in long_names:
            between = parse.doc.text[other.mention.span.end : node.mention.span.start]
            in_brackets = other.end <= node.first and between.strip() in {"(", "(the"}
            if in_brackets or _initials(other.mention.name.quote) == text.replace(".", ""):
                clusters.join(node.n, other.n)
                break


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


# ---------------------------------------------------------------- appositions


def _join_appositions(parse: Parse, nodes: Sequence[Node], clusters: Clusters) -> None:
    """A name and a description side by side: with a comma, or "the city of Kyiv"."""
    for n, node in enumerate(nodes):
        for other in nodes[n + 1 : n + 5]:
            if other.sent != node.sent:
                break
            levels = {node.mention.level, other.mention.level}
            if levels != {"NAM", "NOM"}:
                continue
            if _is_apposition(parse, node, other) or _is_named_place(parse, node, other):
                clusters.join(node.n, other.n)
                break


def _is_apposition(parse: Parse, a: Node, b: Node) -> bool:
    """Whether `b` renames `a` right after a comma, and nothing speaks against it."""
    if a.mention.type != b.mention.type and not _kinds_agree(a, b):
        return False
    tokens = parse.tokens
    if b.first != a.end + 1 or tokens[a.end].text not in {",", "–", "—", "("}:
        return False
    if a.number == "many" or b.number == "many" or not _genders_agree(a, b):
        return False
    if b.head.dep == "appos" and a.first <= b.head.head < a.end:
        return True
    after = tokens[b.end].text if b.end < len(tokens) else "."
    closes = after in {",", ".", ")", "–", "—", ";", "”", '"', "who", "which"}
    listed = b.head.dep == "conj" or any(
        t.dep == "cc" for t in (*parse.children(a.head.i), *parse.children(b.head.i))
    )
    return closes and not listed


def _kinds_agree(a: Node, b: Node) -> bool:
    places = {"GPE", "LOC", "FAC"}
    return a.mention.type in places and b.mention.type in places


def _is_named_place(parse: Parse, a: Node, b: Node) -> bool:
    """Whether a description holds its own name: "the city of Kyiv", "the poet Amal Haddad"."""
    if a.mention.level != "NOM" or not (a.mention.type == b.mention.type or _kinds_agree(a, b)):
        return False
    tokens = parse.tokens
    if a.mention.type == "GPE" and a.head.i < b.first < a.end:
        return tokens[b.first - 1].lower == "of" and b.end == a.end
    return a.mention.type == "PER" and a.end == b.first and b.number == "one" == a.number


# ---------------------------------------------------------------- descriptions


def _join_descriptions(parse: Parse, nodes: Sequence[Node], clusters: Clusters) -> None:
    """Definite descriptions to the one that they can mean."""
    for n, node in enumerate(nodes):
        if node.mention.level != "NOM" or clusters.find(node.n) != node.n:
            continue
        if any(clusters.same(node.n, o.n) for o in nodes[n + 1 : n + 5]):
            continue
        found = _antecedent(parse, nodes, n, clusters)
        if found is not None:
            clusters.join(node.n, found.n)


def _antecedent(
    parse: Parse, nodes: Sequence[Node], n: int, clusters: Clusters
) -> Node | None:
    node = nodes[n]
    if not is_definite(parse, node):
        return _same_phrase(parse, nodes[:n], node)
    lemma = node.words[0]
    before = nodes[:n]
    if node.mention.type == "PER" and node.number == "one":
        found = _holder(nodes, node, clusters)
        return found or _same_head(before, node)
    if lemma in STATE_WORDS and node.number == "group":
        return _only_country(before, node, clusters)
    if lemma in TOWN_WORDS:
        return _last_named(before, node, {"GPE"}) or _same_head(before, node)
    if node.mention.type == "ORG" and node.number == "group":
        return _same_head(before, node) or _named_group(before, node, lemma)
    return _same_head(before, node)


def is_definite(parse: Parse, node: Node) -> bool:
    """Whether a description points back: "the", "this"; or in capitals ("Foreign Secretary")."""
    token = parse.tokens[node.first]
    return token.lower in DEFINITE or (token.text[0].isupper() and token.tag == "NNP")


def _same_phrase(parse: Parse, before: Sequence[Node], node: Node) -> Node | None:
    """The last mention in the very same words, without a number ("Russian troops")."""
    if node.end - node.first == 1 or parse.tokens[node.first].tag in {"DT", "CD", "PRP$"}:
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
        for o in nodes
        if o.mention.type == "PER"
        and o.role
        and o.n != node.n
        and (o.role == node.role or o.role.split()[-1] == node.role)
        and (not node.country or not o.country or o.country == node.country)
        and _genders_agree(node, o)
        and o.number == "one"
        and (o.mention.level == "NAM")
    ]
    if not fits:
        return None
    before = [o for o in fits if o.n < node.n]
    if len({clusters.find(o.n) for o in fits}) == 1:
        return (before or fits)[-1]
    return before[-1] if before and before[-1].sent >= node.sent - NEAR else None


def _only_country(before: Sequence[Node], node: Node, clusters: Clusters) -> Node | None:
    """The country, where the last sentences name one, or one far more than others."""
    named = [o for o in before if o.mention.type == "GPE" and _is_country(o)]
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
    return node.mention.level == "NAM" and word_key(node.mention.name.quote) in (
        load_countries().names
    )


def _last_named(before: Sequence[Node], node: Node, kinds: set[str]) -> Node | None:
    for other in reversed(before):
        if other.sent < node.sent - NEAR:
            return None
        if (
            other.mention.level == "NAM"
            and other.mention.type in kinds
            and not other.mention.metonym
            and not _is_country(other)
        ):
            return other
    return None


def _named_group(before: Sequence[Node], node: Node, lemma: str) -> Node | None:
    """ "the group", "the ministry": the last organisation named whose kind fits."""
    for other in reversed(before):
        if other.sent < node.sent - NEAR:
            return None
        if other.mention.level != "NAM" or other.mention.type != "ORG":
            continue
        if lemma in other.mention.span.quote.casefold():
            return other
        if lemma in BODIES and other.sector in {"", "REB", "IMG", "NGO", "PRM"}:
            return other
        if lemma in {"agency", "newspaper", "outlet", "broadcaster"} and other.sector == "JRN":
            return other
    return None
