"""Saved queries are kept under names of their own, and two who save at once lose nothing."""

from datetime import UTC, datetime
from threading import Thread

import pytest

from recoupe.store import Store, open_store
from recoupe.store.query import QueryError
from recoupe.store.saved_queries import (
    LONGEST_NAME,
    SavedQueryError,
    delete_query,
    load_saved,
    rename_query,
    save_query,
)

NOW = datetime(2025, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def store(either: Store) -> Store:
    return either


def names(store: Store) -> list[tuple[str, str]]:
    return [(one.name, one.query) for one in load_saved(store)]


def test_a_saved_query_is_renamed_and_deleted(store):
    assert load_saved(store) == ()
    save_query(store, "  Near   the border ", "within:50km:SN-ML   board:threat", "awa", NOW)
    made = save_query(store, "attaques", "type:assault", "awa", NOW)
    assert names(store) == [("attaques", "type:assault"), ("Near the border", "within:50km:SN-ML board:threat")]
    rename_query(store, made.id, "Zones")
    assert [one.name for one in load_saved(store)] == ["Near the border", "Zones"]
    assert load_saved(store)[1].id == made.id and load_saved(store)[1].who == "awa"
    assert delete_query(store, made.id).name == "Zones"
    assert len(load_saved(store)) == 1


@pytest.mark.parametrize(
    ("name", "told"), [("", "needs a name"), ("  ", "needs a name"), ("x" * 81, "80 are the most")]
)
def test_names_that_are_none_are_refused(store, name, told):
    with pytest.raises(SavedQueryError, match=told):
        save_query(store, name, "", "awa", NOW)
    assert len("x" * LONGEST_NAME) == 80 and load_saved(store) == ()


def test_a_name_stands_once_whatever_its_case(store):
    one = save_query(store, "Border", "", "awa", NOW)
    other = save_query(store, "Attacks", "type:ASSAULT", "awa", NOW)
    with pytest.raises(SavedQueryError, match="already"):
        save_query(store, "BORDER", "convoi", "awa", NOW)
    with pytest.raises(SavedQueryError, match="already"):
        rename_query(store, other.id, "border")
    rename_query(store, one.id, "BORDER")  # of itself it may be another spelling
    assert [saved.name for saved in load_saved(store)] == ["Attacks", "BORDER"]


def test_wrong_queries_and_gone_ones_are_told(store):
    with pytest.raises(QueryError, match="no field"):
        save_query(store, "x", "foo:bar", "awa", NOW)
    for change in (lambda: rename_query(store, "gone", "y"), lambda: delete_query(store, "gone")):
        with pytest.raises(SavedQueryError, match="gone"):
            change()


def test_two_who_save_at_once_lose_nothing(tmp_path):
    path = tmp_path / "both.db"
    open_store(path).close()

    def save(who: str) -> None:
        with open_store(path) as own:
            for number in range(8):
                save_query(own, f"{who} {number}", "", who, NOW)

    threads = [Thread(target=save, args=(who,)) for who in ("awa", "lou")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(path, "read") as store:
        assert len(load_saved(store)) == 16
