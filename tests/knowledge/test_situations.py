"""Situation files: the shipped one, a user's own, and what stops a wrong one."""

from pathlib import Path

import pytest
from board_scene import Gazetteer

from recoupe.knowledge.gazetteer import load_gazetteer
from recoupe.knowledge.loader import KnowledgeError
from recoupe.knowledge.situations import corridor_chain, corridor_places, list_situations, load_situation
from recoupe.model import Place

OWN = """
id = "own"
countries = ["SN", "ML"]
pair = ["SN", "ML"]
[name]
en = "Own"
[[corridor]]
id = "road"
name = "Kidira – Kayes"
places = ["Kidira", "Kayes (geonames:2455518)"]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_situation_and_its_corridors_are_known_to_the_places_table() -> None:
    gazetteer = load_gazetteer(imports=False)
    situation = load_situation("senegal-mali", gazetteer)
    assert situation.border == "SN-ML"
    assert len(situation.corridors) == 3
    for corridor in situation.corridors:
        assert len(corridor_places(situation, corridor, gazetteer)) == len(corridor.places)


def test_every_shipped_situation_is_listed() -> None:
    assert [s.id for s in list_situations()] == ["senegal-mali"]


def test_the_watched_actors_are_known() -> None:
    known = (Path(__file__).parents[2] / "src/recoupe/knowledge/actors/armed.yml").read_text(encoding="utf-8")
    assert [a for a in load_situation("senegal-mali").actors if f"id: {a}\n" not in known] == []


def test_a_file_of_the_users_own_is_read_by_its_path(tmp_path: Path) -> None:
    situation = load_situation(write(tmp_path, OWN), Gazetteer())
    assert situation.id == "own"
    assert corridor_chain(situation, situation.corridors[0], Gazetteer())[1] == (-11.44448, 14.44693)


WRONG = [
    ("an unknown key", ('id = "own"', 'id = "own"\ncolour = "red"'), "own.*colour"),
    ("an unknown key of a corridor", ('id = "road"', 'id = "road"\nlanes = 2'), "lanes"),
    ("a missing pair", ('pair = ["SN", "ML"]', ""), "pair"),
    ("a code of three letters", ('countries = ["SN", "ML"]', 'countries = ["SEN"]'), "countries.*alpha-2"),
    ("a negative distance", ("[name]", "alert_km = [-3]\n[name]"), "alert_km.*-3"),
    ("a corridor of one place", ('"Kidira", ', ""), "road: places"),
    ("broken TOML", ('id = "own"', "id = own"), "not valid TOML"),
]


@pytest.mark.parametrize(("change", "message"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_what_stops_the_load(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = write(tmp_path, OWN.replace(*change))
    with pytest.raises(KnowledgeError, match=message) as error:
        load_situation(path)
    assert str(path) in str(error.value)


def test_a_place_that_nobody_knows_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, OWN.replace('"Kidira"', '"Atlantide"'))
    with pytest.raises(KnowledgeError, match=r"road: places: .*Atlantide"):
        load_situation(path, Gazetteer())


class Twins:
    """Two villages of every name."""

    def find(self, name: str) -> tuple[Place, ...]:
        return tuple(Place(f"test:{n}", name, "ML", None, "town", 14.0 + n, -11.0) for n in range(2))


def test_a_name_of_several_places_asks_which(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"several places; say which: Kidira \(test:0\), Kidira \(test:1\)"):
        load_situation(write(tmp_path, OWN), Twins())


def test_a_name_that_is_no_situation_lists_those_there_are() -> None:
    with pytest.raises(KnowledgeError, match="shipped: senegal-mali"):
        load_situation("atlantide")
