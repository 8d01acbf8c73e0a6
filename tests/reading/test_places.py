"""Places in sentences: found, told apart, resolved, and what is no place left alone."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.knowledge.gazetteer import Gazetteer, distance_km, load_gazetteer
from recoupe.knowledge.loader import language_file, load_entries
from recoupe.knowledge.place_rules import PlaceRule
from recoupe.model import Article, PlaceMention, Situation
from recoupe.model.span import check_spans
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.place_relative import relative_place
from recoupe.reading.places import read_places

SITUATION = Situation("s", {}, ("SN", "ML"), ("SN", "ML"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(imports=False)


def read(
    text: str, gazetteer: Gazetteer, language: str = "fr", situation: Situation | None = None, fast: bool = True
) -> tuple[PlaceMention, ...]:
    article = Article("a", text, language=language)
    ((_, parse),) = parse_articles([article], fast=fast)
    return read_places(article, parse, gazetteer, situation)


FOUND = [
    ("a town after a preposition", "Le convoi est arrivé à Kayes.", ["Kayes ML town"]),
    ("elision", "Des renforts venus d'Ansongo arrivent.", ["Ansongo ML town"]),
    ("a country", "Des chauffeurs rentrent au Sénégal.", ["Sénégal SN country"]),
    ("unaccented capital", "Il vit aux Etats-Unis.", ["États-Unis US country"]),
    ("a region by its noun", "La région de Tillabéri est touchée.", ["Tillabéri NE region"]),
    ("the same name as a town", "Il est né à Tillabéri.", ["Tillabéri NE town"]),
    ("a river in lower case", "La pirogue traverse le fleuve Sénégal.", ["fleuve Sénégal None feature"]),
    ("a sea", "Le navire croise en mer Rouge.", ["mer Rouge None feature"]),
    ("a zone across borders", "Ils opèrent dans la zone des trois frontières.", ["trois frontières None region"]),
    ("a list of towns", "Ils ont traversé Kidira, Goudiry et Bakel.",
     ["Kidira SN town", "Goudiry SN town", "Bakel SN town"]),
    ("an axis", "L'axe Dakar-Bamako est coupé.", ["Dakar SN town", "Bamako ML town"]),
    ("capitals only", "ATTAQUE PRÈS DE NIORO DU SAHEL", ["Nioro du Sahel ML town"]),
    ("a dateline", "TAMBACOUNDA (Sénégal) - Trois camions ont brûlé.", ["Tambacounda SN town", "Sénégal SN country"]),
    ("a world town", "Le sommet s'ouvre à Genève.", ["Genève CH town"]),
    ("an exonym", "Il étudie à La Haye.", ["La Haye NL town"]),
    ("the longer name wins", "Il vit en Guinée-Bissau.", ["Guinée-Bissau GW country"]),
    ("an article in the name", "Ils volent vers Le Caire.", ["Le Caire EG town"]),
    ("a country that is also a demonym", "Elle travaille en Suisse.", ["Suisse CH country"]),
    ("a town with the name of a country", "Le train part de Mexico.", ["Mexico MX town"]),
    ("a glued headline", "Le calme revient à DakarLa ville se réveille.", ["Dakar SN town"]),
    ("an unknown village", "Des hommes ont pillé le village de Zambarakoto.", ["Zambarakoto None town"]),
    ("two unknown villages", "Les localités de Farindala et Tombokoto sont vides.",
     ["Farindala None town", "Tombokoto None town"]),
    ("an unknown compound", "Le village de Borgny-les-Sarts est en fête.", ["Borgny-les-Sarts None town"]),
    ("a slip after a noun of place", "Le poste du village de Kidlra est fermé.", ["Kidira SN town"]),
    ("a district by its seat", "Le cercle de Yélimané est inondé.", ["Yélimané ML region"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_found(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    said = [f"{m.place.name} {m.place.country} {m.place.level}" for m in read(text, gazetteer)]
    assert said == expected


LEFT = [
    ("a demonym", "Les soldats maliens et sénégalais patrouillent."),
    ("a demonym with a capital", "Un Malien et deux Nigériens sont arrivés."),
    ("a family name", "Le témoin Ibrahima Keita a parlé."),
    ("a family name after a title", "Le colonel Kayes inspecte ses hommes."),
    ("a first name before a family name", "Sikasso Traoré chante ce soir."),
    ("a newspaper", "Selon Mali Tribune, le calme revient."),
    ("an organisation", "Le sommet du G5 Sahel est reporté."),
    ("a ministry", "Le garde des Sceaux a démissionné."),
    ("an acronym in small letters", "Eau et vivres manquent."),
    ("a common word at the start", "Dire cela ne coûte rien."),
    ("a common noun with an article", "La réunion est finie."),
    ("a month", "Mars est loin."),
    ("a compass word", "Le vent du Sud-Ouest faiblit."),
    ("a double name", "Le lycée Jean-Dakar ouvre."),
    ("an acronym", "Le blessé est au CHU de la ville."),
    ("two names of towns in a row are a person", "Il rend hommage à Hervé Bourges."),
    ("a first name that is a town", "Il rend hommage à Nelson Mandela."),
    ("part of a brand", "Le groupe DakarTech recrute."),
]


@pytest.mark.parametrize("text", [row[1] for row in LEFT], ids=[row[0] for row in LEFT])
def test_left(gazetteer: Gazetteer, text: str) -> None:
    assert read(text, gazetteer) == ()


TOLD_APART = [
    ("by the country beside it", "Des tirs à Kidira (Mali) ont réveillé le village.", "Kidira", "ML"),
    ("by the other places", "Des camions attendent à Kidira, face à Diboli.", "Kidira", "SN"),
    ("by the country of the story", "Au Niger, l'école de Dosso et celle de Gaya rouvrent. Gaya attend.", "Gaya", "NE"),
    ("Kayes of Mali, not of Congo", "La route de Kayes vers Diéma est coupée.", "Kayes", "ML"),
    ("Touba of Senegal", "Des pèlerins quittent Thiès pour rejoindre Touba, au Sénégal.", "Touba", "SN"),
    ("Touba of Ivory Coast", "En Côte d'Ivoire, la route entre Séguéla et Touba est coupée à Touba.", "Touba", "CI"),
    ("a capital rather than a namesake", "Le sommet se tient à Vienne.", "Vienne", "AT"),
    ("by an adjective before it", "Le poste mauritanien de Rosso est fermé, au Sénégal on attend.", "Rosso", "MR"),
    ("by an adjective after it", "Des orpailleurs attendent à Kourémalé, côté malien.", "Kourémalé", "ML"),
    ("by the other adjective", "Des orpailleurs attendent à Kourémalé, en territoire guinéen.", "Kourémalé", "GN"),
    ("by an explicit side", "À Rosso (Sénégal), on attend. Le bac de Rosso est en panne.", "Rosso", "SN"),
]


@pytest.mark.parametrize(
    ("text", "name", "country"), [row[1:] for row in TOLD_APART], ids=[row[0] for row in TOLD_APART]
)
def test_told_apart(gazetteer: Gazetteer, text: str, name: str, country: str) -> None:
    assert {m.place.country for m in read(text, gazetteer) if m.span.quote == name} == {country}


def test_two_places_of_one_name_in_one_text(gazetteer: Gazetteer) -> None:
    text = "Des tirs à Kidira (Mali). Rien à voir avec Kidira (Sénégal), selon un habitant."
    kidiras = [m.place for m in read(text, gazetteer) if m.span.quote == "Kidira"]
    assert [p.country for p in kidiras] == ["ML", "SN"]
    assert kidiras[0].id != kidiras[1].id


def test_the_situation_is_a_weak_prior(gazetteer: Gazetteer) -> None:
    bare = read("Le marché de Rosso rouvre.", gazetteer, situation=SITUATION)
    said = read("Le marché de Rosso, en Mauritanie, rouvre.", gazetteer, situation=SITUATION)
    assert bare[0].place.country == "SN"
    assert said[0].place.country == "MR"


METONYMS = [
    ("selon", "Selon Bamako, le calme revient.", True),
    ("par", "Les sanctions voulues par Moscou pèsent.", True),
    ("a power", "Le régime de Damas nie.", True),
    ("a relation", "Les tensions entre Paris et Ankara montent.", True),
    ("a road is no relation", "La route entre Dakar et Bamako est coupée.", False),
    ("in the town", "Une foule défile à Bamako.", False),
    ("from the town", "Le train part de Dakar.", False),
]


@pytest.mark.parametrize(("text", "metonym"), [row[1:] for row in METONYMS], ids=[row[0] for row in METONYMS])
def test_metonyms(gazetteer: Gazetteer, text: str, metonym: bool) -> None:
    assert {m.metonym for m in read(text, gazetteer)} == {metonym}


ACTING = [
    ("a capital accuses", "Bamako accuse Alger de soutenir les rebelles.", [True, True]),
    ("a capital has decided", "Dakar a décidé de rouvrir la frontière.", [True]),
    ("a town stretches", "Bamako s'étend sur les deux rives du fleuve.", [False]),
    ("a town that is no capital", "Kayes a décidé de rouvrir le marché.", [False]),
    ("a capital that threatens", "Dakar avait menacé mardi de fermer le port.", [True]),
    ("a capital that is threatened", "Des rebelles ont menacé Bamako mardi.", [False]),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "metonyms"), [row[1:] for row in ACTING], ids=[row[0] for row in ACTING])
def test_capitals_that_act(gazetteer: Gazetteer, text: str, metonyms: list[bool]) -> None:
    assert [m.metonym for m in read(text, gazetteer, fast=False)] == metonyms


@pytest.mark.slow
def test_a_slip_after_a_preposition(gazetteer: Gazetteer) -> None:
    said = read("Au Sénégal, le convoi de camions est arrivé lundi à Tambacunda.", gazetteer, fast=False)
    assert [(m.place.name, m.rule) for m in said] == [("Sénégal", "name"), ("Tambacounda", "similar")]


RELATIVE = [
    ("distance and direction", "Le puits est à 50 km au nord de Ménaka.", 50.0, 0.0, 16.37, 2.40),
    ("rounded distance", "Une mine a sauté à une trentaine de kilomètres à l'est de Gao.", 30.0, 90.0, 16.27, 0.24),
    ("distance alone", "Le camp est à 12 kilomètres de Kayes.", 12.0, None, 14.45, -11.44),
    ("direction alone", "Des tirs à l'ouest de Niamey.", None, 270.0, 13.51, 1.83),
    ("inside a country", "Une attaque dans le nord du Mali.", None, 0.0, 20.32, -3.5),
]


@pytest.mark.parametrize(
    ("text", "km", "degrees", "lat", "lon"), [row[1:] for row in RELATIVE], ids=[row[0] for row in RELATIVE]
)
def test_relative(
    gazetteer: Gazetteer, text: str, km: float | None, degrees: float | None, lat: float, lon: float
) -> None:
    article = Article("a", text)
    ((_, parse),) = parse_articles([article], fast=True)
    (mention,) = read_places(article, parse, gazetteer)
    derived = relative_place(parse, mention)
    assert derived is not None
    assert (derived.km, derived.degrees) == (km, degrees)
    assert distance_km(lat, lon, derived.place) < 3
    assert derived.place.id.startswith("near:")
    assert derived.span.quote == text[derived.span.start : derived.span.end]
    assert distance_km(mention.place.lat, mention.place.lon, derived.place) <= derived.place.radius_km + (km or 400)


def test_no_relative_place(gazetteer: Gazetteer) -> None:
    article = Article("a", "Le convoi est arrivé à Kayes.")
    ((_, parse),) = parse_articles([article], fast=True)
    assert relative_place(parse, read_places(article, parse, gazetteer)[0]) is None


def test_english(gazetteer: Gazetteer) -> None:
    said = read("Gunmen attacked a convoy near Kidira, in Senegal, and fled to Ivory Coast.", gazetteer, language="en")
    assert [m.place.name for m in said] == ["Kidira", "Sénégal", "Côte d'Ivoire"]


def test_a_language_without_rules_still_knows_names(gazetteer: Gazetteer) -> None:
    assert [m.place.name for m in read("Kidira, Bakel, Dakar", gazetteer, language="xx")] == [
        "Kidira",
        "Bakel",
        "Dakar",
    ]


def test_an_empty_gazetteer(gazetteer: Gazetteer) -> None:
    assert read("Le convoi est arrivé à Kayes.", Gazetteer()) == ()


HOSTILE = ["", "K", "\u200b\u200e", "à " * 3000, "A" * 50_000, "de Kayes " * 2000, "Kayes-" * 3000, "« » ’ “", "\n\n\n"]


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(t[:12]) for t in HOSTILE])
def test_hostile_texts(gazetteer: Gazetteer, text: str) -> None:
    check_spans(text, (m.span for m in read(text, gazetteer)))


WORDS = st.sampled_from(
    ["Kayes", "à", "de", "Kidira", "Mali", "village", "le", "-", ",", ".", "\n", "\u200b", "’", "É", "Dakar", "d'",
     "Ag", "NIORO", "du", "Sahel", "trois", "frontières", "50", "km", "au", "nord", " ", "\u202f", "(", ")",
     "Saint", "Louis"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=60).map("".join)
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_quotes_are_slices_in_order(text: str) -> None:
    gazetteer = SHIPPED
    said = read(text, gazetteer)
    check_spans(text, (m.span for m in said))
    assert all(one.span.end <= other.span.start for one, other in pairwise(said))
    assert said == read(text, gazetteer)
    for mention in said:
        derived = relative_place(next(parse_articles([Article("a", text)], fast=True))[1], mention)
        if derived is not None:
            check_spans(text, [derived.span])


SHIPPED = load_gazetteer(imports=False)

EXAMPLES = [
    (code, entry) for code in ("fr", "en") for entry in load_entries(language_file(code, "places.yml"), PlaceRule)
]
POWERS = ("agent", "power", "relation")


@pytest.mark.parametrize(("language", "entry"), EXAMPLES, ids=[f"{code}-{entry.id}" for code, entry in EXAMPLES])
def test_rules_own_examples(gazetteer: Gazetteer, language: str, entry: PlaceRule) -> None:
    """A rule's sentences: triggers bring places in, holders keep them out, powers make governments of them."""
    for sentence in entry.catches:
        said = read(sentence, gazetteer, language)
        assert bool(said) != (entry.kind == "holder"), sentence
        if entry.kind in POWERS:
            assert any(m.metonym for m in said), sentence
    for sentence in entry.leaves:
        said = read(sentence, gazetteer, language)
        assert bool(said) == (entry.kind in ("holder", "literal", "befalling", *POWERS)), sentence
        assert not any(m.metonym for m in said), sentence
