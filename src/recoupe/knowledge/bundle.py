"""All knowledge one run needs, loaded once."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.knowledge.actors import Actors, load_actors
from recoupe.knowledge.gazetteer import Gazetteer, load_gazetteer
from recoupe.model import Situation


@dataclass(frozen=True)
class Knowledge:
    """What reading and coding look things up in; `situation` is a weak prior for places and people."""

    gazetteer: Gazetteer = field(default_factory=load_gazetteer)
    actors: Actors = field(default_factory=load_actors)
    situation: Situation | None = None
