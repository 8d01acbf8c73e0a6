"""Times: expressions that point to the calendar."""

from __future__ import annotations

from recoupe.model import Article, TimeMention
from recoupe.parsing import Parse


def read_times(article: Article, parse: Parse) -> tuple[TimeMention, ...]:
    """Every expression that points to the calendar, in text order."""
    return ()
