"""Sources: to whom a report is attributed, and to whom it is not; the sentences are invented."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, type of the report, words of the source or None
TOLD: list[tuple[str, str, str | None]] = [
    ("Le parquet de Kayes a annoncé lundi avoir ouvert une enquête pour meurtre.", "ACCUSE", "parquet"),
    ("Douze personnes ont été arrêtées lundi à Kayes, selon un bilan fourni par la police.", "COERCE", "la police"),
    (
        "Douze personnes ont été arrêtées lundi à Kayes, selon un communiqué diffusé mardi par la préfecture.",
        "COERCE",
        "la préfecture",
    ),
    ("Deux cents personnes ont manifesté lundi à Kayes, a constaté un journaliste de l'AFP.", "PROTEST", None),
    (
        "Douze chauffeurs ont été arrêtés lundi à Kayes et conduits à Bamako, selon une source policière.",
        "COERCE",
        "source policière",
    ),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([text for text, _, _ in TOLD])


@pytest.mark.parametrize(("text", "kind", "source"), TOLD, ids=[row[0] for row in TOLD])
def test_source(text: str, kind: str, source: str | None) -> None:
    told = [r.attributed_to for r in readings()[text].reports if r.type == kind]
    assert told
    assert (source or "") in (told[0] or "") and bool(told[0]) is bool(source)
