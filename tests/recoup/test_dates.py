"""Dates across articles: candidates, weekdays and other articles on the same event decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from recoupe.model import Article, DateBounds, DateCandidate, Interval, Reading, Report, Span
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.dating import bound_article
from recoupe.reading.times import read_times
from recoupe.recoup.dates import apply_date, settle_dates
from recoupe.sources import InputOptions, read_inputs

NOV, MAY = date(2025, 11, 5), date(2025, 5, 11)
TOLD = "La ministre Awa Ndour a reçu hier le maire Ibra Faty à Ndiob."


def candidate(day: date) -> DateCandidate:
    return DateCandidate(Interval.day(day), "text", "date line")


def article(name: str, text: str = TOLD, **fields: object) -> Reading:
    return Reading(Article(name, text, **fields))  # type: ignore[arg-type]


def meeting(reading: Reading, *who: str) -> Reading:
    text = reading.article.text
    report = Report(f"{reading.article.id}#1", reading.article.id, Span.of(text, 0, 2), "CONSULT", actors=who)
    return replace(reading, reports=(report,))


def settled_days(*readings: Reading) -> dict[str, date]:
    return {name: found.day for name, found in settle_dates(readings).items()}


def test_one_candidate_settles_alone() -> None:
    assert settled_days(article("a", candidates=(candidate(NOV),))) == {"a": NOV}


def test_two_candidates_stay_open_alone() -> None:
    assert settled_days(article("a", candidates=(candidate(NOV), candidate(MAY)))) == {}


def test_weekday_in_the_text_decides_between_candidates() -> None:
    bounds = DateBounds(weekday=2)
    assert settled_days(article("a", candidates=(candidate(NOV), candidate(MAY)), bounds=bounds)) == {"a": NOV}


def test_put_on_line_after_midnight() -> None:
    bounds = DateBounds(weekday=1)
    assert settled_days(article("a", candidates=(candidate(NOV), candidate(MAY)), bounds=bounds)) == {"a": NOV}


def test_day_named_in_full_settles_alone() -> None:
    assert settled_days(article("a", bounds=DateBounds(weekday=2, not_before=NOV, not_after=NOV))) == {"a": NOV}


def test_past_event_rules_out_the_earlier_candidate() -> None:
    bounds = DateBounds(not_before=date(2025, 7, 1))
    assert settled_days(article("a", candidates=(candidate(NOV), candidate(MAY)), bounds=bounds)) == {"a": NOV}


def test_two_articles_on_one_event_settle_each_other() -> None:
    glued = article("a", candidates=(candidate(NOV), candidate(MAY)))
    undated = article("b", bounds=DateBounds(weekday=2, not_before=date(2025, 7, 10)))
    assert settled_days(glued, undated) == settled_days(undated, glued) == {"a": NOV, "b": NOV}


def test_dated_article_on_the_same_event_decides() -> None:
    glued = article("a", candidates=(candidate(NOV), candidate(MAY)))
    assert settled_days(glued, article("b", published=date(2025, 11, 6))) == {"a": NOV}


def test_reports_of_another_type_are_another_event() -> None:
    other_text = "Awa Ndour et Ibra Faty sont cités. Une digue a cédé."
    glued = meeting(article("a", candidates=(candidate(NOV), candidate(MAY))), "Awa Ndour", "Ibra Faty")
    dated = article("b", other_text, published=date(2025, 11, 6))
    crowd = [article(f"c{n}", other_text, published=date(2025, 1, n + 1)) for n in range(9)]
    assert settled_days(glued, meeting(dated, "un maire"), *crowd) == {}


def test_articles_that_share_one_name_stay_apart() -> None:
    glued = article("a", candidates=(candidate(NOV), candidate(MAY)))
    other = article("b", "La ministre Awa Ndour inaugure un puits.", published=date(2025, 11, 6))
    assert settled_days(glued, other) == {}


def test_contradicting_article_settles_nothing() -> None:
    glued = article("a", candidates=(candidate(NOV), candidate(MAY)))
    assert settled_days(glued, article("b", published=date(2024, 1, 1))) == {}


def test_settled_date_says_who_decided() -> None:
    glued = article("a", candidates=(candidate(NOV), candidate(MAY)))
    found = settle_dates([glued, article("b", published=NOV)])["a"]
    assert found.articles == ("b",)
    dated = apply_date(glued.article, found)
    assert dated.published == NOV
    assert dated.published_from.startswith("inferred: date line")
    assert "b tells the same event" in dated.published_from


def test_edges_of_the_calendar_do_not_overflow() -> None:
    early = article("a", candidates=(candidate(date.min), candidate(date.max)))
    assert settled_days(early, article("b")) == {}


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[tuple[Article, Parse]]:
    paths = [str(p) for p in sorted((shared / "seeds").glob("*.txt"))]
    articles = [a for a in read_inputs(paths) if isinstance(a, Article)]
    return [(bound_article(a, parse), parse) for a, parse in parse_articles(articles)]


@pytest.mark.shared
@pytest.mark.slow
class TestSeeds:
    """The two seed articles: alone open, together settled."""

    def test_glued_date_keeps_two_candidates_alone(self, seeds) -> None:
        blog = seeds[0][0]
        assert {c.interval.first for c in blog.candidates} == {NOV, MAY}
        assert settle_dates([Reading(blog)]) == {}
        assert blog.published_from == "not settled: 2025-11-05 or 2025-05-11"

    def test_dispatch_alone_is_a_wednesday_after_july(self, seeds) -> None:
        dispatch = seeds[1][0]
        assert settle_dates([Reading(dispatch)]) == {}
        assert dispatch.bounds.weekday == 2
        assert date(2025, 7, 1) <= dispatch.bounds.not_before <= date(2025, 7, 31)
        assert dispatch.published_from.startswith("not settled: a Wednesday, not before 2025-07")

    @pytest.mark.parametrize("order", [1, -1], ids=["blog first", "dispatch first"])
    def test_both_together_are_of_5_november(self, seeds, order: int) -> None:
        found = settle_dates([Reading(a) for a, _ in seeds[::order]])
        assert {s.day for s in found.values()} == {NOV}
        assert len(found) == 2
        assert all(s.candidate.reason for s in found.values())

    def test_given_date_settles(self, shared: Path) -> None:
        options = InputOptions(published=NOV)
        read = [a for a in read_inputs([str(shared / "seeds")], options) if isinstance(a, Article)]
        assert {a.published for a in read} == {NOV}

    def test_dates_of_the_dispatch_once_settled(self, seeds) -> None:
        dispatch, parse = seeds[1]
        times = {m.span.quote: m.interval for m in read_times(replace(dispatch, published=NOV), parse)}
        assert times["mercredi"] == Interval.day(NOV)
        assert times["août"] == Interval.month(2024, 8)
        assert times["février dernier"] == Interval.month(2025, 2)
        assert times["début juillet"] == Interval(date(2025, 7, 1), date(2025, 7, 10))

    def test_broken_date_is_a_year(self, seeds) -> None:
        blog, parse = seeds[0]
        assert [m.interval.grain for m in read_times(blog, parse)] == ["year"]
