"""XLSX: one sheet a table with filters and a frozen header, links to the sources, and what was withheld."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from recoupe.share.cells import safe_cell, safe_link
from recoupe.share.extras import need
from recoupe.share.manifest import Manifest
from recoupe.share.shown import Shown
from recoupe.share.tables import TABLES, Row

MOST_ROWS = 1_048_576
MOST_LINKS = 65_000  # a sheet holds no more
WIDTHS = {"quote": 60, "title": 40, "why": 60, "url": 30, "actors": 30, "recipients": 30, "findings": 30}


def write_xlsx(events: Iterable[Shown], path: Path, manifest: Manifest) -> None:
    """Row by row, so that memory does not grow with the table; what one sheet cannot hold goes on in the next."""
    book = need("openpyxl", "xlsx").Workbook(write_only=True)
    sheets = [(table, Sheet(book, table.name, tuple(table.columns))) for table in TABLES]
    for shown in events:
        for table, sheet in sheets:
            for row in table.rows(shown):
                sheet.add(row)
    about = Sheet(book, "about", ("event", "what", "why"))
    for row in manifest.rows():
        about.add(row)
    for sheet in (*(sheet for _, sheet in sheets), about):
        sheet.finish()
    book.save(path)


class Sheet:
    """A sheet that is written from top to bottom; a full one goes on as «events 2», «events 3» …"""

    def __init__(self, book: Any, name: str, columns: tuple[str, ...]) -> None:
        self.book, self.name, self.columns, self.number = book, name, columns, 0
        self.start()

    def start(self) -> None:
        self.number, self.rows, self.links = self.number + 1, 1, 0
        self.sheet = self.book.create_sheet(self.name if self.number == 1 else f"{self.name} {self.number}")
        self.sheet.freeze_panes = "A2"
        for number, column in enumerate(self.columns, 1):
            self.sheet.column_dimensions[column_letter(number)].width = WIDTHS.get(column, 14)
        self.sheet.append([self.cell(column, bold=True) for column in self.columns])

    def add(self, row: Row) -> None:
        if self.rows == MOST_ROWS:
            self.finish()
            self.start()
        self.rows += 1
        self.sheet.append([self.cell(row.get(column), link=column == "url") for column in self.columns])

    def cell(self, value: Any, bold: bool = False, link: bool = False) -> Any:
        """Text is marked as text, so that it is never a formula."""
        if not isinstance(value, str):
            return value
        cell = need("openpyxl.cell", "xlsx").WriteOnlyCell(self.sheet, safe_cell(value))
        cell.data_type = "s"
        if bold:
            cell.font = need("openpyxl.styles", "xlsx").Font(bold=True)
        if link and safe_link(value) and self.links < MOST_LINKS:
            self.links += 1
            cell.hyperlink = value
        return cell

    def finish(self) -> None:
        self.sheet.auto_filter.ref = f"A1:{column_letter(len(self.columns))}{self.rows}"


def column_letter(number: int) -> str:
    """1 is A, 27 is AA."""
    return str(need("openpyxl.utils", "xlsx").get_column_letter(number))
