"""Related events: a series and its single events, a demand and its answer, a capture and its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from recoupe.knowledge.fiction import is_invented
from recoupe.model import Event, Reading
from recoupe.recoup.geography import relate_places
from recoupe.recoup.profile import find_names
from recoupe.recoup.sentences import say

NEIGHBOURS = 40
ANSWER_DAYS = 60
ANSWERS = frozenset({"AGREE", "CONCEDE", "REJECT", "AID", "RETREAT"})


def relate_events(events: Sequence[Event], readings: Iterable[Reading] = ()) -> tuple[Event, ...]:
    """The events with `related` filled, each relation told from both sides.

    What is invented, as the articles' `readings` tell, is related to nothing that is not.
    """
    invented = {reading.article.id for reading in readings if is_invented(reading.article)}
    fiction = [not invented.isdisjoint(event.articles) for event in events]
    names = {event.id: frozenset(event_names(event)) for event in events}
    holders: dict[Hashable, list[int]] = defaultdict(list)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for number, event in enumerate(events):
        keys = sorted(names[event.id])
        near = {n for key in keys for n in holders[fiction[number], key][-NEIGHBOURS:]}
        for other in sorted(near):
            for one, relation, two in relations(events[other], event, names):
                found[one][two] = relation
        for key in keys:
            holders[fiction[number], key].append(number)
    return tuple(replace(event, related=tuple(sorted(found[event.id].items()))) for event in events)


def event_names(event: Event) -> Iterator[str]:
    """Names by which related events find each other: those who act or suffer, and the place."""
    for report in event.reports[:6]:
        yield from find_names(report.actors, report.actor_ids)
        yield from find_names(report.recipients, report.recipient_ids)
    if event.place:
        yield event.place.casefold()


def relations(a: Event, b: Event, names: dict[str, frozenset[str]]) -> Iterator[tuple[str, str, str]]:
    """Relations between two events that share a name: (event, relation, other)."""
    if a.type == b.type and a.series and b.series:
        yield a.id, say("same_series"), b.id
        yield b.id, say("same_series"), a.id
    elif a.type == b.type and (a.series or b.series):
        series, single = (a, b) if a.series else (b, a)
        if holds(series, single):
            yield series.id, say("has_single"), single.id
            yield single.id, say("in_series"), series.id
    for demand, answer in ((a, b), (b, a)):
        if demand.type == "REQUEST" and answer.type in ANSWERS and follows(demand, answer):
            yield demand.id, say("is_answered"), answer.id
            yield answer.id, say("answers"), demand.id
        if demand.mode == "abduct" and answer.mode == "release" and follows(demand, answer):
            yield demand.id, say("ends_with"), answer.id
            yield answer.id, say("ends"), demand.id


def holds(series: Event, single: Event) -> bool:
    """The single event lies within the series' place and days, as far as both are known."""
    place = relate_places(series.where, single.where)
    if place == "apart":
        return False
    return series.when is None or single.when is None or series.when.gap_days(single.when) <= 31


def follows(first: Event, second: Event) -> bool:
    if first.when is None or second.when is None:
        return True
    return first.when.first <= second.when.last and first.when.gap_days(second.when) <= ANSWER_DAYS
