"""CSV: the table of events, and any table of other formats with separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from recoupe.share.cells import safe_cell
from recoupe.share.shown import Shown
from recoupe.share.tables import EVENTS


def write_csv(events: Iterable[Shown], out: TextIO) -> None:
    """The table of events."""
    write_rows(out, tuple(EVENTS.columns), (row for shown in events for row in EVENTS.rows(shown)))


def write_rows(out: TextIO, columns: tuple[str, ...], rows: Iterable[dict[str, Any]], delimiter: str = ",") -> None:
    """A table with its header; cells are made safe and lines end as RFC 4180 wants."""
    start_rows(out, columns, delimiter).writerows(safe_row(row) for row in rows)


def start_rows(out: TextIO, columns: tuple[str, ...], delimiter: str = ",") -> csv.DictWriter[str]:
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    return writer


def safe_row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: safe_cell(plain_cell(value)) for name, value in row.items()}


def plain_cell(value: Any) -> Any:
    """Whole numbers without a fraction, facts as true and false."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return int(value) if isinstance(value, float) and value == int(value) else value


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV or TSV file that somebody else wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.readline()
        file.seek(0)
        counts = {d: sample.count(d) for d in ",;\t"}
        yield from csv.DictReader(file, delimiter=max(counts, key=lambda d: counts[d]))
