"""Brings a database to the newest version when it is opened; one from a later program is refused.

Before the tables are changed the file is copied as it is. All steps of a migration are one transaction: a program
that is killed in the middle leaves the database as it was.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from recoupe.store.copies import copy_before
from recoupe.store.errors import DAMAGED, StoreError
from recoupe.store.schema import LATEST

HOME = Path(__file__).parent / "migrations"
ANOTHER = ("is a database of another program", "give the path of a .db file that recoupe made")


class OlderDatabase(StoreError):
    """The tables are those of an earlier recoupe; opening the database for writing brings them up to date."""


def bring_up_to_date(engine: Engine, where: str) -> Path | None:
    """Create or migrate the tables; nothing happens (and nothing is imported) when they are up to date.

    Returns the copy of a file that was migrated. A server has backups of its own.
    """
    with engine.connect() as connection:
        version = read_version(connection, where)
    if version == LATEST:
        return None
    copy = copy_before(engine, Path(where), version) if version and engine.dialect.name == "sqlite" else None
    with engine.execution_options(writing=True).begin() as connection:
        if read_version(connection, where) != LATEST:  # another process may have been quicker
            upgrade(connection, where)
    return copy


def check_version(engine: Engine, where: str, older: bool = False) -> None:
    """For reading only: an older database has to be opened for writing once, unless `older` ones will do."""
    with engine.connect() as connection:
        version = read_version(connection, where)
    if version is None:
        raise StoreError(where, "is empty", "store something first: recoupe add INPUT… --db FILE")
    if version != LATEST and not older:
        raise OlderDatabase(where, "is of an older version", "make it writable and open it once to bring it up to date")


def read_version(connection: Connection, where: str) -> str | None:
    """The version of the tables, None for an empty database; refuses strangers and later versions."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"alembic_version", "articles"} <= tables:
        raise StoreError(where, *ANOTHER)
    check_schema(connection, where)
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is None:
        raise StoreError(where, *DAMAGED)
    if str(version) > LATEST:
        raise StoreError(
            where,
            f"was written by a newer recoupe (tables {version}, this program knows {LATEST})",
            "update recoupe, or use a backup made before",
        )
    return str(version)


def check_schema(connection: Connection, where: str) -> None:
    """Refuse a file that would run what somebody hid in it: triggers, views, virtual tables of others."""
    if connection.dialect.name != "sqlite":
        return
    foreign = text(
        "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') "
        "OR (sql LIKE 'CREATE VIRTUAL%' AND name NOT IN ('article_words', 'event_words'))"
    )
    name = connection.execute(foreign).scalar()
    if name is not None:
        raise StoreError(where, f"holds {str(name)!r}, which recoupe never makes", "use a file you trust, or a backup")


def upgrade(connection: Connection, where: str = "", target: str = "head") -> None:
    """Run the migrations up to `target` inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(HOME).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, target)
    except CommandError as error:
        raise StoreError(where, *ANOTHER) from error
