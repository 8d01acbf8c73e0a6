"""The places that ship: found by every spelling, located, and no two under one id."""

import csv
import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from recoupe.knowledge.gazetteer import Gazetteer, distance_km, load_gazetteer
from recoupe.knowledge.gazetteer_tables import PLACES, table_rows
from recoupe.knowledge.names import fold_name
from recoupe.model import Place

# Moved by some ten kilometres, to where they are, in GeoNames since these dumps.
MOVED = {"geonames:2380519": "Chinguetti", "geonames:2378000": "Mederdra", "geonames:2244386": "Tivaouane"}
DUMPS = ("SN", "ML", "MR", "GN", "BF", "NE", "CI")


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return load_gazetteer(imports=False)


FINDS = [
    ("our own table", "Diboli", "ML", "town", 14.46, -12.20),
    ("without accents", "Tambacounda", "SN", "town", 13.77, -13.67),
    ("upper case without accents", "FERKESSEDOUGOU", "CI", "town", 9.59, -5.19),
    ("another spelling", "Agadès", "NE", "town", 16.97, 7.99),
    ("hyphen or space", "Gorom Gorom", "BF", "town", 14.44, -0.24),
    ("apostrophes of every kind", "Fada N’Gourma", "BF", "town", 12.06, 0.36),
    ("short name", "Nioro", "ML", "town", 15.23, -9.59),
    ("French exonym", "Londres", "GB", "town", 51.51, -0.13),
    ("French exonym with article", "Le Caire", "EG", "town", 30.05, 31.24),
    ("French exonym in Asia", "Pékin", "CN", "town", 39.91, 116.40),
    ("French spelling of an Arabic name", "Taëz", "YE", "town", 13.58, 44.02),
    ("English name", "Cairo", "EG", "town", 30.05, 31.24),
    ("capital of the theatre", "Alger", "DZ", "town", 36.73, 3.09),
    ("country", "Etats-Unis", "US", "country", 39.8, -98.6),
    ("country by acronym", "RDC", "CD", "country", -2.9, 23.6),
    ("country in English", "Ivory Coast", "CI", "country", 7.6, -5.6),
    ("region across borders", "Liptako-Gourma", None, "region", 14.7, 0.0),
    ("river", "fleuve Sénégal", None, "feature", 16.5, -15.8),
    ("park", "parc national de la Pendjari", "BJ", "feature", 11.05, 1.52),
]


@pytest.mark.parametrize(
    ("name", "country", "level", "lat", "lon"), [row[1:] for row in FINDS], ids=[row[0] for row in FINDS]
)
def test_find(places: Gazetteer, name: str, country: str | None, level: str, lat: float, lon: float) -> None:
    best = places.find(name)[0]
    assert (best.country, best.level) == (country, level)
    assert distance_km(lat, lon, best) < (400 if level in ("country", "region") else 10)


def test_nobody_knows_it(places: Gazetteer) -> None:
    assert places.find("Xyzzydougou") == ()
    assert places.find("") == ()


def test_an_empty_gazetteer_knows_nothing() -> None:
    assert Gazetteer().find("Dakar") == ()
    assert Gazetteer().near(14.7, -17.4) == ()


def test_two_villages_of_one_name(places: Gazetteer) -> None:
    found = places.find("Kidira")
    assert [p.country for p in found] == ["SN", "ML"]
    assert found[0].id != found[1].id


SLIPS = [
    ("one letter", "Kidlra", "Kidira"),
    ("a letter missing", "Tambacunda", "Tambacounda"),
    ("two letters swapped", "Kaffirne", "Kaffrine"),
    ("another spelling is no slip", "Didiéni", "Didiéni"),
]


@pytest.mark.parametrize(("slip", "name"), [row[1:] for row in SLIPS], ids=[row[0] for row in SLIPS])
def test_slips(places: Gazetteer, slip: str, name: str) -> None:
    found = places.find(slip) or places.find_similar(slip)
    assert found[0].name == name


@pytest.mark.parametrize("name", ["Gao", "Kaye", "Bamba", "Maradona", "Segou Koro Ba", "Dakhla Oasis Nord", ""])
def test_what_is_no_slip(places: Gazetteer, name: str) -> None:
    """Short names, known names and names far from any other are not bent to a neighbour."""
    assert places.find_similar(name) == ()


def test_the_trap_of_two_like_names(places: Gazetteer) -> None:
    """Diédiéni is a spelling of Didiéni on the road to Bamako; nothing else ships under it."""
    assert {p.id for p in places.find("Diédiéni")} == {places.find("Didiéni")[0].id}


def test_near_is_sorted_and_bounded(places: Gazetteer) -> None:
    found = places.near(14.46, -12.20, within_km=30)
    away = [distance_km(14.46, -12.20, p) for p in found]
    assert {"Diboli", "Kidira"} <= {p.name for p in found}
    assert away == sorted(away)
    assert away[-1] <= 30


def test_loading_is_quick() -> None:
    start = time.process_time()
    load_gazetteer(imports=False)
    assert time.process_time() - start < 0.6


def test_counts(places: Gazetteer) -> None:
    counts = places.counts()
    assert counts["theatre"] > 700
    assert counts["cities"] > 25_000
    assert counts["countries"] > 190


@pytest.mark.parametrize("table", ["theatre.csv", "regions.csv"])
def test_tables_have_unique_ids_and_points_on_earth(table: str) -> None:
    rows = [known for known, _ in table_rows(PLACES / table)]
    assert len({k.place.id for k in rows}) == len(rows)
    assert all(k.place.lat is not None and k.place.radius_km > 0 for k in rows)


def test_places_of_the_theatre_lie_in_its_countries() -> None:
    box = {"SN": (12, 17, -18, -11), "ML": (10, 25.1, -12.4, 4.4), "MR": (14.6, 27.4, -17.2, -4.7),
           "GN": (7, 12.8, -15.2, -7.5), "GW": (10.8, 12.8, -16.9, -13.5), "GM": (13, 13.9, -16.9, -13.7),
           "BF": (9.3, 15.2, -5.7, 2.5), "NE": (11.6, 23.6, 0, 16.1), "CI": (4.3, 10.8, -8.7, -2.4),
           "DZ": (18.9, 37.2, -8.8, 12)}  # fmt: skip
    for known, _ in table_rows(PLACES / "theatre.csv"):
        low, high, west, east = box[known.place.country or ""]
        assert low <= (known.place.lat or 0) <= high, known.place
        assert west <= (known.place.lon or 0) <= east, known.place


def test_the_notice_names_the_source() -> None:
    notice = (PLACES / "NOTICE").read_text(encoding="utf-8")
    assert "GeoNames" in notice
    assert "Attribution 4.0" in notice


@pytest.mark.shared
def test_every_coordinate_is_that_of_the_named_place(shared: Path) -> None:
    """Rows with a GeoNames id lie within 5 km of where GeoNames has it; rows without say that they are ours."""
    truth = {place.id: place for place in dump_places(shared)}
    checked = 0
    for row in csv.DictReader((PLACES / "theatre.csv").open(encoding="utf-8", newline="")):
        known = truth.get(row["id"])
        assert row["id"].startswith("geonames:") or row["source"] == "own, approximate", row
        if row["country"] not in DUMPS or known is None:
            continue
        checked += 1
        assert distance_km(float(row["lat"]), float(row["lon"]), known) < (15 if row["id"] in MOVED else 5), row
        assert known.country == row["country"], row
    assert checked > 550


@pytest.mark.shared
def test_the_border_posts_of_the_first_situation_are_exact(shared: Path) -> None:
    truth = {place.id: place for place in dump_places(shared)}
    places = load_gazetteer(imports=False)
    for name in ("Diboli", "Kidira", "Kayes", "Gogui", "Zégoua", "Pogo", "Rosso"):
        place = places.find(name)[0]
        assert distance_km(place.lat, place.lon, truth[place.id]) < (0.1 if name in ("Diboli", "Kidira") else 3.0)


def dump_places(shared: Path) -> Iterator[Place]:
    for code in DUMPS:
        with gzip.open(shared / "geonames" / f"{code}.txt.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = line.split("\t")
                yield Place(f"geonames:{row[0]}", row[1], row[8], None, "town", float(row[4]), float(row[5]))


FOLDS = [("Sénégal", "senegal"), ("N’Djaména", "n djamena"), ("Saint-Louis", "saint louis"), ("Plœren", "ploeren"),
         ("  Côte d'Ivoire ", "cote d ivoire"), ("Şanlıurfa", "sanliurfa"), ("", "")]  # fmt: skip


@pytest.mark.parametrize(("name", "folded"), FOLDS)
def test_fold_name(name: str, folded: str) -> None:
    assert fold_name(name) == folded
    assert fold_name(folded) == folded
