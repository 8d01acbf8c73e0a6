"""Whereabouts: the place of an event that other sentences tell, and events that stay without one."""

from functools import lru_cache

import pytest
from coding_making import read_texts

from recoupe.model import Reading

# text, type of the event, its place, or None when the article leaves it open
ROWS: list[tuple[str, str, str | None]] = [
    ("Un officier de Nioro a démenti lundi toute négociation avec les jihadistes.", "REJECT", None),
    (
        "A Labé, le syndicat des routiers a suspendu lundi les départs. Il réclame des escortes dès la frontière.",
        "REQUEST",
        "Labé",
    ),
    (
        "Les pluies ont noyé les champs de Nara. Dans un discours, le gouverneur y a appelé lundi les habitants à "
        "quitter les rives.",
        "REQUEST",
        "Nara",
    ),
    (
        "Le Sénégal arrête quatre trafiquants d'armes\n"
        "Les forces de sécurité ont pris lundi quatre hommes dans un raid mené à l'aube près de Bakel, "
        "selon un officier.",
        "COERCE",
        "Bakel",
    ),
    (
        "Des hommes armés ont attaqué samedi le poste de Moussala, au Mali. Les habitants ont fui. Le marché est vide. "
        "Le chef du village attend. L'armée sénégalaise a renforcé sa présence le long du fleuve.",
        "MOBILIZE",
        None,
    ),
    (
        "Trois gardes ont été blessés lundi dans l'ouest du Mali. "
        "L'attaque s'est produite vers midi près de Diéma, selon un témoin.",
        "ASSAULT",
        "Diéma",
    ),
    (
        "Trois gardes ont été blessés lundi dans l'ouest du Mali. "
        "La cérémonie de remise des prix s'est déroulée mardi près de Diéma.",
        "ASSAULT",
        "Mali",
    ),
    (
        "Deux gardes ont été tués lundi au Mali. Le ministre évoque une embuscade dans la région de Tessalit.",
        "ASSAULT",
        "Tessalit",
    ),
    (
        "Des hommes armés ont attaqué lundi le poste de douane de Gogui. Le commandant raconte sa nuit de veille. "
        "Les autorités ont fermé le poste.",
        "COERCE",
        "Gogui",
    ),
    (
        "Le maire de Bamako a inauguré une école. À Sandaré, la nuit a été agitée. Des hommes armés ont tué un berger.",
        "ASSAULT",
        "Sandaré",
    ),
    (
        "La colère gronde à Nara. Plusieurs centaines de femmes y ont défilé dimanche.",
        "PROTEST",
        "Nara",
    ),
    (
        "Les prix montent au Mali. Depuis un mois, le groupe jihadiste impose un blocus sur le carburant.",
        "COERCE",
        "Mali",
    ),
    (
        "Le ministre a reçu mardi à Kayes une délégation de transporteurs. "
        "Les deux parties sont convenues d'ouvrir un bureau commun.",
        "AGREE",
        "Kayes",
    ),
    (
        "La gendarmerie a arrêté lundi deux passeurs à Bakel. Les enquêteurs ont saisi trois fusils.",
        "COERCE",
        "Bakel",
    ),
    (
        "Le Burkina Faso pleure ses morts. Six gardes ont été tués lundi au Burkina par des hommes armés.",
        "ASSAULT",
        "Burkina Faso",
    ),
    (
        "Le Mali compte ses morts. Deux bergers, enlevés la veille près de Bakel, ont été tués lundi en territoire "
        "malien par des hommes armés.",
        "ASSAULT",
        "Mali",
    ),
    (
        "Des hommes armés ont incendié lundi le bureau de péage, selon un cadre de la direction des douanes de Kayes.",
        "ASSAULT",
        None,
    ),
    ("Les prix montent au Mali. Un voleur a été arrêté lundi par un passant.", "COERCE", None),
    (
        "Les ministres de l'Énergie se sont réunis lundi à Labé. Les travaux ont duré deux heures. "
        "Les participants ont réclamé l'ouverture de la route.",
        "REQUEST",
        "Labé",
    ),
    (
        "Les ministres de l'Énergie se sont réunis lundi à Labé. Les travaux ont duré deux heures. "
        "Les syndicats ont réclamé l'ouverture de la route.",
        "REQUEST",
        None,
    ),
    (
        "Des hommes armés ont attaqué lundi le poste de douane de Gogui. Le chef dormait. Personne ne veillait. "
        "Les assaillants ont emporté deux véhicules.",
        "COERCE",
        "Gogui",
    ),
    (
        "Le maire de Bakel s'est entretenu lundi au téléphone avec le gouverneur de Kayes.",
        "CONSULT",
        None,
    ),
    (
        "Six chauffeurs ont été tués lundi, selon l'armée. Le convoi a été attaqué vers midi près de Sandaré.",
        "ASSAULT",
        "Sandaré",
    ),
    (
        "Des hommes armés ont tué lundi deux douaniers à Gogui. L'armée a dépêché des renforts sur place depuis Nioro.",
        "MOBILIZE",
        "Gogui",
    ),
    (
        "Nara compte ses camions. Les routiers y observent une grève depuis l'attaque de Mourdiah.",
        "PROTEST",
        "Nara",
    ),
    (
        "Des hommes armés ont tué lundi un berger à Nara. La veille, les assaillants avaient menacé les commerçants.",
        "THREATEN",
        "Nara",
    ),
    (
        "Nara : une nuit agitée\nDes coups de feu ont réveillé lundi le marché de Nara.\n"
        "Les gendarmes ont arrêté quatre commerçants.",
        "COERCE",
        "Nara",
    ),
    (
        "Nara : une nuit agitée\nDes coups de feu ont réveillé lundi le marché de Nara.\n"
        "La foire de Béma est annulée. Les gendarmes ont arrêté quatre commerçants.",
        "COERCE",
        None,
    ),
    (
        "Nara a peur. Depuis, les deux armées y mènent une patrouille conjointe.",
        "COOPERATE",
        "Nara",
    ),
    (
        "Le Burkina Faso pleure ses morts. Selon le ministère, six bergers ont été tués lundi dans l'est du pays.",
        "ASSAULT",
        "Burkina Faso",
    ),
    (
        "Le Burkina Faso pleure ses morts. Selon le ministère, six bergers ont été tués lundi dans un pays voisin.",
        "ASSAULT",
        None,
    ),
    (
        "Le Mali manque de carburant, Bamako attend. Des étudiants ont manifesté lundi dans la capitale.",
        "PROTEST",
        "Bamako",
    ),
]


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts([text for text, _, _ in ROWS])


@pytest.mark.parametrize(("text", "kind", "place"), ROWS, ids=[text for text, _, _ in ROWS])
def test_where_it_happened(text: str, kind: str, place: str | None) -> None:
    told = [report.place for report in readings()[text].reports if report.type == kind]
    assert told
    assert told[-1] == place


SAID = [
    "Le ministre est arrivé lundi à Kayes. Le syndicat des routiers accuse le gouvernement de mentir sur les stocks.",
    "Des pluies sont tombées à Kidal. L'Union africaine a condamné l'attaque de la veille.",
]


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_takes_no_place_from_another_sentence(text: str) -> None:
    reports = [r for r in read_texts([text])[text].reports if r.type == "ACCUSE"]
    assert reports
    assert all(report.place is None for report in reports)
