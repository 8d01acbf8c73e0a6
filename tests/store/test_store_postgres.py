"""What only a server has: older tables migrated there, words for a server that is not to be had, two writers.

RECOUPE_TEST_POSTGRES names an empty database; with it the tests of readings, decisions and search run there, too.
"""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from made_values import make_event, make_reading
from old_database import make_old_database
from sqlalchemy import make_url

from recoupe.store import StoreError, open_store
from recoupe.store.fulltext import TABLES
from recoupe.store.query import EXAMPLES
from recoupe.store.schema import metadata

SERVER = os.environ.get("RECOUPE_TEST_POSTGRES", "")
needs_server = pytest.mark.skipif(not SERVER, reason="RECOUPE_TEST_POSTGRES names no database")


def test_readings_events_search_and_erasing(server):
    readings = [make_reading(f"a{n}") for n in range(3)]
    assert server.add(readings).new == 3
    before = server.counts()
    assert server.add(readings).same == 3 and server.counts() == before
    assert list(server.readings()) == readings
    assert server.save_events([make_event()]) == (make_event(),)
    assert list(server.events()) == [make_event()] == list(server.find())
    found = {name for name, query in EXAMPLES.items() if server.count(query)}
    assert {"type", "actor", "recipient", "region", "country", "finding", "since", "score", "within"} <= found
    made = server.decide("correct", "a1#r1", "A. Sow", "seen", {"field": "killed", "value": 9})
    assert server.decisions() == (made,)
    assert server.erase_article("a2", "asked") and server.erase_person("hommes armés", "asked") == 2
    assert server.add(readings).erased == 1 and len(server.tombstones()) == 2
    assert server.keep_texts(0) == 2 and server.text_days() == 0 and not any(r.article.text for r in server.readings())


def drop_tables() -> None:
    with open_store(SERVER) as store, store.engine.begin() as connection:
        metadata.drop_all(connection)
        for table in (*TABLES, "alembic_version"):
            connection.exec_driver_sql(f"DROP TABLE {table}")


@needs_server
def test_the_tables_of_the_first_version_are_migrated():
    drop_tables()
    make_old_database(SERVER)
    with open_store(SERVER) as store:
        assert store.old_copy is None and len(list(store.readings())) == 3 and len(store.decisions()) == 8
        assert store.count() == 10 and store.event("ev-a6779fcdbf8d").id == "ev-934d561e2e67"
        assert store.count("camions") and store.search_articles("manifestation")
        store.add([make_reading("new")]), store.count("civils")
    drop_tables()


def address(**changes) -> str:
    return make_url(SERVER).set(**changes).render_as_string(hide_password=False)


@needs_server
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"database": "nosuch", "password": "secret"}, "is not there: make it first"),
        ({"username": "nosuch", "password": "secret"}, "does not let you in"),
        ({"query": {"host": "/tmp"}, "password": "secret"}, "cannot be reached"),
        ({"query": {}, "host": "localhost", "port": 1, "password": "secret"}, "cannot be reached"),
    ],
)
def test_a_server_that_is_not_to_be_had_is_told_without_its_password(changes, told):
    with pytest.raises(StoreError, match=told) as caught:
        open_store(address(**changes))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("where", ["mysql://u:secret@host/x", "sqlite:///x.db", "mssql+pyodbc://u:secret@h/x"])
def test_other_servers_are_refused(where):
    with pytest.raises(StoreError, match="is no server recoupe works with") as caught:
        open_store(where)
    assert "secret" not in str(caught.value)


def test_zero_bytes_are_refused_or_found_nowhere(server):
    assert server.event("\x00") is None and list(server.readings(["\x00"])) == []
    broken = replace(make_reading("a1"), article=replace(make_reading("a1").article, title="a\x00b"))
    assert "a zero byte" in server.add([broken]).refused[0].message
    server.add([make_reading("a1")])
    for name in ("who", "why"):
        with pytest.raises(StoreError, match="zero bytes and half characters"):
            server.decide("reject", "a1#r1", **{"who": "A. Sow", "why": "seen", name: "x\x00"})
        with pytest.raises(StoreError, match="zero bytes and half characters"):
            server.decide("reject", "a1#r1", **{"who": "A. Sow", "why": "seen", name: "x\ud800"})


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from made_values import make_reading
from recoupe.store import open_store
with open_store(sys.argv[2]) as store:
    store.add((make_reading(f"a{n}") for n in range(int(sys.argv[3]), int(sys.argv[4]))), "rules")
"""


def test_two_writers_at_once(server):
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", WRITER, here, SERVER]
    writers = [subprocess.Popen([*command, first, last]) for first, last in (("0", "30"), ("20", "50"))]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert (server.counts()["articles"], server.counts()["reports"]) == (50, 100)
