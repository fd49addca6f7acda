"""Document → what its text says: mentions, times, quantities, statements, events, status."""
