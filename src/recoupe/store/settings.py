"""What a database remembers of itself: its situation, and which decisions the last rebuild could not use."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, func, insert, select

from recoupe.store.schema import decisions, settings, tombstones, versions


def stored_mark(connection: Connection) -> str:
    """Words that are others whenever articles, decisions or erasures came in, or other rules read; none of nothing."""
    readings = select(versions.c.knowledge, func.count()).group_by(versions.c.knowledge).order_by(versions.c.knowledge)
    tables = (decisions, tombstones)
    counts = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
    read = [list(row) for row in connection.execute(readings)]
    return json.dumps([read, counts]) if read or any(counts) else ""


def load_setting(connection: Connection, name: str) -> str | None:
    return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()


def keep_setting(connection: Connection, name: str, value: str) -> None:
    """Set it; the same value again writes nothing."""
    if load_setting(connection, name) != value:
        connection.execute(delete(settings).where(settings.c.name == name))
        connection.execute(insert(settings).values(name=name, value=value))
