"""The boards of a period, from a bounded part of the database: the page costs the same with a hundred thousand events.

The newest and the weightiest events of each board with the articles that report them become a brief, as for the
printed one. They are chosen from the columns that the desk keeps in memory; the brief is kept until the picture is made
anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from sqlalchemy import Connection

from recoupe.apps.web.desk import Workplace
from recoupe.apps.web.events.finding import Picture as Columns
from recoupe.apps.web.events.finding import events_by_key, events_of, newest_keys
from recoupe.apps.web.events.withholding import hidden_movements
from recoupe.apps.web.situation.roads import set_roads
from recoupe.apps.web.situation.weighing import weigh_events, weightiest_keys
from recoupe.boards import Brief, build_boards
from recoupe.boards.trend import is_attack, is_point
from recoupe.knowledge.event_types import BOARDS
from recoupe.model import Event
from recoupe.pipeline import Picture
from recoupe.store import glance as rows
from recoupe.store.columns import NOWHERE, EventColumns, Floats, Mask

PERIODS = (30, 90, 365, 0)  # days; 0: everything
PERIOD = 90
WEIGHTIEST, NEWEST, UNDATED = 8, 20, 8  # events of a board that are looked at
EACH = 6  # articles of one event
ARTICLES, FIGURE_ARTICLES, UNDATED_ARTICLES = 60, 40, 20
CHECKS = 2000
COUNTED = 1000  # nobody needs to know how many more there are
ATTACKS, ATTACK_DAYS = 300, 731
BEGINNING = "0001-01-01"


@dataclass(frozen=True, slots=True)
class OutletCount:
    """How much of an outlet was read in the period; the empty name gathers those of nobody known."""

    name: str
    articles: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Glance:
    """`brief` holds the boards of what is shown; `counts` how many events each board has in the period.

    `undated_counts` are those of each board that nobody dates, `shown` the ids of the weightiest of a board, the first
    of them first. `attacks` are those of the last two years that have a date and a place, for the drawing of distances.
    `near` is how many events of the period surely lie within each alert distance, and how many perhaps; `rings` are the
    attacks among them. `full` is False
    when a board has more events than were looked at.
    """

    brief: Brief
    since: date | None
    until: date
    days: int
    counts: Mapping[str, int]
    undated_counts: Mapping[str, int]
    shown: Mapping[str, tuple[str, ...]]
    near: Mapping[float, tuple[int, int]]
    rings: Mapping[float, tuple[int, int]]
    attacks: tuple[Event, ...]
    outlets: tuple[OutletCount, ...]
    articles: int
    undated: int

    @property
    def full(self) -> bool:
        return all(count <= NEWEST for count in self.counts.values())


def take_glance(place: Workplace, columns: Columns, days: int, public: bool) -> Glance:
    """The boards of the last `days` before the newest article; kept in memory until something changes."""
    hour = place.settings.now().replace(minute=0, second=0, microsecond=0, tzinfo=None)
    return place.kept(("glance", days, public, hour), lambda: make_glance(place, columns, days, public, hour))


def make_glance(place: Workplace, columns: Columns, days: int, public: bool, now: datetime) -> Glance:
    situation = place.situation()
    with place.store.reading() as connection:
        newest = rows.last_published(connection, now.date().isoformat())
        until = date.fromisoformat(newest[:10]) if newest else now.date()
        since = until - timedelta(days=days - 1) if days else None
        first = since.isoformat() if since else BEGINNING
        masks = columns.current(connection)
        weights = weigh_events(masks.columns, until, situation, near=not public)
        chosen = choose_events(masks.columns, weights, since)
        told = tellable(connection, masks.columns, columns.movements, place, public)
        near = {km: count_near(masks.columns, told, km, since, until) for km in situation.alert_km}
        attacked = told & attack_mask(masks.columns)
        rings = {km: count_near(masks.columns, attacked, km, since, until) for km in situation.alert_km}
        held = events_by_key(connection, chosen.keys)
        events = tuple(held.values())
        names = article_names(connection, events, first)
        checks = rows.first_checks(connection, CHECKS)
        attacks = near_attacks(connection, masks.columns, until)
        outlets = [
            OutletCount(o or "", n, day(a), day(b))
            for o, n, a, b in rows.outlet_counts(connection, first, f"{until}T99")
        ]
        undated = rows.count_undated(connection, COUNTED)
    picture = Picture(tuple(place.store.readings(names)), place.store.origins_among(names), events, checks)
    brief = build_boards(picture, situation, place.gazetteer, now=now, exact_movements=not public)
    brief = set_roads(brief, place, columns, until, now, exact=not public)
    hidden = {line.id for line in brief.lines().values() if line.coarse}
    return Glance(
        brief=brief,
        since=since,
        until=until,
        days=days,
        counts=chosen.counts,
        undated_counts=chosen.undated,
        shown={board: tuple(held[key].id for key in keys if key in held) for board, keys in chosen.weightiest.items()},
        near=near,
        rings=rings,
        attacks=tuple(e for e in attacks if e.id not in hidden),
        outlets=tuple(outlets),
        articles=sum(row.articles for row in outlets),
        undated=undated,
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """Keys of the events that are looked at, each once; the weightiest of each board; how many a board has."""

    keys: tuple[int, ...]
    weightiest: Mapping[str, tuple[int, ...]]
    counts: Mapping[str, int]
    undated: Mapping[str, int]


def choose_events(columns: EventColumns, weights: Floats, since: date | None) -> Chosen:
    """The weightiest, the newest, and those that nobody dates, of each board."""
    dated = (columns.first >= since.toordinal()) if since else columns.first > 0
    keys: dict[int, None] = {}
    weightiest: dict[str, tuple[int, ...]] = {}
    counts: dict[str, int] = {}
    undated: dict[str, int] = {}
    for number, board in enumerate(BOARDS):
        mine = columns.boards & (1 << number) > 0
        held, open_ended = mine & dated, mine & (columns.first == 0)
        weightiest[board] = tuple(weightiest_keys(columns, weights, held | open_ended, WEIGHTIEST))
        counts[board], undated[board] = int(held.sum()), int(open_ended.sum())
        newest, last = newest_keys(columns, held, NEWEST), newest_keys(columns, open_ended, UNDATED)
        keys |= dict.fromkeys((*weightiest[board], *newest, *last))
    return Chosen(tuple(keys), weightiest, counts, undated)


def tellable(
    connection: Connection, columns: EventColumns, known: dict[int, bool], place: Workplace, public: bool
) -> Mask:
    """All events, for others without the patrols and convoys whose place is held back."""
    if not public:
        return columns.all()
    return ~hidden_movements(connection, columns, columns.all(), known, place.settings.now())


def count_near(columns: EventColumns, told: Mask, km: float, since: date | None, until: date) -> tuple[int, int]:
    """How many events of the period surely lie so near the border, and how many perhaps."""
    mask = told
    if since:
        mask = told & (columns.last >= since.toordinal()) & (columns.first <= until.toordinal())
    most, least = columns.numbers["km"], columns.numbers["least_km"]
    with np.errstate(invalid="ignore"):
        sure, perhaps = mask & (most <= km), mask & (least <= km) & (most > km)
    return int(sure.sum()), int(perhaps.sum())


def day(words: str) -> date:
    return date.fromisoformat(words[:10])


def article_names(connection: Connection, events: Sequence[Event], since: str) -> list[str]:
    """Articles that report the events, that hold figures, or that came last: each once, in a steady order."""
    found = dict.fromkeys(name for event in events for name in event.articles[:EACH])
    found |= dict.fromkeys(rows.newest_articles(connection, since, FIGURE_ARTICLES, with_figures=True))
    found |= dict.fromkeys(rows.newest_articles(connection, since, ARTICLES))
    found |= dict.fromkeys(rows.undated_articles(connection, UNDATED_ARTICLES))
    return list(found)


def near_attacks(connection: Connection, columns: EventColumns, until: date) -> list[Event]:
    """The newest single attacks of the last two years whose place is known well enough to measure."""
    since = (until - timedelta(days=ATTACK_DAYS)).toordinal()
    mask = attack_mask(columns) & (columns.last >= since) & ~np.isnan(columns.numbers["km"])
    found = events_of(connection, newest_keys(columns, mask, ATTACKS))
    return [event for event in found if is_attack(event) and is_point(event) and event.when]


def attack_mask(columns: EventColumns) -> Mask:
    """The single attacks that are said to have happened, as `is_attack` tells them."""
    told = coded(columns, "status", "asserted") | coded(columns, "status", "hedged")
    return coded(columns, "type", "assault") & coded(columns, "series", "no") & told


def coded(columns: EventColumns, kind: str, name: str) -> Mask:
    return np.asarray(columns.codes[kind] == columns.names[kind].get(name, NOWHERE - 1))
