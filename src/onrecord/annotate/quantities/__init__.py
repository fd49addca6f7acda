"""How many, of what: numbers with bounds, units and roles."""

from onrecord.annotate.quantities.casualties import read_casualties
from onrecord.annotate.quantities.find import find_quantities

__all__ = ["find_quantities", "read_casualties"]
