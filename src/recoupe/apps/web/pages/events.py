"""`/events`: map, timeline and table of what one query finds; the query stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from recoupe.apps.brief.map import SHAPES
from recoupe.apps.brief.wording import Wording
from recoupe.apps.web.briefing.picture import last_day
from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.bars import draw_bars
from recoupe.apps.web.events.filters import (
    NAMES,
    Form,
    Trouble,
    asked_period,
    events_address,
    find_trouble,
    form_choices,
    make_chips,
    other_distances,
    query_help,
    read_form,
    undated_of,
    with_period,
    write_query,
)
from recoupe.apps.web.events.finding import Found, find_events, load_events, newest_keys
from recoupe.apps.web.events.ground import ground_of
from recoupe.apps.web.events.lines import make_lines
from recoupe.apps.web.events.rows import EventRow, make_row
from recoupe.apps.web.events.sketch import draw_sketch, find_window
from recoupe.apps.web.render import render
from recoupe.apps.web.speech import words_of
from recoupe.store.map_cells import off_map
from recoupe.store.masks import Keys, ordered_page
from recoupe.store.query import Query as Asked
from recoupe.store.query import QueryError
from recoupe.store.time_bins import Timeline, count_bins

router = APIRouter()

ROWS = 50  # of the table on one page
ASIDE = 12  # events without a point, listed beside the map
Text = Annotated[str, Query(max_length=2500)]
BLANK: dict[str, Any] = {
    "count": 0, "trouble": None, "chips": [], "rows": [], "columns": [], "next_page": "", "first_page": "",
    "aside": [], "aside_count": 0, "sketch": "", "view": "", "bars": "", "timeline": None, "fiction": "",
    "all_days": "", "periods": [], "maybe": [], "undated": None, "sort": "when",
    "shapes": {board: Markup(shape) for board, shape in SHAPES.items()},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: `address` sorts by it, `sorted` is how it is sorted now, as `aria-sort` says it."""

    name: str
    kind: str = ""
    address: str = ""
    sorted: str = ""


@router.get("/events", include_in_schema=False)
def events_page(request: Request, q: Text = "", sort: str = "when", after: str = "") -> Response:
    """The page; values of the form's own fields are turned into a query and asked under its address."""
    if any(name in request.query_params for name in NAMES):
        values = {name: request.query_params.get(name, "")[:500] for name in (*NAMES, "rest")}
        return RedirectResponse(events_address(write_query(values), sort=unless_usual(sort)), 303)
    try:
        found = find_events(request, q)
        page = ordered_page(found.columns, found.mask, sort, ROWS, after or None, hidden=found.hidden)
    except QueryError as error:
        return show_trouble(request, q, find_trouble(q, error, words_of(request)))
    return show_found(request, found, page, sort, bool(after))


def show_found(request: Request, found: Found, page: Keys, sort: str, later: bool) -> Response:
    w, ground, line = words_of(request), ground_of(request), str(found.query)
    form, order = read_form(found.query), unless_usual(sort)
    rows = make_rows(request, page.keys, w)
    lost = off_map(found.columns, found.mask) | found.hidden
    timeline = make_timeline(found)
    window = find_window(found, ground)
    values = {
        "q": line,
        "count": found.count,
        "form": form,
        "choices": form_choices(form, w, ground.situation),
        "chips": [(c, events_address(c.without, sort=order)) for c in make_chips(found.query, w, ground.situation)],
        "rows": rows,
        "columns": make_columns(line, sort, w),
        "next_page": events_address(line, sort=order, after=page.after) if page.after else "",
        "first_page": events_address(line, sort=order) if later else "",
        "aside": make_rows(request, newest_keys(found.columns, lost, ASIDE), w),
        "aside_count": int(lost.sum()),
        "sketch": draw_sketch(found, ground, w),
        "view": f"{window.west:.4f},{window.south:.4f},{window.east:.4f},{window.north:.4f}",
        "timeline": timeline,
        "bars": timeline_bars(timeline, found.query, w, order),
        "periods": make_periods(found, order, last_day(workplace(request)), w),
        "all_days": any(asked_period(found.query)) and events_address(with_period(found.query, "", ""), sort=order),
        "fiction": fiction_words(rows, w),
        "sort": sort,
        "maybe": make_maybe(request, found, order, w),
        "undated": make_undated(request, found, order, w),
    }  # fmt: skip
    return show_page(request, values)


def make_maybe(request: Request, found: Found, order: str, w: Wording) -> list[tuple[str, str]]:
    """In words and as an address: what is known too vaguely to be among those asked for by distance, or is surely."""
    ways = []
    for term, line in other_distances(found.query):
        count = find_events(request, line).count
        words = w.n_("{n} event is perhaps so near, too: known only to an area.",
                     "{n} events are perhaps so near, too: known only to areas.", count)  # fmt: skip
        if term.field == "within":
            words = w.n_("{n} event is surely so near.", "{n} events are surely so near.", count)
        if count:
            ways.append((words.format(n=w.number(count, 0)), events_address(line, sort=order)))
    return ways


def make_undated(request: Request, found: Found, order: str, w: Wording) -> tuple[str, str] | None:
    """In words and as an address: what meets the query but no period, because nobody dates it."""
    if not any(asked_period(found.query)):
        return None
    line = undated_of(found.query)
    count = find_events(request, line).count
    words = w.n_("+ {n} event without a date", "+ {n} events without a date", count).format(n=w.number(count, 0))
    return (words, events_address(line, sort=order)) if count else None


def show_page(request: Request, values: dict[str, Any], status: int = 200) -> Response:
    w = words_of(request)
    always = {"help": query_help(w), "map_words": map_words(w)}
    return render(request, "events.html.j2", status, **{**BLANK, **always, **values})


def show_trouble(request: Request, line: str, trouble: Trouble) -> Response:
    """The page with the query as it was typed, what is wrong with it and what would be right."""
    form, situation = Form(), ground_of(request).situation
    choices = form_choices(form, words_of(request), situation)
    values = {"q": line, "trouble": trouble, "form": form, "choices": choices}
    return show_page(request, values, 400)


def map_words(w: Wording) -> dict[str, str]:
    """What the live map says."""
    return {
        "map": w._("Map"),
        "coming": w._("The map is loading…"),
        "in": w._("Zoom in"),
        "out": w._("Zoom out"),
        "close": w._("Close"),
        "nearer": w._("Zoom in here"),
        "places": w._("Places in this view"),
        "view": w._("Only what is in this view"),
    }


def make_rows(request: Request, keys: Sequence[int], w: Wording) -> list[EventRow]:
    return [make_row(line, w) for line in make_lines(request, load_events(request, keys))]


def make_timeline(found: Found) -> Timeline | None:
    since, until = asked_period(found.query)
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    return count_bins(found.columns, found.mask, first, last)


def make_periods(found: Found, order: str, end: date, w: Wording) -> list[tuple[str, str]]:
    """Names and addresses of the 30 days, 90 days and 12 months up to `end` of what is asked otherwise."""
    if not (found.columns.last > 0).any():
        return []
    rows = ((30, w._("30 days")), (90, w._("90 days")), (365, w._("12 months")))
    since = ((words, (end - timedelta(days=days - 1)).isoformat()) for days, words in rows)
    return [(words, events_address(with_period(found.query, day, end.isoformat()), sort=order)) for words, day in since]


def timeline_bars(timeline: Timeline | None, query: Asked, w: Wording, order: str) -> Markup:
    return draw_bars(timeline, query, w, sort=order) if timeline else Markup("")


def make_columns(line: str, sort: str, w: Wording) -> list[Column]:
    """The columns; those that can be sorted turn round when they are asked again."""
    return [
        Column(w._("What")),
        sorted_column(w._("When"), "when", line, sort),
        Column(w._("Where")),
        sorted_column(w._("Distance from the border"), "km", line, sort, first="-km"),
        sorted_column(w._("Victims"), "killed", line, sort),
        sorted_column(w._("Origins"), "origins", line, sort),
        Column(w._("Findings")),
    ]


def sorted_column(name: str, order: str, line: str, sort: str, first: str = "") -> Column:
    """`first` is the order that the first click gives, when that is not the highest first."""
    first = first or order
    other = order if first != order else f"-{order}"
    address = events_address(line, sort=unless_usual(other if sort == first else first))
    direction = {order: "descending", f"-{order}": "ascending"}.get(sort, "")
    return Column(name, order, address, direction)


def unless_usual(sort: str) -> str:
    return "" if sort == "when" else sort


def fiction_words(rows: Sequence[EventRow], w: Wording) -> str:
    """What the map says when it shows invented events."""
    invented = sum(row.fiction for row in rows)
    if not invented:
        return ""
    return w._("FICTION") if invented == len(rows) else w._("partly fiction")
