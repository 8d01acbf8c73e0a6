"""A database as the first tables held it: made by the first migration, filled with rows kept from that time."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from recoupe.store.connect import open_engine
from recoupe.store.migrate import upgrade

ROWS = Path(__file__).parent / "data" / "tables_0001.json"
COUNTED = ("articles", "events", "decisions", "runs", "failures")  # tables that number their rows
LATER = ("figures", "reports", "versions", "problems", "event_", "run_", "failures")  # rows that refer to others


def make_old_database(where: str | Path) -> None:
    """The tables of revision 0001 with three articles of the samples, their events and eight decisions."""
    engine = open_engine(where)
    with engine.execution_options(writing=True).begin() as connection:
        upgrade(connection, str(where), "0001")
        tables = json.loads(ROWS.read_text(encoding="utf-8"))
        for name in sorted(tables, key=lambda name: name.startswith(LATER)):
            fill_table(connection, name, tables[name])
    engine.dispose()


def fill_table(connection: Connection, name: str, held: dict[str, Any]) -> None:
    columns = ["key" if c == "rowid" and connection.dialect.name != "sqlite" else c for c in held["columns"]]
    statement = text(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join(f':{c}' for c in columns)})")
    for row in held["rows"]:
        connection.execute(statement, dict(zip(columns, map(column_value, row))))
    if connection.dialect.name == "postgresql" and name in COUNTED and held["rows"]:
        counter = f"pg_get_serial_sequence('{name}', 'key')"
        connection.execute(text(f"SELECT setval({counter}, (SELECT max(key) FROM {name}))"))


def column_value(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value
