"""Counts: numbers with bounds, and what they count."""

from __future__ import annotations

from recoupe.model import Article, CountMention, TimeMention
from recoupe.parsing import Parse


def read_counts(article: Article, parse: Parse, times: tuple[TimeMention, ...]) -> tuple[CountMention, ...]:
    """Every number with what it counts, in text order; parts of dates are left out."""
    return ()
