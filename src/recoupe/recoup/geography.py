"""How two places lie to each other: same, near, one inside the other, apart."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from recoupe.model import Place
from recoupe.recoup.folding import fold

Relation = Literal["same", "near", "inside", "around", "apart", "unknown"]
NEAR_KM = 35.0
AROUND_KM = 100.0
EARTH_KM = 12742.0


def relate_places(one: Place | None, other: Place | None) -> Relation:
    """Same point, near, one inside the other, around (within a hundred kilometres), apart, or unknown."""
    if one is None or other is None:
        return "unknown"
    if one.id == other.id:
        return "same"
    return _relate(one, other)


@lru_cache(maxsize=65536)
def _relate(one: Place, other: Place) -> Relation:
    broad, narrow = (one, other) if _breadth(one) >= _breadth(other) else (other, one)
    if _breadth(broad) > _breadth(narrow):
        return "inside" if holds_place(broad, narrow) else "apart"
    if fold(one.name) == fold(other.name) and one.country == other.country:
        return "same" if _breadth(one) > 1 or distance_km(one, other) <= AROUND_KM else "apart"
    if _breadth(one) == 3:
        return "same" if one.country and one.country == other.country else "apart"
    if not one.located or not other.located:
        return "unknown"
    km = distance_km(one, other)
    if _breadth(one) == 2:
        return "same" if km < 5 else "around" if km <= AROUND_KM else "apart"
    if km <= min(12.0, max(one.radius_km, other.radius_km)):
        return "same"
    return "near" if km <= NEAR_KM else "around" if km <= AROUND_KM else "apart"


def _breadth(place: Place) -> int:
    return {"country": 3, "region": 2}.get(place.level, 1)


def holds_place(broad: Place, narrow: Place) -> bool:
    """The narrower place lies in the broader one, by country where both have one, else by distance."""
    if broad.level == "country" and broad.country and narrow.country:
        return broad.country == narrow.country
    if broad.country and narrow.country and broad.country != narrow.country:
        return False
    if broad.admin1 and narrow.admin1 and broad.admin1 == narrow.admin1 and broad.country == narrow.country:
        return True
    if broad.located and narrow.located:
        return distance_km(broad, narrow) <= max(broad.radius_km * 1.6, 60.0)
    return False


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance; half a percent off the ellipsoid, which no radius here can tell."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0 if fold(one.name) == fold(other.name) else EARTH_KM
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return EARTH_KM * asin(sqrt(half))
