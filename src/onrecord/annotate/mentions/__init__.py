"""Who and what is named: names, descriptions, pronouns (ACE)."""

from onrecord.annotate.mentions.find import find_mentions

__all__ = ["find_mentions"]
