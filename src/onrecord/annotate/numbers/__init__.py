"""Words and digits → numbers."""

from onrecord.annotate.numbers.find import find_numbers
from onrecord.annotate.numbers.parts import Number

__all__ = ["Number", "find_numbers"]
