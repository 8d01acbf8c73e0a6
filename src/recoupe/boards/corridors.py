"""The state of each corridor: what the reports of the last weeks say of it, and what they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from recoupe.boards.placing import Ground
from recoupe.boards.values import CorridorState, CorridorStatus, Reason, Stop
from recoupe.knowledge.situations import corridor_places
from recoupe.model import Corridor, Event, Place, Reading, Report, shift_day

LOOKBACK_DAYS = 90  # the one window of every page and brief, whatever period or query is chosen
COMPARED_WITHIN = 40  # characters before the word that names a blockade
ROAD_KM = 5.0  # what is known to a point this near to the line or to one of its places is on the road
RANK = {
    "blockade": 0,
    "attack": 1,
    "blockade_wide": 2,
    "attack_wide": 3,
    "passage": 4,
    "passage_wide": 5,
    "no_report": 6,
}


def corridor_states(
    events: Sequence[Event], ground: Ground, today: date, readings: Mapping[str, Reading] | None = None
) -> tuple[CorridorState, ...]:
    """The state of every corridor from the events of the last ninety days, and from what goes on without a date.

    Cut: passage is denied on its road. Threatened: an attack on its road or near it, a blockade or attacks on
    supplies said of the region or country it runs through, or a blockade on its road that is only recalled or named to
    compare. Open: passage is reported on it and nothing later speaks against it. Unknown: nobody reports on it; no
    report is not an open road, nor is a word on passage somewhere.
    """
    since, held = shift_day(today, 1 - LOOKBACK_DAYS), readings or {}
    current = [event for event in events if is_current(event, since, today, held)]
    recalled = frozenset(event.id for event in current if is_recalled(event, ground, held))
    return tuple(corridor_state(c, current, ground, since, recalled) for c in ground.situation.corridors)


def is_current(event: Event, since: date, today: date, readings: Mapping[str, Reading]) -> bool:
    """Happened, or goes on, in the window; what is planned or denied does not count.

    What nobody dates counts when an article of the window tells it, or one of which the date is not known.
    """
    if event.status in ("planned", "hypothetical", "denied"):
        return False
    if event.when is not None:
        return event.when.last >= since and event.when.first <= today
    told = [readings[name].article.published for name in event.articles if name in readings]
    fresh = not told or any(day is None or since <= day <= today for day in told)
    return fresh and (event.series or not event.background)


def is_recalled(event: Event, ground: Ground, readings: Mapping[str, Reading]) -> bool:
    """No report says of itself that it is so: each recalls it, doubts it or names it to compare («avant le blocus»)."""
    firm = (r for r in event.reports if r.status == "asserted" and not r.background)
    return event.background or all(only_compares(r, ground, readings.get(r.article)) for r in firm)


def only_compares(report: Report, ground: Ground, reading: Reading | None) -> bool:
    """The words that name it tell a time by it."""
    if reading is None:
        return False
    start, end = report.anchor.start, report.anchor.end
    words = reading.article.text[max(0, start - COMPARED_WITHIN) : end]
    return "compares" in ground.words.meanings(words, report.type)


def corridor_state(
    corridor: Corridor, events: Sequence[Event], ground: Ground, since: date, recalled: frozenset[str]
) -> CorridorState:
    stops = corridor_places(ground.situation, corridor, ground.gazetteer)
    found = [(reason, event) for event in events for reason in event_reasons(event, corridor, stops, ground)]
    standing = drop_lifted(found)
    weighed = sorted(standing, key=lambda pair: (RANK[pair[0].code], -last_day(pair[1]).toordinal()))
    reasons = tuple(reason for reason, _ in weighed)
    return CorridorState(
        corridor.id,
        corridor.name,
        judge_state(standing, recalled),
        since,
        reasons or (Reason("no_report"),),
        tuple(Stop(p.name, p.lat or 0.0, p.lon or 0.0) for p in stops),
    )


def event_reasons(event: Event, corridor: Corridor, stops: Sequence[Place], ground: Ground) -> Iterator[Reason]:
    """What the event means for the corridor: nothing, or one reason."""
    in_reach = next((d for d in event.corridors if d.to == corridor.id), None)
    if event.where is None or event.where.level not in ("town", "feature"):
        in_reach = None
    if in_reach is None and not runs_through(event, stops, ground):
        return
    point = in_reach if in_reach is not None and in_reach.is_point else None
    on_road = point is not None and point.km <= ROAD_KM
    meanings = ground.words.of_event(event)
    if (event.type == "RETREAT" and event.mode == "access") or "passage" in meanings:
        yield Reason("passage" if on_road else "passage_wide", event.id, point)
    elif is_blockade(event, "blockade" in meanings):
        yield Reason("blockade" if on_road else "blockade_wide", event.id, point)
    elif event.type == "ASSAULT" and (point is not None or "supply" in event.boards):
        yield Reason("attack" if on_road else "attack_wide", event.id, point)


def is_blockade(event: Event, said: bool) -> bool:
    """Passage is denied: withheld by force, obstructed, or words that say so."""
    kind = (event.type, event.mode)
    return kind in (("COERCE", "withhold"), ("PROTEST", "obstruct")) or (event.type in ("COERCE", "SANCTION") and said)


def runs_through(event: Event, stops: Sequence[Place], ground: Ground) -> bool:
    """The corridor runs through the region or country of the event; supply events without place weigh on all."""
    where = event.where
    if where is None or where.level == "country":
        country = where.country if where else None
        return "supply" in event.boards and (country is None or any(s.country == country for s in stops))
    if where.level != "region":
        return False
    return any(s.admin1 and s.admin1 == (where.admin1 or where.name) and s.country == where.country for s in stops)


def drop_lifted(found: Sequence[tuple[Reason, Event]]) -> list[tuple[Reason, Event]]:
    """Without what a later report of passage undid, and without passage that something later ended."""
    opened = max((last_day(e) for r, e in found if r.code == "passage"), default=date.min)
    shut = max((last_day(e) for r, e in found if r.code in ("blockade", "attack")), default=date.min)
    if opened > shut and shut > date.min:
        return [(r, e) for r, e in found if r.code != "blockade"]
    return [(r, e) for r, e in found if r.code != "passage" or opened > shut]


def last_day(event: Event) -> date:
    return event.when.last if event.when else date.min


def judge_state(found: Sequence[tuple[Reason, Event]], recalled: frozenset[str]) -> CorridorStatus:
    """`recalled` are ids of events that no report says to be so now."""
    codes = {reason.code for reason, _ in found}
    firm = {reason.code for reason, event in found if event.status == "asserted" and event.id not in recalled}
    if "blockade" in firm:
        return "cut"
    if "passage" in codes and not codes & {"attack", "blockade", "blockade_wide"}:
        return "open"
    if codes & {"attack", "attack_wide", "blockade", "blockade_wide"}:
        return "threatened"
    return "open" if "passage" in codes else "unknown"
