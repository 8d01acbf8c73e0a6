"""GeoJSON (RFC 7946): one feature an event; events that are only known to lie in a country or region have no point."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from recoupe.share.shown import Shown
from recoupe.share.tables import event_rows, source_rows


def write_geojson(events: Iterable[Shown], out: TextIO) -> None:
    """A feature collection, written feature by feature."""
    out.write('{"type": "FeatureCollection", "features": [')
    for number, shown in enumerate(events):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(feature(shown), ensure_ascii=False, allow_nan=False))
    out.write("\n]}\n")


def feature(shown: Shown) -> dict[str, Any]:
    (properties,) = event_rows(shown)
    sources = [{key: value for key, value in row.items() if key != "event"} for row in source_rows(shown)]
    return {
        "type": "Feature",
        "id": shown.id,
        "geometry": point(shown),
        "properties": properties | {"sources": sources},
    }


def point(shown: Shown) -> dict[str, Any] | None:
    """A capital is no place for what happened somewhere in its country."""
    where = shown.where
    if where is None or where.lat is None or where.lon is None or where.level in ("country", "region"):
        return None
    return {"type": "Point", "coordinates": [where.lon, where.lat]}
