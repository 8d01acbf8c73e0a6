"""Our own base map: land, borders, the watched border with its alert bands, corridors, and places by zoom.

Outlines are simplified for the screen (a few hundred metres); distances are measured elsewhere, on the full ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from recoupe.apps.brief.wording import Wording
from recoupe.boards.placing import Ground
from recoupe.knowledge.borders import RIVER_DEGREES, Borders, load_borders
from recoupe.knowledge.gazetteer import Gazetteer, Known
from recoupe.knowledge.situations import corridor_places
from recoupe.model import Place, Situation
from recoupe.store.map_cells import TILE_PX, View

# degrees that outlines may be moved by: of the watched pair, of other countries, of the watched border
FINE, COARSE, LINE = 0.002, 0.006, 0.0008
INLET = 0.004  # degrees: half the width of what counts as a stream
DECIMALS = 3
KM_PER_DEGREE = 111.32
PLACES = 110  # names on one view
NAME_PX = 110.0
NAME_ROOM_PX = 24.0  # half the height that a country's name wants around it
RANKS = {  # kind of place: zoom from which it has a name
    "capital": 3.0,
    "region seat": 5.4,
    "border post": 6.8,
    "district seat": 7.0,
    "town": 7.8,
    "camp": 8.4,
    "mine": 8.8,
    "village": 8.6,
}

Feature = dict[str, Any]


def base_map(ground: Ground, w: Wording) -> dict[str, Any]:
    """Everything that does not change with the filter, as one GeoJSON collection; `kind` says what a feature is."""
    situation, borders = ground.situation, ground.borders
    features = [
        *land_features(situation),
        *border_features(situation),
        *band_features(situation, borders, w),
        *corridor_features(ground),
    ]
    return {"type": "FeatureCollection", "features": features}


def feature(kind: str, shape: BaseGeometry, decimals: int = DECIMALS, **properties: Any) -> Feature:
    rounded = shapely.set_precision(shape, 10.0**-decimals, mode="pointwise")
    geometry = shapely.geometry.mapping(shapely.transform(rounded, lambda points: points.round(decimals)))
    return {"type": "Feature", "properties": {"kind": kind, **properties}, "geometry": geometry}


@lru_cache(maxsize=4)
def simple_lands(pair: tuple[str, ...]) -> dict[str, BaseGeometry]:
    """Every country's land for the screen, the watched pair finer."""
    return {code: simple_land(country.land, code in pair) for code, country in load_borders().countries.items()}


def simple_land(land: BaseGeometry, watched: bool) -> BaseGeometry:
    smooth = close_inlets(land) if watched else land
    return shapely.make_valid(shapely.simplify(smooth, FINE if watched else COARSE))


def close_inlets(land: BaseGeometry) -> BaseGeometry:
    """The land without the mouths of streams, along whose banks a border would run to and fro."""
    return shapely.buffer(shapely.buffer(land, INLET, quad_segs=2), -INLET, quad_segs=2)


def land_features(situation: Situation) -> Iterator[Feature]:
    for code, land in simple_lands(situation.pair).items():
        yield feature("land", land, code=code, pair=code in situation.pair)


def border_features(situation: Situation) -> Iterator[Feature]:
    """Borders between countries, each once, and the watched one by itself."""
    lands = simple_lands(situation.pair)
    wide = {code: shapely.buffer(land, RIVER_DEGREES, quad_segs=2) for code, land in lands.items()}
    for first, second in combinations(lands, 2):
        if {first, second} != set(situation.pair) and shapely.intersects(wide[first], lands[second]):
            shared = shapely.intersection(shapely.boundary(lands[first]), wide[second])
            yield feature("between", lines_of(shared))
    yield feature("border", shown_border(situation.pair), 4)


@lru_cache(maxsize=4)
def shown_border(pair: tuple[str, str]) -> BaseGeometry:
    """The line between the watched countries as it is drawn."""
    first, second = load_borders().pair("-".join(pair))
    near = shapely.buffer(second.land, RIVER_DEGREES, quad_segs=2)
    shared = shapely.intersection(shapely.boundary(close_inlets(first.land)), near)
    return shapely.simplify(shapely.line_merge(lines_of(shared)), LINE)


def lines_of(shape: BaseGeometry) -> BaseGeometry:
    """The lines of a mixed shape."""
    parts = shapely.get_parts(shapely.get_parts([shape]))
    lines: BaseGeometry = shapely.multilinestrings([part for part in parts if part.geom_type == "LineString"])
    return lines


def band_features(situation: Situation, borders: Borders, w: Wording) -> Iterator[Feature]:
    """Outlines of what lies within the alert distances, the widest first, with a point for each name."""
    line = shapely.simplify(borders.border_line(situation.border), 0.01)
    for km in sorted(situation.alert_km, reverse=True):
        band = shapely.buffer(line, km / KM_PER_DEGREE, quad_segs=6)
        yield feature("band", shapely.simplify(band, 0.005), km=km)
        east = max(shapely.get_coordinates(band).tolist(), key=lambda point: point[0])
        yield feature("band-name", shapely.Point(*east), name=w.km(km), km=km)


def corridor_features(ground: Ground) -> Iterator[Feature]:
    """Chains of places as straight legs: the order of the stops, not the road's bends."""
    seen: set[str] = set()
    for corridor in ground.situation.corridors:
        places = corridor_places(ground.situation, corridor, ground.gazetteer)
        points = [(place.lon or 0.0, place.lat or 0.0) for place in places]
        yield feature("corridor", shapely.LineString(points), 4, name=corridor.name, id=corridor.id)
        for place, point in zip(places, points, strict=True):
            if place.id not in seen:
                seen.add(place.id)
                yield feature("stop", shapely.Point(*point), 4, name=place.name, id=place.id)


def corridor_stops(ground: Ground) -> list[Place]:
    """The places of all corridors, each once: ends first, then those between."""
    chains = [corridor_places(ground.situation, c, ground.gazetteer) for c in ground.situation.corridors]
    ends = [place for chain in chains for place in (chain[0], chain[-1])]
    return list({place.id: place for place in (*ends, *(p for chain in chains for p in chain))}.values())


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place with a name on the map; `rank` counts from the best known."""

    id: str
    name: str
    lon: float
    lat: float
    rank: int
    kind: str


def countries_in_view(ground: Ground, view: View, w: Wording) -> list[NamedPlace]:
    """Names of countries where most of them is seen, away from corridors and borders; the widest first."""
    box = shapely.box(view.west, view.south, view.east, view.north)
    roads = shapely.union_all([shapely.LineString(chain) for chain in ground.chains.values()])
    found = []
    for code, land in simple_lands(ground.situation.pair).items():
        cut = shapely.intersection(land, box)
        spot = widest_spot(cut, roads) if not shapely.is_empty(cut) else None
        if spot and spot[2] * TILE_PX * 2.0**view.zoom / 360 >= NAME_ROOM_PX:
            kind = "pair" if code in ground.situation.pair else "other"
            found.append((spot[2], NamedPlace(code, w.country(code), spot[0], spot[1], 0, f"country {kind}")))
    return [place for _, place in sorted(found, key=lambda pair: -pair[0])]


def widest_spot(land: BaseGeometry, roads: BaseGeometry) -> tuple[float, float, float] | None:
    """Longitude, latitude and degrees of room of the point of a grid that is farthest from edges and roads."""
    west, south, east, north = shapely.bounds(land).tolist()
    grid = np.meshgrid(np.linspace(west, east, 17)[1:-1], np.linspace(south, north, 13)[1:-1])
    lons, lats = grid[0].ravel(), grid[1].ravel()
    inside = shapely.contains_xy(land, lons, lats)
    if not inside.any():
        return None
    points = np.asarray(shapely.points(lons[inside], lats[inside]))
    room = np.minimum(shapely.distance(points, shapely.boundary(land)), 1.2 * shapely.distance(points, roads))
    best = int(np.argmax(room))
    return float(lons[inside][best]), float(lats[inside][best]), float(room[best])


def places_in_view(gazetteer: Gazetteer, view: View, most: int = PLACES) -> list[NamedPlace]:
    """The best known places of our own tables in the view, as many as its zoom can bear."""
    inside = [row for row in mapped_places(gazetteer) if wanted(row, view)]
    inside.sort(key=lambda row: (-row.weight, row.place.name, row.place.id))
    return [
        NamedPlace(row.place.id, row.place.name, row.place.lon or 0.0, row.place.lat or 0.0, rank, row.kind)
        for rank, row in enumerate(thin_out(inside, view.zoom)[:most])
    ]


def thin_out(rows: list[Known], zoom: float) -> list[Known]:
    """At most two names a square of the screen: what is crowded there would not be read."""
    degrees = 360 / (TILE_PX * 2.0**zoom) * NAME_PX
    taken: Counter[tuple[int, int]] = Counter()
    kept = []
    for row in rows:
        square = int((row.place.lon or 0.0) // degrees), int((row.place.lat or 0.0) // degrees)
        taken[square] += 1
        if taken[square] <= 2:
            kept.append(row)
    return kept


def wanted(row: Known, view: View) -> bool:
    place = row.place
    lat, lon = place.lat or 0.0, place.lon or 0.0
    across = view.west <= lon <= view.east if view.west <= view.east else lon >= view.west or lon <= view.east
    return RANKS.get(row.kind, 99.0) <= view.zoom and across and view.south <= lat <= view.north


_mapped: dict[int, tuple[Known, ...]] = {}


def mapped_places(gazetteer: Gazetteer) -> tuple[Known, ...]:
    """Towns and villages of our own tables, each once; they are the same in every gazetteer."""
    if id(gazetteer.index) not in _mapped:
        rows: dict[str, Known] = {}
        for key in gazetteer.index.own:
            for row in gazetteer.index.names[key]:
                if isinstance(row, Known) and row.kind in RANKS and row.place.located:
                    rows.setdefault(row.place.id, row)
        _mapped.clear()
        _mapped[id(gazetteer.index)] = tuple(rows.values())
    return _mapped[id(gazetteer.index)]
