"""Figures: numbers that are news."""

from __future__ import annotations

from recoupe.model import Figure, Reading
from recoupe.parsing import Parse


def code_figures(reading: Reading, parse: Parse) -> tuple[Figure, ...]:
    """The numbers of the article that are news and no event tolls, in text order."""
    return ()
