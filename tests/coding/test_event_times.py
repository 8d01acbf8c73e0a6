"""Event times: which times of a sentence may be an event's, and how far those behind «depuis» reach."""

from __future__ import annotations

from functools import lru_cache

import pytest
from coding_making import make_scenes

from recoupe.coding.candidates import find_candidates
from recoupe.coding.choices import Event, time_candidates
from recoupe.coding.deeds import deeds_told
from recoupe.coding.mentions import opens_clause, tells_when
from recoupe.coding.scene import Scene
from recoupe.coding.slots import find_slots
from recoupe.knowledge.frames import load_frames

WEEK, SO_FAR = "2025-11-10/2025-11-16", "2025-11-10/2025-11-12"
DAY, LASTING = "2025-10-01/2025-10-01", "2025-10-01/2025-11-12"  # published on 12 November

# sentence, the event's word, the times it may have
ROWS = [
    ("Le groupe bloque la route depuis le 1er octobre 2025.", "bloque", [LASTING]),
    ("La route est bloquée depuis le 1er octobre 2025.", "bloquée", [DAY, LASTING]),
    ("Depuis le 1er octobre 2025, douze camions ont été brûlés.", "brûlés", [LASTING]),
    ("Depuis le 1er octobre 2025, des camions ont été brûlés.", "brûlés", [DAY, LASTING]),
    ("Le groupe a fermé la route depuis le 1er octobre 2025.", "fermé", [DAY]),
    ("Le groupe a bloqué la route le 1er octobre 2025.", "bloqué", [DAY]),
    ("Le ministre a promis des escortes pour le 20 novembre 2025.", "promis", []),
    ("Des camions ont été saisis le 1er octobre 2025, selon un bilan publié mardi.", "saisis", [DAY]),
    ("Selon des chiffres communiqués mardi, des camions ont été saisis le 1er octobre 2025.", "saisis", [DAY]),
    ("Le ministre promettait des escortes pour le 20 novembre 2025.", "promettait", []),
    ("Le ministre rencontrera son homologue le 20 novembre 2025.", "rencontrera", ["2025-11-20/2025-11-20"]),
    ("Le ministre rencontre son homologue le 20 novembre 2025.", "rencontre", ["2025-11-20/2025-11-20"]),
    ("Le groupe a attaqué deux villages cette semaine.", "attaqué", [SO_FAR]),
    ("Deux villages ont été attaqués cette semaine.", "attaqués", [SO_FAR]),
    ("Le ministre rencontrera son homologue cette semaine.", "rencontrera", [WEEK]),
    ("Mardi, au lendemain de l'attaque du poste, le marché était vide.", "attaque", ["2025-11-10/2025-11-10"]),
    ("Le 1er octobre 2025, un mois après l'attaque du poste, le maire a été arrêté.", "attaque", []),
    ("Le 1er octobre 2025, un mois après l'attaque du poste, le maire a été arrêté.", "arrêté", [DAY, DAY]),
    ("Le ministre a salué les soldats tués le 1er octobre 2025.", "salué", []),
    ("Le ministre a dénoncé le 1er octobre 2025 ceux qui avaient fui.", "dénoncé", [DAY]),
    ("Les ministres réunis le 1er octobre 2025 ont dénoncé cette taxe.", "dénoncé", [DAY]),
    ("Le 1er octobre 2025, la Guinée, qui accuse le Mali, a fermé sa frontière.", "accuse", []),
    ("Le ministre est venu le 1er octobre 2025. La Guinée accuse le Mali d'avoir armé ce groupe.", "accuse", []),
    ("Le ministre est venu le 1er octobre 2025. La Guinée a accusé le Mali.", "accusé", [DAY]),
    ("Le porte-parole a annoncé le 1er octobre 2025 que le pont était fermé. Un soldat a été tué.", "tué", []),
    ("Un convoi a été attaqué le 1er octobre 2025. Un soldat a été tué.", "tué", [DAY]),
    ("Le ministre a terminé sa visite du poste et doit rentrer le 20 novembre 2025 à Dakar.", "visite", []),
    ("Le préfet a suspendu le 1er octobre 2025 la circulation après l'attaque du poste.", "attaque", []),
    ("Le préfet a suspendu la circulation après l'attaque du poste le 1er octobre 2025.", "attaque", [DAY]),
    ("Deux hommes sont morts le 1er octobre 2025 pendant l'attaque du poste.", "attaque", [DAY]),
    ("Douze camions ont brûlé, et non dix comme le maire l'avait écrit le 1er octobre 2025.", "brûlé", []),
    ("Un garde est mort de ses blessures le 1er octobre 2025. Douze camions ont brûlé.", "brûlé", []),
    ("Douze camions ont brûlé le 1er octobre 2025, comme le maire l'avait écrit.", "brûlé", [DAY]),
    ("La route sera fermée le 20 novembre 2025.", "fermée", ["2025-11-20/2025-11-20"]),
]

# sentence, the event's word, whether its time opens the clause that tells of it
OPENINGS = [
    ("Ces derniers mois, l'armée a multiplié les attaques contre les camps.", "attaques", True),
    ("Ces derniers mois, l'armée a attaqué deux camps.", "attaqué", True),
    ("L'armée a attaqué deux camps ces derniers mois.", "attaqué", False),
    ("Ces derniers mois, le gouvernement a dénoncé les attaques contre les camps.", "dénoncé", False),
]

# sentence, the event's word, whether its time stands in the phrase of that noun
PHRASES = [
    ("L'attaque menée mardi près de Kayes a été revendiquée.", "attaque", True),
    ("Le préfet a réclamé mardi des renforts après l'attaque.", "attaque", False),
    ("Un convoi a été attaqué mardi près de Kayes.", "attaqué", False),
]


@lru_cache(maxsize=1)
def scenes() -> dict[str, Scene]:
    return make_scenes([row[0] for row in (*ROWS, *OPENINGS, *PHRASES)])


@pytest.mark.parametrize(("text", "word", "expected"), OPENINGS, ids=[row[0] for row in OPENINGS])
def test_time_that_opens_a_clause(text: str, word: str, expected: bool) -> None:
    scene = scenes()[text]
    event = event_of(scene, word)
    assert [opens_clause(scene, event, mention) for mention in scene.times[0]] == [expected]


@pytest.mark.parametrize(("text", "word", "expected"), PHRASES, ids=[row[0] for row in PHRASES])
def test_time_in_the_phrase_of_an_event(text: str, word: str, expected: bool) -> None:
    scene = scenes()[text]
    assert [tells_when(scene, event_of(scene, word), mention) for mention in scene.times[0]] == [expected]


@pytest.mark.parametrize(("text", "word", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_times_an_event_may_have(text: str, word: str, expected: list[str]) -> None:
    scene = scenes()[text]
    event = event_of(scene, word)
    found = [mention.interval for mention, _ in time_candidates(scene, event)]
    assert [f"{i.first}/{i.last}" for i in found if i] == expected


def event_of(scene: Scene, word: str) -> Event:
    frames = load_frames("fr")
    candidates = find_candidates(scene, frames)
    candidate = next(c for c in candidates if c.token.word == word)
    frame, slots = candidate.triggers[0].frame, find_slots(scene, candidate.token, frames.syntax)
    deeds = deeds_told(candidates)
    return Event(candidate.token, frame, frame.type, slots, candidate.stretch, frames.syntax, deeds)
