"""A small map of where an event happened: the reach of its place, the border, the corridors, the way to the border."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, radians

import shapely
from markupsafe import Markup, escape

from recoupe.apps.brief.canvas import Labels, Window, make_window
from recoupe.apps.brief.map import country_label, label, middles, scale_bar, stamp_text
from recoupe.apps.web.speech import Speech
from recoupe.knowledge.borders import Borders, border_target, nearest_point
from recoupe.model import Event, Place, Situation

WIDTH, RATIO = 420.0, 0.72
KM_PER_DEGREE = 111.32
NEAREST_KM, FARTHEST_KM = 30.0, 420.0  # half the height of the map


def draw_event_map(
    event: Event,
    situation: Situation,
    borders: Borders,
    stops: Mapping[str, Sequence[Place]],
    w: Speech,
    stamp: str = "",
) -> Markup | None:
    """None for events whose place nobody can locate, or known by their country only; `stamp` stands in its corner."""
    where = event.where
    if where is None or where.lat is None or where.lon is None or where.level == "country":
        return None
    window = make_map_window(event, where)
    here = window.xy(where.lat, where.lon)
    labels = Labels(window)
    labels.block(*here, 10)
    own_label = label(where.name, "town", *here, labels, 11)
    labels_of_roads = list(road_labels(stops, window, labels, where.name))
    block_roads(stops, window, labels)
    parts = [
        *land(situation, borders, window),
        *roads(stops, window),
        *way_to_border(event, where, situation, borders, window),
        reach(where, window),
        f'<circle class="spot" cx="{here[0]:.1f}" cy="{here[1]:.1f}" r="6"/>',
        own_label,
        *labels_of_roads,
        *country_names(situation, borders, window, labels, w),
        scale_bar(window, w),
        stamp_label(window, stamp),
    ]
    title = escape(w._("Map: {place}").format(place=where.name))
    size = f'viewBox="0 0 {window.width:.0f} {window.height:.0f}"'
    return Markup(
        f'<svg class="map" {size} role="img" aria-label="{title}"><title>{title}</title>{"".join(parts)}</svg>'
    )


def stamp_label(window: Window, words: str) -> str:
    """What the map says of itself in its corner: that it shows what is invented."""
    if not words:
        return ""
    return stamp_text(words, window.width - 10)


def make_map_window(event: Event, where: Place) -> Window:
    """Wide enough for the place's reach and the nearest stretch of border."""
    border = event.border.km if event.border else 0.0
    half = min(FARTHEST_KM, max(NEAREST_KM, border * 1.15, where.radius_km * 1.3)) / KM_PER_DEGREE
    lat, lon = where.lat or 0.0, where.lon or 0.0
    side = half / RATIO / cos(radians(lat))
    return make_window([(lat - half, lon - side), (lat + half, lon + side)], WIDTH, RATIO, 0.0)


def land(situation: Situation, borders: Borders, window: Window) -> Iterator[str]:
    """Every country in the window, the watched pair stronger, the border on top with its first alert band."""
    yield f'<rect class="sea" width="{window.width:.0f}" height="{window.height:.0f}"/>'
    tolerance = (window.east - window.west) / 1200
    for code, country in borders.countries.items():
        path = window.path(country.land, tolerance)
        if path:
            yield f'<path class="land{" pair" if code in situation.pair else ""}" d="{path}"/>'
    line = borders.border_line(situation.border)
    if situation.alert_km:
        band = shapely.buffer(shapely.simplify(line, 0.01), situation.alert_km[0] / KM_PER_DEGREE)
        yield f'<path class="band" d="{window.path(band, tolerance)}"/>'
    yield f'<path class="border" d="{window.path(line, tolerance)}"/>'


def roads(stops: Mapping[str, Sequence[Place]], window: Window) -> Iterator[str]:
    """The corridors as chains of places."""
    for chain in stops.values():
        points = " ".join("{:.1f},{:.1f}".format(*window.xy(s.lat or 0.0, s.lon or 0.0)) for s in chain)
        yield f'<polyline class="casing" points="{points}"/><polyline class="road unknown" points="{points}"/>'
    for stop in places_in(stops, window):
        x, y = window.xy(stop.lat or 0.0, stop.lon or 0.0)
        yield f'<circle class="stop" cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>'


def places_in(stops: Mapping[str, Sequence[Place]], window: Window) -> list[Place]:
    """The corridors' places that the window shows, each once."""
    found = {s.id: s for chain in stops.values() for s in chain if window.holds(s.lat or 0.0, s.lon or 0.0)}
    return list(found.values())


def way_to_border(event: Event, where: Place, situation: Situation, borders: Borders, window: Window) -> Iterator[str]:
    """The shortest way, where it is long enough to be seen."""
    if event.border is None or event.border.km * window.px_per_km < 14:
        return
    lon, lat = nearest_point((where.lon or 0.0, where.lat or 0.0), border_target(where, situation.border, borders))
    (x1, y1), (x2, y2) = window.xy(where.lat or 0.0, where.lon or 0.0), window.xy(lat, lon)
    yield f'<path class="way" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'
    yield f'<circle class="way" cx="{x2:.1f}" cy="{y2:.1f}" r="2.5"/>'


def reach(where: Place, window: Window) -> str:
    """The circle within which the place's name is true."""
    x, y = window.xy(where.lat or 0.0, where.lon or 0.0)
    kind = " area" if where.level == "region" or where.radius_km > 40 else ""
    radius = max(2.0, where.radius_km * window.px_per_km)
    return f'<circle class="reach{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def road_labels(stops: Mapping[str, Sequence[Place]], window: Window, labels: Labels, done: str) -> Iterator[str]:
    for stop in places_in(stops, window):
        if stop.name != done:
            yield label(stop.name, "way", *window.xy(stop.lat or 0.0, stop.lon or 0.0), labels)


def country_names(situation: Situation, borders: Borders, window: Window, labels: Labels, w: Speech) -> Iterator[str]:
    """The watched countries, off the roads and as near as can be to the middle of what is seen of them."""
    box = shapely.box(window.west, window.south, window.east, window.north)
    for code in situation.pair:
        seen = shapely.intersection(borders.countries[code].land, box)
        if not shapely.is_empty(seen):
            tries = (country_label(w.country(code), lat, lon, window, labels) for lat, lon in middles(seen))
            yield next((found for found in tries if found), "")


def block_roads(stops: Mapping[str, Sequence[Place]], window: Window, labels: Labels) -> None:
    """Keep the corridors free of what is labelled from now on."""
    for chain in stops.values():
        points = [window.xy(s.lat or 0.0, s.lon or 0.0) for s in chain]
        for (x1, y1), (x2, y2) in pairwise(points):
            steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 10))
            for n in range(steps + 1):
                labels.block(x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps, 3)
