"""Brings a database to the newest version when it is opened; one from a later program is refused."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from recoupe.store.errors import StoreError
from recoupe.store.schema import LATEST

HOME = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine, where: str) -> None:
    """Create or migrate the tables; nothing happens (and nothing is imported) when they are up to date."""
    with engine.connect() as connection:
        version = read_version(connection, where)
    if version == LATEST:
        return
    with engine.execution_options(writing=True).begin() as connection:
        if read_version(connection, where) != LATEST:  # another process may have been quicker
            upgrade(connection)


def check_version(engine: Engine, where: str) -> None:
    """For reading only: an older database has to be opened for writing once."""
    with engine.connect() as connection:
        version = read_version(connection, where)
    if version is None:
        raise StoreError(where, "is empty", "store something first: recoupe add INPUT… --db FILE")
    if version != LATEST:
        raise StoreError(where, "is of an older version", "make it writable and open it once to bring it up to date")


def read_version(connection: Connection, where: str) -> str | None:
    """The version of the tables, None for an empty database; refuses strangers and later versions."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables or "articles" not in tables:
        raise StoreError(where, "is a database of another program", "give the path of a .db file that recoupe made")
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is not None and str(version) > LATEST:
        raise StoreError(
            where,
            f"was written by a newer recoupe (tables {version}, this program knows {LATEST})",
            "update recoupe, or use a backup made before",
        )
    return None if version is None else str(version)


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run the migrations up to `target` inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HOME).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
