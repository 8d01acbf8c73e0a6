"""Outlets on a bad day: one that rewrites hourly, one that takes its story back, endless copies, clocks that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from recoupe import rebuilding
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Count, Interval, Reading, Report, Span
from recoupe.rebuilding import rebuild_picture
from recoupe.store import Store, open_store

KNOWN = Knowledge()
NOON = datetime(2031, 7, 2, 12, tzinfo=UTC)
WIRE = (
    "Des hommes armés ont attaqué le bac de Sorokoto dans la nuit, tuant {dead} passagers, selon le maire Banor. "
    "Le trafic vers Ombakoro est interrompu, a précisé la régie des eaux, et {dead} familles sont relogées à l'école."
)


@pytest.fixture(params=["in part", "whole"])
def store(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store whose picture is brought up to date in part, and one that is always made anew."""
    if request.param == "in part":
        monkeypatch.setattr(rebuilding, "SMALL", 0)
        monkeypatch.setattr(rebuilding, "FEW", 1)
    with open_store(tmp_path / "a.db") as opened:
        yield opened


def told(name: str, dead: int, moment: datetime = NOON, outlet: str = "Radio Brume", text: str = WIRE) -> Reading:
    words = text.format(dead=dead)
    at = words.index("attaqué") if "attaqué" in words else 0
    report = Report(
        f"{name}#1", name, Span(at, at + 7, words[at : at + 7]), "ASSAULT", actors=("hommes armés",),
        recipients=("passagers",), place="Sorokoto", when=Interval.day(date(2031, 7, 1)), killed=Count(dead, dead),
    )  # fmt: skip
    article = Article(name, words, outlet=outlet, published=moment.date(), published_at=moment)
    return Reading(article, reports=(report,))


def picture(store: Store, *readings: Reading) -> None:
    store.add(readings)
    rebuild_picture(store, KNOWN)


def test_an_outlet_that_rewrites_hourly_is_one_article_with_versions(store: Store) -> None:
    picture(store, told("fanal", 4, outlet="Le Fanal"))
    names = set()
    for hour in range(24):
        picture(store, told("brume", 4 + hour, NOON + timedelta(hours=hour)))
        [event] = store.events()
        names.add(event.id)
        assert len(event.reports) == 2, "the old versions tell no more"
    assert len(names) == 1 and len(store.versions("brume")) == 24
    assert next(r for r in event.reports if r.article == "brume").killed == Count(27, 27)
    changes = store.differences("brume")
    assert any("26" in str(change) and "27" in str(change) for change in changes)


def test_a_story_taken_back_leaves_the_picture_and_its_words_stay(store: Store) -> None:
    picture(store, told("fanal", 4, outlet="Le Fanal"), told("brume", 9))
    [event] = store.events()
    taken_back = told("brume", 0, NOON + timedelta(hours=3), text="Nous retirons cet article : les faits sont faux.")
    picture(store, replace(taken_back, reports=()))
    [left] = store.events()
    assert left.id == event.id and left.articles == ("fanal",) and left.killed == Count(4, 4)
    assert [len(v.reports) for v in store.versions("brume")] == [1, 0]
    assert store.differences("brume")
    picture(store, replace(told("fanal", 0, text="Article retiré par la rédaction."), reports=()))
    assert list(store.events()) == [] and store.event(event.id) is None


def test_a_denial_by_the_outlet_itself_marks_the_event(store: Store) -> None:
    denial = told("dementi", 4, NOON + timedelta(days=1))
    picture(store, told("brume", 4), replace(denial, reports=(replace(denial.reports[0], status="denied"),)))
    events = list(store.events())
    assert {e.grade.digit for e in events if e.grade} & {4, 5}, "what is denied is no fact"


def test_copies_without_end_are_one_origin(store: Store) -> None:
    picture(store, told("wire", 4))
    for batch in range(3):
        hours = range(batch * 20, batch * 20 + 20)
        picture(store, *(told(f"copy{n}", 4, NOON + timedelta(hours=n + 1), f"Journal {n}") for n in hours))
    [event] = store.events()
    assert len(event.reports) == 61 and len(event.origins) == 1 and event.independent == 1
    assert [len(group) for group in store.origins().groups] == [61]


def test_clocks_in_other_zones_tell_one_time(store: Store) -> None:
    here = NOON.astimezone(timezone(timedelta(hours=5)))
    later = (NOON + timedelta(hours=2)).astimezone(timezone(timedelta(hours=-7)))
    picture(store, told("late", 4, later, "Le Fanal"), told("early", 4, here))
    [link] = store.origins().links
    assert {link.later, link.earlier} == {"late", "early"}


@pytest.mark.parametrize("day", ["2999-01-01", "1900-01-01"])
def test_an_article_of_an_impossible_day_confirms_nothing(store: Store, day: str) -> None:
    odd = datetime.fromisoformat(day).replace(tzinfo=UTC)
    picture(store, told("brume", 4), told("odd", 4, odd, "Le Fanal"))
    assert all(event.independent <= 1 for event in store.events())
