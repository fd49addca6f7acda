"""Words and digits → numbers."""

from onrecord.annotate.numbers.find import Number, find_numbers

__all__ = ["Number", "find_numbers"]
