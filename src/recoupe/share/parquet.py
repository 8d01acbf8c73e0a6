"""Parquet, through pyarrow when it is installed; typed columns, written in row groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from recoupe.share.extras import need
from recoupe.share.shown import Shown
from recoupe.share.tables import EVENTS, Row

GROUP = 5000


def write_parquet(events: Iterable[Shown], path: Path) -> None:
    """The table of events; days are dates there."""
    pyarrow, parquet = need("pyarrow", "parquet"), need("pyarrow.parquet", "parquet")
    schema = event_schema(pyarrow)
    with parquet.ParquetWriter(path, schema) as writer:
        for rows in groups(row for shown in events for row in EVENTS.rows(shown)):
            writer.write_table(pyarrow.Table.from_pylist(list(map(typed_row, rows)), schema=schema))


def event_schema(pyarrow: Any) -> Any:
    kinds = {str: pyarrow.string(), float: pyarrow.float64(), int: pyarrow.int64(), bool: pyarrow.bool_()}
    days = {"from": pyarrow.date32(), "to": pyarrow.date32()}
    return pyarrow.schema([(name, days.get(name, kinds[kind])) for name, kind in EVENTS.columns.items()])


def typed_row(row: Row) -> Row:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("from", "to")}
    return {**row, **days}


def groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while group := list(islice(rows, GROUP)):
        yield group
