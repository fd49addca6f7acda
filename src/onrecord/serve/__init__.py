"""The record as people see it."""
