"""Names that no table knows: read as places where they stand like one, and left to whom they belong."""

import pytest

from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.annotate import annotate

ROWS = [
    ("Douze bergers ont été tués lundi à Bintagoro.", ["Bintagoro"]),
    ("Bintagoro pleure. Douze bergers ont été tués lundi près de Bintagoro.", ["Bintagoro", "Bintagoro"]),
    ("Des tirs ont visé la base de Sandiarou dans la nuit.", ["Sandiarou"]),
    ("Le maire de Bintagoro a été enlevé lundi.", ["Bintagoro"]),
    ("Le groupe est lié à Al-Qaïda.", []),
    ("Le chauffeur s'est confié à Radio Teriya.", []),
    ("Le village a rendu hommage à Mamadou Bintaba.", []),
]


@pytest.mark.parametrize(("text", "names"), ROWS, ids=[text for text, _ in ROWS])
def test_unknown_names_that_stand_like_places(text: str, names: list[str]) -> None:
    ((article, parse),) = parse_articles([Article("a", text, language="fr")])
    reading = annotate(article, parse, Knowledge())
    assert [place.span.quote for place in reading.places] == names
