"""What a database remembers of itself: its situation, and which decisions the last rebuild could not use."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, Integer, Text, cast, delete, func, insert, select, update

from recoupe.store.schema import articles, decisions, settings, tombstones

CHANGES = "changes"  # the setting that counts what came in, went, or was read anew


def count_change(connection: Connection) -> None:
    """Something the picture rests on is other than before; counted, because two changes may fall in one second."""
    more = cast(cast(settings.c.value, Integer) + 1, Text)
    raised = connection.execute(update(settings).where(settings.c.name == CHANGES).values(value=more))
    if not raised.rowcount:
        connection.execute(insert(settings).values(name=CHANGES, value="1"))


def stored_mark(connection: Connection) -> str:
    """Words that are others whenever articles, decisions or erasures came in, or other rules read; none of nothing."""
    changes, tables = int(load_setting(connection, CHANGES) or 0), (decisions, tombstones)
    counts = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
    filled = connection.execute(select(articles.c.key).limit(1)).first() is not None
    return json.dumps([changes, *counts]) if filled or changes or any(counts) else ""


def load_setting(connection: Connection, name: str) -> str | None:
    return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()


def load_settings(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Those that were remembered, in one look."""
    query = select(settings.c.name, settings.c.value).where(settings.c.name.in_(list(names)))
    return {row.name: row.value for row in connection.execute(query)}


def keep_setting(connection: Connection, name: str, value: str) -> None:
    """Set it; the same value again writes nothing."""
    if load_setting(connection, name) != value:
        connection.execute(delete(settings).where(settings.c.name == name))
        connection.execute(insert(settings).values(name=name, value=value))
