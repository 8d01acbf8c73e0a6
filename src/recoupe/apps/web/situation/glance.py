"""The boards of a period, from a bounded part of the database: the page costs the same with a hundred thousand events.

The newest events of each board with the articles that report them become a brief, as for the printed one. It is kept
until the picture is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from recoupe.apps.web.desk import Workplace
from recoupe.boards import Brief, build_boards
from recoupe.boards.trend import is_attack, is_point
from recoupe.knowledge.event_types import BOARDS
from recoupe.model import Event
from recoupe.pipeline import Picture
from recoupe.store import glance as rows
from recoupe.store.query import parse_query
from recoupe.store.search import search_page

PERIODS = (30, 90, 365, 0)  # days; 0: everything
PERIOD = 90
PER_BOARD, UNDATED = 40, 15
EACH = 12  # articles of one event
ARTICLES, FIGURE_ARTICLES, UNDATED_ARTICLES = 120, 60, 20
CHECKS = 2000
COUNTED = 1000  # nobody needs to know how many more there are
ATTACKS, ATTACK_DAYS = 400, 731
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

    `attacks` are those of the last two years that have a date and a place, for the drawing of distances. `full` is
    False when a board has more events than were looked at.
    """

    brief: Brief
    since: date | None
    until: date
    days: int
    counts: Mapping[str, int]
    attacks: tuple[Event, ...]
    outlets: tuple[OutletCount, ...]
    articles: int
    undated: int

    @property
    def full(self) -> bool:
        return all(count <= PER_BOARD for count in self.counts.values())


def take_glance(place: Workplace, days: int, public: bool) -> Glance:
    """The boards of the last `days` before the newest article; kept in memory until something changes."""
    hour = place.settings.now().replace(minute=0, second=0, microsecond=0, tzinfo=None)
    return place.kept(("glance", days, public, hour), lambda: make_glance(place, days, public, hour))


def make_glance(place: Workplace, days: int, public: bool, now: datetime) -> Glance:
    with place.store.reading() as connection:
        newest = rows.last_published(connection, now.date().isoformat())
        until = date.fromisoformat(newest[:10]) if newest else now.date()
        since = until - timedelta(days=days - 1) if days else None
        first = since.isoformat() if since else BEGINNING
        events = board_events(connection, first)
        names = article_names(connection, events, first)
        checks = rows.first_checks(connection, CHECKS)
        attacks = near_attacks(connection, until)
        outlets = [
            OutletCount(o or "", n, day(a), day(b))
            for o, n, a, b in rows.outlet_counts(connection, first, f"{until}T99")
        ]
        undated = rows.count_undated(connection, COUNTED)
        counts: dict[str, int] = {board: rows.count_board(connection, board, first, COUNTED) for board in BOARDS}
    picture = Picture(tuple(place.store.readings(names)), place.store.origins_among(names), events, checks)
    brief = build_boards(picture, place.situation(), place.gazetteer, now=now, exact_movements=not public)
    hidden = {line.id for line in brief.lines().values() if line.coarse}
    return Glance(
        brief=brief,
        since=since,
        until=until,
        days=days,
        counts=counts,
        attacks=tuple(e for e in attacks if e.id not in hidden),
        outlets=tuple(outlets),
        articles=sum(row.articles for row in outlets),
        undated=undated,
    )


def day(words: str) -> date:
    return date.fromisoformat(words[:10])


def board_events(connection: Connection, since: str) -> tuple[Event, ...]:
    """The newest of each board and those that nobody dates, each once."""
    found: dict[str, Event] = {}
    for board in BOARDS:
        dated = rows.board_events(connection, board, since, PER_BOARD)
        for event in (*dated, *rows.undated_events(connection, board, UNDATED)):
            found.setdefault(event.id, event)
    return tuple(found.values())


def article_names(connection: Connection, events: Sequence[Event], since: str) -> list[str]:
    """Articles that report the events, that hold figures, or that came last: each once, in a steady order."""
    found = dict.fromkeys(name for event in events for name in event.articles[:EACH])
    found |= dict.fromkeys(rows.newest_articles(connection, since, FIGURE_ARTICLES, with_figures=True))
    found |= dict.fromkeys(rows.newest_articles(connection, since, ARTICLES))
    found |= dict.fromkeys(rows.undated_articles(connection, UNDATED_ARTICLES))
    return list(found)


def near_attacks(connection: Connection, until: date) -> list[Event]:
    """Single attacks of the last two years whose place is known well enough to measure."""
    since = until - timedelta(days=ATTACK_DAYS)
    query = parse_query(f"board:threat type:ASSAULT since:{since.isoformat()}")
    found = search_page(connection, query, ATTACKS, None, None).events
    return [event for event in found if is_attack(event) and is_point(event) and event.when]
