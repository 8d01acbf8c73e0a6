"""Borders: how far a place lies from a border between two countries, or from a corridor, along the earth.

The lines are OpenStreetMap land polygons (`borders/NOTICE`). Their rivers were holes and are dropped, so a border
that follows a river runs between the two banks' land. The nearest point is sought on a plane around the place (an
azimuthal equidistant projection), the distance to it is then geodesic on WGS 84. What the plane bends moves the
nearest point, not the distance to it: below 0.1 % within 500 km.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path

import msgspec
import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from recoupe.knowledge.loader import HOME, KnowledgeError
from recoupe.model import Distance, Place

FILE = HOME / "borders" / "west_africa.geojson"
EARTH_KM = 6371.0088
RIVER_DEGREES = 0.02  # two banks of one border river lie at most about 2 km apart
LEG_KM = 10.0  # legs of a corridor are cut to this length, so that straight lines stay geodesic within metres

Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Country:
    """The land of a country; `tolerance_m` says how far its outline was simplified at most."""

    iso2: str
    iso3: str
    tolerance_m: int
    land: BaseGeometry


@dataclass(frozen=True)
class Borders:
    """Countries by ISO alpha-2 code; `shared` keeps border lines once they were asked for."""

    countries: dict[str, Country]
    shared: dict[str, BaseGeometry] = field(default_factory=dict, compare=False)

    def country_at(self, lat: float, lon: float) -> str | None:
        """The code of the country on whose land the point lies."""
        point = shapely.Point(lon, lat)
        return next((code for code, c in self.countries.items() if shapely.contains(c.land, point)), None)

    def iso3(self, iso2: str) -> str | None:
        country = self.countries.get(iso2)
        return country.iso3 if country else None

    def border_line(self, pair: str) -> BaseGeometry:
        """The line both countries of "SN-ML" share, as seen from the first."""
        if pair not in self.shared:
            first, second = self.pair(pair)
            near = shapely.buffer(second.land, RIVER_DEGREES, quad_segs=2)
            self.shared[pair] = shapely.intersection(shapely.boundary(first.land), near)
        return self.shared[pair]

    def pair(self, pair: str) -> tuple[Country, Country]:
        """Both countries of "SN-ML"; raises KnowledgeError for one that the extract does not hold."""
        codes = pair.split("-")
        missing = [code for code in codes if code not in self.countries]
        if missing or len(codes) != 2:
            known = " ".join(sorted(self.countries))
            raise KnowledgeError(f"{FILE}: {pair}: no border of that name; a pair is two of {known}, like SN-ML")
        return self.countries[codes[0]], self.countries[codes[1]]


def border_distance(place: Place, pair: str, borders: Borders | None = None) -> Distance | None:
    """How far `place` lies from the border of `pair` ("SN-ML"), ± its radius and the outline's tolerance.

    In one of the two countries: the way to the other. Elsewhere: the way to the line they share. A country as a
    whole and a place nobody can locate have no distance.
    """
    if place.lat is None or place.lon is None or place.level == "country":
        return None
    known = borders or load_borders()
    target = border_target(place, pair, known)
    here = (place.lon, place.lat)
    km = geodesic_km(here, nearest_point(here, target))
    tolerance = max(c.tolerance_m for c in known.pair(pair)) / 1000
    return Distance(pair, km, place.radius_km + tolerance)


def border_target(place: Place, pair: str, borders: Borders) -> BaseGeometry:
    """The land or line that the distance is measured to."""
    first, second = borders.pair(pair)
    country = place.country or borders.country_at(place.lat or 0.0, place.lon or 0.0)
    if country == first.iso2:
        return second.land
    if country == second.iso2:
        return first.land
    line = borders.border_line(pair)
    if line.is_empty:
        raise KnowledgeError(f"{FILE}: {pair}: these two countries share no border")
    return line


def chain_distance(place: Place, name: str, chain: tuple[Point, ...]) -> Distance | None:
    """How far `place` lies from the straight legs between the points of a corridor; roads bend, so ± their places."""
    if place.lat is None or place.lon is None or place.level == "country" or not chain:
        return None
    here = (place.lon, place.lat)
    return Distance(name, geodesic_km(here, nearest_point(here, chain_line(chain))), place.radius_km)


@lru_cache(maxsize=256)
def chain_line(chain: tuple[Point, ...]) -> BaseGeometry:
    """The geodesic legs of a chain as one line with a point every ten kilometres."""
    points = [chain[0]]
    for start, end in pairwise(chain):
        points.extend(leg_points(start, end))
    return shapely.LineString(points) if len(points) > 1 else shapely.Point(points[0])


def leg_points(start: Point, end: Point) -> list[Point]:
    line = Geodesic.WGS84.InverseLine(start[1], start[0], end[1], end[0])
    steps = max(1, round(line.s13 / 1000 / LEG_KM))
    found = (line.Position(line.s13 * n / steps) for n in range(1, steps + 1))
    return [(p["lon2"], p["lat2"]) for p in found]


def nearest_point(here: Point, target: BaseGeometry) -> Point:
    """The point of `target` nearest to `here`; `here` itself when it lies inside."""
    flat = shapely.transform(target, lambda points: to_plane(points, here))
    line = shapely.shortest_line(shapely.Point(0, 0), flat)
    return from_plane(np.asarray(line.coords[1]), here)


def to_plane(points: NDArray[np.float64], centre: Point) -> NDArray[np.float64]:
    """Kilometres east and north of `centre`, true in distance and direction from it (sphere)."""
    lon, lat = np.radians(points[:, 0] - centre[0]), np.radians(points[:, 1])
    lat0 = radians(centre[1])
    east, north = np.cos(lat) * np.sin(lon), cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon)
    along = np.sin(lat0) * np.sin(lat) + cos(lat0) * np.cos(lat) * np.cos(lon)
    sine = np.hypot(east, north)
    scale = np.where(sine > 0, np.arctan2(sine, along) / np.where(sine > 0, sine, 1), 1) * EARTH_KM
    return np.column_stack((east * scale, north * scale))


def from_plane(point: NDArray[np.float64], centre: Point) -> Point:
    """Longitude and latitude of a point of the plane around `centre`."""
    distance = float(np.hypot(point[0], point[1]))
    if distance == 0:
        return centre
    arc, lat0 = distance / EARTH_KM, radians(centre[1])
    lat = np.arcsin(np.cos(arc) * np.sin(lat0) + point[1] * np.sin(arc) * np.cos(lat0) / distance)
    lon = np.arctan2(
        point[0] * np.sin(arc), distance * np.cos(lat0) * np.cos(arc) - point[1] * np.sin(lat0) * np.sin(arc)
    )
    return centre[0] + float(np.degrees(lon)), float(np.degrees(lat))


def geodesic_km(start: Point, end: Point) -> float:
    return float(Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0], Geodesic.DISTANCE)["s12"]) / 1000


def load_borders(path: Path = FILE) -> Borders:
    """The shipped extract, or another file of the same form; read once."""
    return _load_borders(path)


@lru_cache(maxsize=4)
def _load_borders(path: Path) -> Borders:
    try:
        rows = msgspec.json.decode(path.read_bytes(), type=_Collection).features
    except msgspec.MsgspecError as error:
        raise KnowledgeError(f"{path}: not a border extract: {error}") from error
    return Borders({row.properties.iso2: read_country(row) for row in rows})


def read_country(row: _Feature) -> Country:
    polygons = [shapely.Polygon(rings[0]) for rings in row.geometry.coordinates]
    land = shapely.MultiPolygon(polygons)
    shapely.prepare(land)
    facts = row.properties
    return Country(facts.iso2, facts.iso3, facts.tolerance_m, land)


class _Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    iso2: str
    iso3: str
    tolerance_m: int


class _Shape(msgspec.Struct, frozen=True):
    coordinates: list[list[list[tuple[float, float]]]]


class _Feature(msgspec.Struct, frozen=True):
    properties: _Facts
    geometry: _Shape


class _Collection(msgspec.Struct, frozen=True):
    features: list[_Feature]
