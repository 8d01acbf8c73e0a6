"""The review sheet: what was read goes out as a workbook, is corrected by hand, and comes back as decisions.

Each row is a report. The sheet "as read" keeps what was there, so that coming back only says what was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.model import Count, Reading, Report
from recoupe.share.cells import listed, safe_cell
from recoupe.share.extras import need
from recoupe.share.xlsx import Sheet

FIXED = ("article", "report", "outlet", "quote")
EDITED = (
    "type", "mode", "actors", "recipients", "place", "when", "killed", "wounded", "abducted", "status",
    "attributed_to", "background", "series",
)  # fmt: skip
COLUMNS = (*FIXED, *EDITED, "reject", "who", "why")
COUNTS = ("killed", "wounded", "abducted")
COUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:(\+)|[-–]\s*(\d+(?:\.\d+)?))?")
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*/\s*(\d{4}-\d\d-\d\d))?")
MOST_ROWS = 200_000


class ReviewError(ValueError):
    """A review sheet that cannot be taken back; the message names the row and what would be right."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A decision as the sheet words it: `kind` is "correct" or "reject", `row` where it stands."""

    kind: str
    report: str
    value: dict[str, Any]
    who: str
    why: str
    row: int


def write_review(readings: Iterable[Reading], path: Path) -> int:
    """One row a report; returns how many. Raises ReviewError for more than anybody takes back."""
    book = need("openpyxl", "a review sheet").Workbook(write_only=True)
    review, kept = Sheet(book, "review", COLUMNS), Sheet(book, "as read", COLUMNS)
    count = 0
    for reading in readings:
        for report in reading.reports:
            if count == MOST_ROWS:
                raise ReviewError(f"a review sheet ends at {MOST_ROWS} reports: narrow the query")
            row = report_row(reading, report)
            review.add(row)
            kept.add(row)
            count += 1
    review.finish()
    kept.finish()
    book.save(path)
    return count


def report_row(reading: Reading, report: Report) -> dict[str, Any]:
    return {
        "article": report.article,
        "report": report.id,
        "outlet": reading.article.outlet,
        "quote": context(reading.article.text, report),
        "type": report.type,
        "mode": report.mode,
        "actors": listed(report.actors),
        "recipients": listed(report.recipients),
        "place": report.place,
        "when": days_cell(report),
        **{name: count_cell(getattr(report, name)) for name in COUNTS},
        "status": report.status,
        "attributed_to": report.attributed_to,
        "background": fact_cell(report.background),
        "series": fact_cell(report.series),
    }


def context(text: str, report: Report) -> str:
    """The line around the anchor."""
    start, end = report.anchor.start, report.anchor.end
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[max(first, start - 200) : min(last if last >= 0 else len(text), end + 200)]
    return line or report.anchor.quote


def days_cell(report: Report) -> str | None:
    when = report.when
    if when is None:
        return None
    days = (when.first.isoformat(), when.last.isoformat())
    return days[0] if days[0] == days[1] else "/".join(days)


def count_cell(count: Count | None) -> str | None:
    """8, 8+ or 8-12."""
    if count is None:
        return None
    if count.high is None:
        return f"{count.low:g}+"
    return f"{count.low:g}" if count.exact else f"{count.low:g}-{count.high:g}"


def fact_cell(fact: bool) -> str:
    return "yes" if fact else "no"


# and back


def read_review(path: Path) -> Iterator[Proposed]:
    """What was changed in the sheet, row by row; raises ReviewError."""
    openpyxl = need("openpyxl", "a review sheet")
    try:
        book = openpyxl.load_workbook(path, data_only=False)
        sheets = book["review"], book["as read"]
    except Exception as error:  # openpyxl raises whatever the zip or XML inside raises
        raise ReviewError(f"{path} is no review sheet: give the .xlsx that recoupe wrote") from error
    kept = {row["report"]: row for _, row in sheet_rows(sheets[1])}
    for number, row in sheet_rows(sheets[0]):
        if row["report"] not in kept:
            raise ReviewError(f"row {number}: report {row['report']!r} was not in the sheet when it was made")
        yield from changes(number, row, kept[row["report"]])


def sheet_rows(sheet: Any) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with a report, cells as trimmed text; a formula is only text."""
    rows = sheet.iter_rows(values_only=True, max_row=min(sheet.max_row, MOST_ROWS + 1))
    header = [str(cell) for cell in next(rows, ())]
    if not set(FIXED + EDITED) <= set(header):
        raise ReviewError(f"the sheet {sheet.title!r} lacks columns: {', '.join(sorted(set(COLUMNS) - set(header)))}")
    for number, cells in enumerate(rows, 2):
        row = {name: cell_text(cell) for name, cell in zip(header, cells)}
        if row["report"]:
            yield number, row


def cell_text(cell: Any) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "date"):
        return str(cell.date().isoformat())
    return str(int(cell) if isinstance(cell, float) and cell == int(cell) else cell).strip()


def changes(number: int, row: dict[str, str], kept: dict[str, str]) -> Iterator[Proposed]:
    """Rejecting the whole report, or a correction for every cell that is other than before."""
    who, why = row.get("who", ""), row.get("why", "")
    edits = [name for name in EDITED if row[name] != kept[name]]
    rejected = row.get("reject", "").lower() not in ("", "no", "non")
    if (edits or rejected) and not (who and why):
        raise ReviewError(f"row {number}: a change needs who made it and why")
    if rejected:
        yield Proposed("reject", row["report"], {}, who, why, number)
        return
    for name in edits:
        yield Proposed(*edit(number, name, row[name], row["report"]), who, why, number)


def edit(number: int, name: str, cell: str, report: str) -> tuple[str, str, dict[str, Any]]:
    cell = cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell
    if not cell and name not in ("type", "status", "background", "series"):
        return "reject", report, {"field": name}
    return "correct", report, {"field": name, "value": parse_cell(number, name, cell)}


def parse_cell(number: int, name: str, cell: str) -> Any:
    if name in COUNTS:
        return parse_count(number, name, cell)
    if name in ("actors", "recipients"):
        return [part.strip() for part in cell.split(";") if part.strip()]
    if name in ("background", "series"):
        if cell.lower() not in ("yes", "no", "oui", "non"):
            raise ReviewError(f"row {number}: {name} is yes or no, not {cell!r}")
        return cell.lower() in ("yes", "oui")
    if name == "when":
        days = DAYS.fullmatch(cell)
        if not days:
            raise ReviewError(f"row {number}: when is a day (2031-07-01) or two (2031-07-01/2031-07-05), not {cell!r}")
        return {"from": days[1], "to": days[2] or days[1]}
    return cell


def parse_count(number: int, name: str, cell: str) -> list[float | None]:
    parts = COUNT.fullmatch(cell)
    if not parts:
        raise ReviewError(f"row {number}: {name} is 8, 8+ or 8-12, not {cell!r}")
    low = float(parts[1])
    return [low, None if parts[2] else float(parts[3]) if parts[3] else low]
