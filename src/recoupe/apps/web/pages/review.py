"""`/review`: what waits for an analyst, the weightiest first; every action is a decision, with a reason."""

from __future__ import annotations

from urllib.parse import urlencode

import shapely
from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from recoupe.apps.web.access.guard import analyst_only
from recoupe.apps.web.deciding.notices import find_notice, form_values
from recoupe.apps.web.desk import AtWork, ReadDesk
from recoupe.apps.web.events.lines import make_lines
from recoupe.apps.web.render import render
from recoupe.apps.web.review.choices import ready_reasons
from recoupe.apps.web.review.detail import Detail, make_detail
from recoupe.apps.web.review.gather import Queue, make_queue
from recoupe.apps.web.review.point_map import draw_point_map
from recoupe.apps.web.review.words import Row, article_name, kind_words, make_row
from recoupe.apps.web.speech import Speech, words_of
from recoupe.boards.review import KINDS, Kind, ReviewItem
from recoupe.boards.values import Line
from recoupe.knowledge.borders import Borders, load_borders

router = APIRouter(dependencies=[Depends(analyst_only)])


@router.get("/review", include_in_schema=False)
def review(request: Request, desk: ReadDesk, place: AtWork, kind: str = "", item: str = "") -> HTMLResponse:
    """The queue of one kind or of all, and the item that is looked at."""
    w = words_of(request)
    chosen = kind if kind in KINDS else None
    queue = make_queue(desk, place.situation(), place.settings.now(), chosen)
    current = queue.find(item)
    rows = make_rows(request, queue, w, chosen)
    step = {name: queue.beside(current, by) if current else None for name, by in (("before", -1), ("next", 1))}
    behind = step["next"] or step["before"]
    return render(
        request,
        "review.html.j2",
        queue=queue,
        rows=rows,
        kind=chosen or "",
        current=current,
        row=next((row for row in rows if current and row.id == current.id), None),
        opened=bool(item) and current is not None,
        detail=make_detail(request, desk, current, queue, w) if current else Detail(),
        before=step["before"] and review_address(kind, step["before"].id),
        next=step["next"] and review_address(kind, step["next"].id),
        address=lambda name: review_address(kind, name),
        kinds=[(one, kind_words(one, w), queue.totals[one], one == chosen) for one in KINDS],
        asking=form_values(request, review_address(kind, behind.id if behind else "")),
        notice=find_notice(request),
        reasons=ready_reasons(w)["any"],
        kind_name=lambda one: kind_words(one, w),
        article_name=lambda name: article_name(name, queue.heads),
    )


@router.get("/review/map", include_in_schema=False)
def point_map(
    request: Request, place: AtWork, lat: float | None = None, lon: float | None = None, km: float = 350.0
) -> Response:
    """A drawing to put a place on, around a point or the middle of the watched border."""
    situation, borders = place.situation(), load_borders()
    if lat is None or lon is None or not (abs(lat) <= 85 and abs(lon) <= 180):
        lat, lon = middle_of(borders, situation.border)
    drawn = draw_point_map(lat, lon, km, situation, borders, place.gazetteer, words_of(request))
    return Response(drawn, media_type="image/svg+xml")


def middle_of(borders: Borders, pair: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of a border."""
    west, south, east, north = shapely.bounds(borders.border_line(pair))
    return (float(south) + float(north)) / 2, (float(west) + float(east)) / 2


def make_rows(request: Request, queue: Queue, w: Speech, kind: Kind | None) -> list[Row]:
    """Every item in words; events as they may be shown."""
    lines = event_lines(request, queue.items)
    return [make_row(item, lines.get(item.id), queue.heads, w, kind) for item in queue.items]


def event_lines(request: Request, items: tuple[ReviewItem, ...]) -> dict[str, Line]:
    events = [item.event for item in items if item.event is not None]
    return {line.id: line for line in make_lines(request, events)}


def review_address(kind: str, item: str = "") -> str:
    """The queue of that kind with an item opened."""
    asked = {name: value for name, value in (("kind", kind), ("item", item)) if value}
    return "/review" + (f"?{urlencode(asked)}" if asked else "")
