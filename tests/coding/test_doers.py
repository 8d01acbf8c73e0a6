"""Doers: the assailants of another sentence are the actors of an attack that names nobody, and of nothing else."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, a word of its actor, or None when the article leaves it open
ROWS: list[tuple[str, str | None]] = [
    (
        "Quatre bergers ont été tués lundi près de Kayes. Les assaillants ont ensuite pris la fuite.",
        "assaillants",
    ),
    ("Quatre bergers ont été tués lundi près de Kayes. Une enquête a été ouverte par la gendarmerie.", None),
    (
        "Deux camions ont été incendiés lundi près de Kayes. Une dizaine d'hommes à moto ont barré la route.",
        "hommes à moto",
    ),
    (
        "Quatre chauffeurs ont été tués lundi dans une attaque près de Gao. L'escorte a neutralisé deux terroristes. "
        "Les assaillants ont pris la fuite.",
        "assaillants",
    ),
    ("Des hommes armés ont tué lundi un maire à Gao. Les assaillants ont pris la fuite.", "hommes"),
    (
        "Une frappe aérienne a tué lundi dix combattants près de Gao. Des individus armés circulaient à moto.",
        None,
    ),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([text for text, _ in ROWS])


@pytest.mark.parametrize(("text", "actor"), ROWS, ids=[text for text, _ in ROWS])
def test_who_made_the_attack(text: str, actor: str | None) -> None:
    reports = [r for r in readings()[text].reports if r.type == "ASSAULT"]
    assert reports
    named = [quote for report in reports for quote in report.actors]
    assert any(actor in quote for quote in named) if actor else not any("armés" in q or "enquête" in q for q in named)
