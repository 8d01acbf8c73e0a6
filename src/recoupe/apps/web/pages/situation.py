"""`/`: the situation at a glance: what changed since the last visit, the five boards, coverage, what stayed open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.brief.html import BoardPart, all_lines, head_facts, make_boards
from recoupe.apps.brief.map import SHAPES, draw_maps
from recoupe.apps.brief.text import (
    SHARED,
    exposed_row,
    first_of_each,
    group_corridors,
    ring_row,
    shared_reasons,
    weightiest,
)
from recoupe.apps.brief.timeline import SLIM, draw_timeline, earlier_count
from recoupe.apps.web.access.local import go_to
from recoupe.apps.web.addresses import event_address
from recoupe.apps.web.desk import AtWork, Workplace
from recoupe.apps.web.events.finding import picture_of
from recoupe.apps.web.render import render
from recoupe.apps.web.situation.changes import find_changes
from recoupe.apps.web.situation.distances import draw_distances
from recoupe.apps.web.situation.glance import NEWEST, PERIOD, PERIODS, Glance, take_glance
from recoupe.apps.web.situation.visits import keep_visit, last_visit
from recoupe.apps.web.speech import Speech, language_of, speech
from recoupe.boards.corridors import LOOKBACK_DAYS
from recoupe.boards.trend import distance_trend
from recoupe.boards.values import CorridorState, Line, Stop
from recoupe.boards.weight import pick_lines, pick_news
from recoupe.knowledge.borders import load_borders
from recoupe.model import Place

router = APIRouter()
ANCHOR = re.compile(r'href="#e(\d+)"')
ROWS = 6  # events of a board on the page
NEW = 8  # events that are new
NEIGHBOURS, CROWD = 2, 6  # stops before whose names would touch, when there are that many
FIGURES, GAPS, OUTLETS = 8, 8, 10


@router.get("/", include_in_schema=False)
def show_situation(request: Request, place: AtWork, days: int = PERIOD) -> Response:
    """`days` is one of PERIODS; any other shows the usual one."""
    days = days if days in PERIODS else PERIOD
    if is_empty(place):
        return render(request, "situation_empty.html.j2")
    public = place.settings.public
    glance = take_glance(place, picture_of(request), days, public)
    w = speech(language_of(request), glance.brief.fiction)
    seen = last_visit(request)
    response = render(
        request,
        "situation.html.j2",
        w=w,
        **page_values(glance, w),
        **place.kept(("drawn", days, public, w.language, glance.brief.now), lambda: draw(glance, w)),
        seen=seen,
        changes=find_changes(place, seen) if seen else None,
        behind=place.is_behind(),
        periods=[(d, period_words(d, w), d == days) for d in PERIODS],
    )
    keep_visit(request, response)
    return response


@router.post("/seen", include_in_schema=False)
def mark_seen(request: Request) -> Response:
    """What came in so far is no longer news for this browser."""
    response = go_to("/")
    keep_visit(request, response, all_seen=True)
    return response


def is_empty(place: Workplace) -> bool:
    """No article was ever stored here."""
    with place.store.reading() as connection:
        return connection.exec_driver_sql("SELECT key FROM articles LIMIT 1").first() is None


def period_words(days: int, w: Speech) -> str:
    return w.n_("{n} day", "{n} days", days).format(n=days) if days else w._("everything")


def page_values(glance: Glance, w: Speech) -> dict[str, Any]:
    brief = glance.brief
    lines, bearing = {line.id: line for line in all_lines(brief)}, brief.reason_lines()
    picked = {part.id: pick_shown(part, glance) for part in make_boards(brief, w)}
    return {
        "glance": glance,
        "brief": brief,
        "facts": head_facts(brief, w),
        "boards": {part.id: part for part in make_boards(brief, w)},
        "lines": lines,
        "bearing": bearing,
        "lookback_days": LOOKBACK_DAYS,
        "corridors": [corridor_row(group, bearing) for group in group_corridors(brief.supply.corridors)],
        "shared": shared_reasons(brief.supply.corridors)[:SHARED],
        "rings": [ring_row(km, *counts, w) for km, counts in glance.rings.items()],
        "period_terms": period_terms(glance),
        "near": [near_ways(km, glance, w) for km in brief.situation.alert_km],
        "picked": picked,
        "new": pick_news(brief.new, NEW, glance.until, brief.situation),
        "new_cut": weightiest(len(brief.new), NEW, w),
        "cut": {name: weightiest(total(glance, name), len(held), w) for name, held in picked.items()},
        "trend": distance_trend(glance.attacks),
        "exposed": exposed_row(brief, w) if brief.trade.exposed else "",
        "gaps": first_of_each(brief.gaps)[:GAPS],
        "most_articles": max((row.articles for row in glance.outlets), default=1),
        "shapes": {board: Markup(shape) for board, shape in SHAPES.items()},
        "newest": NEWEST,
        "most_figures": FIGURES,
        "most_outlets": OUTLETS,
    }


def pick_shown(board: BoardPart, glance: Glance) -> list[Line]:
    """All the lines of a board where they have room, else the weightiest of the period, the first of them first."""
    if total(glance, board.id) <= ROWS and len(board.lines) <= ROWS:
        return list(board.lines)
    lines = {line.id: line for line in board.lines}
    first = [lines[name] for name in glance.shown[board.id] if name in lines]
    rest = [line for line in board.lines if line not in first]
    return [*first, *pick_lines(rest, ROWS, glance.until, glance.brief.situation)][:ROWS]


def total(glance: Glance, board: str) -> int:
    """How many events of the board there are in the period, those that nobody dates among them."""
    return glance.counts[board] + glance.undated_counts[board]


@dataclass(frozen=True, slots=True)
class NearWays:
    """Ways to the events of the period that surely lie so near the border, and to those that perhaps do."""

    km: str
    sure: int
    sure_address: str
    perhaps: int
    perhaps_address: str


def near_ways(km: float, glance: Glance, w: Speech) -> NearWays:
    asked = f"{km:g}km:{glance.brief.situation.border}{period_terms(glance)}"
    sure, perhaps = glance.near[km]
    within, maybe = (f"/events?q={quote(f'{field}:{asked}')}" for field in ("within", "perhaps"))
    return NearWays(w.km(km), sure, within, perhaps, maybe)


def period_terms(glance: Glance) -> str:
    """The period as terms of a query: it ends with the day of the picture, before what is announced."""
    return f" since:{glance.since.isoformat()} until:{glance.until.isoformat()}" if glance.since else ""


def draw(glance: Glance, w: Speech) -> dict[str, Any]:
    """The drawings of the page; marks lead to dossiers."""
    brief = glance.brief
    names = [line.id for line in all_lines(brief)]
    numbers = {name: n for n, name in enumerate(names)}
    return {
        "maps": [to_dossiers(drawn, names) for drawn in draw_maps(brief, load_borders(), numbers, w)],
        "timeline": to_dossiers(draw_timeline(brief, numbers, w), names),
        "slim_timeline": to_dossiers(draw_timeline(brief, numbers, w, SLIM), names),
        "earlier": earlier_count(brief),
        "distances": draw_distances(glance.attacks, brief.situation.alert_km, glance.until, w),
    }


def to_dossiers(drawn: Markup, names: list[str]) -> Markup:
    """The brief's drawings lead to places on its own page; here they lead to the event."""
    return Markup(ANCHOR.sub(lambda found: f'href="{event_address(names[int(found[1])])}"', drawn))


@dataclass(frozen=True, slots=True)
class StopMark:
    """A place of a corridor; `hit` when a report of trouble or passage lies nearest to it.

    Only the ends and what is hit are named; `low` names stand on a second line, below their neighbour's.
    """

    name: str
    hit: bool
    named: bool
    low: bool = False


@dataclass(frozen=True, slots=True)
class CorridorRow:
    """Corridors of one state for the same reasons; each with its name and its places."""

    state: CorridorState
    strips: tuple[tuple[str, tuple[StopMark, ...]], ...]


def corridor_row(group: Sequence[CorridorState], lines: Mapping[str, Line]) -> CorridorRow:
    """The places that the reasons concern are marked on each corridor of the group."""
    points = [lines[r.line].event.where for r in group[0].reasons if r.line in lines and r.distance]
    places = [place for place in points if place and place.lat is not None and place.lon is not None]
    return CorridorRow(group[0], tuple((c.name, stop_marks(c.stops, places)) for c in group))


def stop_marks(stops: Sequence[Stop], places: Sequence[Place]) -> tuple[StopMark, ...]:
    hit = {min(stops, key=lambda stop: gap(stop, place)) for place in places} if stops else set()
    marks: list[StopMark] = []
    for stop in stops:
        named = stop in hit or stop in (stops[0], stops[-1])
        low = named and len(stops) > CROWD and any(mark.named and not mark.low for mark in marks[-NEIGHBOURS:])
        marks.append(StopMark(stop.name, stop in hit, named, low))
    return tuple(marks)


def gap(stop: Stop, place: Place) -> float:
    """Which stop is nearest; degrees will do."""
    return hypot(stop.lat - (place.lat or 0.0), stop.lon - (place.lon or 0.0))
