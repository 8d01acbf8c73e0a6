"""Pairs of invented reports of one event, and what the difference between them amounts to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from recoup_making import reading, report

from recoupe.recoup.labels import Bond, Witness, label_pair
from recoupe.recoup.profile import make_profiles

R = dict[str, Any]
# description, field, one report, other report, label, "same" line of sources or "other", which is later: a, b or -
ROWS: list[tuple[str, str, R, R, str | None, str, str]] = [
    # counts
    ("equal tolls", "killed", {"killed": 4}, {"killed": 4}, "agreed", "other", "b"),
    ("equal open tolls", "killed", {"killed": (4, None)}, {"killed": (4, None)}, "agreed", "other", "b"),
    ("nobody counts", "killed", {}, {}, None, "other", "b"),
    ("one counts", "killed", {"killed": 4}, {}, "missing", "other", "b"),
    ("the other counts", "wounded", {}, {"wounded": 9}, "missing", "same", "b"),
    ("abducted by one only", "abducted", {"abducted": 3}, {}, "missing", "same", "-"),
    ("four or five, two origins, one evening", "killed", {"killed": 4}, {"killed": 5}, "conflict", "other", "-"),
    ("nine and six told at once", "killed", {"killed": 9}, {"killed": 6}, "conflict", "other", "-"),
    ("twelve wounded or twenty", "wounded", {"wounded": 12}, {"wounded": 21}, "conflict", "other", "-"),
    ("the later origin says fewer", "killed", {"killed": 9}, {"killed": 6}, "conflict", "other", "b"),
    ("the earlier report says fewer, told in reverse", "killed", {"killed": 6}, {"killed": 9},
     "conflict", "other", "a"),
    ("abductions that differ", "abducted", {"abducted": 7}, {"abducted": 3}, "conflict", "other", "b"),
    ("a toll that grows on one line", "killed", {"killed": 5}, {"killed": 7}, "revision", "same", "b"),
    ("a toll that grows, told in reverse", "killed", {"killed": 7}, {"killed": 5}, "revision", "same", "a"),
    ("a toll brought down on one line", "killed", {"killed": 8}, {"killed": 5}, "revision", "same", "b"),
    ("at least three, then at least five", "killed", {"killed": (3, None)}, {"killed": (5, None)},
     "revision", "other", "b"),
    ("at least three, later eight", "killed", {"killed": (3, None)}, {"killed": 8}, "revision", "other", "b"),
    ("wounded that die: fewer wounded later", "wounded", {"wounded": 11}, {"wounded": 7}, "revision", "same", "b"),
    ("wounded counted up the next day", "wounded", {"wounded": 6}, {"wounded": 8}, "revision", "other", "b"),
    ("at least six beside seven, at one time", "killed", {"killed": (6, None)}, {"killed": 7}, "vague", "other", "-"),
    ("about ten and nine", "killed", {"killed": (8, 12)}, {"killed": 9}, "vague", "other", "-"),
    ("about ten and nine, later", "killed", {"killed": (8, 12)}, {"killed": 9}, "vague", "other", "b"),
    ("about twenty and eighteen on one line", "killed", {"killed": 18}, {"killed": (16, 24)}, "vague", "same", "b"),
    ("about forty and forty-one", "wounded", {"wounded": 41}, {"wounded": (36, 44)}, "vague", "other", "-"),
    ("several and three", "killed", {"killed": (2, None), "recipients": ("plusieurs piroguiers",)}, {"killed": 3},
     "vague", "other", "-"),
    ("several and eleven", "killed", {"killed": 11}, {"killed": (2, None), "recipients": ("de nombreux passagers",)},
     "vague", "same", "b"),
    ("several, in English", "killed", {"killed": (2, None), "recipients": ("several herders",)}, {"killed": 5},
     "vague", "same", "a"),
    ("several and at least four", "killed", {"killed": (4, None)},
     {"killed": (2, None), "recipients": ("Plusieurs bergers",)}, "vague", "same", "b"),
    ("several wounded", "wounded", {"wounded": (2, None)}, {"wounded": 13}, "vague", "other", "-"),
    ("about fifty and about sixty overlap", "abducted", {"abducted": (40, 60)}, {"abducted": (48, 72)},
     "vague", "other", "-"),
    ("two of the dead are named by nation", "killed", {"killed": 8, "recipients": ("huit voyageurs",)},
     {"killed": 2, "recipients": ("deux Sénégalais",)}, "scope", "other", "b"),
    ("six Ivorians among nine dead", "killed", {"killed": 6, "recipients": ("six Ivoiriens",)},
     {"killed": 9, "recipients": ("neuf personnes",)}, "scope", "other", "-"),
    ("three Malians among three Malians and two guides", "killed",
     {"killed": 3, "recipients": ("trois Maliens",)},
     {"killed": 5, "recipients": ("trois Maliens", "deux guides")}, "scope", "other", "b"),
    ("a part, told first", "killed", {"killed": 1, "recipients": ("un gendarme",)},
     {"killed": 4, "recipients": ("un gendarme", "trois bergers")}, "scope", "other", "b"),
    ("two drivers of one nation, open", "killed", {"killed": (2, None), "recipients": ("Deux chauffeurs guinéens",)},
     {"killed": (5, None), "recipients": ("cinq chauffeurs",)}, "scope", "other", "a"),
    ("two French, in English", "killed", {"killed": 2, "recipients": ("two French",)},
     {"killed": 6, "recipients": ("six people",)}, "scope", "other", "-"),
    ("two nurses wounded among seven", "wounded", {"wounded": 2, "recipients": ("deux infirmières",)},
     {"wounded": 7, "recipients": ("deux infirmières", "cinq patients")}, "scope", "other", "-"),
    ("a nought too many", "killed", {"killed": 4}, {"killed": 40}, "copy_error", "same", "b"),
    ("a nought too many after at least", "killed", {"killed": (4, None)}, {"killed": 40}, "copy_error", "same", "b"),
    ("a nought too few", "wounded", {"wounded": 30}, {"wounded": 3}, "copy_error", "same", "b"),
    ("sixteen for six", "killed", {"killed": 6}, {"killed": 16}, "copy_error", "same", "b"),
    ("two noughts lost", "abducted", {"abducted": 300}, {"abducted": 3}, "copy_error", "same", "b"),
    ("a thousandfold", "abducted", {"abducted": 12}, {"abducted": 12000}, "copy_error", "same", "b"),
    ("forty for four, but another line", "killed", {"killed": 4}, {"killed": 40}, "conflict", "other", "-"),
    ("thirteen for three", "killed", {"killed": 3}, {"killed": 13}, "copy_error", "same", "b"),
    ("at least four and four", "killed", {"killed": (4, None)}, {"killed": 4}, "vague", "same", "b"),
    ("at least four and four, two origins", "killed", {"killed": 4}, {"killed": (4, None)}, "vague", "other", "b"),
    ("up to ten beside six", "killed", {"killed": (0, 10)}, {"killed": 6}, "vague", "other", "-"),
    # dates
    ("same day", "from", {"when": "2031-05-02"}, {"when": "2031-05-02"}, "agreed", "other", "b"),
    ("no day at all", "from", {}, {}, None, "other", "b"),
    ("one gives a day", "from", {"when": "2031-05-02", "place": "Gué-Salé"}, {"place": "Gué-Salé"},
     "missing", "other", "b"),
    ("the month of the day", "from", {"when": "2031-05-02"}, {"when": "2031-05"}, "vague", "other", "b"),
    ("the night of two days", "from", {"when": "2031-05-02"}, {"when": "2031-05-01/2031-05-02"}, "vague", "same", "b"),
    ("begin of month and month", "to", {"when": "2031-05-01/2031-05-10"}, {"when": "2031-05"}, "vague", "other", "b"),
    ("week and day", "to", {"when": "2031-05-05/2031-05-11"}, {"when": "2031-05-08"}, "vague", "other", "-"),
    ("day and month swapped", "from", {"when": "2031-05-12"}, {"when": "2031-12-05"}, "copy_error", "same", "b"),
    ("the wrong year", "from", {"when": "2031-05-12"}, {"when": "2021-05-12"}, "copy_error", "same", "b"),
    ("the wrong month", "from", {"when": "2031-05-12"}, {"when": "2031-08-12"}, "copy_error", "same", "b"),
    ("a digit of the day lost", "from", {"when": "2031-05-12"}, {"when": "2031-05-02"}, "copy_error", "same", "b"),
    ("two origins, two days", "from", {"when": "2031-05-12"}, {"when": "2031-05-13"}, "conflict", "other", "b"),
    ("two origins, swapped by chance", "from", {"when": "2031-05-06"}, {"when": "2031-06-05"},
     "conflict", "other", "b"),
    ("two origins, two months", "to", {"when": "2031-05"}, {"when": "2031-07"}, "conflict", "other", "b"),
    ("the day before, on two lines", "from", {"when": "2031-05-11"}, {"when": "2031-05-12"}, "conflict", "other", "-"),
    ("a meeting put off", "from", {"when": "2031-05-12", "status": "planned"},
     {"when": "2031-06-20", "status": "planned"}, "revision", "other", "b"),
    ("announced for one day, held on another", "from", {"when": "2031-05-12", "status": "planned"},
     {"when": "2031-05-14"}, "revision", "other", "b"),
    ("recently", "from", {"when": "2031-05-12"}, {"around": "Le pont a été attaqué récemment."}, "vague", "same", "b"),
    ("in the coming weeks", "from", {"when": "2031-05-12"},
     {"around": "Le pont ouvrira dans les prochaines semaines."}, "vague", "same", "b"),
    ("recently, in English", "to", {"around": "The bridge was recently attacked."}, {"when": "2031-05-12"}, "vague",
     "other", "-"),
    ("nothing said of time", "from", {"when": "2031-05-12"}, {"around": "Le pont a été attaqué."},
     "missing", "same", "b"),
    ("an echo that tells no time", "from", {"when": "2031-05-12"}, {"echo": True}, "vague", "same", "b"),
    ("an echo that names the town", "from", {"when": "2031-05-12"}, {"echo": True, "place": "Gué-Salé"}, "missing",
     "same", "b"),
    # places
    ("same place", "place", {"place": "Gué-Salé"}, {"place": "Gué-Salé"}, "agreed", "other", "b"),
    ("no place", "place", {}, {}, None, "other", "b"),
    ("one names it", "place", {"place": "Gué-Salé"}, {"when": "2031-05-12"}, "missing", "other", "b"),
    ("town and country", "place", {"place": "Gué-Salé"}, {"place": "Mali"}, "vague", "other", "b"),
    ("town and region", "place", {"place": "Ouest"}, {"place": "Mont-Rouge"}, "vague", "same", "b"),
    ("neighbouring villages", "place", {"place": "Gué-Salé"}, {"place": "Mont-Rouge"}, "vague", "other", "b"),
    ("two ends of the country", "place", {"place": "Gué-Salé"}, {"place": "Hautval"}, "conflict", "other", "b"),
    ("another country", "place", {"place": "Gué-Salé"}, {"place": "Port-Clair"}, "conflict", "other", "b"),
    ("a town outside the country", "place", {"place": "Port-Clair"}, {"place": "Mali"}, "conflict", "other", "b"),
    ("two countries", "place", {"place": "Sénégal"}, {"place": "Mali"}, "conflict", "other", "b"),
    ("accents aside", "place", {"place": "Gue-Sale"}, {"place": "Gué-Salé"}, "agreed", "other", "b"),
    ("a letter slipped on one line", "place", {"place": "Sarékoli"}, {"place": "Sarékolo"}, "copy_error", "same", "b"),
    ("a border town", "place", {"place": "Gué-Salé"}, {"around": "Ils se sont vus dans une localité du fleuve."},
     "vague", "same", "b"),
    ("nothing said of place", "place", {"place": "Gué-Salé"}, {"around": "Ils se sont vus lundi."},
     "missing", "same", "b"),
    ("an echo without place", "place", {"place": "Gué-Salé"}, {"echo": True}, "vague", "same", "b"),
    ("neighbours in a contested story", "place",
     {"place": "Gué-Salé", "actors": ("les gendarmes",)}, {"place": "Mont-Rouge", "actors": ("des bandits armés",)},
     "conflict", "other", "b"),
    # actors
    ("same actors", "actors", {"actors": ("les douaniers",)}, {"actors": ("Les douaniers",)}, "agreed", "other", "b"),
    ("no actors", "actors", {}, {}, None, "other", "b"),
    ("one names them", "actors", {"actors": ("les douaniers",)}, {}, "missing", "other", "b"),
    ("one names them not", "actors", {}, {"actors": ("Lat Faye",)}, "missing", "same", "b"),
    ("one group under two names", "actors", {"actors": ("le JNIM",)},
     {"actors": ("le Groupe de soutien à l'islam et aux musulmans",)}, "agreed", "other", "b"),
    ("two groups", "actors", {"actors": ("le JNIM",)}, {"actors": ("Boko Haram",)}, "conflict", "other", "b"),
    ("gunmen and a group", "actors", {"actors": ("des hommes armés",)}, {"actors": ("le JNIM",)},
     "vague", "other", "b"),
    ("assailants and armed groups", "actors", {"actors": ("Les assaillants",)}, {"actors": ("les groupes armés",)},
     "vague", "same", "b"),
    ("soldiers or bandits", "actors", {"actors": ("des soldats",)}, {"actors": ("des bandits",)},
     "conflict", "other", "b"),
    ("police or jihadists", "actors", {"actors": ("la police",)}, {"actors": ("des jihadistes",)},
     "conflict", "other", "b"),
    ("customs or traffickers, in English", "actors", {"actors": ("customs officers",)},
     {"actors": ("armed traffickers",)}, "conflict", "other", "b"),
    ("bandits and lawless men", "actors", {"actors": ("des bandits",)}, {"actors": ("des hommes sans foi ni loi",)},
     "vague", "same", "b"),
    ("the gendarmerie and the authorities", "actors", {"actors": ("La gendarmerie",)}, {"actors": ("les autorités",)},
     "vague", "same", "b"),
    ("the gendarmes and their section", "actors", {"actors": ("les gendarmes",)},
     {"actors": ("la section de recherches de la gendarmerie",)}, "vague", "other", "b"),
    ("two states and their forces", "actors", {"actors": ("Le Sénégal", "la Mauritanie")},
     {"actors": ("les gendarmeries des deux pays",)}, "scope", "other", "b"),
    ("two officers and unnamed officials", "actors", {"actors": ("le colonel Lat Faye", "le colonel Ely Vall")},
     {"actors": ("de hauts responsables",)}, "vague", "same", "b"),
    ("one state of two", "actors", {"actors": ("Le Sénégal", "le Mali")}, {"actors": ("le Mali",)},
     "scope", "other", "b"),
    ("a minister with and without title", "actors", {"actors": ("le ministre Lat Faye",)}, {"actors": ("Lat Faye",)},
     "agreed", "same", "b"),
    ("state and state, in English", "actors", {"actors": ("Senegal",)}, {"actors": ("Le Sénégal",)},
     "agreed", "same", "b"),
    # recipients
    ("same people", "recipients", {"recipients": ("trois bergers",)}, {"recipients": ("Trois bergers",)}, "agreed",
     "other", "b"),
    ("one tells whom", "recipients", {"recipients": ("trois bergers",)}, {}, "missing", "other", "b"),
    ("nobody tells whom", "recipients", {}, {}, None, "other", "b"),
    ("nations exchanged", "recipients", {"recipients": ("trois Maliens", "un Sénégalais")},
     {"recipients": ("trois Sénégalais", "un Malien")}, "copy_error", "same", "b"),
    ("nations exchanged in one phrase", "recipients", {"recipients": ("deux Guinéens et un Ivoirien",)},
     {"recipients": ("deux Ivoiriens et un Guinéen",)}, "copy_error", "same", "b"),
    ("diggers or buyers, in a contested story", "recipients",
     {"recipients": ("quatre piroguiers",), "actors": ("les douaniers",)},
     {"recipients": ("un convoi de marchands",), "actors": ("des bandits",)}, "conflict", "other", "b"),
    ("a convoy and a column", "recipients", {"recipients": ("un convoi de sucre",)},
     {"recipients": ("une colonne de camions",)}, "vague", "same", "b"),
    ("shepherds told more fully", "recipients", {"recipients": ("bergers",)},
     {"recipients": ("bergers peuls du fleuve",)}, "vague", "other", "b"),
    ("three shepherds of five", "recipients", {"recipients": ("trois bergers",)},
     {"recipients": ("trois bergers", "deux guides")}, "scope", "other", "b"),
    # status
    ("both assert", "status", {}, {}, "agreed", "other", "b"),
    ("hedged and asserted", "status", {"status": "hedged"}, {}, "strength", "other", "b"),
    ("asserted and hedged on one line", "status", {}, {"status": "hedged"}, "strength", "same", "b"),
    ("denied", "status", {"status": "denied"}, {}, "conflict", "other", "b"),
    ("hedged and denied", "status", {"status": "hedged"}, {"status": "denied"}, "conflict", "other", "b"),
    ("announced, then done", "status", {"status": "planned"}, {}, "revision", "other", "b"),
    ("done, announced by a later article", "status", {}, {"status": "planned"}, "strength", "same", "b"),
    ("supposed and announced", "status", {"status": "hypothetical"}, {"status": "planned"}, "strength", "other", "b"),
    ("a will and a decision", "status", {"anchor": "redisent leur volonté"}, {"anchor": "ont décidé"}, "strength",
     "same", "b"),
    ("a wish and a signature", "status", {"anchor": "souhaitent"}, {"anchor": "ont signé"}, "strength", "other", "b"),
    ("a decision and a launch", "status", {"anchor": "a décidé"}, {"anchor": "a lancé"}, "agreed", "other", "b"),
    ("a wish and a decision, in English", "status", {"anchor": "wish to"}, {"anchor": "decided"},
     "strength", "same", "b"),
    # sources
    ("same source", "attributed_to", {"attributed_to": "le maire"}, {"attributed_to": "Le maire"},
     "agreed", "other", "b"),
    ("no source", "attributed_to", {}, {}, None, "other", "b"),
    ("one names its source", "attributed_to", {"attributed_to": "le maire"}, {}, "missing", "same", "b"),
    ("a name misspelt", "attributed_to", {"attributed_to": "Demba Wonnou"}, {"attributed_to": "Demba Wonou"},
     "copy_error", "same", "b"),
    ("a name with two letters changed", "attributed_to", {"attributed_to": "Lat Sandrine"},
     {"attributed_to": "Lat Sandrino"}, "copy_error", "same", "b"),
    ("two sources", "attributed_to", {"attributed_to": "le maire"}, {"attributed_to": "une infirmière"}, "scope",
     "other", "b"),
    ("a source more fully named", "attributed_to", {"attributed_to": "le préfet"},
     {"attributed_to": "le préfet Lat Faye"}, "agreed", "same", "b"),
    ("similar names on two lines", "attributed_to", {"attributed_to": "Awa Ndour"}, {"attributed_to": "Ada Ndoye"},
     "scope", "other", "b"),
]  # fmt: skip


def witness(name: str, fields: R, moment: datetime) -> Witness:
    given = {**fields}
    around, echo, anchor = given.pop("around", ""), given.pop("echo", False), given.pop("anchor", "attaque")
    made = reading(name, "2031-06-01", report(name, 0, "ASSAULT", anchor, **given))
    return Witness(next(iter(make_profiles(made))), moment, True, around, echo)


def label(field: str, one: R, other: R, line: str, later: str) -> str | None:
    morning, evening = datetime(2031, 6, 1, 8), datetime(2031, 6, 2, 20)
    a = witness("a", one, evening if later == "a" else morning)
    b = witness("b", other, evening if later == "b" else morning)
    return label_pair(field, a, b, Bond(line == "same", None if later == "-" else later))


CASES = [pytest.param(*row[1:], id=row[0]) for row in ROWS]


def test_there_are_enough_pairs_of_every_label() -> None:
    labels = [row[4] for row in ROWS]
    assert len(ROWS) >= 120
    wanted = ("agreed", "conflict", "revision", "scope", "vague", "missing", "copy_error", "strength")
    assert all(labels.count(name) >= 7 for name in wanted)


@pytest.mark.parametrize(("field", "one", "other", "expected", "line", "later"), CASES)
def test_label(field: str, one: R, other: R, expected: str | None, line: str, later: str) -> None:
    assert label(field, one, other, line, later) == expected


@pytest.mark.parametrize(("field", "one", "other", "expected", "line", "later"), CASES)
def test_the_order_of_the_two_does_not_matter(
    field: str, one: R, other: R, expected: str | None, line: str, later: str
) -> None:
    turned = {"a": "b", "b": "a", "-": "-"}[later]
    assert label(field, other, one, line, turned) == expected


@pytest.mark.parametrize("later", ["a", "b", "-"])
@pytest.mark.parametrize("line", ["same", "other"])
def test_bounds_that_can_both_be_true_never_conflict(line: str, later: str) -> None:
    bounds = [(0, None), (2, None), (3, 3), (3, 8), (8, 12), (4, None), (12, 12), (40, 40)]
    for one in bounds:
        for other in bounds:
            a, b = ({"killed": bounds_} for bounds_ in (one, other))
            fits = (other[1] is None or one[0] <= other[1]) and (one[1] is None or other[0] <= one[1])
            assert not fits or label("killed", a, b, line, later) != "conflict"
