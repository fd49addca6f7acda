"""Addresses → bytes, within bounds and with manners; the only part that uses the network."""
