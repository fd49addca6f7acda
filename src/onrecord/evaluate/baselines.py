"""What the simplest means reach on the same texts, to set our figures beside.

Coreference: each pronoun and description goes to the nearest compatible name before it; names are
one where they are one string. It runs on our own mentions, so that only the joining is compared.
Mentions: the entities of the parser's own recogniser, and nothing else.
"""

from collections.abc import Sequence

from onrecord.evaluate.mentions import TYPE_OF_LABEL
from onrecord.evaluate.reports import given_mention
from onrecord.records import Mention
from onrecord.resolve.actors import ActorTable
from onrecord.resolve.names import genders_agree
from onrecord.resolve.nodes import Node, NodeReader
from onrecord.syntax import Parse

THING = frozenset({"it", "its", "itself"})
GROUP = frozenset({
    "we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves",
})  # fmt: skip
THINGS = frozenset({"ORG", "GPE", "LOC", "FAC"})
GROUPS = frozenset({"ORG", "GPE", "NORP"})


def group_by_nearest_name(
    parse: Parse, mentions: Sequence[Mention], actors: ActorTable
) -> list[list[int]]:
    """The numbers of the mentions of each name; a mention without a name before it is left out."""
    reader = NodeReader(parse, actors)
    groups: dict[tuple[str, str], list[int]] = {}
    before: list[Node] = []
    for node in (reader.read(n, mention) for n, mention in enumerate(mentions)):
        if node.is_name:
            before.append(node)
            groups.setdefault(_key(node), []).append(node.n)
            continue
        found = next((name for name in reversed(before) if _may_mean(node, name)), None)
        if found is not None:
            groups[_key(found)].append(node.n)
    return list(groups.values())


def _key(node: Node) -> tuple[str, str]:
    return node.mention.type, node.mention.name.quote


def _may_mean(node: Node, name: Node) -> bool:
    """Whether number, gender and kind let a pronoun or description mean a name."""
    kind, word = name.mention.type, node.words[0]
    if node.mention.level == "NOM":
        one = node.mention.type != "PER" or node.number == "one"
        return one and kind == node.mention.type and genders_agree(node, name)
    if word in THING:
        return kind in THINGS
    if word in GROUP:
        return kind in GROUPS
    return kind == "PER" and genders_agree(node, name)


def recognised_mentions(parse: Parse) -> list[Mention]:
    """The parser's own entities whose label has a type of ours, as mentions."""
    found: list[Mention] = []
    tokens = parse.tokens
    for token in tokens:
        if not token.ent or not token.ent_start:
            continue
        end = token.i + 1
        while end < len(tokens) and tokens[end].ent == token.ent and not tokens[end].ent_start:
            end += 1
        kind = TYPE_OF_LABEL.get(token.ent)
        if kind is not None:
            found.append(given_mention(parse.doc, (token.start, tokens[end - 1].end), kind))
    return found
