"""Homelands: countries that the words of an event name only as who acts or suffers, or by a border."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, type of the event, its place, or None when the article leaves it open
ROWS: list[tuple[str, str, str | None]] = [
    ("La Guinée a renforcé lundi ses patrouilles à la frontière avec le Mali.", "MOBILIZE", "Guinée"),
    ("Le Bénin a expulsé mardi douze ressortissants étrangers.", "COERCE", "Bénin"),
    ("Un commerçant a été arrêté dimanche à la frontière avec le Togo.", "COERCE", "Togo"),
    ("Le Tchad, déjà endeuillé par plusieurs attaques jihadistes, vote dimanche.", "ASSAULT", "Tchad"),
    ("Des milliers d'éleveurs ont manifesté mercredi à travers la Guinée.", "PROTEST", "Guinée"),
    ("Le ministre s'est entretenu mardi par téléphone avec le gouverneur de Kayes.", "CONSULT", None),
    ("La Guinée accuse le Mali de retenir douze chauffeurs.", "ACCUSE", None),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([text for text, _, _ in ROWS])


@pytest.mark.parametrize(("text", "kind", "place"), ROWS, ids=[text for text, _, _ in ROWS])
def test_in_whose_country_it_happened(text: str, kind: str, place: str | None) -> None:
    told = [report.place for report in readings()[text].reports if report.type == kind]
    assert told
    assert told[-1] == place
