"""The JSON behind map, timeline and table; every answer is bounded, whatever the query finds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.filters import asked_period
from recoupe.apps.web.events.finding import Found, find_events
from recoupe.apps.web.events.ground import ground_of
from recoupe.apps.web.events.land import NamedPlace, base_map, countries_in_view, places_in_view
from recoupe.apps.web.events.rows import EventRow
from recoupe.apps.web.events.sketch import cell_words, main_board
from recoupe.apps.web.pages.events import Text, make_rows
from recoupe.apps.web.speech import words_of
from recoupe.knowledge.event_types import BOARDS
from recoupe.store.map_cells import Cell, View, find_cells, in_view, off_map
from recoupe.store.masks import ordered_page
from recoupe.store.time_bins import count_bins

router = APIRouter(prefix="/api", tags=["events"])

Degrees = Annotated[float, Query(ge=-360, le=360)]
Zoom = Annotated[float, Query(ge=0, le=24)]
COUNTRY_ZOOM = 9.0  # nearer, a name of a country says nothing


@dataclass(frozen=True, slots=True)
class EventList:
    """One page of events; `after` asks for the next, null when this is the last. `count` is of all pages."""

    query: str
    count: int
    events: list[EventRow]
    after: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the map: a single place, areas (`area`) or many `places`; `radius_km` of the place or the widest area.

    `name` is that of the place with most events. `boards` counts events by board; `box` is west, south, east, north
    of what the mark stands for.
    """

    lon: float
    lat: float
    count: int
    places: int
    name: str
    radius_km: float
    area: bool
    board: str
    boards: dict[str, int]
    words: str
    box: list[float]


@dataclass(frozen=True, slots=True)
class MapView:
    """What a view shows: `count` events are found, `off_map` of them have no point, `in_view` lie in this view."""

    count: int
    off_map: int
    in_view: int
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class TimeBin:
    first: date
    last: date
    count: int
    boards: dict[str, int]


@dataclass(frozen=True, slots=True)
class TimeView:
    """Events by day, week, month, quarter or year; `vague` are dated no better than several of those."""

    unit: str
    bins: list[TimeBin]
    vague: list[TimeBin]
    before: int
    after: int
    undated: int


@router.get("/events")
def list_events(
    request: Request,
    q: Text = "",
    sort: str = "when",
    after: str = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    west: Degrees | None = None,
    south: Degrees | None = None,
    east: Degrees | None = None,
    north: Degrees | None = None,
) -> EventList:
    """Events that meet the query (docs/query.md), of the whole earth or of a box with a point in it."""
    found = find_events(request, q)
    mask = found.mask
    if None not in (west, south, east, north):
        mask = in_view(found.columns, found.on_map, make_view(west or 0, south or 0, east or 0, north or 0, 0))
    page = ordered_page(found.columns, mask, sort, limit, after or None, hidden=found.hidden)
    rows = make_rows(request, page.keys, words_of(request))
    return EventList(str(found.query), int(mask.sum()), rows, page.after)


@router.get("/events/map")
def map_view(
    request: Request, west: Degrees, south: Degrees, east: Degrees, north: Degrees, zoom: Zoom, q: Text = ""
) -> MapView:
    """At most 300 marks for a view of the map; places that lie close together are one mark."""
    found = find_events(request, q)
    cells = find_cells(found.columns, found.on_map, make_view(west, south, east, north, zoom))
    w = words_of(request)
    lost = int((off_map(found.columns, found.mask) | found.hidden).sum())
    marks = [make_mark(cell, cell_words(cell, w)) for cell in cells]
    return MapView(found.count, lost, sum(cell.count for cell in cells), marks)


@router.get("/events/timeline")
def timeline(request: Request, q: Text = "") -> TimeView | None:
    """The events found, by day, week, month, quarter or year; null when none is dated."""
    return time_view(find_events(request, q))


@router.get("/map/base", response_class=Response, responses={200: {"content": {"application/geo+json": {}}}})
def base(request: Request) -> Response:
    """Land, borders, alert bands and corridors as GeoJSON. Outlines © OpenStreetMap contributors, ODbL 1.0."""
    content, mark = base_bytes(request)
    headers = {"etag": mark, "cache-control": "private, max-age=3600"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/geo+json", headers=headers)


@router.get("/map/places")
def places(
    request: Request, west: Degrees, south: Degrees, east: Degrees, north: Degrees, zoom: Zoom
) -> list[NamedPlace]:
    """Countries and the best known places of a view, as many as its zoom can bear. GeoNames, CC BY 4.0, and our own."""
    view, ground = make_view(west, south, east, north, zoom), ground_of(request)
    countries = countries_in_view(ground, view, words_of(request)) if zoom < COUNTRY_ZOOM else []
    return [*countries, *places_in_view(workplace(request).gazetteer, view)]


def base_bytes(request: Request) -> tuple[bytes, str]:
    """The base map of the situation in the reader's language, made once."""
    ground, w, state = ground_of(request), words_of(request), request.app.state
    if not hasattr(state, "base_maps"):
        state.base_maps = {}
    kept: dict[object, tuple[bytes, str]] = state.base_maps
    name = (repr(ground.situation), w.language)
    if name not in kept:
        content = json.dumps(base_map(ground, w), ensure_ascii=False, separators=(",", ":")).encode()
        kept[name] = content, f'"{hashlib.blake2b(content, digest_size=8).hexdigest()}"'
    return kept[name]


def make_view(west: float, south: float, east: float, north: float, zoom: float) -> View:
    """Raises 400 for a box that is none."""
    if south > north:
        raise HTTPException(400, "south must not lie north of north")
    if east - west >= 360:
        return View(-180, south, 180, north, zoom)
    return View((west + 180) % 360 - 180, south, (east + 180) % 360 - 180, north, zoom)


def make_mark(cell: Cell, words: str) -> Mark:
    return Mark(
        lon=round(cell.lon, 4),
        lat=round(cell.lat, 4),
        count=cell.count,
        places=cell.places,
        name=cell.name,
        radius_km=cell.radius_km,
        area=cell.area,
        board=main_board(cell),
        boards=board_names(cell.boards),
        words=words,
        box=[round(value, 4) for value in (cell.west, cell.south, cell.east, cell.north)],
    )


def board_names(boards: dict[int, int]) -> dict[str, int]:
    """Events by board; those that stand on none under "plain"."""
    return {BOARDS[n] if n >= 0 else "plain": count for n, count in sorted(boards.items())}


def time_view(found: Found) -> TimeView | None:
    first, last = (date.fromisoformat(day) if day else None for day in asked_period(found.query))
    counted = count_bins(found.columns, found.mask, first, last)
    if counted is None:
        return None
    return TimeView(
        counted.unit,
        [TimeBin(b.first, b.last, b.count, board_names(b.boards)) for b in counted.bins],
        [TimeBin(s.first, s.last, s.count, board_names({s.board: s.count})) for s in counted.vague],
        counted.before,
        counted.after,
        counted.undated,
    )
