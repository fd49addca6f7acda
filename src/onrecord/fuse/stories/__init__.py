"""Reports that tell of one development: what each is about, which belong together, what that is."""

from onrecord.fuse.stories.describe import describe_story
from onrecord.fuse.stories.group import StoryIndex, group_stories
from onrecord.fuse.stories.terms import find_terms, weigh_terms

__all__ = ["StoryIndex", "describe_story", "find_terms", "group_stories", "weigh_terms"]
