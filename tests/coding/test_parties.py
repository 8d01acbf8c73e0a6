"""Parties: who acts and who undergoes it, among those whom a report's words name."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, type of its report, a word of its actor and of its recipient; None where it has nobody
ROWS: list[tuple[str, str, str | None, str | None]] = [
    ("Des hommes armés ont emporté lundi deux véhicules à Nioro.", "COERCE", "hommes armés", None),
    ("Le JNIM impose depuis septembre un blocus sur le carburant.", "COERCE", "JNIM", None),
    ("Cinq camions ont brûlé mardi dans une attaque près de Kayes.", "ASSAULT", None, "camions"),
    ("Un véhicule de l'armée malienne a sauté lundi sur une mine près de Gao.", "ASSAULT", None, "armée malienne"),
    ("Le chef du village a reçu trois balles lundi près de Gao.", "ASSAULT", None, "chef du village"),
    ("L'armée malienne a perdu douze soldats lundi près de Gao.", "ASSAULT", None, "douze soldats"),
    ("Les otages ont retrouvé la liberté lundi à Kidal.", "RETREAT", None, "otages"),
    ("Le camp a été pris lundi sous le feu du JNIM près de Gao.", "ASSAULT", "JNIM", "camp"),
    ("Deux vétérinaires ont été enlevés lundi à Ménaka.", "ASSAULT", None, "vétérinaires"),
    ("Douze d'entre eux ont été enlevés lundi à Ménaka.", "ASSAULT", None, "Douze"),
    ("La gendarmerie a dépêché lundi un détachement à Kayes.", "MOBILIZE", "gendarmerie", None),
    ("Deux militaires de la force Barkhane ont été tués lundi par une mine à Gao.", "ASSAULT", None, "militaires"),
    ("Un chauffeur a été tué lundi dans une attaque armée à Gao.", "ASSAULT", None, "chauffeur"),
    ("Le président malien salue à nouveau le courage des soldats.", "SUPPORT", "président malien", "soldats"),
    (
        "Les chauffeurs enlevés mardi à Kayes par le JNIM ont été libérés mercredi.",
        "RETREAT",
        "JNIM",
        "chauffeurs",
    ),
    ("Le maire a démenti mardi avoir payé les ravisseurs.", "REJECT", "maire", None),
    ("Un berger a été arrêté lundi puis relâché mardi à Kayes.", "RETREAT", None, "berger"),
    ("La mairie a interdit lundi le cortège à Kayes.", "COERCE", "mairie", None),
    ("Les rebelles ont mené lundi une attaque contre une mosquée de Loulouni.", "ASSAULT", "rebelles", "mosquée"),
    ("L'embuscade a eu lieu lundi près de Kayes, selon la gendarmerie.", "ASSAULT", None, None),
    ("Le convoi a été la cible d'une embuscade lundi près de Kayes.", "ASSAULT", None, "convoi"),
    ("L'attaque du JNIM a fait trois morts lundi près de Gao.", "ASSAULT", "JNIM", None),
    ("Des hommes à moto ont mis le feu lundi à une antenne près de Kayes.", "ASSAULT", "hommes à moto", "antenne"),
    ("L'état-major a publié un bilan. Il a démenti mardi toute perte.", "REJECT", "état-major", None),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), ROWS, ids=[row[0] for row in ROWS])
def test_who_did_it_to_whom(text: str, kind: str, actor: str | None, recipient: str | None) -> None:
    reports = [r for r in readings()[text].reports if r.type == kind]
    assert reports
    for side, expected in (("actors", actor), ("recipients", recipient)):
        named = [quote for report in reports for quote in getattr(report, side)]
        assert any(expected in quote for quote in named) if expected else not named, (side, named)
