"""Scoring this build on gold data: `onrecord eval`."""
