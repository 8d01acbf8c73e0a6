"""Figures of invented passages: which numbers are news, of what, when and by whom."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from recoupe.coding.figure_value import NEVER
from recoupe.coding.figure_words import load_weights
from recoupe.coding.figures import MOST, code_figures
from recoupe.model import Article, Figure, Reading
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.counts import read_counts
from recoupe.reading.times import read_times
from recoupe.recoup.arithmetic import check_figures

TRADE = (
    "Le port sec est le premier acheteur de la mine en 2022, prenant plus de la moitié du sel vendu dans la région, "
    "selon le bulletin annuel des salines.\n\n"
    "Les ventes de la mine vers le port se sont établies à 412,5 milliards FCFA en 2022, en hausse de 10 % par rapport "
    "à 2021 (375 milliards).\n\n"
    "Le port a pris plus de 52 % du sel vendu dans la région et environ 20 % de tout le sel vendu par le pays."
)
RAID = (
    "Douze bergers ont été tués mardi à 60 km de la ville par des hommes armés venus à moto. "
    "Les douze bergers gardaient 340 bœufs, tous emportés. Awa Sy, 45 ans, a fui. "
    "Plus de 5.000 habitants ont quitté la zone depuis."
)
SEIZURE = (
    "La douane a saisi onze téléphones, quatre motos neuves et 14 millions de francs CFA près de Bakel, au Sénégal. "
    "La garde à vue a duré trois jours."
)
ROAD = (
    "En juillet 2022, 1.240 camions sont passés au pont, contre 815 en juin. "
    "Le bois, une réserve de 300 hectares, a brûlé."
)
TEXTS = {
    "road": ROAD,
    "trade": TRADE,
    "raid": RAID,
    "seizure": SEIZURE,
    "none": "Le ministre a parlé. Il neige.",
    "empty": "",
}


def read(articles: list[Article]) -> dict[str, tuple[Figure, ...]]:
    found = {}
    for article, parse in parse_articles(articles):
        times = read_times(article, parse)
        reading = Reading(article, times=times, counts=read_counts(article, parse, times))
        found[article.id] = code_figures(reading, parse)
    return found


@lru_cache(maxsize=1)
def figures() -> dict[str, tuple[Figure, ...]]:
    return read([Article(name, text, published=date(2023, 3, 8)) for name, text in TEXTS.items()])


def by_quote(name: str) -> dict[str, Figure]:
    return {f.span.quote: f for f in figures()[name]}


def test_trade_figures_in_text_order() -> None:
    assert list(by_quote("trade")) == [
        "plus de la moitié", "412,5 milliards FCFA", "10 %", "375 milliards", "plus de 52 %", "environ 20 %",
    ]  # fmt: skip


def test_kinds_units_and_periods() -> None:
    found = by_quote("trade")
    assert [f.kind for f in found.values()] == ["share", "level", "growth", "level", "share", "share"]
    assert found["375 milliards"].unit == "XOF"
    years = {quote: f.period.first.year for quote, f in found.items() if f.period}
    assert years["412,5 milliards FCFA"] == 2022
    assert years["10 %"] == 2022
    assert years["375 milliards"] == 2021
    assert years["plus de 52 %"] == 2022 and found["plus de 52 %"].inherited


def test_the_source_of_a_passage_is_handed_on_and_marked() -> None:
    found = by_quote("trade")
    first, second = found["plus de la moitié"], found["412,5 milliards FCFA"]
    assert first.attributed_to == second.attributed_to == "le bulletin annuel des salines"
    assert not first.inherited and second.inherited


def test_subjects_are_words_of_the_article() -> None:
    for name, found in figures().items():
        for figure in found:
            assert figure.about in TEXTS[name] or figure.about == figure.unit


def test_the_arithmetic_of_the_passage() -> None:
    checks = check_figures(figures()["trade"])
    assert [c.verdict for c in checks] == ["agrees", "agrees", "cannot be checked"]


def test_tolls_distances_and_ages_are_no_figures() -> None:
    assert list(by_quote("raid")) == ["340 bœufs", "Plus de 5.000 habitants"]


def test_things_seized() -> None:
    assert list(by_quote("seizure")) == ["onze téléphones", "quatre motos", "14 millions de francs CFA"]


def test_a_bare_number_counts_what_the_one_before_it_counts() -> None:
    found = by_quote("road")
    assert found["815"].unit == found["1.240 camions"].unit == "camions"
    assert found["815"].period != found["1.240 camions"].period


def test_a_measure_is_about_what_it_measures() -> None:
    assert by_quote("road")["300 hectares"].about == "réserve"


def test_nothing_comes_from_nothing() -> None:
    assert figures()["none"] == figures()["empty"] == ()


def test_at_most_eight() -> None:
    text = " ".join(f"Le camp {n} abrite {n}.512 réfugiés." for n in range(11, 40))
    assert len(read([Article("many", text)])["many"]) == MOST


def test_weights_know_every_trait_that_rules_out() -> None:
    assert {"bias", "money", "percent-of"} <= set(load_weights())
    assert all(load_weights().get(trait, -1) < 0 for trait in NEVER)


@pytest.mark.shared
def test_the_seven_figures_of_the_seed(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("004_*.txt")
    text = path.read_text(encoding="utf-8")
    found = read([Article("seed", text, published=date(2025, 11, 5))])["seed"]
    values = [(f.count.low, f.count.high, f.unit) for f in found]
    assert values == [
        (50, None, "%"), (802.8e9, 802.8e9, "XOF"), (8.6, 8.6, "%"), (739e9, 739e9, "XOF"), (55, None, "%"),
        (19, 23, "%"), (72, 80, "%"),
    ]  # fmt: skip
    assert [f.inherited for f in found] == [False, True, True, True, True, True, True]
    assert len({f.attributed_to for f in found}) == 1
    assert [f.period.first.year for f in found if f.period] == [2024, 2024, 2024, 2023, 2024, 2024, 2024]
    assert [c.verdict for c in check_figures(found)] == ["agrees", "agrees", "cannot be checked"]
