"""The migrations make exactly the tables the program uses, on an empty file and step by step."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from recoupe.store import Store, open_store
from recoupe.store.fulltext import TABLES
from recoupe.store.migrate import HOME
from recoupe.store.schema import LATEST, metadata


def test_the_newest_migration_is_the_one_the_program_wants():
    config = Config()
    config.set_main_option("script_location", str(HOME))
    assert ScriptDirectory.from_config(config).get_heads() == [LATEST]


def test_migrated_tables_are_the_tables_of_the_schema(store: Store):
    ours = {t.name for t in metadata.sorted_tables}
    with store.engine.connect() as connection:
        options = {"include_name": lambda name, kind, parents: kind != "table" or name in ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        names = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
    assert set(TABLES) <= names


def test_opening_again_changes_nothing(store: Store):
    with store.engine.connect() as connection:
        before = connection.exec_driver_sql("PRAGMA schema_version").scalar()
    with open_store(store.where) as again, again.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA schema_version").scalar() == before
