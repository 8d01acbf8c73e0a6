"""What is left to look at: found by kind, newest first, with work that does not grow with the store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from made_values import make_reading
from sqlalchemy import insert
from store_steps import Steps

from recoupe.model import Event, Finding, Interval, Link, Origins, Place, Report, Span
from recoupe.store import Store, open_store
from recoupe.store.codec import pack_event
from recoupe.store.connect import open_engine
from recoupe.store.coverage import articles_published
from recoupe.store.event_index import event_columns
from recoupe.store.migrate import upgrade
from recoupe.store.review import COUNTED, REASONS, review_reasons
from recoupe.store.schema import events, origins

DAY = date(2031, 7, 1)
HERE = Place("recoupe:ombakoro", "Ombakoro", "ML", "Kayes", "town", 14.45, -12.2, 3.0)
NOWHERE = replace(HERE, lat=None, lon=None)
REPORT = Report("a1#1", "a1", Span(0, 7, "attaque"), "ASSAULT", score=0.9)
SURE = Event("e", "ASSAULT", when=Interval.day(DAY), place="Ombakoro", where=HERE, reports=(REPORT,), independent=1)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (SURE, set()),
        (replace(SURE, findings=(Finding("killed", "conflict", ()),)), {"differ"}),
        (replace(SURE, findings=(Finding("killed", "missing", ()),)), set()),
        (replace(SURE, independent=0, undetermined=("a1",)), {"origin"}),
        (replace(SURE, where=NOWHERE), {"place"}),
        (replace(SURE, place=None, where=None), set()),
        (replace(SURE, when=None), {"date"}),
        (replace(SURE, when=None, series=True), set()),
        (replace(SURE, reports=(replace(REPORT, score=0.3),)), {"score"}),
        (replace(SURE, background=True, reports=(replace(REPORT, score=0.3),)), set()),
    ],
    ids=[
        "nothing", "reports contradict each other", "a value missing in some", "no origin established",
        "named, not located", "no place said", "no date", "a series goes on", "unsure", "unsure but recalled",
    ],
)  # fmt: skip
def test_reasons(event: Event, expected: set[str]) -> None:
    assert set(review_reasons(event)) == expected


def test_events_are_found_by_reason(store: Store) -> None:
    store.save_events([SURE, replace(SURE, id="f", reports=(replace(REPORT, id="a2#1"),), where=NOWHERE)])
    assert [e.id for e in store.find("review:place")] == ["f"]
    assert [e.id for e in store.find("revue:differ,place")] == ["f"]
    assert {reason: store.review_count(reason) for reason in REASONS if store.review_count(reason)} == {"place": 1}


ORIGINS = Origins(
    (("a1", "a2"), ("a3",), ("a4",)), ("a2", "a4"), (), (Link("a2", "a1", 0.7, ("same words",)), Link("a4", "a3", 0.3))
)


def test_origins_of_some_articles(store: Store) -> None:
    store.save_origins(ORIGINS)
    assert store.origins() == ORIGINS
    assert store.origins_among({"a1", "a2"}) == ORIGINS.among({"a1", "a2"})
    assert store.origins_among({"a3"}) == Origins((("a3",),))
    assert store.origins_about({"a1"}) == Origins(ORIGINS.groups[:1], links=ORIGINS.links[:1])
    assert store.last_undetermined(1) == ("a4",)


def test_heads_of_articles(store: Store) -> None:
    store.add([make_reading("a1")])
    heads = store.article_heads(["a1", "gone"])
    assert list(heads) == ["a1"] and heads["a1"].outlet == "La Voix des Dunes"
    with store.reading() as connection:
        assert articles_published(connection, "1999-01-01", "2999-01-01", 5) == ("a1",)
        assert articles_published(connection, "1999-01-01", "1999-12-31", 5) == ()


def test_decisions_that_hold_about_something(store: Store) -> None:
    store.save_events([SURE])
    lock = store.decide("lock", "e", "A. Sow", "checked")
    assert [d.id for d in store.decisions_about(["e"])] == [lock.id]
    undo = store.decide("undo", lock.id, "A. Sow", "a slip")
    assert store.decisions_about(["e"]) == ()
    store.decide("undo", undo.id, "A. Sow", "no slip")
    assert [d.id for d in store.decisions_about(["e", "other"])] == [lock.id]


def test_a_database_of_before_is_filled(tmp_path) -> None:
    path = tmp_path / "before.db"
    engine = open_engine(path)
    with engine.execution_options(writing=True).begin() as connection:
        upgrade(connection, str(path), "0001")
        event = replace(SURE, where=NOWHERE)
        columns = {name: value for name, value in event_columns(event).items() if name != "vague_km"}
        connection.execute(insert(events), {**columns, "document": pack_event(event), "digest": ""})
        connection.execute(insert(origins), {"kind": "group", "position": 0, "document": '["a3"]'})
    engine.dispose()
    with open_store(path) as again:
        assert again.review_count("place") == 1
        assert again.origins_among({"a3"}) == Origins((("a3",),))


def test_work_does_not_grow_with_the_store(tmp_path) -> None:
    spent = {}
    for size in (1500, 6000):
        with open_store(tmp_path / f"{size}.db") as large:
            large.save_events(
                replace(SURE, id=f"e{n}", reports=(), when=Interval.day(DAY + timedelta(days=n % 900)), where=NOWHERE)
                for n in range(size)
            )
            large.save_origins(Origins(tuple((f"a{n}",) for n in range(size)), tuple(f"a{n}" for n in range(size))))
            with Steps(large) as steps:
                large.review_newest("place", 20)
                large.events_of_articles(["a1", "a2", "none"], 20)
                large.last_undetermined(20)
                large.origins_among({"a3", "a700"})
                large.decisions_about(["e1", "e2"])
                assert large.review_count("place") == COUNTED
            spent[size] = steps.count
    assert spent[6000] <= spent[1500] * 1.1


def test_the_newest_events_of_many_articles_come_by_one_statement(tmp_path) -> None:
    with open_store(tmp_path / "many.db") as store:
        days = {f"e{n}": Interval.day(DAY + timedelta(days=n)) for n in range(6)}
        store.save_events(
            replace(SURE, id=name, when=when, reports=(replace(REPORT, id=f"{name}#1"),), origins=(("a1",),))
            for name, when in days.items()
        )
        told = store.events_of_articles(["none", "a1"], 4)
    assert {name: [e.id for e in events] for name, events in told.items()} == {
        "none": [],
        "a1": ["e5", "e4", "e3", "e2"],
    }
