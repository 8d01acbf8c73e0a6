"""A map to put a place on: land, border, and the names of places around, as SVG that knows its own degrees."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians

from markupsafe import Markup, escape

from recoupe.apps.brief.canvas import Labels, Window, make_window
from recoupe.apps.brief.map import label, scale_bar
from recoupe.apps.web.dossier.event_map import country_names, land
from recoupe.apps.web.speech import Speech
from recoupe.knowledge.borders import Borders
from recoupe.knowledge.gazetteer import Gazetteer
from recoupe.model import Place, Situation

WIDTH, RATIO = 560.0, 0.66
KM_PER_DEGREE = 111.32
NAMES = 60
WIDEST_KM, NARROWEST_KM = 700.0, 6.0  # half the height


def draw_point_map(
    lat: float, lon: float, half_km: float, situation: Situation, borders: Borders, gazetteer: Gazetteer, w: Speech
) -> Markup:
    """The map around a point; the drawing carries its edges, so that a click tells degrees."""
    half = min(WIDEST_KM, max(NARROWEST_KM, half_km)) / KM_PER_DEGREE
    wide = half / RATIO / cos(radians(lat))
    corners = [(max(-85.0, lat - half), lon - wide), (min(85.0, lat + half), lon + wide)]
    window = make_window(corners, WIDTH, RATIO, 0.0)
    around = gazetteer.near(lat, lon, within_km=half * KM_PER_DEGREE * 1.6)
    labels = Labels(window)
    parts = [
        *land(situation, borders, window),
        *place_names(around, window, labels),
        *country_names(situation, borders, window, labels, w),
        scale_bar(window, w),
    ]
    edges = f'data-west="{window.west:.5f}" data-north="{window.north:.5f}" data-scale="{window.scale:.5f}"'
    edges += f' data-squeeze="{window.squeeze:.6f}" data-km="{half * KM_PER_DEGREE:.1f}"'
    title = escape(w._("Map: a click sets the point and looks closer"))
    return Markup(
        f'<svg class="map" viewBox="0 0 {window.width:.0f} {window.height:.0f}" {edges} role="img"'
        f' aria-label="{title}">{"".join(parts)}</svg>'
    )


def place_names(places: tuple[Place, ...], window: Window, labels: Labels) -> Iterator[str]:
    """The largest places that have room; a dot and a name."""
    shown = [p for p in places if p.level == "town" and p.lat is not None and p.lon is not None]
    for place in sorted(shown, key=lambda p: -p.radius_km)[:NAMES]:
        lat, lon = place.lat or 0.0, place.lon or 0.0
        if not window.holds(lat, lon):
            continue
        x, y = window.xy(lat, lon)
        words = label(place.name, "way", x, y, labels)
        if words:
            yield f'<circle class="stop" cx="{x:.1f}" cy="{y:.1f}" r="2.4"/>{words}'
