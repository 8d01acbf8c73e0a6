"""Carried days: events told without a day, and what the article lends them."""

from __future__ import annotations

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

MONDAY, UNTIL, TUESDAY = "2025-11-10/2025-11-10", "2025-11-10/2025-11-12", "2025-11-11/2025-11-11"
ATTACK = "Un convoi a été attaqué lundi près de Nioro par des hommes armés. "
MEETING = "Le gouverneur de Kayes a reçu mardi à Kayes le préfet de Bakel. "
CALL = "Le gouverneur de Kayes s'est entretenu mardi au téléphone avec le préfet de Bakel. "
MARCH = "Des milliers de personnes ont manifesté lundi à Bamako contre la vie chère. "
FAR = "Deux ponts relient les deux rives. " * 4
PRAISE = "Le ministre de la Défense a salué mardi le courage des soldats. " + FAR
STAY = "Deux ponts relient les deux rives depuis mardi. " + "Le fleuve est large à cet endroit. " * 3
THURSDAY = "2025-11-13/2025-11-13"

# article (published on Wednesday 12 November), the type of event, its day
ROWS = [
    (ATTACK + "Les gendarmes ont arrêté trois suspects.", "COERCE", MONDAY),
    (ATTACK + "L'armée a déployé des renforts dans la zone.", "MOBILIZE", UNTIL),
    (ATTACK + "Le maire de Nioro a appelé le gouvernement à protéger les convois.", "REQUEST", UNTIL),
    (ATTACK + "Le préfet est venu. " * 3 + "Deux soldats ont été tués lors de l'attaque.", "ASSAULT", MONDAY),
    (
        ATTACK
        + "Exprimant ses condoléances aux familles, le ministre a appelé le gouvernement à protéger les convois.",
        "SUPPORT",
        UNTIL,
    ),
    (ATTACK + FAR + "L'armée a dépêché un détachement et fermé provisoirement le poste-frontière.", "COERCE", UNTIL),
    (ATTACK + FAR + "Les assaillants ont aussi emmené trois chauffeurs.", "ASSAULT", MONDAY),
    (STAY + "Dans la soirée, les gendarmes ont arrêté trois suspects.", "COERCE", TUESDAY),
    (STAY + "Les gendarmes ont arrêté trois suspects.", "COERCE", None),
    (STAY + "Au même moment, à Kayes, le gouverneur recevait le préfet.", "CONSULT", TUESDAY),
    ("Le marché ouvrira jeudi. Le ministre rencontrera à 15H30 le gouverneur.", "CONSULT", THURSDAY),
    (MARCH + FAR + "A Kayes, une centaine de transporteurs ont défilé devant la mairie.", "PROTEST", MONDAY),
    (PRAISE + "Le chef d'état-major a également salué la mémoire des soldats.", "SUPPORT", TUESDAY),
    (PRAISE + "Le ministre de la Défense a également promis des escortes aux transporteurs.", "AGREE", TUESDAY),
    (PRAISE + "Le chef d'état-major a promis des escortes aux transporteurs.", "AGREE", None),
    (MEETING + "Ils sont convenus d'organiser des patrouilles.", "AGREE", TUESDAY),
    (MEETING + FAR + "Le gouverneur de Kayes a condamné les attaques contre les convois.", "ACCUSE", TUESDAY),
    (MEETING + FAR + "La délégation sénégalaise a remercié les autorités maliennes.", "SUPPORT", TUESDAY),
    (MEETING + FAR + "Le syndicat des transporteurs a condamné les attaques contre les convois.", "ACCUSE", None),
    (CALL + FAR + "Le gouverneur de Kayes a condamné les attaques contre les convois.", "ACCUSE", None),
    (MEETING + "Ils ont signé mercredi un accord sur les convois.", "AGREE", "2025-11-12/2025-11-12"),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "kind", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_day_of_an_event(text: str, kind: str, expected: str | None) -> None:
    found = [report.when for report in readings()[text].reports if report.type == kind]
    assert {f"{day.first}/{day.last}" if day else None for day in found} == {expected}
