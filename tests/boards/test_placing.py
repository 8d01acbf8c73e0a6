"""Events find border, corridors and boards."""

from dataclasses import replace

import pytest
from board_scene import BLOG, DIBOLI, WIRE, Gazetteer, event, report, seed_events, seed_picture

from recoupe.boards.placing import make_ground, place_events
from recoupe.knowledge.loader import KnowledgeError
from recoupe.knowledge.situations import load_situation
from recoupe.model import Place

GROUND = make_ground(load_situation("senegal-mali"), Gazetteer())
PLACED = {e.id: e for e in place_events(seed_events(), GROUND, seed_picture().readings)}


@pytest.mark.parametrize(
    ("name", "boards"),
    [
        ("e1", ("diplomacy",)),
        ("e2", ("cooperation",)),
        ("e3", ("cooperation",)),
        ("e4", ("threat",)),
        ("e5", ("supply",)),
        ("e6", ("threat", "supply")),
        ("e7", ("threat",)),
        ("e8", ("diplomacy",)),
        ("e11", ("diplomacy",)),
    ],
)
def test_boards(name: str, boards: tuple[str, ...]) -> None:
    assert PLACED[name].boards == boards


def test_what_is_said_stands_beside_what_is_computed() -> None:
    border = PLACED["e4"].border
    assert border is not None
    assert border.to == "SN-ML" and 0.2 < border.km < 0.5 and border.plus_minus_km == 2.0
    assert border.said_below_km == 2.0 and border.said_quote == "à moins de deux kilomètres de la frontière"


def test_corridors_in_reach_nearest_first() -> None:
    assert [d.to for d in PLACED["e4"].corridors] == ["kidira"]
    assert [d.to for d in PLACED["e1"].corridors] == ["kidira", "moussala"]
    assert PLACED["e5"].corridors == ()


def test_a_distance_to_another_border_is_not_taken_for_this_one() -> None:
    text = WIRE.text.replace("la frontière sénégalaise", "la frontière mauritanienne")
    other = replace(WIRE, text=text)
    attack = report(other, "frappé", "ASSAULT", {"place": "Diboli"}, place="Diboli", where=DIBOLI)
    reading = replace(seed_picture().readings[0], article=other, places=(), actors=(), reports=(attack,), figures=())
    placed = place_events([event(1, attack)], GROUND, [reading])[0]
    assert placed.border is not None and placed.border.said_below_km is None


def test_without_readings_nothing_is_said() -> None:
    placed = {e.id: e for e in place_events(seed_events(), GROUND)}
    assert placed["e4"].border is not None and placed["e4"].border.said_quote is None


def test_a_whole_country_has_neither_border_nor_corridors() -> None:
    country = Place("test:ml", "Mali", "ML", None, "country", 18.0, -2.0, 600.0)
    made = event(1, report(BLOG, "attaque", "ASSAULT", where=country))
    assert place_events([made], GROUND)[0].border is None


def test_a_corridor_through_an_unknown_place_stops() -> None:
    situation = load_situation("senegal-mali")
    lost = replace(situation.corridors[0], places=("Kidira", "Atlantide"))
    with pytest.raises(KnowledgeError, match="Atlantide"):
        make_ground(replace(situation, corridors=(lost,)), Gazetteer())
