"""Figures and tables as docs/QUALITY.md shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

SMALLEST = 0.001


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def number(value: float | None) -> str:
    """A figure as the tables show it: .923, 1.0, 11, or a dash."""
    if value is None:
        return "–"
    if isinstance(value, int):
        return str(value)
    if 0 < value < SMALLEST:
        return f"under {number(SMALLEST)}"
    return f"{value:.3f}".removeprefix("0").rstrip("0") if 0 < value < 0.9995 else f"{value:.1f}"


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell) for cell in row) + " |" for row in lines]
