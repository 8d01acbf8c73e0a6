"""Trends are told only where the numbers carry them."""

from datetime import date, timedelta

import pytest
from board_scene import BLOG, DIBOLI, event, report

from recoupe.boards.trend import (
    binomial_p,
    count_rings,
    distance_trend,
    frequency_trend,
    is_attack,
    list_months,
    mann_kendall,
)
from recoupe.model import Distance, Event, Interval, Place

START = date(2025, 1, 6)


def attack(number: int, day: int, km: float, radius: float = 2.0, **fields: object) -> Event:
    where = Place("test:p", "p", "ML", None, "town", 14.0, -11.0, radius)
    when = fields.pop("when", Interval.day(START + timedelta(days=day)))
    made = report(BLOG, "attaque", "ASSAULT", where=where, when=when, **fields)
    return event(number, made, border=Distance("SN-ML", km, radius))


def series(distances: list[float]) -> list[Event]:
    return [attack(n, n * 7, km) for n, km in enumerate(distances)]


TRENDS = [
    ("too few", [90, 50, 10], "too few"),
    ("nearer", [300, 250, 240, 180, 120, 90, 40, 5], "nearer"),
    ("farther", [5, 40, 90, 120, 180, 240, 250, 300], "farther"),
    ("up and down", [100, 20, 150, 60, 90, 30, 120, 70], "no trend"),
    ("always the same", [50] * 9, "no trend"),
]


@pytest.mark.parametrize(("distances", "verdict"), [t[1:] for t in TRENDS], ids=[t[0] for t in TRENDS])
def test_distance(distances: list[float], verdict: str) -> None:
    assert distance_trend(series(distances)).verdict == verdict


def test_wide_places_and_vague_dates_do_not_count() -> None:
    events = series([300, 250, 240, 180, 120, 90, 40])
    wide = attack(20, 60, 5, radius=150.0)
    vague = attack(21, 0, 5, when=Interval.year(2025))
    assert distance_trend([*events, wide, vague]).verdict == "too few"


def test_rings_tell_what_is_surely_near_from_what_may_be() -> None:
    events = [attack(1, 0, 8), attack(2, 1, 49), attack(3, 2, 5, radius=180.0), attack(4, 3, 9, radius=40.0)]
    rings = [(ring.km, ring.lines, ring.perhaps) for ring in count_rings(events, (10, 50))]
    assert rings == [(10, ("e1",), ("e3", "e4")), (50, ("e1", "e2", "e4"), ("e3",))]


def test_mann_kendall_against_a_worked_example() -> None:
    score, p = mann_kendall([(n, v) for n, v in enumerate([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])])
    assert score == -45 and p == pytest.approx(0.0000830, rel=0.05)


def test_binomial() -> None:
    assert binomial_p(5, 10, 0.5) == pytest.approx(1.0)
    assert binomial_p(0, 10, 0.5) == pytest.approx(2 / 1024)


def test_thousands_of_attacks_are_counted_too() -> None:
    assert 0 < binomial_p(1600, 3000, 0.5) < 0.001
    events = [attack(n, n // 10, 50 + n % 7) for n in range(3000)]
    assert distance_trend(events).verdict == "no trend"


def days(*counts: int) -> list[date]:
    """Articles in the first and in the second half of a hundred days."""
    return [START + timedelta(days=n * 50 + i) for n, count in enumerate(counts) for i in range(count)] + [
        START,
        START + timedelta(days=100),
    ]


def test_more_attacks_for_the_articles_read() -> None:
    events = [attack(n, day, 50) for n, day in enumerate((10, *range(60, 72)))]
    assert frequency_trend(events, days(20, 20)).verdict == "more"


def test_no_trend_when_both_halves_are_alike() -> None:
    events = [attack(n, day, 50) for n, day in enumerate((10, 20, 30, 40, 60, 70, 80, 90))]
    assert frequency_trend(events, days(20, 20)).verdict == "no trend"


def test_halves_of_unlike_coverage_are_not_compared() -> None:
    events = [attack(n, day, 50) for n, day in enumerate((10, *range(60, 72)))]
    trend = frequency_trend(events, days(2, 40))
    assert trend.verdict == "coverage changed" and trend.p is None


def test_without_articles_nothing_is_told() -> None:
    assert frequency_trend(series([1] * 20), []).verdict == "too few"


def test_rings_count_points_only() -> None:
    events = [attack(1, 0, 4), attack(2, 1, 60), attack(3, 2, 5, radius=150.0)]
    assert [(r.km, len(r.lines)) for r in count_rings(events, (10, 50, 100))] == [(10, 1), (50, 1), (100, 2)]


def test_months_hold_attacks_and_articles() -> None:
    months = list_months([attack(1, 0, 40), attack(2, 3, 10)], [date(2025, 1, 20), date(2025, 2, 1)], date(2025, 2, 2))
    assert [(m.first.month, m.events, m.articles, m.nearest_km) for m in months] == [(1, 2, 1, 10), (2, 0, 1, None)]


def test_series_and_denied_attacks_are_no_single_attacks() -> None:
    assert is_attack(attack(1, 0, 1))
    assert not is_attack(attack(1, 0, 1, series=True))
    assert not is_attack(attack(1, 0, 1, status="denied"))
    assert not is_attack(event(1, report(BLOG, "attaque", "CONSULT", where=DIBOLI)))
