"""Every point lies in the country it names: held against the outlines of Natural Earth 1:10m.

Coasts are drawn coarsely and ports lie on them, so that a point may lie a little outside; so may
what is named after its country at sea (islands, bays, reefs). Disputed places are held against the
outlines of all who claim them, which is what `disputes.csv` files them by.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry import MultiPolygon
from shapes import Polygon

from onrecord.resolve.gazetteer_file import Entry

KM_PER_DEGREE = 111.2
NEAR_KM = 25.0
"""How far outside a settlement or area may lie; other things may lie as far as they reach."""
ISLAND_KM = 60.0
"""Small islands are not on the map at all."""


def misplaced(
    entries: Sequence[Entry], outlines: Mapping[str, Sequence[Polygon]], alpha3: Mapping[str, str]
) -> Iterator[tuple[Entry, float]]:
    """The entries that lie outside their country, with how many km."""
    rows = defaultdict(list)
    for entry in entries:
        if entry.country and not entry.dispute:
            rows[entry.country].append(entry)
    for code, shape in sorted(outlines.items()):
        country = alpha3.get(code, "")
        if country not in rows:
            continue
        whole = shapely.make_valid(MultiPolygon([(p[0], p[1:]) for p in shape]))
        shapely.prepare(whole)
        lon = np.array([entry.lon for entry in rows[country]])
        lat = np.array([entry.lat for entry in rows[country]])
        outside = np.flatnonzero(~shapely.contains_xy(whole, lon, lat))
        for i in outside:
            entry = rows[country][i]
            # a degree is never more than 111 km, so that this overstates rather than hides
            km = KM_PER_DEGREE * whole.distance(shapely.Point(entry.lon, entry.lat))
            settled = entry.feature.startswith(("PPL", "ADM"))
            island = entry.feature in {"ISL", "ISLS", "RF"}
            if km > max(NEAR_KM, ISLAND_KM if island else 0, 0 if settled else entry.radius_km):
                yield entry, km
