"""Which events belong to the situation: by place, by distance, or by who acts where no place is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recoupe.boards.placing import Ground
from recoupe.model import Event, Reading


def concerns(event: Event, ground: Ground, readings: Mapping[str, Reading]) -> bool:
    """The event lies in the situation's countries or near its border, or its parties belong there.

    An event placed in a third country belongs only when one of the two watched states takes part in it. Without
    place and parties anyone knows, an event goes with its article: does that speak of the situation at all?
    """
    near = event.border is not None and event.border.km <= max(ground.situation.alert_km)
    if near or (event.where is not None and event.where.country in ground.situation.countries):
        return True
    parties = event_countries(event, readings)
    ours = {ground.borders.iso3(code) for code in ground.situation.countries}
    if parties & ours:
        return True
    if event.where is not None and event.where.country is not None:
        return False
    if parties:
        return watched_actor(event, ground) and any(speaks_of(readings[a], ground) for a in known(event, readings))
    return any(speaks_of(readings[article], ground) for article in known(event, readings))


def known(event: Event, readings: Mapping[str, Reading]) -> Sequence[str]:
    return [article for article in event.articles if article in readings]


def event_countries(event: Event, readings: Mapping[str, Reading]) -> frozenset[str | None]:
    """ISO alpha-3 codes of those who act and of those it happens to, from the actors the articles name."""
    parties = {*event.actors, *event.recipients}
    ids = {i for r in event.reports for i in (*r.actor_ids, *r.recipient_ids) if i}
    for report in event.reports:
        parties |= {*report.actors, *report.recipients}
    found: set[str | None] = {state_of(actor_id) for actor_id in ids}
    for article in known(event, readings):
        for mention in readings[article].actors:
            same = mention.actor_id in ids if mention.actor_id else False
            if mention.country and (same or mention.name in parties or mention.span.quote in parties):
                found.add(mention.country)
    return frozenset(found - {None})


def state_of(actor_id: str) -> str | None:
    """The country of ids such as "state:MLI" or "mil:SEN"."""
    code = actor_id.rpartition(":")[2]
    return code if len(code) == 3 and code.isupper() else None


def watched_actor(event: Event, ground: Ground) -> bool:
    ids = {i for r in event.reports for i in (*r.actor_ids, *r.recipient_ids)}
    return bool(ids & set(ground.situation.actors))


def speaks_of(reading: Reading, ground: Ground) -> bool:
    """The article names a place or a party of the watched pair."""
    ours = {ground.borders.iso3(code) for code in ground.situation.pair}
    if any(mention.place.country in ground.situation.pair for mention in reading.places):
        return True
    return any(mention.country in ours for mention in reading.actors)
