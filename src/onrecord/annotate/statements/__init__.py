"""Who says what: sources, cues, contents (PARC3, PolNeAR)."""

from onrecord.annotate.statements.find import find_statements

__all__ = ["find_statements"]
