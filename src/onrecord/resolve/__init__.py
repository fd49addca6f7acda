"""Mention → entity or place, or NIL with the reason."""
