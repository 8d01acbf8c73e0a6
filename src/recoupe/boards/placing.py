"""Where an event stands: its distance to the border and the corridors, and the boards it belongs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from recoupe.boards.said import Said, said_distances
from recoupe.knowledge.board_words import Words, load_words
from recoupe.knowledge.borders import Borders, Point, border_distance, chain_distance, load_borders
from recoupe.knowledge.event_types import BOARDS, EventTypes, load_event_types
from recoupe.knowledge.situations import corridor_chain
from recoupe.model import Article, Distance, Event, Place, Reading, Situation


class Places(Protocol):
    """What the boards ask of the gazetteer."""

    def find(self, name: str) -> Sequence[Place]:
        """Every place of that name, best known first."""


Measured = tuple[Distance | None, tuple[Distance, ...]]


@dataclass(frozen=True)
class Ground:
    """What placing looks things up in, made once per situation; `measured` keeps distances of places seen before."""

    situation: Situation
    borders: Borders
    types: EventTypes
    words: Words
    chains: Mapping[str, tuple[Point, ...]]
    gazetteer: Places
    measured: dict[Place, Measured] = field(default_factory=dict)


def make_ground(situation: Situation, gazetteer: Places, borders: Borders | None = None) -> Ground:
    """The ground of a situation; raises KnowledgeError when a corridor's place or the border is not known."""
    known = borders or load_borders()
    known.pair(situation.border)
    chains = {c.id: corridor_chain(situation, c, gazetteer) for c in situation.corridors}
    return Ground(situation, known, load_event_types(), load_words(), chains, gazetteer)


def place_events(events: Sequence[Event], ground: Ground, readings: Sequence[Reading] = ()) -> tuple[Event, ...]:
    """Every event with `border`, `corridors` and `boards` filled; the readings give what the articles say of it."""
    articles = {reading.article.id: reading.article for reading in readings}
    return tuple(place_event(event, ground, articles) for event in events)


def place_event(event: Event, ground: Ground, articles: Mapping[str, Article]) -> Event:
    return replace(
        event,
        border=event_border(event, ground, articles),
        corridors=near_corridors(event, ground),
        boards=event_boards(event, ground),
    )


def event_border(event: Event, ground: Ground, articles: Mapping[str, Article]) -> Distance | None:
    """The distance to the watched border, with what the first article that speaks of it says beside."""
    found = measure_place(event.where, ground)[0] if event.where else None
    said = said_to_border(event, ground, articles)
    if found is None or said is None:
        return found
    return replace(found, said_below_km=said.km, said_quote=said.quote)


def said_to_border(event: Event, ground: Ground, articles: Mapping[str, Article]) -> Said | None:
    """The first distance to this border that a report of the event says; other countries' borders are left out."""
    for report in event.reports:
        article = articles.get(report.article)
        for said in said_distances(article, report) if article else ():
            foreign = said.countries and not set(said.countries) & set(ground.situation.pair)
            if said.says in ("below", "about") and not foreign:
                return said
    return None


def near_corridors(event: Event, ground: Ground) -> tuple[Distance, ...]:
    """The corridors whose chain passes within the situation's distance of the event's place, nearest first."""
    return measure_place(event.where, ground)[1] if event.where else ()


def measure_place(place: Place, ground: Ground) -> Measured:
    """Distance to the border and to the corridors in reach, measured once for each place."""
    if place not in ground.measured:
        border = border_distance(place, ground.situation.border, ground.borders)
        found = (chain_distance(place, name, chain) for name, chain in ground.chains.items())
        reach = ground.situation.corridor_km
        near = [d for d in found if d is not None and d.km <= max(reach, d.plus_minus_km)]
        ground.measured[place] = border, tuple(sorted(near, key=lambda d: d.km))
    return ground.measured[place]


def event_boards(event: Event, ground: Ground) -> tuple[str, ...]:
    """The boards of the event's type and mode, and those its words add, in the order of the brief."""
    found = {*ground.types.boards(event.type, event.mode), *ground.words.of_event(event)}
    return tuple(board for board in BOARDS if board in found)
