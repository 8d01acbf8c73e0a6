"""Events and a situation to boards, alerts and brief, as values that the apps render."""

from recoupe.boards.build import build_boards
from recoupe.boards.placing import Ground, make_ground, place_events
from recoupe.boards.values import Brief

__all__ = ["Brief", "Ground", "build_boards", "make_ground", "place_events"]
