"""Invented articles and what the coder should make of one event in each; published on Wednesday 12 November 2025.

The first line of an article is its headline. Expected fields: `type`, `mode`, `actors`, `recipients`, `place`, `from`,
`to`, `killed`, `wounded`, `abducted`, `status`, `background`, `series`, `by` (attributed_to); parties are given by a
word of each. What is not named is not asked.
"""

from __future__ import annotations

from typing import Any

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "active": (
        "Diboli : un poste attaqué\n"
        "Des combattants du JNIM ont attaqué mardi le poste de douane de Diboli, dans l'ouest du Mali.",
        {"type": "ASSAULT", "actors": ["JNIM"], "recipients": ["poste"], "place": "Diboli", "from": "2025-11-11",
         "to": "2025-11-11", "status": "asserted", "background": False, "series": False},
    ),
    "active with toll": (
        "Attaque meurtrière dans l'ouest\n"
        "Des hommes armés ont tué quatre chauffeurs et blessé six autres lundi près de Kayes, a indiqué le gouverneur.",
        {"type": "ASSAULT", "actors": ["hommes armés"], "recipients": ["chauffeurs"], "place": "Kayes",
         "killed": [4, 4], "wounded": [6, 6], "from": "2025-11-10", "by": "gouverneur"},
    ),
    "those who die undergo": (
        "Deux gendarmes tués près de Kidira\n"
        "Deux gendarmes ont trouvé la mort lundi dans une embuscade près de Kidira, selon le préfet.",
        {"type": "ASSAULT", "actors": [], "recipients": ["gendarmes"], "from": "2025-11-10"},
    ),
    "a mine does not act": (
        "Trois soldats tués par une mine\n"
        "Trois soldats ont été tués mardi par une mine près de Kayes, selon l'armée.",
        {"type": "ASSAULT", "actors": [], "recipients": ["soldats"], "from": "2025-11-11"},
    ),
    "passive": (
        "Quatre douaniers tués près de Kidira\n"
        "Quatre douaniers ont été tués dimanche par des hommes armés près de Kidira, selon la gendarmerie.",
        {"type": "ASSAULT", "actors": ["hommes armés"], "recipients": ["douaniers"], "place": "Kidira",
         "from": "2025-11-09", "killed": [4, 4], "by": "gendarmerie"},
    ),
    "part of a country": (
        "Mali : cinq chauffeurs enlevés\n"
        "Cinq chauffeurs ont été enlevés lundi dans le nord du Mali, selon le syndicat des routiers.",
        {"type": "ASSAULT", "mode": "abduct", "recipients": ["chauffeurs"], "place": "Mali", "from": "2025-11-10"},
    ),
    "agent behind day and place": (
        "Trois éleveurs tués dans le cercle de Kayes\n"
        "Trois éleveurs ont été tués jeudi, dans le nord du cercle de Kayes, par des hommes armés venus à moto.",
        {"type": "ASSAULT", "actors": ["hommes armés"], "recipients": ["éleveurs"], "from": "2025-11-06"},
    ),
    "denied as an object": (
        "Mali : l'armée dément\n"
        "L'état-major a démenti mardi l'attaque d'un convoi de carburant près de Diboli, annoncée par une radio.",
        {"type": "ASSAULT", "status": "denied", "from": None, "count": 2},
    ),
    "below a denial": (
        "Diboli : l'armée dément des pertes\n"
        "L'armée a démenti mardi, dans un communiqué, la mort de soldats lors de l'attaque du convoi de Diboli.",
        {"type": "ASSAULT", "from": None, "count": 2},
    ),
    "one more": (
        "Kidira : deux chauffeurs tués\n"
        "Deux chauffeurs ont été tués et un troisième blessé lundi près de Kidira, selon la gendarmerie.",
        {"type": "ASSAULT", "killed": [2, 2], "wounded": [1, 1], "from": "2025-11-10"},
    ),
    "passive abduction": (
        "Un ingénieur chinois enlevé\n"
        "Un ingénieur chinois a été enlevé vendredi par des inconnus à Nioro, selon une source sécuritaire.",
        {"type": "ASSAULT", "mode": "abduct", "actors": ["inconnus"], "recipients": ["ingénieur"], "place": "Nioro",
         "from": "2025-11-07", "abducted": [1, 1], "by": "source sécuritaire"},
    ),
    "participle": (
        "Mali : le bilan s'alourdit\n"
        "Au moins douze soldats tués dans une embuscade tendue samedi par le JNIM près de Sandaré : "
        "l'armée a confirmé ce bilan mercredi.",
        {"type": "ASSAULT", "actors": ["JNIM"], "recipients": ["soldats"], "from": "2025-11-08", "killed": [12, None]},
    ),
    "nominalisation": (
        "L'ouest du Mali sous pression\n"
        "L'attaque du JNIM contre un convoi de citernes à Diboli, lundi, a fait trois morts, selon les autorités.",
        {"type": "ASSAULT", "actors": ["JNIM"], "recipients": ["convoi"], "place": "Diboli", "from": "2025-11-10",
         "killed": [3, 3], "by": "autorités"},
    ),
    "nominalised abduction": (
        "Inquiétude à Kayes\n"
        "L'enlèvement de deux chauffeurs sénégalais par des hommes armés, dimanche près de Kayes, a été confirmé.",
        {"type": "ASSAULT", "mode": "abduct", "actors": ["hommes armés"], "recipients": ["chauffeurs"],
         "abducted": [2, 2], "from": "2025-11-09", "place": "Kayes"},
    ),
    "support verb": (
        "Nouvelle attaque au sud\n"
        "Le JNIM a mené lundi une attaque contre un camp militaire à Bougouni.",
        {"type": "ASSAULT", "actors": ["JNIM"], "recipients": ["camp"], "place": "Bougouni", "from": "2025-11-10"},
    ),
    "undergo verb": (
        "Un convoi pris pour cible\n"
        "Un convoi de l'armée malienne a essuyé mardi une attaque de combattants du JNIM près de Diéma.",
        {"type": "ASSAULT", "actors": ["JNIM"], "recipients": ["convoi"], "place": "Diéma", "from": "2025-11-11"},
    ),
    "headline style": (
        "Mali : sept soldats tués dans une attaque à Nara\n"
        "Le poste de l'armée a été attaqué à l'aube mardi, a annoncé l'état-major.",
        {"type": "ASSAULT", "recipients": ["soldats"], "place": "Nara", "killed": [7, 7], "from": "2025-11-11"},
    ),
    "explosive": (
        "Une mine tue cinq civils\n"
        "Cinq civils ont été tués lundi quand leur véhicule a sauté sur une mine près de Douentza.",
        {"type": "ASSAULT", "mode": "explosives", "recipients": ["civils"], "place": "Douentza", "killed": [5, 5]},
    ),
    "air strike": (
        "Frappes de l'armée\n"
        "L'aviation malienne a bombardé dimanche une base du JNIM dans la forêt du Baoulé, a indiqué l'armée.",
        {"type": "ASSAULT", "mode": "aerial", "actors": ["aviation"], "recipients": ["JNIM"], "from": "2025-11-09"},
    ),
    "side totals": (
        "Combats à Ségou\n"
        "Six soldats et deux civils ont été tués mardi dans l'attaque du village, selon le maire de Ségou.",
        {"type": "ASSAULT", "killed": [8, 8], "from": "2025-11-11"},
    ),
    "toll updated": (
        "Le bilan de l'attaque de Mopti passe à neuf morts\n"
        "Le bilan de l'attaque menée dimanche à Mopti est passé de six à neuf morts, a annoncé l'hôpital.",
        {"type": "ASSAULT", "place": "Mopti", "killed": [9, 9]},
    ),
    "claimed": (
        "Le JNIM revendique l'attaque de Kayes\n"
        "Le JNIM a revendiqué mercredi l'attaque menée mardi contre la gendarmerie de Kayes, "
        "qui a fait quatre morts parmi les gendarmes.",
        {"type": "ASSAULT", "actors": ["JNIM"], "place": "Kayes", "from": "2025-11-11", "killed": [4, 4], "by": "JNIM"},
    ),
    "fuel embargo": (
        "Le carburant manque à Bamako\n"
        "Le JNIM impose depuis septembre un embargo sur le carburant à destination de Bamako.",
        {"type": "COERCE", "mode": "withhold", "actors": ["JNIM"], "from": "2025-09-01"},
    ),
    "arrest": (
        "Trafic d'armes : quatre arrestations\n"
        "La gendarmerie sénégalaise a arrêté lundi quatre trafiquants d'armes à Tambacounda.",
        {"type": "COERCE", "mode": "arrest", "actors": ["gendarmerie"], "recipients": ["trafiquants"],
         "place": "Tambacounda", "from": "2025-11-10"},
    ),
    "border closed": (
        "La frontière fermée\n"
        "Le gouvernement malien a fermé mardi la frontière avec le Sénégal à Diboli.",
        {"type": "COERCE", "mode": "restrict", "actors": ["gouvernement malien"], "from": "2025-11-11"},
    ),
    "curfew": (
        "Couvre-feu à Kayes\n"
        "Le gouverneur de Kayes a instauré dimanche un couvre-feu dans toute la région.",
        {"type": "COERCE", "mode": "curfew", "actors": ["gouverneur"], "from": "2025-11-09"},
    ),
    "coup": (
        "Coup d'État : les militaires au pouvoir\n"
        "Des militaires ont pris le pouvoir mercredi et arrêté le président.",
        {"count": 2, "type": "COERCE", "mode": "seize", "actors": ["militaires"], "from": "2025-11-12"},
    ),
    "received a delegation": (
        "Audience à Bamako\n"
        "Le président de la transition a reçu lundi à Bamako une délégation sénégalaise conduite par le ministre "
        "des Affaires étrangères.",
        {"type": "CONSULT", "mode": "visit", "recipients": ["président de la transition"], "place": "Bamako",
         "from": "2025-11-10"},
    ),
    "visit of X to Y": (
        "Diplomatie : une visite attendue\n"
        "La visite du président Ndiaye-Sarr à Bamako, lundi et mardi, a porté sur la sécurité de la frontière.",
        {"type": "CONSULT", "mode": "visit", "actors": ["Ndiaye-Sarr"], "place": "Bamako"},
    ),
    "travel": (
        "Le ministre sénégalais à Nouakchott\n"
        "Le ministre sénégalais de l'Intérieur s'est rendu mardi à Nouakchott, où il a rencontré son homologue.",
        {"count": 2, "type": "CONSULT", "actors": ["ministre"], "place": "Nouakchott", "from": "2025-11-11"},
    ),
    "meeting": (
        "Rencontre à Dakar\n"
        "Les ministres malien et sénégalais de la Défense se sont entretenus lundi à Dakar de la situation "
        "à la frontière.",
        {"type": "CONSULT", "actors": ["ministres"], "place": "Dakar", "from": "2025-11-10"},
    ),
    "phone call": (
        "Entretien entre les deux présidents\n"
        "Les présidents sénégalais et malien ont eu mardi un entretien téléphonique.",
        {"type": "CONSULT", "mode": "phone", "actors": ["présidents"], "from": "2025-11-11"},
    ),
    "ellipsis": (
        "Le ballet des visiteurs à Bamako\n"
        "La visite du ministre sénégalais de la Défense en juillet à Bamako, suivie de celle du chef de la diplomatie "
        "en août, puis de l'envoyé spécial du président en octobre, a relancé le dialogue.",
        {"count": 3, "type": "CONSULT", "from": "2025-08-01", "to": "2025-08-31", "actors": ["diplomatie"]},
    ),
    "summit": (
        "Sommet à Accra\n"
        "Les chefs d'État de la Cédéao ont tenu dimanche un sommet à Accra.",
        {"type": "CONSULT", "actors": ["chefs d'État"], "place": "Accra", "from": "2025-11-09"},
    ),
    "agreement": (
        "Transit : un accord signé\n"
        "Le Sénégal et le Mali ont signé lundi à Dakar un accord sur le transit des marchandises.",
        {"type": "AGREE", "actors": ["Sénégal", "Mali"], "place": "Dakar", "from": "2025-11-10"},
    ),
    "joint patrols": (
        "Des patrouilles sur la Falémé\n"
        "Les armées du Sénégal et du Mali ont lancé mardi des patrouilles conjointes le long de la Falémé.",
        {"type": "COOPERATE", "actors": ["armées"], "from": "2025-11-11"},
    ),
    "extradition": (
        "Un suspect remis au Mali\n"
        "Le Sénégal a extradé vendredi vers Bamako un chef présumé du groupe.",
        {"type": "COOPERATE", "actors": ["Sénégal"], "from": "2025-11-07"},
    ),
    "leaving an organisation": (
        "Le Mali et la Cédéao\n"
        "Le Mali, le Burkina Faso et le Niger ont quitté la Cédéao en janvier.",
        {"count": 1,
         "type": "SANCTION", "mode": "withdraw", "actors": ["Mali", "Burkina", "Niger"], "recipients": ["Cédéao"],
         "from": "2025-01-01", "background": True},
    ),
    "leaving, as a noun": (
        "Après le départ\n"
        "Le retrait du Mali de la Cédéao, effectif en janvier, a changé les règles du commerce.",
        {"type": "SANCTION", "mode": "withdraw", "actors": ["Mali"], "recipients": ["Cédéao"], "background": True},
    ),
    "sanctions": (
        "La Cédéao sanctionne\n"
        "La Cédéao a imposé dimanche des sanctions économiques au Mali.",
        {"type": "SANCTION", "actors": ["Cédéao"], "recipients": ["Mali"], "from": "2025-11-09"},
    ),
    "expelled ambassador": (
        "Bamako expulse l'ambassadeur de France\n"
        "Les autorités maliennes ont expulsé lundi l'ambassadeur de France.",
        {"type": "SANCTION", "mode": "expel", "actors": ["autorités maliennes"], "recipients": ["ambassadeur"],
         "from": "2025-11-10"},
    ),
    "conviction": (
        "Vingt ans de prison pour un chef rebelle\n"
        "Le tribunal de Bamako a condamné mardi un chef rebelle à vingt ans de prison.",
        {"type": "SANCTION", "mode": "convict", "actors": ["tribunal"], "recipients": ["chef rebelle"],
         "from": "2025-11-11"},
    ),
    "troops sent": (
        "Renforts à la frontière\n"
        "L'armée sénégalaise a déployé lundi deux cents soldats à Kidira.",
        {"type": "MOBILIZE", "actors": ["armée sénégalaise"], "place": "Kidira", "from": "2025-11-10"},
    ),
    "troops leave": (
        "L'armée quitte Ménaka\n"
        "Les soldats nigériens se sont retirés mardi de leur base de Ménaka.",
        {"type": "RETREAT", "actors": ["soldats"], "from": "2025-11-11"},
    ),
    "release": (
        "Deux otages libérés\n"
        "Deux chauffeurs sénégalais enlevés en octobre ont été libérés mardi par le JNIM.",
        {"count": 2,
         "type": "RETREAT", "mode": "release", "actors": ["JNIM"], "recipients": ["chauffeurs"], "from": "2025-11-11"},
    ),
    "resignation": (
        "Le Premier ministre démissionne\n"
        "Le Premier ministre a remis mercredi sa démission au président.",
        {"type": "RETREAT", "mode": "resign", "actors": ["Premier ministre"], "from": "2025-11-12"},
    ),
    "protest": (
        "Manifestation à Dakar\n"
        "Des milliers de personnes ont manifesté samedi à Dakar contre la vie chère.",
        {"type": "PROTEST", "mode": "demo", "actors": ["personnes"], "place": "Dakar", "from": "2025-11-08"},
    ),
    "strike": (
        "Les transporteurs en grève\n"
        "Les transporteurs de Kayes ont entamé lundi une grève de trois jours.",
        {"type": "PROTEST", "mode": "strike", "actors": ["transporteurs"], "from": "2025-11-10"},
    ),
    "condemnation": (
        "L'Union africaine réagit\n"
        "L'Union africaine a condamné lundi l'attaque de Diboli.",
        {"count": None, "type": "ACCUSE", "mode": "disapprove", "actors": ["Union africaine"], "from": "2025-11-10"},
    ),
    "allegation": (
        "Tensions avec Alger\n"
        "Bamako a accusé mardi l'Algérie de soutenir les rebelles.",
        {"type": "ACCUSE", "mode": "allege", "actors": ["Bamako"], "recipients": ["Algérie"], "from": "2025-11-11"},
    ),
    "demand": (
        "L'ONU lance un appel\n"
        "L'ONU a appelé lundi les parties à la retenue et au dialogue.",
        {"type": "REQUEST", "actors": ["ONU"], "recipients": ["parties"], "from": "2025-11-10"},
    ),
    "refusal": (
        "Alger dit non\n"
        "Le gouvernement algérien a rejeté mardi la proposition de médiation de Bamako.",
        {"type": "REJECT", "actors": ["gouvernement algérien"], "from": "2025-11-11"},
    ),
    "threat": (
        "Le JNIM menace les transporteurs\n"
        "Le JNIM a menacé lundi de représailles les transporteurs qui ravitaillent Bamako.",
        {"type": "THREATEN", "actors": ["JNIM"], "recipients": ["transporteurs"], "from": "2025-11-10"},
    ),
    "condolences": (
        "Dakar solidaire\n"
        "Le président sénégalais a présenté mardi ses condoléances au peuple malien.",
        {"type": "SUPPORT", "actors": ["président sénégalais"], "recipients": ["peuple malien"], "from": "2025-11-11"},
    ),
    "aid": (
        "Des vivres pour les déplacés\n"
        "Le Programme alimentaire mondial a distribué lundi des vivres aux déplacés de Kayes.",
        {"type": "AID", "actors": ["Programme alimentaire"], "recipients": ["déplacés"], "from": "2025-11-10"},
    ),
    "sanctions lifted": (
        "La Cédéao lève ses sanctions\n"
        "La Cédéao a levé dimanche les sanctions contre le Mali.",
        {"count": None, "type": "CONCEDE", "actors": ["Cédéao"], "from": "2025-11-09"},
    ),
    "planned": (
        "Visite attendue\n"
        "Le ministre malien de la Défense se rendra jeudi à Dakar pour rencontrer son homologue sénégalais.",
        {"count": None,
         "type": "CONSULT", "actors": ["ministre"], "place": "Dakar", "from": "2025-11-13", "status": "planned"},
    ),
    "hedged": (
        "Incertitude à Nioro\n"
        "Des hommes armés auraient enlevé dimanche trois commerçants près de Nioro, selon des sources locales.",
        {"type": "ASSAULT", "actors": ["hommes armés"], "recipients": ["commerçants"], "abducted": [3, 3],
         "from": "2025-11-09", "status": "hedged", "by": "sources locales"},
    ),
    "denied": (
        "L'armée dément\n"
        "L'armée malienne a démenti mardi avoir attaqué le village de Bounti.",
        {"count": None, "type": "ASSAULT", "status": "denied"},
    ),
    "background": (
        "Un convoi attaqué à Kayes\n"
        "Des hommes armés ont attaqué mardi un convoi à Kayes. En mars 2024, une attaque du même groupe avait fait "
        "douze morts à Nioro.",
        {"count": 2, "type": "ASSAULT", "place": "Nioro", "from": "2024-03-01", "to": "2024-03-31", "killed": [12, 12],
         "background": True},
    ),
    "series": (
        "L'ouest du Mali sous la menace\n"
        "Les attaques répétées du JNIM contre les convois de carburant depuis septembre paralysent la région de Kayes.",
        {"type": "ASSAULT", "actors": ["JNIM"], "recipients": ["convois"], "series": True, "from": "2025-09-01"},
    ),
    "two events, first": (
        "Double attaque dans l'ouest\n"
        "Des hommes armés ont tué deux douaniers lundi à Diboli et enlevé trois chauffeurs mardi à Kayes.",
        {"count": 2,
         "type": "ASSAULT", "recipients": ["douaniers"], "place": "Diboli", "from": "2025-11-10", "killed": [2, 2]},
    ),
    "two events, second": (
        "Double attaque dans l'ouest\n"
        "Des hommes armés ont tué deux douaniers lundi à Diboli et enlevé trois chauffeurs mardi à Kayes.",
        {"count": 2,
         "type": "ASSAULT", "mode": "abduct", "recipients": ["chauffeurs"], "place": "Kayes", "from": "2025-11-11",
         "abducted": [3, 3]},
    ),
    "typographic apostrophes": (
        "L’armée riposte\n"
        "L’armée malienne a tué lundi six combattants du JNIM près de Nara, a indiqué l’état-major.",
        {"type": "ASSAULT", "actors": ["armée malienne"], "recipients": ["combattants"], "place": "Nara",
         "killed": [6, 6]},
    ),
}  # fmt: skip

ALONE = {
    "active": ("Des hommes armés ont attaqué mardi le poste de douane de Diboli.", "ASSAULT"),
    "passive": ("Quatre douaniers ont été tués dimanche par des hommes armés près de Kidira.", "ASSAULT"),
    "nominalisation": ("L'attaque du JNIM contre un convoi à Diboli a fait trois morts.", "ASSAULT"),
    "visit": ("Le ministre sénégalais de l'Intérieur s'est rendu mardi à Nouakchott.", "CONSULT"),
    "embargo": ("Le JNIM a décrété un embargo sur le carburant à destination de Bamako.", "COERCE"),
    "accord": ("Le Sénégal et le Mali ont signé lundi à Dakar un accord de transit.", "AGREE"),
    "patrols": ("Les deux armées ont lancé mardi des patrouilles conjointes sur la Falémé.", "COOPERATE"),
    "protest": ("Des milliers de personnes ont manifesté samedi à Dakar contre la vie chère.", "PROTEST"),
    "arrest": ("La gendarmerie sénégalaise a arrêté lundi quatre trafiquants à Tambacounda.", "COERCE"),
    "release": ("Deux chauffeurs sénégalais ont été libérés mardi par le JNIM.", "RETREAT"),
    "deployment": ("L'armée sénégalaise a déployé lundi deux cents soldats à Kidira.", "MOBILIZE"),
    "sanctions": ("La Cédéao a imposé dimanche des sanctions économiques au Mali.", "SANCTION"),
    "condemnation": ("L'Union africaine a condamné lundi l'attaque de Diboli.", "ACCUSE"),
    "condolences": ("Le président sénégalais a présenté mardi ses condoléances au peuple malien.", "SUPPORT"),
}
