"""Stance: how surely the words of an event tell it; the sentences are invented."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, type of the report, its status
TOLD: list[tuple[str, str, str]] = [
    ("Douze chauffeurs auraient été enlevés lundi près de Kayes.", "ASSAULT", "hedged"),
    ("L'ambassade aurait demandé lundi des explications au gouvernement malien.", "REQUEST", "hedged"),
    ("Des patrouilles ont repris après que deux douaniers eurent été tués près de Kayes.", "ASSAULT", "asserted"),
    ("Douze chauffeurs ont été enlevés lundi près de Kayes.", "ASSAULT", "asserted"),
    ("Dans la soirée, le président malien accueillera son homologue sénégalais à Bamako.", "CONSULT", "planned"),
]
GOING_ON = "Le Mali affronte des attaques récurrentes du JNIM contre ses convois."


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([*[text for text, _, _ in TOLD], GOING_ON])


@pytest.mark.parametrize(("text", "kind", "status"), TOLD, ids=[row[0] for row in TOLD])
def test_status(text: str, kind: str, status: str) -> None:
    told = [r.status for r in readings()[text].reports if r.type == kind]
    assert told == [status]


def test_a_series_that_a_present_verb_carries_is_no_history() -> None:
    told = [r for r in readings()[GOING_ON].reports if r.type == "ASSAULT"]
    assert told and not any(r.background for r in told)
