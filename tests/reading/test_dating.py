"""What the words of an undated article say of the day it was published."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.model import Article, DateBounds, DateCandidate, Interval
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.dating import bound_article


def bound(text: str, *days: date, published: date | None = None) -> Article:
    candidates = tuple(DateCandidate(Interval.day(day), "text", "date line") for day in days)
    article = Article("a", text, published=published, candidates=candidates)
    ((article, parse),) = parse_articles([article], fast=True)
    return bound_article(article, parse)


CASES = [
    ("nothing said", "Le bac a coulé.", DateBounds()),
    ("said on the day", "Le maire a reçu ce mercredi les pêcheurs.", DateBounds(weekday=2)),
    ("a bare weekday says nothing", "Le maire a reçu mercredi les pêcheurs.", DateBounds()),
    ("two days said so contradict", "Il est venu ce lundi. Il repart ce mardi.", DateBounds()),
    ("today with its weekday", "Le maire part aujourd'hui vendredi.", DateBounds(weekday=4)),
    ("day of the month", "Le bac a coulé ce mercredi 5 novembre.", DateBounds(weekday=2, month_day=(11, 5))),
    ("day in full", "Le bac a coulé ce mercredi 5 novembre 2025.",
     DateBounds(weekday=2, not_before=date(2025, 11, 5), not_after=date(2025, 11, 5))),
    ("dated past", "Le pont a été posé le 3 mai 2024.", DateBounds(not_before=date(2024, 5, 3))),
    ("since a year", "La route est coupée depuis 2021.", DateBounds(not_before=date(2021, 1, 1))),
    ("a year alone says nothing", "Le plan de 2030 est prêt.", DateBounds()),
    ("past month after a dated past", "Depuis le début de l'année 2025, le prix monte. En mars dernier, il a doublé.",
     DateBounds(not_before=date(2025, 3, 31))),
    ("an earlier month says nothing more", "Le pont a cédé en mai 2024. Il avait grincé en mars.",
     DateBounds(not_before=date(2024, 5, 1))),
    ("dated future", "Le pont a cédé le 3 mai 2024. Il sera rouvert le 9 juin 2024.",
     DateBounds(not_before=date(2024, 5, 3), not_after=date(2024, 6, 9))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_bounds(text: str, expected: DateBounds) -> None:
    bounds = bound(text).bounds
    assert bounds is not None
    assert (bounds.weekday, bounds.not_before, bounds.not_after, bounds.month_day) == (
        expected.weekday, expected.not_before, expected.not_after, expected.month_day,
    )  # fmt: skip


def test_every_bound_has_its_words() -> None:
    bounds = bound("Ce mercredi, le pont posé depuis le 3 mai 2024 a cédé.").bounds
    assert bounds is not None
    assert bounds.why == (
        "«mercredi» said on the day itself",
        "«3 mai 2024» is past: not before 2024-05-03",
    )


def test_known_bounds_are_told() -> None:
    assert bound("Ce mercredi, le bac a coulé.").published_from == "not settled: a Wednesday"
    assert bound("Le bac a coulé.").published_from == "unknown"
    glued = bound("Le bac a coulé.", date(2025, 11, 5), date(2025, 5, 11))
    assert glued.published_from == "not settled: 2025-11-05 or 2025-05-11"


def test_dated_article_stays_as_it_is() -> None:
    article = bound("Ce mercredi, le bac a coulé.", published=date(2025, 11, 6))
    assert (article.published, article.bounds) == (date(2025, 11, 6), None)


def test_bounds_allow_only_fitting_days() -> None:
    bounds = DateBounds(weekday=2, not_before=date(2025, 7, 10), not_after=date(2025, 12, 1), month_day=(11, 5))
    assert bounds.allows(date(2025, 11, 5))
    assert not any(bounds.allows(d) for d in (date(2024, 11, 5), date(2025, 11, 12), date(2025, 11, 6)))
    assert bounds.describe() == "a Wednesday, on 05/11 (day/month), not before 2025-07-10, not after 2025-12-01"
