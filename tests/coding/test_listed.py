"""Lists of deeds: each line of a communiqué tells of one, by its participle; barriers and captives are not one deed."""

from __future__ import annotations

import pytest
from coding_making import read_texts

OPENING = "Bilan de l'opération menée par la gendarmerie malienne lundi à Kayes :\n"
LINES = [
    ("- quarante motos confisquées ;", "confisquées", True),
    ("- six trafiquants arrêtés ;", "arrêtés", True),
    ("- deux puits clandestins démantelés.", "démantelés", True),
    ("- la moto confisquée servait au transport du courrier.", "confisquée", False),
]


@pytest.mark.parametrize(("line", "word", "told"), LINES, ids=[row[0] for row in LINES])
def test_line_of_a_list_tells_a_deed(line: str, word: str, told: bool) -> None:
    text = OPENING + line
    assert (word in [r.anchor.quote for r in read_texts([text])[text].reports]) is told


def test_each_line_is_a_deed_of_its_own() -> None:
    text = OPENING + "\n".join(line for line, _, told in LINES if told)
    quotes = {r.anchor.quote for r in read_texts([text])[text].reports}
    assert {word for _, word, told in LINES if told} <= quotes


def test_soldiers_of_two_countries_patrol_together() -> None:
    text = "Des soldats sénégalais et des gendarmes maliens ont patrouillé mardi le long du fleuve."
    assert [r.type for r in read_texts([text])[text].reports] == ["COOPERATE"]


def test_barrier_raised_is_no_captive_freed() -> None:
    text = "Les ravisseurs ont libéré deux chauffeurs mardi. Le même jour, la barrière de Nayé se releva."
    assert len([r for r in read_texts([text])[text].reports if r.type == "RETREAT"]) == 2
