"""Decisions are found by every id they speak of, at a cost that does not grow with all that was ever decided."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from old_database import make_old_database
from store_steps import Steps

from recoupe.model import Decision, Event, Report, Span
from recoupe.rebuilding import APPLIED, decision_states
from recoupe.store import Store, open_store

WHO = ("A. Sow", "checked")
REPORT = Report("a1#1", "a1", Span(0, 7, "attaque"), "ASSAULT")
SURE = Event("e", "ASSAULT", reports=(REPORT,))
OTHER = Event("f", "ASSAULT", reports=(replace(REPORT, id="a2#1", article="a2"),))


def found(store: Store, *names: str) -> list[str]:
    return [kept.decision.id for kept in store.kept_decisions(names)]


def test_a_decision_is_found_by_what_it_names(store: Store) -> None:
    store.save_events([SURE, OTHER])
    merge = store.decide("merge", "e", *WHO, {"with": ["f"]})
    lock = store.decide("lock", "f", *WHO)
    assert found(store, "f") == [merge.id, lock.id] and found(store, "e") == [merge.id]
    assert found(store, "a1#1") == [merge.id] and found(store, "a2#1", "e") == [merge.id, lock.id]
    assert found(store, "g") == []


def test_its_undoings_come_with_it_and_it_with_them(store: Store) -> None:
    store.save_events([SURE])
    lock = store.decide("lock", "e", *WHO)
    undo = store.decide("undo", lock.id, *WHO)
    again = store.decide("undo", undo.id, *WHO)
    for name in ("e", lock.id, undo.id, again.id):
        assert found(store, name) == [lock.id, undo.id, again.id]
    assert [s.state for s in decision_states(store, ["e"])] == [s.state for s in decision_states(store)]


def test_decisions_of_an_older_database_are_found_as_those_made_now(tmp_path) -> None:
    make_old_database(tmp_path / "old.db")
    with open_store(tmp_path / "old.db") as store:
        for kept in store.kept_decisions():
            made = kept.decision
            assert all(made.id in found(store, name) for name in (*made.about, made.id))
        assert {s.state for s in decision_states(store)} == {"holds"}, "the ids it remembered tell what was seen"


@pytest.mark.parametrize("kept", [{"seen": ["LOCK"], "unfit": {}}, {"last": 1, "unfit": {}}], ids=["ids", "number"])
def test_what_the_last_rebuild_saw_holds_and_what_came_later_waits(store: Store, kept) -> None:
    store.save_events([SURE])
    lock = store.decide("lock", "e", *WHO)
    store.remember(APPLIED, json.dumps(kept).replace("LOCK", lock.id))
    store.decide("confirm", "e", *WHO)
    assert [s.state for s in decision_states(store, ["e"])] == ["holds", "waits"]


def test_the_cost_follows_the_decisions_about_an_event(tmp_path) -> None:
    spent = {}
    for size in (1000, 4000):
        with open_store(tmp_path / f"{size}.db") as large:
            large.save_events([SURE])
            mine = large.decide("lock", "e", *WHO)
            for n in range(size):
                large.keep_decision(replace(mine, id=f"d-{n}", target=f"other-{n}", value={}))
            large.remember(APPLIED, json.dumps({"last": size, "unfit": {}}))
            with Steps(large) as steps:
                assert [s.decision.id for s in decision_states(large, ["e"])] == [mine.id]
            spent[size] = steps.count
    assert spent[4000] <= spent[1000] * 1.2 + 2


def test_about_tells_the_report_an_addition_makes() -> None:
    made = Decision("d-1", "add", "a1", "A. Sow", datetime(2031, 7, 5, tzinfo=UTC), "missed")
    assert made.about == {"a1", "a1#d-1"}
