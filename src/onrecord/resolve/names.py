"""Names of one report joined to those that name the same.

"Volodymyr Zelenskyy" ← "Zelenskyy"; "European Political Community (EPC)" ← "EPC"; "Kyiv" for the
government ← "Ukraine", "Ukrainian"; all names of one actor of the table.
"""

from collections.abc import Iterable, Sequence

from onrecord.resolve.actors import ActorTable
from onrecord.resolve.clusters import Clusters
from onrecord.resolve.nodes import Node
from onrecord.syntax import Parse
from onrecord.wordlists import load_countries, load_given_names, word_key

SEAT = "seat of government"
GROUP_WORDS = frozenset({"group", "movement", "militia", "party", "network", "organisation",
                         "organization", "agency", "company", "alliance", "coalition"})  # fmt: skip
NAMESAKES = 50
"""Persons of one surname that are looked at."""
EXPANSIONS = 200
"""Long names that an acronym is compared with."""
LONGEST = 8
"""Words of the end of a long name."""


def join_names(parse: Parse, names: Sequence[Node], actors: ActorTable, clusters: Clusters) -> None:
    """Join persons by whole names and surnames, everything else by key, then acronyms."""
    _join_persons([node for node in names if node.mention.type == "PER"], clusters)
    _join_by_key(names, actors, clusters)
    _join_acronyms(parse, names, clusters)
    _join_shortened(names, clusters)


def _join_persons(persons: Sequence[Node], clusters: Clusters) -> None:
    """Whole names that agree, then lone surnames and given names to one of them."""
    whole: dict[str, list[Node]] = {}
    given: dict[str, list[Node]] = {}
    for node in persons:
        if len(node.words) < 2:
            continue
        same = whole.setdefault(node.words[-1], [])
        found = next((o for o in same[-NAMESAKES:] if _same_person(node, o)), None)
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
            # "Charles" alone may be Charlotte Charles: what it says as a given name counts not.
            own = load_given_names().get(word) == node.gender
            fits = [o for o in whole.get(word, ())[-NAMESAKES:] if own or genders_agree(node, o)]
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
    if not genders_agree(a, b):
        return False
    if a.words == b.words:
        return True
    if a.words[-1] != b.words[-1]:
        return False
    first, second = a.words[0], b.words[0]
    if first == second:
        return True
    if len(first) == 1:
        return second.startswith(first)
    return len(second) == 1 and first.startswith(second)


def genders_agree(a: Node, b: Node) -> bool:
    return a.gender is None or b.gender is None or a.gender == b.gender


def _join_by_key(names: Iterable[Node], actors: ActorTable, clusters: Clusters) -> None:
    """Names of everything but persons, under one key each."""
    first: dict[tuple[str, str, str], int] = {}
    keys = [(n, *name_identity(n, actors)) for n in names if n.mention.type != "PER"]
    owners: dict[str, set[str]] = {}
    for node, kind, key in keys:
        if kind == "ORG" and node.country:
            owners.setdefault(key, set()).add(node.country)
    for node, kind, key in keys:
        # Ukraine's and Russia's Defence Ministry are two; a bare one is the only one there is.
        several = kind == "ORG" and len(owners.get(key, ())) > 1
        whole = (kind, key, node.country if several else "")
        clusters.join(node.n, first.setdefault(whole, node.n))


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
    """The short for the long: "European Political Community (EPC)", "EPC" elsewhere."""
    long_names = [node for node in names if node.mention.type == "ORG" and len(node.words) > 1]
    if not long_names:
        return
    for node in names:
        text = node.mention.name.quote
        if len(node.words) > 1 or not text.isupper() or not 2 <= len(text) <= 7:
            continue
        for other in long_names[-EXPANSIONS:]:
            between = parse.doc.text[other.mention.span.end : node.mention.span.start]
            in_brackets = other.end <= node.first and between.strip() in {"(", "(the"}
            if in_brackets or _initials(other.mention.name.quote) == text.replace(".", ""):
                clusters.join(node.n, other.n)
                break


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _join_shortened(names: Sequence[Node], clusters: Clusters) -> None:
    """The end of a body's name for the whole ("Harbour Council"), where one such name is known."""
    bodies = [node for node in names if node.mention.type == "ORG" and len(node.words) > 1]
    ends: dict[tuple[str, ...], list[Node]] = {}
    for node in bodies:
        for n in range(max(1, len(node.words) - LONGEST), len(node.words) - 1):
            ends.setdefault(node.words[n:], []).append(node)
    for node in bodies:
        fits = [
            other
            for other in ends.get(node.words, ())[:EXPANSIONS]
            if not node.country or other.country in {"", node.country}
        ]
        if len({clusters.find(other.n) for other in fits}) == 1:
            clusters.join(node.n, fits[0].n)
