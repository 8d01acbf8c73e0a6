"""Empties the database on a server between tests."""

from recoupe.store import Store, open_store
from recoupe.store.fulltext import TABLES
from recoupe.store.schema import metadata


def empty_server(address: str) -> None:
    with open_store(address) as store:
        empty_tables(store)


def empty_tables(store: Store) -> None:
    names = ", ".join([*(table.name for table in metadata.sorted_tables), *TABLES])
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
