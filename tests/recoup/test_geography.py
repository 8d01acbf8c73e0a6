"""How two places lie to each other."""

from __future__ import annotations

import pytest
from recoup_making import PLACES

from recoupe.model import Place
from recoupe.recoup.geography import distance_km, relate_places

NOWHERE = Place("near:x", "Sarékoli", "ML")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Gué-Salé", "Gué-Salé", "same"),
        ("Gué-Salé", "Mont-Rouge", "near"),
        ("Gué-Salé", "Ouest", "inside"),
        ("Mali", "Gué-Salé", "inside"),
        ("Mali", "Port-Clair", "apart"),
        ("Mali", "Sénégal", "apart"),
        ("Gué-Salé", "Hautval", "apart"),
        ("Ouest", "Hautval", "apart"),
    ],
)
def test_relation(one: str, other: str, relation: str) -> None:
    assert relate_places(PLACES[one], PLACES[other]) == relation
    assert relate_places(PLACES[other], PLACES[one]) == relation


def test_one_country_has_one_centre_however_it_is_placed() -> None:
    assert relate_places(PLACES["Mali"], Place("x", "Mali", "ML", None, "country", 17.6, -2.0, 600)) == "same"


def test_unlocated_places() -> None:
    assert relate_places(None, PLACES["Mali"]) == "unknown"
    assert relate_places(NOWHERE, PLACES["Gué-Salé"]) == "unknown"
    assert relate_places(NOWHERE, Place("near:y", "Sarekoli", "ML")) == "same"


def test_distance() -> None:
    assert distance_km(PLACES["Gué-Salé"], PLACES["Mont-Rouge"]) == pytest.approx(24.3, abs=0.5)
