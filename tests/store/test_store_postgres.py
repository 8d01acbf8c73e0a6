"""The same store on PostgreSQL. Set RECOUPE_TEST_POSTGRES to the address of an empty database to run this."""

import os

import pytest
from made_values import make_event, make_reading

from recoupe.store import open_store
from recoupe.store.query import EXAMPLES
from recoupe.store.schema import metadata

ADDRESS = os.environ.get("RECOUPE_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(not ADDRESS, reason="RECOUPE_TEST_POSTGRES names no database")


@pytest.fixture
def server():
    store = open_store(ADDRESS)
    yield store
    with store.engine.begin() as connection:
        metadata.drop_all(connection)
        for table in ("article_words", "event_words", "alembic_version"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    store.close()


def test_readings_events_search_and_erasing(server):
    readings = [make_reading(f"a{n}") for n in range(3)]
    assert server.add(readings).new == 3
    before = server.counts()
    assert server.add(readings).same == 3 and server.counts() == before
    assert list(server.readings()) == readings
    assert server.save_events([make_event()]) == (make_event(),)
    assert list(server.events()) == [make_event()]
    found = {name for name, query in EXAMPLES.items() if server.count(query)}
    assert {"type", "actor", "recipient", "region", "country", "finding", "since", "score", "within"} <= found
    for words, hit in (
        ("civils", True),
        ("tuer", True),
        ('"hommes armés"', True),
        ('"armés hommes"', False),
        ("blocus", False),
    ):
        assert bool(server.count(words)) == hit, words
        assert bool(server.search_articles(words)) == hit, words
    made = server.decide("correct", "a1#r1", "A. Sow", "seen", {"field": "killed", "value": 9})
    assert server.decisions() == (made,)
    assert server.erase_article("a2", "asked") and server.erase_person("hommes armés", "asked") == 2
    assert server.add(readings).erased == 1
