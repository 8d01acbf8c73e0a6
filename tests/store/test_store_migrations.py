"""The migrations make exactly the tables the program uses, on an empty file and from every older version."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from old_database import make_old_database

from recoupe.rebuilding import decision_states
from recoupe.store import OlderDatabase, Store, StoreError, count_articles, open_store
from recoupe.store.fulltext import TABLES
from recoupe.store.migrate import HOME
from recoupe.store.schema import LATEST, metadata

EVENTS = {"ev-bfaa488fb254": 1, "ev-bfaa488fb254~2": 1, "ev-934d561e2e67": 2, "ev-3fcad5853713": 1}  # reports each
KINDS = ["correct", "split", "merge", "grade", "lock", "add", "origin", "reject"]


def test_the_newest_migration_is_the_one_the_program_wants():
    config = Config()
    config.set_main_option("script_location", str(HOME))
    assert ScriptDirectory.from_config(config).get_heads() == [LATEST]


def assert_tables_of_the_schema(store: Store) -> None:
    ours = {t.name for t in metadata.sorted_tables}
    with store.engine.connect() as connection:
        options = {"include_name": lambda name, kind, parents: kind != "table" or name in ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        names = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
    assert set(TABLES) <= names


def test_migrated_tables_are_the_tables_of_the_schema(store: Store):
    assert_tables_of_the_schema(store)


def test_opening_again_changes_nothing(store: Store):
    with store.engine.connect() as connection:
        before = connection.exec_driver_sql("PRAGMA schema_version").scalar()
    with open_store(store.where) as again, again.engine.connect() as connection:
        assert again.old_copy is None
        assert connection.exec_driver_sql("PRAGMA schema_version").scalar() == before


# a database of the first version


@pytest.fixture
def old(tmp_path: Path) -> Path:
    make_old_database(tmp_path / "old.db")
    return tmp_path / "old.db"


def version_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_an_old_database_is_migrated_with_all_it_holds(old: Path):
    with open_store(old) as store:
        assert_tables_of_the_schema(store)
        assert [r.article.id for r in store.readings()] == ["sample-etat-major", "sample-apf-bilan", "sample-blocus"]
        assert len(store.versions("sample-apf-bilan")) == 2 and store.differences("sample-apf-bilan")
        held = {event.id: len(event.reports) for event in store.events()}
        assert held.items() >= EVENTS.items() and len(held) == 10
        assert store.event("ev-a6779fcdbf8d").id == "ev-934d561e2e67", "an id that was merged away still leads on"
        assert [d.kind for d in store.decisions()] == KINDS
        assert {s.state for s in decision_states(store)} == {"holds"}
        assert store.count("camions") and store.search_articles("manifestation")
        assert store.count("board:supply") and store.coverage().outlets and store.origins().groups
        assert distances(store) == distances(rewritten(store))


def distances(store: Store) -> list[tuple[object, ...]]:
    """What the migration wrote about distances."""
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT events.id, vague_km, target, nearest_km, farthest_km FROM events"
            " LEFT JOIN event_distances ON event_key = key ORDER BY events.id, target"
        )
        return [tuple(row) for row in rows]


def rewritten(store: Store) -> Store:
    """The same events written by the program as it is now."""
    held = list(store.events())
    store.save_events([])
    store.save_events(held)
    return store


def test_decisions_made_before_hold_after_migrating(old: Path):
    from recoupe.knowledge.bundle import Knowledge
    from recoupe.rebuilding import known_situation, rebuild_picture

    with open_store(old) as store:
        before = {event.id: {r.id for r in event.reports} for event in store.events()}
        built = rebuild_picture(store, Knowledge(situation=known_situation(store)))
        assert built.unfit == () and {e.id: {r.id for r in e.reports} for e in store.events()} == before


def test_what_was_there_is_copied_before(old: Path):
    with open_store(old) as store:
        copy = store.old_copy
    assert copy == old.with_name("old.db.tables-0001")
    assert (version_of(copy), version_of(old)) == ("0001", LATEST)
    assert sorted(path.name for path in old.parent.iterdir()) == ["old.db", "old.db.tables-0001"]


def test_an_old_database_is_not_migrated_by_a_reader(old: Path):
    with pytest.raises(OlderDatabase, match=r"older version.*open it once"):
        open_store(old, "read")
    assert (version_of(old), count_articles(old)) == ("0001", 3)


def test_without_room_for_the_copy_nothing_is_migrated(old: Path, monkeypatch):
    def no_room(engine, target):
        target.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("recoupe.store.copies.copy_into", no_room)
    with pytest.raises(StoreError, match="disk is full"):
        open_store(old)
    assert version_of(old) == "0001" and list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE alembic_version SET version_num = '0000'", "another program"),
        ("DELETE FROM alembic_version", "is damaged"),
        ("DROP TABLE articles", "another program"),
    ],
)
def test_a_version_nobody_made_is_refused(old: Path, change, told):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(change)
        connection.commit()
    with pytest.raises(StoreError, match=told):
        open_store(old)


KILLED = """
import os, signal, sys
from recoupe.store import migrate, open_store
whole = migrate.upgrade
def cut(connection, where, target="head"):
    whole(connection, where, target)
    connection.exec_driver_sql("CREATE TABLE half_done (x)")
    print("in the middle", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
migrate.upgrade = cut
open_store(sys.argv[1])
"""


def test_a_migration_that_is_killed_leaves_the_database_as_it_was(old: Path):
    for _ in range(2):
        ended = subprocess.run([sys.executable, "-c", KILLED, str(old)], capture_output=True, text=True)
        assert (ended.returncode, ended.stdout) == (-signal.SIGKILL, "in the middle\n"), ended.stderr
        assert version_of(old) == "0001"
    with open_store(old) as store:
        assert len(list(store.readings())) == 3 and len(store.decisions()) == 8
        assert_tables_of_the_schema(store)
    assert version_of(old) == LATEST


def test_two_programs_that_migrate_at_once_wait_for_each_other(old: Path):
    code = "import sys; from recoupe.store import open_store; print(open_store(sys.argv[1]).counts()['articles'])"
    command = [sys.executable, "-c", code, str(old)]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [p.communicate() for p in programs] == [("3\n", "")] * 3
    assert version_of(old.with_name("old.db.tables-0001")) == "0001"
    assert not any(path.suffix == ".part" for path in old.parent.iterdir())
