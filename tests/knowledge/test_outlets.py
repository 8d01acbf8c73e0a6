"""Outlets are found by name, by address and by signature; the list itself is consistent."""

import pytest

from recoupe.knowledge.loader import HOME, load_entries
from recoupe.knowledge.outlets import LeadingEntry, fold_name, load_outlets, outlet_key

OUTLETS = load_outlets()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AFP", "afp"),
        ("agence france-presse", "afp"),
        ("L’Essor", "lessor"),
        ("Liberation", "liberation"),
        ("Nobody", None),
    ],
)
def test_by_name(name, expected):
    found = OUTLETS.by_name(name)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.rfi.fr/fr/afrique/x", "rfi"),
        ("aps.sn", "aps-sn"),
        ("https://afrique.latribune.fr/a", "la-tribune-afrique"),
        ("//user@www.latribune.fr:443?x", "la-tribune"),
        ("https://notrfi.fr/x", None),
        ("", None),
        ("http://[::1]/x", None),
    ],
)
def test_by_domain(address, expected):
    found = OUTLETS.by_domain(address)
    assert (found.id if found else None) == expected


def test_signature_of_two_agencies_needs_the_country():
    assert OUTLETS.by_signature("APS") is None
    assert OUTLETS.by_signature("APS", "SN").id == "aps-sn"
    assert OUTLETS.by_signature("APS", "DZ").id == "aps-dz"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("(Avec AFP)", ["afp"]),
        ("avec l’AFP, Reuters et Studio Tamani", ["afp", "reuters", "studio-tamani"]),
        ("Orange avec AFP-Services", ["afp"]),
        ("AB/cd/APA", ["apa"]),
        ("le journal du village", []),
    ],
)
def test_in_credit(words, expected):
    assert [o.id for o in OUTLETS.in_credit(words)] == expected


def test_one_family_is_one_house():
    houses = {OUTLETS.by_name(name).house for name in ("RFI", "France 24", "Monte Carlo Doualiya")}
    assert len(houses) == 1
    assert OUTLETS.by_name("AFP").house == "afp"


def test_names_and_domains_are_unique():
    domains = [d for o in OUTLETS.all for d in o.domains]
    assert len(domains) == len(set(domains))
    names = [(fold_name(n), o.id) for o in OUTLETS.all for n in {fold_name(x) for x in (o.name, *o.names)}]
    assert len({n for n, _ in names}) == len(set(names))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AFP", "Agence France-Presse", True),
        ("Agence France Presse", "afp.com", True),
        ("Fanal du soir", "Le Fanal du soir", True),
        ("L’Écho du bac", "echo du bac", True),
        ("Brume-Info", "Brume Info", True),
        ("brumeinfo.net", "BrumeInfo", True),
        ("The River Post", "River Post", True),
        ("Lesta FM", "Ta FM", False),
        ("Journal du bac", "Écho du bac", False),
        ("APS", "APS (Algérie)", False),
        ("Le", "", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert (outlet_key(one) == outlet_key(other)) is same


def test_leading_words_are_dropped_only_where_they_stand_alone() -> None:
    for path in sorted(HOME.glob("languages/*/outlet_names.yml")):
        for entry in load_entries(path, LeadingEntry):
            assert all(outlet_key(name) != fold_name(name) for name in entry.catches)
            assert all(outlet_key(name) == fold_name(name) for name in entry.leaves)
