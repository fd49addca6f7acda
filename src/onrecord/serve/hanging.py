"""Text whose wrapped lines stand under its first."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions
from rich.text import Text

from onrecord.serve.names import printable

NARROWEST = 20
"""Columns that are filled even where the terminal has fewer."""


class Hanging:
    """A lead ("  3  "), then text that wraps to the right of it.

    Unlike padding it leaves no white space at the ends of lines, and nothing of the text can steer
    the terminal.
    """

    def __init__(self, lead: Text | int, body: Text) -> None:
        self.lead = Text(" " * lead) if isinstance(lead, int) else lead
        self.body = body.copy()
        self.body.plain = printable(body.plain)  # as long as it was, so styles stay in place

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """The lines at the width that is there."""
        indent = self.lead.cell_len
        lines = self.body.wrap(console, max(options.max_width - indent, NARROWEST))
        for number, line in enumerate(lines):
            line.rstrip()
            yield (Text(" " * indent) if number else self.lead) + line
