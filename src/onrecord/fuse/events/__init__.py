"""Events across reports: what is kept of each, how alike two are, and which are one."""

from onrecord.fuse.events.alike import chance, notice
from onrecord.fuse.events.facts import EventFact, ReportFacts, find_facts
from onrecord.fuse.events.group import group_events

__all__ = ["EventFact", "ReportFacts", "chance", "find_facts", "group_events", "notice"]
