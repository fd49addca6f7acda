"""What is done by whom to whom (PLOVER)."""

from onrecord.annotate.events.find import find_events
from onrecord.annotate.events.pair import code_pair

__all__ = ["code_pair", "find_events"]
