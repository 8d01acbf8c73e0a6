"""Places: names of locations, resolved."""

from __future__ import annotations

from recoupe.knowledge.gazetteer import Gazetteer
from recoupe.model import Article, PlaceMention, Situation
from recoupe.parsing import Parse


def read_places(
    article: Article, parse: Parse, gazetteer: Gazetteer, situation: Situation | None = None
) -> tuple[PlaceMention, ...]:
    """Every occurrence of a place name, in text order, resolved to a place."""
    return ()
