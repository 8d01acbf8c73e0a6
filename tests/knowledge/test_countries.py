"""Countries: every code once, demonyms that lead back to them, capitals that are in the gazetteer."""

import pytest

from recoupe.knowledge.countries import country_of_demonym, load_countries
from recoupe.knowledge.gazetteer import load_gazetteer

DEMONYMS = [
    ("malien", "ML"), ("maliennes", "ML"), ("nigérien", "NE"), ("nigérians", "NG"), ("burkinabè", "BF"),
    ("ivoirienne", "CI"), ("turque", "TR"), ("grecques", "GR"), ("sénégalaises", "SN"), ("guinéens", "GN"),
    ("américaine", "US"), ("français", "FR"), ("algérienne", "DZ"), ("tchadiennes", "TD"), ("mauritaniens", "MR"),
    ("russes", "RU"), ("bissau-guinéen", "GW"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "code"), DEMONYMS)
def test_demonyms(word: str, code: str) -> None:
    assert country_of_demonym()[word] == (code,)


def test_english_demonyms() -> None:
    assert country_of_demonym("en")["malians"] == ("ML",)


def test_a_demonym_of_two_countries() -> None:
    assert set(country_of_demonym()["congolais"]) == {"CD", "CG"}


def test_codes_are_unique_and_complete() -> None:
    countries = load_countries().values()
    assert len({c.iso3 for c in countries}) == len(countries)
    assert all((len(c.iso2) == 2 and len(c.iso3) == 3 and c.demonym()) or c.iso2 == "VA" for c in countries)


def test_capitals_are_known_places() -> None:
    gazetteer = load_gazetteer(imports=False)
    for country in load_countries().values():
        if country.capital_id:
            assert country.capital_id in {p.id for p in gazetteer.find(country.capital)}, country.capital
