"""The map: our own borders, the corridors in their state, and every located event with the reach of its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

import shapely
from markupsafe import Markup, escape

from recoupe.apps.brief.canvas import Labels, Window, make_window
from recoupe.apps.brief.wording import Wording
from recoupe.boards.values import Brief, CorridorState, Line
from recoupe.knowledge.borders import Borders
from recoupe.model import Place

WIDTH = 760.0
ZOOM_WIDTH = 380.0
ZOOM_KM = 45.0  # half the height of the border map
COUNTRY_PX = 12.0  # mean width of a letter of a country's name
LETTER = 12.0  # pixels that a letter of the stamp takes at most
POINT_KM = 40.0  # places with a larger radius are areas: drawn dashed
SHAPES = {
    "threat": '<circle r="6"/>',
    "supply": '<rect x="-5.2" y="-5.2" width="10.4" height="10.4"/>',
    "cooperation": '<path d="M0,-7.4L7.4,0L0,7.4L-7.4,0Z"/>',
    "diplomacy": '<path d="M0,-7L6.8,5.2L-6.8,5.2Z"/>',
    "trade": '<path d="M-6,-6H6V6H-6Z"/>',
}
STATE_RANK = {"unknown": 0, "open": 1, "threatened": 2, "cut": 3}


@dataclass(frozen=True, slots=True)
class Spot:
    """A located place with the events that happened there; the first one gives the mark its shape."""

    place: Place
    lines: tuple[Line, ...]

    @property
    def lat(self) -> float:
        return self.place.lat or 0.0

    @property
    def lon(self) -> float:
        return self.place.lon or 0.0


def draw_maps(brief: Brief, borders: Borders, numbers: Mapping[str, int], w: Wording) -> list[Markup]:
    """The corridor map and, when something happened near the border, the border drawn larger."""
    spots = find_spots(brief)
    points = [(stop.lat, stop.lon) for c in brief.supply.corridors for stop in c.stops]
    near = [s for s in spots if s.lines[0].event.border and s.lines[0].event.border.km <= max(brief.situation.alert_km)]
    points += [(s.lat, s.lon) for s in near]
    if not points:
        points = [(s.lat, s.lon) for s in spots] or border_ends(borders, brief.situation.border)
    maps = [draw_map(brief, borders, make_window(points, WIDTH, 0.40, 0.45), spots, numbers, w)]
    close = [s for s in near if s.lines[0].event.border and s.lines[0].event.border.surely_within(ZOOM_KM)]
    if close:
        window = zoom_window(close[0])
        maps.append(draw_map(brief, borders, window, spots, numbers, w, zoom=True))
    return maps


def border_ends(borders: Borders, pair: str) -> list[tuple[float, float]]:
    west, south, east, north = shapely.bounds(borders.border_line(pair))
    return [(float(south), float(west)), (float(north), float(east))]


def zoom_window(spot: Spot) -> Window:
    reach = ZOOM_KM / 111.32
    return make_window([(spot.lat - reach, spot.lon), (spot.lat + reach, spot.lon)], ZOOM_WIDTH, 0.5, 0.0)


def find_spots(brief: Brief) -> list[Spot]:
    """Located events by place, nearest to the border first; whole countries and held-back places are no spots."""
    found: dict[str, list[Line]] = {}
    for line in brief.lines().values():
        where = line.event.where
        if where is not None and where.located and where.level != "country":
            found.setdefault(where.id, []).append(line)
    spots = [Spot(lines[0].event.where, tuple(lines)) for lines in found.values() if lines[0].event.where]
    return sorted(spots, key=lambda s: s.lines[0].event.border.farthest_km if s.lines[0].event.border else 1e9)


def off_map(brief: Brief) -> list[Line]:
    """Events that no mark can show: nobody says where, or only in which country, or it is held back."""
    drawn = {line.id for spot in find_spots(brief) for line in spot.lines}
    return [line for line in brief.lines().values() if line.id not in drawn]


def draw_map(
    brief: Brief,
    borders: Borders,
    window: Window,
    spots: Sequence[Spot],
    numbers: Mapping[str, int],
    w: Wording,
    zoom: bool = False,
) -> Markup:
    """One SVG: land, border, corridors, marks, labels, scale."""
    labels = Labels(window)
    for stop in (stop for corridor in brief.supply.corridors for stop in corridor.stops):
        labels.block(*window.xy(stop.lat, stop.lon), 3)
    title = w._("The border") if zoom else w._("Corridors and located events")
    inside = [s for s in spots if window.holds(s.lat, s.lon)]
    parts = [
        *land_paths(brief, borders, window, zoom),
        *corridor_paths(brief.supply.corridors, window),
        *spot_marks(inside, window, labels, numbers, w),
        *spot_labels(inside, window, labels),
        *stop_labels(brief.supply.corridors, window, labels, {s.place.name for s in inside}),
        *country_labels(brief, borders, window, labels, w),
        scale_bar(window, w),
        fiction_label(brief, window, w),
    ]
    size = f'viewBox="0 0 {window.width:.0f} {window.height:.0f}"'
    return Markup(
        f'<svg class="map{" zoom" if zoom else ""}" {size} role="group" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def land_paths(brief: Brief, borders: Borders, window: Window, zoom: bool) -> Iterator[str]:
    """Every country in the window, the watched pair stronger, and the border between them on top."""
    yield f'<rect class="sea" width="{window.width:.0f}" height="{window.height:.0f}"/>'
    tolerance = (window.east - window.west) / (1600 if zoom else 900)
    for code, country in borders.countries.items():
        path = window.path(country.land, tolerance)
        if path:
            kind = "land pair" if code in brief.situation.pair else "land"
            yield f'<path class="{kind}" d="{path}"/>'
    line = borders.border_line(brief.situation.border)
    if zoom and brief.situation.alert_km:
        band = shapely.buffer(shapely.simplify(line, 0.01), brief.situation.alert_km[0] / 111.32)
        yield f'<path class="band" d="{window.path(band, tolerance)}"/>'
    yield f'<path class="border" d="{window.path(line, tolerance * 1.5)}"/>'


def corridor_paths(corridors: Sequence[CorridorState], window: Window) -> Iterator[str]:
    """Chains of places, the worst state drawn last."""
    for corridor in sorted(corridors, key=lambda c: STATE_RANK[c.state]):
        points = " ".join("{:.1f},{:.1f}".format(*window.xy(s.lat, s.lon)) for s in corridor.stops)
        yield f'<polyline class="casing" points="{points}"/>'
        name = f"<title>{escape(corridor.name)}</title>"
        yield f'<polyline class="road {corridor.state}" points="{points}">{name}</polyline>'
    for corridor in corridors:
        for stop in corridor.stops:
            x, y = window.xy(stop.lat, stop.lon)
            if window.holds(stop.lat, stop.lon):
                yield f'<circle class="stop" cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>'


def spot_marks(
    spots: Sequence[Spot], window: Window, labels: Labels, numbers: Mapping[str, int], w: Wording
) -> Iterator[str]:
    """The reach of each place to scale, and a mark that leads to its first event."""
    for spot in reversed(spots):
        x, y = window.xy(spot.lat, spot.lon)
        board = main_board(spot.lines[0])
        reach = spot.place.radius_km * window.px_per_km
        area = spot.place.radius_km > POINT_KM or spot.place.level == "region"
        if reach > 6 or area:
            yield f'<circle class="reach {board}{" area" if area else ""}" cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}"/>'
        labels.block(x, y, 8)
        yield (
            f'<a href="#e{numbers.get(spot.lines[0].id, 0)}" class="mark {board}{" area" if area else ""}">'
            f'<g transform="translate({x:.1f} {y:.1f})">{SHAPES[board]}{count_badge(spot)}'
            f"<title>{escape(spot_title(spot, w))}</title></g></a>"
        )


def main_board(line: Line) -> str:
    return line.event.boards[0] if line.event.boards else "diplomacy"


def count_badge(spot: Spot) -> str:
    """How many events a mark stands for, when it is more than one."""
    return f'<text class="badge" y="3.4">{len(spot.lines)}</text>' if len(spot.lines) > 1 else ""


def spot_title(spot: Spot, w: Wording) -> str:
    rows = [f"{w.when(line.event)} · {w.headline(line.event)}" for line in spot.lines[:6]]
    return "\n".join([f"{spot.place.name} ± {w.km(spot.place.radius_km)}", *rows])


def spot_labels(spots: Sequence[Spot], window: Window, labels: Labels) -> Iterator[str]:
    for spot in spots:
        yield label(spot.place.name, "town", *window.xy(spot.lat, spot.lon), labels, 10)


def stop_labels(corridors: Sequence[CorridorState], window: Window, labels: Labels, done: set[str]) -> Iterator[str]:
    """Names of the corridors' places: ends first, then those between while there is room."""
    ends = [stop for c in corridors for stop in (c.stops[:1] + c.stops[-1:])]
    between = [stop for c in corridors for stop in c.stops[1:-1]]
    for stop in (*ends, *between):
        if stop.name not in done and window.holds(stop.lat, stop.lon):
            done.add(stop.name)
            yield label(stop.name, "way", *window.xy(stop.lat, stop.lon), labels)


def label(words: str, kind: str, x: float, y: float, labels: Labels, gap: float = 7) -> str:
    at = labels.place(words, x, y, gap)
    if at is None:
        return ""
    return f'<text class="{kind}" x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{at[2]}">{escape(words)}</text>'


def country_labels(brief: Brief, borders: Borders, window: Window, labels: Labels, w: Wording) -> Iterator[str]:
    """The watched countries' names, off the roads and as near as can be to the middle of what is seen of them."""
    block_roads(brief, window, labels)
    box = shapely.box(window.west, window.south, window.east, window.north)
    for code in brief.situation.pair:
        cut = shapely.intersection(borders.countries[code].land, box)
        if not shapely.is_empty(cut):
            tries = (country_label(w.country(code), lat, lon, window, labels) for lat, lon in middles(cut))
            yield next((found for found in tries if found), "")


def country_label(name: str, lat: float, lon: float, window: Window, labels: Labels) -> str:
    """The name centred on a point, spaced wider than other labels; empty where there is no room."""
    x, y = window.xy(lat, lon)
    half = len(name) * COUNTRY_PX / 2
    box = (x - half, y - 14, x + half, y + 6)
    if not labels.free(box):
        return ""
    labels.boxes.append(box)
    return f'<text class="country" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(name)}</text>'


def middles(land: shapely.Geometry) -> list[tuple[float, float]]:
    """Points on the land, those near its centre first."""
    west, south, east, north = shapely.bounds(land)
    centre = shapely.centroid(land)
    grid = [
        (west + (east - west) * i / 14, south + (north - south) * j / 14) for i in range(1, 14) for j in range(1, 14)
    ]
    inside = [shapely.Point(point) for point in grid if shapely.contains_xy(land, *point)]
    near = sorted(inside, key=lambda point: float(shapely.distance(point, centre)))
    return [(point.y, point.x) for point in near]


def block_roads(brief: Brief, window: Window, labels: Labels) -> None:
    """Keep the corridors free of what is labelled from now on."""
    for corridor in brief.supply.corridors:
        points = [window.xy(stop.lat, stop.lon) for stop in corridor.stops]
        for (x1, y1), (x2, y2) in pairwise(points):
            steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 10))
            for n in range(steps + 1):
                labels.block(x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps, 3)


def scale_bar(window: Window, w: Wording) -> str:
    """A bar of a round length, lower left."""
    km = next((k for k in (500, 200, 100, 50, 20, 10, 5) if k * window.px_per_km <= window.width / 4), 2)
    length, y = km * window.px_per_km, window.height - 12
    return (
        f'<path class="scale" d="M12,{y - 4:.1f}v4h{length:.1f}v-4"/>'
        f'<text class="scale" x="{16 + length:.1f}" y="{y:.1f}">{escape(w.km(km))}</text>'
    )


def fiction_label(brief: Brief, window: Window, w: Wording) -> str:
    if not brief.invented:
        return ""
    words = w._("FICTION") if brief.fiction else w.fiction_band(brief).rstrip(".")
    return stamp_text(words, window.width - 10)


def stamp_text(words: str, right: float) -> str:
    """Words that end at `right`, in as many rows as they need."""
    rows = wrap(words, max(8, int(right / LETTER))) or [""]
    at = f'x="{right:.0f}"'
    spans = "".join(f'<tspan {at} y="{20 + 16 * n}">{escape(row)}</tspan>' for n, row in enumerate(rows))
    return f'<text class="fiction" {at} y="20" text-anchor="end">{spans if rows[1:] else escape(rows[0])}</text>'
