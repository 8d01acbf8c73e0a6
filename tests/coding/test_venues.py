"""Venues: places that a sentence names beside those who decide, speak or gather."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, type of the event, its place, or None when the article leaves it open
ROWS: list[tuple[str, str, str | None]] = [
    ("Le passeur a été condamné mardi à trois ans de prison par le tribunal de Nioro.", "SANCTION", "Nioro"),
    ("Le passeur a été condamné mardi à trois ans de prison par un juge.", "SANCTION", None),
    ("La mairie de Bakel a interdit mercredi la marche des routiers.", "COERCE", "Bakel"),
    ("Lors d'un déplacement à Nara, le ministre a promis mardi des escortes aux éleveurs.", "AGREE", "Nara"),
    ("Lors d'une conférence de presse à Bakel, le syndicat a réclamé mardi des escortes.", "REQUEST", "Bakel"),
    ("Les routiers ont repris lundi la grève, qui a vidé la gare de Nioro.", "PROTEST", "Nioro"),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([text for text, _, _ in ROWS])


@pytest.mark.parametrize(("text", "kind", "place"), ROWS, ids=[text for text, _, _ in ROWS])
def test_where_they_decided_spoke_or_gathered(text: str, kind: str, place: str | None) -> None:
    told = [report.place for report in readings()[text].reports if report.type == kind]
    assert told
    assert told[-1] == place
