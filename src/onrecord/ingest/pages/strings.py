"""Strings of a page's head, made plain."""

import html


def plain_text(text: str) -> str:
    """A metadata string as text: entities resolved, also those that were escaped twice."""
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    return text.replace("\xad", "").strip()


def plain_line(text: str) -> str:
    """A metadata string as one line of text."""
    return " ".join(plain_text(text).split())


def metas_named(metas: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """The contents of the meta tags of these names, in the order of the names."""
    return [text for name in names for text in metas.get(name, ())]


def first_line(*groups: list[str]) -> str | None:
    """The first string that says anything."""
    return next((line for group in groups for text in group if (line := plain_line(text))), None)
