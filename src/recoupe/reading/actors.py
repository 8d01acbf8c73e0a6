"""Actors: who acts and who is acted upon, with coreference inside the article."""

from __future__ import annotations

from recoupe.knowledge.actors import Actors
from recoupe.model import ActorMention, Article, PlaceMention
from recoupe.parsing import Parse


def read_actors(
    article: Article, parse: Parse, places: tuple[PlaceMention, ...], known: Actors
) -> tuple[ActorMention, ...]:
    """Every mention of an actor, in text order."""
    return ()
