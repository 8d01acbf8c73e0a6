"""A place: a named point with the radius within which its words are true."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Literal

KM_PER_DEGREE = 111.2
Level = Literal["country", "region", "town", "feature"]


@dataclass(frozen=True, slots=True)
class Place:
    """`id` is "geonames:2249222", "recoupe:…" or "near:…"; degrees WGS 84; `radius_km` around the point.

    `country` is ISO 3166-1 alpha-2, or None for regions across borders. `lat`/`lon` are None when the words
    name a place that no table knows. `admin1` is the name of the first-level division.
    """

    id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    level: Level = "town"
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 5.0

    def __post_init__(self) -> None:
        if self.lat is not None and not (-90 <= self.lat <= 90 and self.lon is not None and -180 <= self.lon <= 180):
            raise ValueError(f"place {self.id}: coordinates {self.lat}, {self.lon} are not on Earth")

    def holds(self, other: Place) -> bool:
        """The other place can lie in this one: same country for a country, else within the radius (flat Earth)."""
        if self.level == "country":
            return self.country == other.country
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return False
        north = (self.lat - other.lat) * KM_PER_DEGREE
        east = (self.lon - other.lon) * KM_PER_DEGREE * cos(radians(self.lat))
        return hypot(north, east) <= self.radius_km

    @property
    def located(self) -> bool:
        return self.lat is not None
