"""Counted days: events that are told as so many days after another, or before it."""

from __future__ import annotations

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

ATTACK = "Un convoi a été attaqué lundi près de Nioro par des hommes armés. "
FAR = "Deux ponts relient les deux rives. " * 4

# article (published on Wednesday 12 November), the type of event, its day
ROWS = [
    (ATTACK + FAR + "L'aviation a bombardé, dès le lendemain de l'embuscade, une base.", "ASSAULT", "2025-11-11"),
    (ATTACK + FAR + "Deux jours après l'embuscade, les gendarmes ont arrêté un homme.", "COERCE", "2025-11-12"),
    (FAR + "Deux jours après l'embuscade, les gendarmes ont arrêté un homme.", "COERCE", None),
    (
        "Le Mali a fermé mardi le poste de Diboli aux camions, deux jours après que des bandits ont tué un gendarme.",
        "ASSAULT",
        "2025-11-09",
    ),
    (
        "Un convoi a été attaqué dimanche près de Nioro, a indiqué mardi le gouverneur de Kayes. "
        "Les gendarmes ont arrêté deux suspects le jour même.",
        "COERCE",
        "2025-11-09",
    ),
    ("Neuf hommes ont été arrêtés, dont quatre remis mardi aux autorités maliennes.", "COERCE", None),
    ("Neuf hommes, dont quatre armés, ont été arrêtés mardi près de Nioro.", "COERCE", "2025-11-11"),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "kind", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_counted_day(text: str, kind: str, expected: str | None) -> None:
    found = [report.when for report in readings()[text].reports if report.type == kind]
    assert found
    assert (str(found[-1].first) if found[-1] else None) == expected
