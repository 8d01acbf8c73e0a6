"""The map as a drawing: what stands where no script runs or the browser cannot draw the live map."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2

import shapely
from markupsafe import Markup, escape

from recoupe.apps.brief.canvas import Labels, Window, make_window
from recoupe.apps.brief.map import SHAPES, border_ends, label
from recoupe.apps.brief.wording import Wording
from recoupe.apps.web.events.finding import Found
from recoupe.apps.web.events.land import corridor_stops, shown_border, simple_lands
from recoupe.boards.placing import Ground
from recoupe.knowledge.event_types import BOARDS
from recoupe.store.map_cells import TILE_PX, Cell, View, find_cells, fit_view, is_area

WIDTH, RATIO, PAD = 720.0, 0.72, 0.3  # pixels, height for the width, degrees around what is shown
MARKS = 120


def draw_sketch(found: Found, ground: Ground, w: Wording) -> Markup:
    """Land, border, corridors and the events' marks, each leading to its first event in the table."""
    window = find_window(found, ground)
    cells = find_cells(found.columns, found.on_map, window_view(window), MARKS)
    labels = Labels(window)
    for cell in cells:
        labels.block(*window.xy(cell.lat, cell.lon), 9)
    parts = [
        *land_parts(ground, window),
        *corridor_parts(ground, window),
        *(mark for cell in reversed(cells) for mark in draw_mark(cell, window, w)),
        *(label(c.place.name, "town", *window.xy(c.lat, c.lon), labels, 11) for c in cells if c.place),
        *stop_names(ground, window, labels, {c.place.name for c in cells if c.place}),
        *country_names(ground, window, labels, w),
    ]
    title = escape(w._("Map of the events found"))
    size = f'viewBox="0 0 {window.width:.0f} {window.height:.0f}"'
    return Markup(
        f'<svg class="map sketch" {size} role="img" aria-label="{title}"><title>{title}</title>{"".join(parts)}</svg>'
    )


def find_window(found: Found, ground: Ground) -> Window:
    """What was found and the watched border; all the corridors when nothing is on the map."""
    box = fit_view(found.columns, found.on_map)
    points = border_ends(ground.borders, ground.situation.border)
    if box is None or (not found.query.terms and not found.query.words):
        points += [(stop.lat or 0.0, stop.lon or 0.0) for stop in corridor_stops(ground)]
    else:
        points += [(box[1], box[0]), (box[3], box[2])]
    return make_window(points, WIDTH, RATIO, PAD)


def window_view(window: Window) -> View:
    """The window as a view of the live map: its zoom is the one at which a degree is as wide."""
    zoom = log2(window.width / (window.east - window.west) * 360 / TILE_PX)
    return View(window.west, window.south, window.east, window.north, zoom)


def land_parts(ground: Ground, window: Window) -> Iterator[str]:
    tolerance = (window.east - window.west) / 900
    yield f'<rect class="sea" width="{window.width:.0f}" height="{window.height:.0f}"/>'
    for code, land in simple_lands(ground.situation.pair).items():
        path = window.path(land, tolerance)
        if path:
            yield f'<path class="land{" pair" if code in ground.situation.pair else ""}" d="{path}"/>'
    line = shown_border(ground.situation.pair)
    for km in ground.situation.alert_km:
        band = shapely.buffer(shapely.simplify(line, 0.02), km / 111.32, quad_segs=4)
        yield f'<path class="band" d="{window.path(band, tolerance * 2)}"/>'
    yield f'<path class="border" d="{window.path(line, tolerance * 1.5)}"/>'


def corridor_parts(ground: Ground, window: Window) -> Iterator[str]:
    for chain in ground.chains.values():
        points = " ".join("{:.1f},{:.1f}".format(*window.xy(lat, lon)) for lon, lat in chain)
        yield f'<polyline class="casing" points="{points}"/><polyline class="road" points="{points}"/>'
    for stop in corridor_stops(ground):
        x, y = window.xy(stop.lat or 0.0, stop.lon or 0.0)
        yield f'<circle class="stop" cx="{x:.1f}" cy="{y:.1f}" r="2.4"/>'


def draw_mark(cell: Cell, window: Window, w: Wording) -> Iterator[str]:
    """The reach of a single place, and a mark with the number of its events."""
    x, y = window.xy(cell.lat, cell.lon)
    board = main_board(cell)
    if cell.place is not None:
        reach, area = cell.place.radius_km * window.px_per_km, is_area(cell.place)
        if reach > 7 or area:
            yield f'<circle class="reach {board}{" area" if area else ""}" cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}"/>'
    shape = SHAPES.get(board, '<circle r="5"/>') if cell.place else f'<circle r="{8 + min(6, log2(cell.count)):.1f}"/>'
    number = f'<text class="badge" y="3.4">{cell.count}</text>' if cell.count > 1 else ""
    words = escape(cell_words(cell, w))
    kind = board if cell.place else "many"
    yield f'<g class="mark {kind}" transform="translate({x:.1f} {y:.1f})">{shape}{number}<title>{words}</title></g>'


def main_board(cell: Cell) -> str:
    """The board most of the events stand on, those that stand on none aside."""
    number = max((n for n in cell.boards if n >= 0), key=lambda n: (cell.boards[n], -n), default=-1)
    return BOARDS[number] if number >= 0 else "plain"


def cell_words(cell: Cell, w: Wording) -> str:
    """«Diboli ± 2 km : 4 événements»"""
    events = w.n_("{n} event", "{n} events", cell.count).format(n=w.number(cell.count, 0))
    if cell.place is not None:
        return f"{cell.place.name} ± {w.km(cell.place.radius_km)}{w.colon}{events}"
    places = w.n_("{n} place", "{n} places", cell.places).format(n=w.number(cell.places, 0))
    return f"{places}{w.colon}{events}"


def stop_names(ground: Ground, window: Window, labels: Labels, done: set[str]) -> Iterator[str]:
    for stop in corridor_stops(ground):
        if stop.name not in done and window.holds(stop.lat or 0.0, stop.lon or 0.0):
            done.add(stop.name)
            yield label(stop.name, "way", *window.xy(stop.lat or 0.0, stop.lon or 0.0), labels)


def country_names(ground: Ground, window: Window, labels: Labels, w: Wording) -> Iterator[str]:
    """The watched countries' names in the middle of what is seen of them, where there is room."""
    box = shapely.box(window.west, window.south, window.east, window.north)
    for code in ground.situation.pair:
        cut = shapely.intersection(simple_lands(ground.situation.pair)[code], box)
        if not shapely.is_empty(cut):
            point = shapely.point_on_surface(cut)
            x, y = window.xy(float(shapely.get_y(point)), float(shapely.get_x(point)))
            at = labels.place(w.country(code).upper() + "  ", x, y, 0)
            if at:
                spot = f'x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{at[2]}"'
                yield f'<text class="country" {spot}>{escape(w.country(code))}</text>'
