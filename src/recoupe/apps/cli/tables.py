"""Rows as a table for the terminal: aligned, with long cells cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LONGEST = 30  # characters of a cell
GAP = "  "


def table_words(header: Sequence[str], rows: Iterable[Sequence[str]], longest: int = LONGEST) -> str:
    """The header and a line for each row; the last column is never cut."""
    cut = [[*(cut_cell(cell, longest) for cell in row[:-1]), row[-1]] for row in (header, *rows)]
    widths = [max(len(row[at]) for row in cut) for at in range(len(header))]
    lines = (GAP.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in cut)
    return "\n".join(lines) + "\n"


def cut_cell(words: str, longest: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
