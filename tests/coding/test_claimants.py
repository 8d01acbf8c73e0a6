"""Claims: who says that a deed was his, of which deed, and what the reports of the deed make of it."""

from functools import lru_cache

import pytest
from coding_making import make_scenes, read_texts

from recoupe.coding.claims import find_claims
from recoupe.coding.scene import Scene
from recoupe.knowledge.frames import load_frames
from recoupe.model import Reading

# sentence, (claimant, deed)
ROWS: list[tuple[str, tuple[str, str] | None]] = [
    ("Le JNIM a revendiqué l'attaque.", ("Le JNIM", "attaque")),
    ("L'embuscade a été revendiquée lundi par le JNIM.", ("le JNIM", "embuscade")),
    ("Début mars, le JNIM revendique l'enlèvement.", ("le JNIM", "enlèvement")),
    ("Le JNIM a endossé la paternité de l'assaut.", ("Le JNIM", "assaut")),
    ("Le JNIM assume la responsabilité de cette embuscade.", ("Le JNIM", "embuscade")),
    ("Le JNIM assume la situation.", None),
    ("L'attaque n'a pas été revendiquée par le JNIM.", None),
    ("Le ministre se revendique de la gauche.", None),
]
TOLD = {
    "Deux chauffeurs ont été enlevés lundi près de Kayes. Le JNIM a revendiqué l'enlèvement.": "JNIM",
    "Douze soldats ont été tués lundi dans une série d'attaques revendiquées par le JNIM près de Kayes.": "JNIM",
    "Des hommes armés ont attaqué dimanche un poste à Diboli. L'attaque n'a pas été revendiquée.": None,
}


@lru_cache(maxsize=1)
def scenes() -> dict[str, Scene]:
    return make_scenes([text for text, _ in ROWS])


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts(TOLD)


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_who_claims_what(text: str, expected: tuple[str, str] | None) -> None:
    found = [(c.claimant.span.quote, c.deed.word) for c in find_claims(scenes()[text], load_frames("fr"))]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(("text", "claimant"), TOLD.items(), ids=list(TOLD))
def test_a_claimant_is_actor_and_source(text: str, claimant: str | None) -> None:
    reports = [r for r in readings()[text].reports if r.type == "ASSAULT"]
    assert reports
    if claimant:
        assert any(claimant in (r.attributed_to or "") and any(claimant in a for a in r.actors) for r in reports)
    else:
        assert not any(r.attributed_to for r in reports)
