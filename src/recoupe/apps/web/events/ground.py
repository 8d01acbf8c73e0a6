"""The ground of the desk's situation: borders, corridors and words, loaded when a page first needs them."""

from __future__ import annotations

from starlette.requests import Request

from recoupe.apps.web.desk import workplace
from recoupe.boards.placing import Ground, make_ground


def ground_of(request: Request) -> Ground:
    """Kept until the desk looks at another situation; raises KnowledgeError for places that nobody knows."""
    place, state = workplace(request), request.app.state
    situation = place.situation()
    kept: Ground | None = getattr(state, "ground", None)
    if kept is None or kept.situation != situation:
        kept = state.ground = make_ground(situation, place.gazetteer)
    return kept
