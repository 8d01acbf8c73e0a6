"""Partners: those named together before a joint deed are its actors, and nobody is for a deed that is not joint."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, words of its actors in order; none when the article leaves it open
ROWS: list[tuple[str, tuple[str, ...]]] = [
    (
        "Le Sénégal et la Guinée coopèrent depuis longtemps. Des patrouilles conjointes ont été lancées en mars.",
        ("Sénégal", "Guinée"),
    ),
    (
        "Le Mali a reçu hier une délégation du Niger. La confiance est revenue entre les deux pays. "
        "Des patrouilles mixtes ont été lancées lundi près de Labbézanga.",
        ("Mali", "Niger"),
    ),
    (
        "Les deux armées ont signé lundi un protocole. Des patrouilles conjointes ont été lancées mardi.",
        ("deux armées",),
    ),
    ("Le Sénégal se prépare. Des patrouilles conjointes ont été lancées lundi sur le fleuve.", ()),
    ("Le maire de Bakel et un commerçant se plaignent. Des patrouilles mixtes ont été lancées lundi.", ()),
    (
        "Le Ghana et le Togo se méfient. L'armée ivoirienne a mené lundi une patrouille conjointe avec la police.",
        ("armée ivoirienne",),
    ),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([text for text, _ in ROWS])


@pytest.mark.parametrize(("text", "partners"), ROWS, ids=[text for text, _ in ROWS])
def test_who_patrols_together(text: str, partners: tuple[str, ...]) -> None:
    reports = [r for r in readings()[text].reports if r.type == "COOPERATE"]
    assert reports
    named = [quote for report in reports for quote in report.actors]
    assert all(any(partner in quote for quote in named) for partner in partners) and bool(named) is bool(partners)
