"""Lengths: events that last more than the one day the article gives."""

from __future__ import annotations

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# sentence (published on Wednesday 12 November), the type of event, its days
ROWS = [
    (
        "Le ministre malien sera attendu jeudi prochain à Dakar pour une visite de trois jours.",
        "CONSULT",
        "2025-11-13/2025-11-15",
    ),
    (
        "Les transporteurs observeront une grève de 48 heures à partir de jeudi prochain.",
        "PROTEST",
        "2025-11-13/2025-11-14",
    ),
    (
        "La délégation a quitté Dakar mardi après trois jours de pourparlers avec le gouvernement sénégalais.",
        "CONSULT",
        "2025-11-09/2025-11-11",
    ),
    ("Le ministre malien a effectué mardi une visite à Dakar.", "CONSULT", "2025-11-11/2025-11-11"),
    ("Le gouverneur a interdit les motos jusqu'à janvier dans le cercle de Kayes.", "COERCE", None),
    ("Peu avant midi mardi, un homme armé a attaqué le poste de Diboli.", "ASSAULT", "2025-11-11/2025-11-11"),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "kind", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_days_of_an_event(text: str, kind: str, expected: str | None) -> None:
    found = [report.when for report in readings()[text].reports if report.type == kind]
    assert [f"{day.first}/{day.last}" if day else None for day in found] == [expected]
