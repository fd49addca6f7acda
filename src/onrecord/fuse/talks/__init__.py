"""What is on the table in one report, and the moves on it."""

from onrecord.fuse.talks.group import group_talks

__all__ = ["group_talks"]
