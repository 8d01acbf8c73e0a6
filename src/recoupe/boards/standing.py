"""What lasts: memberships, relations, joint action and measures, with start and end as far as anybody says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.boards.placing import Ground
from recoupe.boards.values import Line, Standing
from recoupe.model import Event, Interval

Kinds = dict[tuple[str, str | None], str]


def find_standing(events: Sequence[Event], shown: dict[str, Line], ground: Ground) -> tuple[Standing, ...]:
    """Standing relations that events begin or end, in order of the day they did."""
    found = [s for event in events if event.id in shown for s in event_standing(event, shown[event.id].event, ground)]
    return tuple(sorted(found, key=lambda s: (s.start or s.end or FAR).first))


def event_standing(event: Event, shown: Event, ground: Ground) -> Iterator[Standing]:
    """`event` has the words, `shown` what may be told of it."""
    if event.status not in ("asserted", "hedged"):
        return
    meanings = ground.words.of_event(event)
    parties = (*shown.actors, *shown.recipients)
    if event.type == "SANCTION" and event.mode == "withdraw" and parties:
        yield Standing("membership", parties, None, shown.when, True, event.id)
    elif ground.types.standing(event.type, event.mode) == "end" and parties:
        yield Standing("relation", parties, None, shown.when, True, event.id)
    elif "joins" in meanings and len(parties) > 1:
        yield Standing("membership", parties, shown.when, None, False, event.id)
    elif event.type == "COOPERATE" and "starts" in meanings:
        yield Standing("action", parties, shown.when, None, False, event.id)
    elif event.type == "COERCE" and event.mode == "withhold" and parties and (event.series or not event.background):
        yield Standing("measure", parties, measure_start(shown), None, False, event.id)


def measure_start(event: Event) -> Interval | None:
    """When a measure began: its date, unless it is only said to go on."""
    return None if event.series else event.when


FAR = Interval.year(9999)
