"""Feeds polled, their articles fetched and read into the store; each module is one part of that."""
