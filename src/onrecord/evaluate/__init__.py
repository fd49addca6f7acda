"""Scorers: plain functions over gold and predicted spans, and the runner of each task."""
