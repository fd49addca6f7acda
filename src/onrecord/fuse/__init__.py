"""What the mentions add up to: duplicates, talks."""
