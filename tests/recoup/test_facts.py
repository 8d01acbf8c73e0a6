"""What the text alone yields: numbers, names, credits, languages."""

from __future__ import annotations

import time

import pytest
from recoup_making import reading, report

from recoupe.model import Article, Reading
from recoupe.recoup.dependence import looks_slipped, weigh
from recoupe.recoup.facts import find_facts
from recoupe.recoup.folding import fold


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quatorze conteneurs", {14}),
        ("trois cent quarante dockers", {340}),
        ("quatre-vingt-deux étals", {82}),
        ("deux mille cent bêtes", {2100}),
        ("5.100 sacs, puis 12 000", {5100, 12000}),
        ("1,461 metres", {1461}),
        ("14 millions de couronnes", {14_000_000}),
        ("802,4 milliards", {802_400_000_000}),
        ("une trentaine d'hommes", {30}),
        ("a dozen boats", {12}),
        ("un docker et une grue", set()),
        ("vingt et un", {21}),
    ],
)
def test_numbers(text: str, numbers: set[float]) -> None:
    assert set(find_facts(reading("a", text=text)).numbers) == numbers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le maire, Osso Mandel, parle.", {("osso", "mandel")}),
        ("Hier, à Kéréba, tout allait.", {("kereba",)}),
        ("Alors il parle.", set()),
        ("Vu par Sidi ould Vall lundi.", {("sidi", "vall")}),
        ("Il vise le Jama'a Nusrat al-Islam wal-Muslimin ce soir.", {("armed:jnim",)}),
    ],
)
def test_names(text: str, names: set[tuple[str, ...]]) -> None:
    assert set(find_facts(reading("a", text=text)).names) == names


@pytest.mark.parametrize(
    ("text", "credits", "signature"),
    [
        ("Le pont tient.\n\nLa Gazette, avec ANF", {"anf"}, None),
        ("Le pont tient, a appris l'ANF.\n\nDV/pm/ANF", {"anf"}, "anf"),
        ("Il est venu avec Lat.", set(), None),
    ],
)
def test_credits(text: str, credits: set[str], signature: str | None) -> None:
    facts = find_facts(reading("a", text=text))
    assert (facts.credits, facts.signature) == (credits, signature)


def test_languages() -> None:
    assert find_facts(reading("a", text="The mayor said that the bridge was open on Monday.")).language == "en"
    assert find_facts(reading("a", text="Le maire a dit que le pont est ouvert pour tous.")).language == "fr"


def test_a_trailer_is_not_compared() -> None:
    facts = find_facts(reading("a", text="Le pont tient.\nÀ lire aussi : Le Grand Carnaval de Talvik"))
    assert not facts.names


def test_reports_stand_in_for_a_missing_text() -> None:
    made = reading(
        "a", "2031-05-03", report("a", 0, "ASSAULT", "tués", actors=("le capitaine Osso Mandel",), killed=14)
    )
    facts = find_facts(made)
    assert 14 in facts.numbers and ("osso", "mandel") in facts.names


@pytest.mark.parametrize("text", ["Œuvre ß İstanbul ǅ", "É\u0301té ﬁn", "“«»”’"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("number", "source", "slip"),
    [(40, 4, True), (16, 6, True), (30000, 300000, True), (51000, 5100, True), (140e6, 14e6, True), (5, 4, False),
     (20, 10, False), (4, 4, False), (12, 1, False)],
)  # fmt: skip
def test_slips(number: float, source: float, slip: bool) -> None:
    assert looks_slipped(number, source) is slip


def test_evidence_is_told_in_names_and_numbers() -> None:
    wire = find_facts(reading("a", text='Osso Mandel a vu 212 sacs. "Le sucre cachait des panneaux volés", dit-il.'))
    late = find_facts(reading("b", text='"Le sucre cachait des panneaux volés", dit Osso Mandel devant 212 sacs.'))
    evidence = weigh(late, wire)
    assert evidence.shared_names == ("osso mandel",) and evidence.shared_numbers == (212,)
    assert evidence.shared_quotes == 1 and not evidence.stands_alone


@pytest.mark.parametrize(
    "text",
    ["A " * 30000, "un " * 20000, '"' * 60000, "avec " * 12000, "1.000" * 12000, "Aa, " * 15000, "a appris " * 6000,
     "x" * 60000, "\n" * 60000, "Source : " * 7000],
)  # fmt: skip
def test_hostile_texts_take_no_time(text: str) -> None:
    began = time.process_time()
    find_facts(reading("a", text=text))
    assert time.process_time() - began < 3


def test_an_article_corrected_is_looked_at_anew() -> None:
    first = Reading(Article("a", "Douze bergers ont été tués à Tombouctou."))
    corrected = Reading(Article("a", "Treize bergers ont été tués à Tombouctou.", version=2))
    assert find_facts(first) is find_facts(Reading(Article("a", first.article.text)))
    assert find_facts(first).numbers == (12.0,)
    assert find_facts(corrected).numbers == (13.0,)
