"""Locating: places that the words around their names bring to an event, and those that they take from it."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, type of the event, its place, or None when the article leaves it open
ROWS: list[tuple[str, str, str | None]] = [
    (
        "Un chauffeur a été enlevé lundi par des hommes armés, à la tombée de la nuit, près de Nioro.",
        "ASSAULT",
        "Nioro",
    ),
    (
        "L'otage a quitté Gao jeudi pour Bamako, où elle a été reçue par le président malien.",
        "CONSULT",
        "Bamako",
    ),
    (
        "Des heurts ont agité Mopti et Sévaré (centre), où douze jeunes ont été interpellés lundi par la police.",
        "COERCE",
        "Sévaré",
    ),
    (
        "Le douanier a été emprisonné mardi à Kita, à 180 kilomètres à l'ouest de Bamako.",
        "COERCE",
        "Kita",
    ),
    (
        "Des hommes armés ont attaqué lundi un convoi de citernes qui roulait vers Bamako.",
        "ASSAULT",
        None,
    ),
    (
        "L'armée a dépêché lundi des renforts, arrivés de Kayes dans la soirée.",
        "MOBILIZE",
        None,
    ),
    (
        "Les assaillants, arrivés par la piste de Nara, ont attaqué lundi le marché de Mourdiah.",
        "ASSAULT",
        "Mourdiah",
    ),
    (
        "Les prix montent à Kayes et dans tout le Mali. "
        "Les jihadistes ont interdit lundi toute importation de ciment depuis la Guinée.",
        "COERCE",
        "Mali",
    ),
    (
        "L'organisation, basée à Lomé, a salué mardi la décision du gouvernement.",
        "SUPPORT",
        None,
    ),
    (
        "Les transporteurs demandent à Lomé de rouvrir le poste.",
        "REQUEST",
        None,
    ),
    (
        "Un convoi de carburant en provenance de Bakel a été attaqué lundi par des hommes armés.",
        "ASSAULT",
        None,
    ),
    (
        "Un peloton de gendarmerie a été déployé lundi à Kidira et la pêche sur la Falémé est interdite.",
        "MOBILIZE",
        "Kidira",
    ),
    (
        "Les ministres ont tenu mardi une réunion sur la situation au Mali.",
        "CONSULT",
        None,
    ),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([text for text, _, _ in ROWS])


@pytest.mark.parametrize(("text", "kind", "place"), ROWS, ids=[text for text, _, _ in ROWS])
def test_where_the_words_put_it(text: str, kind: str, place: str | None) -> None:
    told = [report.place for report in readings()[text].reports if report.type == kind]
    assert told
    assert told[-1] == place
