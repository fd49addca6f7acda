"""The full GeoNames dump → a gazetteer of one's own, on top of the one that comes with onrecord."""

from onrecord.resolve.geonames.build import import_geonames

__all__ = ["import_geonames"]
