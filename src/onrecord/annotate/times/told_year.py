"""The year that a phrase tells: "2024", "490 BC", "’99", "last year", "that year"."""

from onrecord.annotate.times.anchor import Context
from onrecord.annotate.times.figures import Item
from onrecord.annotate.times.reading import Phrase
from onrecord.annotate.times.relative import Which, which_of, which_period


def year_in(phrase: Phrase, ctx: Context, part: str = "core") -> tuple[int | None, str | None]:
    """The year told in a part of the phrase: "2024", "490 BC", "’99", "last year", "that year"."""
    items = list(phrase.items(part))
    for item, after in zip(items, [*items[1:], None], strict=True):
        following = after.name if after else ""
        if following == "bc":
            return -int(item.number), None
        if item.name == "year":
            return int(item.number), None
        if item.name == "poss" and after and following in ("dom", "number"):
            return short_year(after, ctx), None
        if item.name == "unit" and item.value == "year":
            which = which_of(phrase, ctx, part) or Which("the", 0, told=True)
            period, anchor = which_period(ctx, which, "year")
            return period.year, anchor
    return None, None


def short_year(item: Item, ctx: Context) -> int:
    """Read "’99": the latest year with that ending, at most ten years after the text's own time."""
    base = ctx.published.year if ctx.published else 2020
    if ctx.narrative and ctx.last is not None and ctx.last.year:
        base = ctx.last.year
    year = base // 100 * 100 + int(item.number)
    return year - 100 if year > base + 10 else year
