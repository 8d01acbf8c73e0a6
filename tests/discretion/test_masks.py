"""Names are taken out of words however they are written, and nothing else is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.discretion import MASK, is_private, make_masks, region_of, spoken_names
from recoupe.model import Place
from recoupe.share.shown import Party


@pytest.mark.parametrize(
    ("name", "words", "left"),
    [
        ("Ombakoro", "Le convoi quitte Ombakoro.", "Le convoi quitte […]."),
        ("Ombakoro", "près d’Ombakoro", "près d’[…]"),
        ("Ombakoro", "OMBAKORO, ombakoro", "[…], […]"),
        ("Kéndoula", "de Kendoula à KÉNDOULA et Ke\u0301ndoula", "de […] à […] et […]"),
        ("Saint-Amary", "Saint Amary, saint_amary", "[…], […]"),
        ("Ombakoro Centre", "Ombakoro-Centre et Ombakoro", "[…] et Ombakoro"),
        ("Om", "Omar à Om", "Omar à […]"),
        ("Ombakoro", "les Ombakorois", "les Ombakorois"),
        ("", "rien", "rien"),
        ("…", "rien …", "rien …"),
    ],
)
def test_names_are_masked(name, words, left):
    assert make_masks([name]).sub(MASK, words) == left


def test_longer_names_go_first_and_several_lists_count():
    assert make_masks(["Koro"], ("Koro Sud",)).sub(MASK, "de Koro Sud à Koro") == "de […] à […]"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://voix.example/2031/attaque-ombakoro-centre", False),
        ("https://voix.example/2031/OMBAKORO_1.html", False),
        ("https://voix.example/k%C3%A9ndoula", False),
        ("https://voix.example/kendoula", False),
        ("https://voix.example/2031/17", True),
        (None, False),
    ],
)
def test_addresses_that_spell_a_name_are_left_out(url, shown):
    assert make_masks(["Ombakoro", "Kéndoula"]).address(url) == (url if shown else None)


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=4))
def test_no_name_is_left_and_without_names_nothing_changes(words, names):
    masks = make_masks(names)
    assert not masks.search(masks.sub("", words)) or masks.sub("#", words) != words
    assert make_masks([]).sub(MASK, words) == words


def test_many_names_and_long_words_take_little_time():
    masks = make_masks([f"Village{n}" for n in range(500)])
    begin = time.process_time()
    masks.sub(MASK, "Village " * 20_000 + "a" * 100_000)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("party", "private"),
    [
        (Party("Awa Sidibé", "person"), True),
        (Party("Awa Sidibé", "person", sector="CVL"), True),
        (Party("Awa Sidibé", "person", sector="GOV"), False),
        (Party("Awa Sidibé", "person", function="préfet"), False),
        (Party("Awa Sidibé", "person", sector="CVL", function="bergère"), True),
        (Party("Awa Sidibé", "person", sector="CVL", function="directrice"), False),
        (Party("Awa Sidibé", "person", actor_id="person:awa"), False),
        (Party("colonel Awa Sidibé", "person"), False),
        (Party("Awa Sidibé", "person", titled=True), False),
        (Party("hommes armés", "armed"), False),
    ],
    ids=lambda p: p.name if isinstance(p, Party) else "",
)
def test_who_is_private(party, private):
    assert party.private is private is (is_private(party, party.name) and not party.titled)


def test_parts_of_a_private_name_are_private_unless_somebody_public_shares_them():
    assert spoken_names(["Awa Sidibé"], ["Modou Sidibé", "l'armée"]) == ("Awa Sidibé",)
    assert spoken_names(["Aminata Sidibé"], ()) == ("Aminata Sidibé", "Aminata", "Sidibé")


def test_the_region_of_a_place_has_no_point():
    place = Place("x", "Ombakoro", "ML", "Kayes", "town", 14.0, -12.0)
    assert (region_of(place).name, region_of(place).lat) == ("Kayes", None)
    assert region_of(Place("x", "Ombakoro")) is None and region_of(None) is None
