"""Who says what: sources, cues, contents (PARC3, PolNeAR)."""

from onrecord.annotate.statements.find import (
    Drafted,
    draft_statements,
    find_statements,
    merge_reading,
    outermost_roles,
)

__all__ = ["Drafted", "draft_statements", "find_statements", "merge_reading", "outermost_roles"]
