"""Which body "the group", "the company" or "the ministry" is: the last named that fits."""

from collections.abc import Sequence

from onrecord.resolve.nodes import Node

NEAR = 3
"""Sentences back that such a description reaches."""
GROUPS = frozenset({"", "REB", "IMG", "NGO", "PRM"})
UNIONS = frozenset({"IGO", "UNO", "EUR"})
FIRMS = frozenset({"BUS"})
OUTLETS = frozenset({"JRN"})
SECTORS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("group", "organisation", "organization", "movement"), GROUPS | UNIONS),
    **dict.fromkeys(("alliance", "bloc", "union", "body"), UNIONS),
    **dict.fromkeys(
        ("company", "firm", "business", "corporation", "manufacturer", "maker", "operator", "bank",
         "airline", "retailer", "carrier", "supplier"),
        FIRMS,
    ),
    **dict.fromkeys(("agency", "newspaper", "outlet", "broadcaster"), OUTLETS),
}  # fmt: skip
"""The sectors (PLOVER) of the bodies that a noun can mean; "" is a body of no known sector."""


def find_body(before: Sequence[Node], node: Node) -> Node | None:
    """The last organisation named lately whose name or kind fits a description.

    Of a company no kind may be known: then the only body of no known kind that was named lately.
    """
    lemma, unknown = node.words[0], list[Node]()
    sectors = SECTORS.get(lemma, frozenset())
    for other in reversed(before):
        if other.sent < node.sent - NEAR:
            break
        if not other.is_name or other.mention.type != "ORG":
            continue
        if lemma in other.mention.span.quote.casefold() or other.sector in sectors:
            return other
        if not other.sector:
            unknown.append(other)
    alone = len({other.mention.name.quote for other in unknown}) == 1
    return unknown[0] if sectors == FIRMS and alone else None
