"""Time expressions with their values and intervals (TimeML TIMEX3)."""

from onrecord.annotate.times.find import find_times

__all__ = ["find_times"]
