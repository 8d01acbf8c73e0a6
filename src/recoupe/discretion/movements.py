"""Which events are told at region level only: patrols and convoys that lie ahead or less than 48 hours back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from recoupe.knowledge.board_words import event_words
from recoupe.knowledge.event_types import load_event_types
from recoupe.knowledge.movements import tells_movement
from recoupe.model import Event, Place

MOVEMENT_HOURS = 48
SPOKEN_QUADS = (1, 3)  # verbal cooperation, verbal conflict
AHEAD = ("planned", "hypothetical")


def is_movement(
    event: Event,
    now: datetime,
    published: datetime | None,
    sentences: Iterable[str] = (),
    hours: int = MOVEMENT_HOURS,
) -> bool:
    """A patrol or convoy in the future or less than `hours` back; undated ones go by their first article's day.

    Words spoken of one, as in an agreement signed, happen at a place of their own, unless they are still to come.
    `sentences` are those of its reports: what lies ahead is a movement when one of them speaks of it («les patrouilles
    reprendront»), whatever the event was coded as. They are asked for only when the event's own words do not tell.
    """
    edge = (now - timedelta(hours=hours)).date()
    if tells_by_itself(event):
        return is_close(event, edge) or is_told_lately(event, edge, published)
    return is_close(event, edge) and any(map(tells_movement, sentences))


def tells_by_itself(event: Event) -> bool:
    """The words of the event itself speak of a patrol or convoy, and it is no talk that is over."""
    spoken = load_event_types().quad(event.type) in SPOKEN_QUADS
    return (event.status in AHEAD or not spoken) and tells_movement(" | ".join(movement_words(event)))


def is_close(event: Event, edge: date) -> bool:
    """It ends on that day or later, or is planned for a day nobody names."""
    return event.when.last >= edge if event.when is not None else event.status in AHEAD


def is_told_lately(event: Event, edge: date, published: datetime | None) -> bool:
    """Undated news of that day or later."""
    return event.when is None and not event.background and published is not None and published.date() >= edge


def movement_words(event: Event) -> list[str]:
    """Everything the articles say of the event itself."""
    evidence = (e.span.quote for report in event.reports for e in report.evidence.values())
    return [event.mode or "", *event_words(event), *evidence]


def region_of(place: Place | None) -> Place | None:
    """The region a place lies in, or the country: without point, 100 km wide; None when neither is known."""
    name = (place.admin1 or place.country) if place else None
    if place is None or not name:
        return None
    return Place(f"region:{name}", name, place.country, place.admin1, "region", radius_km=100.0)
