"""What is done by whom to whom (PLOVER)."""

from onrecord.annotate.events.find import find_events
from onrecord.annotate.events.learned import settle_events
from onrecord.annotate.events.pair import code_pair

__all__ = ["code_pair", "find_events", "settle_events"]
