"""Distances to a border and to corridors, against points whose distance is known."""

from dataclasses import replace

import pytest
import shapely

from recoupe.knowledge.borders import (
    border_distance,
    chain_distance,
    geodesic_km,
    load_borders,
    nearest_point,
)
from recoupe.knowledge.loader import KnowledgeError
from recoupe.model import Place

DIBOLI = Place("geonames:2458925", "Diboli", "ML", "Kayes", "town", 14.45511, -12.19945, 2.0)

DISTANCES = [
    # name, country, lat, lon, low km, high km
    ("a border post beside the river", "ML", 14.45511, -12.19945, 0.25, 0.45),
    ("the post on the other bank, measured to the other country", "SN", 14.45668, -12.21659, 0.9, 1.3),
    ("a region's seat some way inland", "ML", 14.44693, -11.44448, 55, 75),
    ("one capital", "ML", 12.65, -8.0, 350, 380),
    ("the other capital", "SN", 14.6937, -17.44406, 540, 580),
    ("a place in a third country, to the line the two share", "MR", 18.08, -15.97, 500, 560),
]


@pytest.mark.parametrize(
    ("country", "lat", "lon", "low", "high"), [d[1:] for d in DISTANCES], ids=[d[0] for d in DISTANCES]
)
def test_distance_to_the_border(country: str, lat: float, lon: float, low: float, high: float) -> None:
    place = Place("test:place", "place", country, None, "town", lat, lon, 2.0)
    found = border_distance(place, "SN-ML")
    assert found is not None and low <= found.km <= high


def test_the_order_of_the_pair_does_not_matter() -> None:
    there, back = border_distance(DIBOLI, "SN-ML"), border_distance(DIBOLI, "ML-SN")
    assert there is not None and back is not None
    assert there.km == pytest.approx(back.km)


def test_the_error_is_the_radius_of_the_place() -> None:
    found = border_distance(replace(DIBOLI, radius_km=7.0), "SN-ML")
    assert found is not None and found.plus_minus_km == 7.0


def test_a_simplified_outline_adds_its_tolerance_to_the_error() -> None:
    found = border_distance(replace(DIBOLI, radius_km=7.0), "MR-ML")
    assert found is not None and found.plus_minus_km == pytest.approx(7.1)


@pytest.mark.parametrize(
    "place",
    [
        Place("test:country", "Mali", "ML", None, "country", 18.0, -2.0, 600.0),
        Place("test:nowhere", "Ouromba", "ML", None, "town", None, None, 5.0),
    ],
    ids=["a whole country", "a place nobody can locate"],
)
def test_no_distance(place: Place) -> None:
    assert border_distance(place, "SN-ML") is None
    assert chain_distance(place, "road", ((-12.2, 14.4), (-11.4, 14.4))) is None


def test_without_a_country_the_land_under_the_point_decides() -> None:
    known, unknown = border_distance(DIBOLI, "SN-ML"), border_distance(replace(DIBOLI, country=None), "SN-ML")
    assert known == unknown


def test_a_point_on_the_wrong_bank_is_at_the_border() -> None:
    across = border_distance(replace(DIBOLI, country="SN"), "SN-ML")
    assert across is not None and across.km == 0.0


@pytest.mark.parametrize("pair", ["SN-XX", "SN", "SN-ML-MR", ""])
def test_an_unknown_pair_names_the_known_ones(pair: str) -> None:
    with pytest.raises(KnowledgeError, match="a pair is two of"):
        border_distance(DIBOLI, pair)


def test_countries_that_do_not_touch_have_no_line() -> None:
    with pytest.raises(KnowledgeError, match="share no border"):
        border_distance(replace(DIBOLI, country="GN"), "SN-NE")


def test_the_nearest_point_is_as_near_as_the_nearest_of_the_outline() -> None:
    here, land = (-12.19945, 14.45511), load_borders().countries["SN"].land
    box = shapely.box(here[0] - 0.1, here[1] - 0.1, here[0] + 0.1, here[1] + 0.1)
    corners = shapely.get_coordinates(shapely.intersection(shapely.boundary(land), box))
    brute = min(geodesic_km(here, (float(x), float(y))) for x, y in corners)
    assert geodesic_km(here, nearest_point(here, land)) <= brute <= 0.5


def test_distance_to_a_corridor_is_to_its_legs_not_only_its_places() -> None:
    chain = ((-13.66734, 13.77073), (-12.21659, 14.45668))
    middle = Place("test:middle", "middle", "SN", None, "town", 14.12, -12.94, 3.0)
    found = chain_distance(middle, "road", chain)
    assert found is not None and found.to == "road" and found.km < 2 and found.plus_minus_km == 3.0


def test_every_country_is_valid_and_has_both_codes() -> None:
    countries = load_borders().countries
    assert len(countries) == 15
    assert all(shapely.is_valid(c.land) and len(c.iso3) == 3 for c in countries.values())
    assert load_borders().iso3("ML") == "MLI"
