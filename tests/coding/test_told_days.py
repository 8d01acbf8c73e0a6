"""Told days: events whose day stands in another sentence, or beside a claim that is no day of theirs."""

from __future__ import annotations

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

NIGHT, TUESDAY = "2025-11-08/2025-11-09", "2025-11-11/2025-11-11"
OCTOBER, MAY = "2025-10-11/2025-10-20", "2019-05-01/2019-05-31"
SEIZED = "Les gendarmes ont saisi douze motos et deux camions près de Bakel. "
CAPTURED = "Les soldats ont arrêté quatre hommes près de Diboli. "

# article (published on Wednesday 12 November), the type of event, its day
ROWS = [
    (SEIZED + "L'opération s'est déroulée dans la nuit de samedi à dimanche.", "COERCE", NIGHT),
    (SEIZED + "Un policier a été blessé lors de l'opération menée dans la nuit de samedi à dimanche.", "COERCE", NIGHT),
    (SEIZED + "Le préfet réunira les transporteurs vendredi.", "COERCE", None),
    (CAPTURED + "Une réunion s'est déroulée lundi.", "COERCE", None),
    ("Le JNIM a revendiqué mardi l'attaque d'un convoi de carburant près de Kayes.", "ASSAULT", None),
    ("Le JNIM a revendiqué l'attaque d'un convoi de carburant mardi près de Kayes.", "ASSAULT", TUESDAY),
    ("Le préfet est venu. Mi-octobre\n, six élèves ont été enlevés par des hommes armés.", "ASSAULT", OCTOBER),
    (
        "En mai 2019, une mine avait tué douze soldats près de Mopti. Bamako avait alors ouvert une enquête.",
        "ACCUSE",
        MAY,
    ),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "kind", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_day_of_an_event(text: str, kind: str, expected: str | None) -> None:
    found = [report.when for report in readings()[text].reports if report.type == kind]
    assert {f"{day.first}/{day.last}" if day else None for day in found} == {expected}
