"""What a database remembers of itself: its situation, and which decisions the last rebuild could not use."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from recoupe.store.schema import settings


def load_setting(connection: Connection, name: str) -> str | None:
    return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()


def keep_setting(connection: Connection, name: str, value: str) -> None:
    """Set it; the same value again writes nothing."""
    if load_setting(connection, name) != value:
        connection.execute(delete(settings).where(settings.c.name == name))
        connection.execute(insert(settings).values(name=name, value=value))
