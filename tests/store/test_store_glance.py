"""What a page at a glance asks for, and who may log in, on files and servers alike."""

from datetime import UTC, date, datetime, timedelta

import pytest
from made_values import make_event, make_reading

from recoupe.model import Interval
from recoupe.store import Store, glance, users
from recoupe.store.users import Account

NOW = datetime(2031, 7, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(either: Store) -> Store:
    return either


def dated(name: str, day: date | None, **changes: object):
    when = Interval.day(day) if day else None
    return make_event(name, reports=(), when=when, boards=("threat",), **changes)


@pytest.fixture
def filled(store: Store) -> Store:
    """Three dated events and one without date; two articles stored an hour apart."""
    store.save_events([dated(f"e{n}", date(2025, 11, n)) for n in (1, 2, 3)] + [dated("e9", None)])
    for hours, name in enumerate(("a1", "a2")):
        store.clock = lambda hours=hours: NOW + timedelta(hours=hours)
        store.add([make_reading(name)])
    return store


def names(found):
    return [event.id for event in found]


def test_what_came_in_after_a_moment_is_found(filled):
    with filled.reading() as connection:
        later = (NOW + timedelta(minutes=30)).isoformat(timespec="seconds")
        assert [article.id for article in glance.stored_since(connection, later, 9)] == ["a2"]
        assert glance.count_stored_since(connection, later, 9) == 1
        before = (NOW - timedelta(minutes=30)).isoformat(timespec="seconds")
        assert [article.id for article in glance.stored_since(connection, before, 9)] == ["a2", "a1"]
        assert glance.decided_since(connection, before, 9) == ()


def test_articles_are_counted_and_named(filled):
    with filled.reading() as connection:
        newest = glance.last_published(connection, "9999")
        assert newest is not None and glance.last_published(connection, "1900") is None
        assert set(glance.newest_articles(connection, "1900", 9)) == {"a1", "a2"}
        assert set(glance.newest_articles(connection, "1900", 9, with_figures=True)) <= {"a1", "a2"}
        assert sum(row[1] for row in glance.outlet_counts(connection, "1900", "9999")) == 2
        assert glance.count_undated(connection, 9) == len(glance.undated_articles(connection, 9)) == 0
        assert glance.count_erased(connection) == 0


def test_events_of_articles_are_found_once(store):
    store.add([make_reading("a1")])
    store.save_events([make_event()])
    with store.reading() as connection:
        assert names(glance.events_of_articles(connection, ["a1", "a2", "none"], 9)) == ["e1"]
        assert glance.events_of_articles(connection, ["none"], 9) == ()


# users


def add(store, name, role="reader"):
    with store.writing() as connection:
        return users.add_account(connection, Account(name, role, "hash", "2031-07-05T12:00:00"))


def test_a_name_is_taken_whatever_its_capitals(store):
    assert add(store, "awa") and not add(store, "Awa") and add(store, "lou", "analyst")
    with store.reading() as connection:
        assert [(a.name, a.role) for a in users.load_accounts(connection)] == [("awa", "reader"), ("lou", "analyst")]
        assert users.find_account(connection, "AWA") is None and users.has_accounts(connection)


def test_a_session_ends_with_its_time_its_key_or_its_user(store):
    add(store, "awa")
    for key in ("k1", "k2", "k3"):
        with store.writing() as connection:
            users.open_session(connection, key, "awa", NOW, NOW + timedelta(hours=1))
    with store.writing() as connection:
        users.close_session(connection, "k2")
    with store.reading() as connection:
        assert users.session_user(connection, "k1", NOW) == ("awa", "reader")
        assert users.session_user(connection, "k2", NOW) is None
        assert users.session_user(connection, "k3", NOW + timedelta(hours=1)) is None
    with store.writing() as connection:
        assert users.remove_account(connection, "awa") and not users.remove_account(connection, "awa")
        assert users.session_user(connection, "k1", NOW) is None


def test_ended_sessions_are_swept_out(store):
    add(store, "awa")
    for hours in (0, 2):
        with store.writing() as connection:
            start = NOW + timedelta(hours=hours)
            users.open_session(connection, f"k{hours}", "awa", start, start + timedelta(hours=1))
    assert store.counts()["sessions"] == 1
