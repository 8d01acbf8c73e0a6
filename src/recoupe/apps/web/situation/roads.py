"""The corridors as they stand on one day: from one window of days, whatever period or query a page is asked for.

What can cut, threaten or open a road is chosen from the columns that the desk keeps in memory, so much at most, and
becomes a brief of its own; its corridors, with the events they rest on, are set into the brief of the page.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np

from recoupe.apps.web.desk import Workplace
from recoupe.apps.web.events.finding import Picture as Columns
from recoupe.apps.web.events.finding import events_of, newest_keys
from recoupe.boards import Brief, build_boards
from recoupe.boards.corridors import LOOKBACK_DAYS
from recoupe.knowledge.event_types import BOARDS
from recoupe.model import Reading, shift_day
from recoupe.pipeline import Picture
from recoupe.store.columns import NOWHERE, EventColumns, Mask

DENIALS, ATTACKS, UNDATED = 60, 40, 20  # the newest of each that are looked at
EACH = 3  # articles of one event
SUPPLY = 1 << BOARDS.index("supply")


def set_roads(brief: Brief, place: Workplace, columns: Columns, until: date, now: datetime, exact: bool) -> Brief:
    """The brief with its corridors as they stood on that day."""
    roads = place.kept(("roads", until, now, exact), lambda: judge_roads(place, columns, until, now, exact))
    corridors = roads.supply.corridors
    named = {reason.line for corridor in corridors for reason in corridor.reasons}
    behind = tuple(line for line in roads.lines().values() if line.id in named)
    doubtful = tuple(c.id for c in corridors if c.state in ("cut", "threatened"))
    return replace(
        brief,
        supply=replace(brief.supply, corridors=corridors, behind=behind),
        trade=replace(brief.trade, exposed=doubtful if brief.trade.figures else ()),
    )


def judge_roads(place: Workplace, columns: Columns, until: date, now: datetime, exact: bool) -> Brief:
    """A brief of what bears on roads in the window that ends with that day."""
    with place.store.reading() as connection:
        known = columns.current(connection).columns
        events = tuple(events_of(connection, road_keys(known, until)))
    names = dict.fromkeys(name for event in events for name in event.articles[:EACH])
    readings = tuple(r for r in place.store.readings(list(names)) if was_there(r, until))
    held = {reading.article.id for reading in readings}
    told = tuple(event for event in events if not event.reports or held & {*event.articles})
    picture = Picture(readings, place.store.origins_among(held), told, ())
    return build_boards(picture, place.situation(), place.gazetteer, now=now, exact_movements=exact, today=until)


def road_keys(columns: EventColumns, until: date) -> list[int]:
    """The newest denials of passage, attacks, and what nobody dates, as far as they may bear on a road."""
    first = shift_day(until, 1 - LOOKBACK_DAYS).toordinal()
    dated = (columns.first > 0) & (columns.last >= first) & (columns.first <= until.toordinal())
    supply, attacks = columns.boards & SUPPLY > 0, of_types(columns, "assault")
    passage = of_types(columns, "coerce", "sanction", "protest", "retreat")
    undated = (columns.first == 0) & (attacks & supply | passage)
    rows = ((dated & passage, DENIALS), (dated & attacks, ATTACKS), (undated, UNDATED))
    return [key for mask, most in rows for key in newest_keys(columns, mask, most)]


def of_types(columns: EventColumns, *types: str) -> Mask:
    numbers = [columns.names["type"].get(name, NOWHERE - 1) for name in types]
    return np.asarray(np.isin(columns.codes["type"], numbers))


def was_there(reading: Reading, until: date) -> bool:
    return reading.article.published is None or reading.article.published <= until
