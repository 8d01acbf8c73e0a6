"""Series and sequels: repeated events, and sentences that only add the dead and wounded of the event before."""

from functools import lru_cache

import pytest
from coding_making import make_scenes

from recoupe.coding.scene import Scene
from recoupe.coding.series import deed_beside, deed_within, is_sequel, is_series

SEQUELS = [
    ("Neuf personnes ont trouvé la mort.", "trouvé", True),
    ("Six autres passagers ont été blessés par balles.", "blessés", True),
    ("Neuf personnes ont trouvé la mort dimanche.", "trouvé", False),
    ("Neuf personnes ont trouvé la mort à Kayes.", "trouvé", False),
    ("Les assaillants ont ouvert le feu.", "ouvert", False),
]
PARTS = [
    ("Les assaillants ont ouvert le feu.", "ouvert", True),
    ("Ils ont brûlé deux camions.", "brûlé", True),
    ("Ils ont brûlé deux camions lundi.", "brûlé", False),
    ("Ils ont brûlé deux camions à Kayes.", "brûlé", False),
]
SERIES = [
    ("Des attaques récurrentes visent les convois.", "attaques", True),
    ("Une attaque a visé le convoi.", "attaque", False),
]


@lru_cache(maxsize=1)
def scenes() -> dict[str, Scene]:
    return make_scenes([row[0] for row in (*SEQUELS, *PARTS, *SERIES)])


@pytest.mark.parametrize(("text", "word", "expected"), SEQUELS, ids=[row[0] for row in SEQUELS])
def test_is_sequel(text: str, word: str, expected: bool) -> None:
    scene = scenes()[text]
    assert is_sequel(scene, next(t for t in scene.parse.tokens if t.word == word)) is expected


@pytest.mark.parametrize(("text", "word", "expected"), PARTS, ids=[row[0] for row in PARTS])
def test_is_part(text: str, word: str, expected: bool) -> None:
    scene = scenes()[text]
    assert is_sequel(scene, next(t for t in scene.parse.tokens if t.word == word), part=True) is expected


@pytest.mark.parametrize(("text", "word", "expected"), SERIES, ids=[row[0] for row in SERIES])
def test_is_series(text: str, word: str, expected: bool) -> None:
    scene = scenes()[text]
    assert is_series(scene, next(t for t in scene.parse.tokens if t.word == word)) is expected


WITHIN: list[tuple[str, str, str | None]] = [
    ("Quatre chauffeurs ont été tués lundi à l'ouest lors de l'attaque d'un convoi.", "attaque", "tués"),
    ("Le chef a été abattu par une frappe aérienne.", "frappe", "abattu"),
    ("Quarante hommes ont été tués au lendemain d'un attentat.", "attentat", None),
    ("L'attaque du convoi a surpris l'escorte.", "attaque", None),
]


@pytest.mark.parametrize(("text", "word", "verb"), WITHIN, ids=[text for text, _, _ in WITHIN])
def test_deed_within(text: str, word: str, verb: str | None) -> None:
    scene = make_scenes([text])[text]
    at = deed_within(scene, next(t for t in scene.parse.tokens if t.word == word))
    assert (None if at is None else scene.parse.tokens[at].word) == verb


BESIDE: list[tuple[str, str, str | None]] = [
    ("Des militaires ont pris le pouvoir mercredi et arrêté le président.", "arrêté", "pris"),
    ("Les reporters ont été arrêtés puis expulsés.", "expulsés", "arrêtés"),
    ("Des militaires ont arrêté le président.", "arrêté", None),
    ("La police et la douane ont arrêté un passeur.", "arrêté", None),
]


@pytest.mark.parametrize(("text", "word", "verb"), BESIDE, ids=[text for text, _, _ in BESIDE])
def test_deed_beside(text: str, word: str, verb: str | None) -> None:
    scene = make_scenes([text])[text]
    at = deed_beside(scene, next(t for t in scene.parse.tokens if t.word == word))
    assert (None if at is None else scene.parse.tokens[at].word) == verb
