"""A window on the map: degrees to pixels, outlines cut to the window, and labels that do not cover each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, radians

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

KM_PER_DEGREE = 111.32
LETTER_PX = 6.7  # mean width of a letter of a label
LABEL_PX = 13


@dataclass(frozen=True, slots=True)
class Window:
    """Degrees west, south, east, north, drawn `width` pixels wide on a plane true at its middle latitude."""

    west: float
    south: float
    east: float
    north: float
    width: float

    @property
    def squeeze(self) -> float:
        return cos(radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Pixels per degree of latitude."""
        return self.width / ((self.east - self.west) * self.squeeze)

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    @property
    def px_per_km(self) -> float:
        return self.scale / KM_PER_DEGREE

    def holds(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Pixels from the upper left corner."""
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale

    def path(self, shape: BaseGeometry, tolerance: float) -> str:
        """The part of a shape in degrees that the window shows, as the `d` of an SVG path."""
        margin = (self.east - self.west) * 0.02
        box = shapely.box(self.west - margin, self.south - margin, self.east + margin, self.north + margin)
        cut = shapely.simplify(shapely.intersection(shape, box), tolerance)
        return "".join(self.ring(ring) for part in shapely.get_parts([cut]) for ring in outlines(part))

    def ring(self, coordinates: NDArray[np.float64]) -> str:
        points = [self.xy(float(lat), float(lon)) for lon, lat in coordinates]
        if not points:
            return ""
        closed = len(points) > 2 and points[0] == points[-1]
        words = " ".join(f"{x:.1f},{y:.1f}" for x, y in (points[:-1] if closed else points))
        return f"M{words}{'Z' if closed else ''}"


def outlines(part: BaseGeometry) -> list[NDArray[np.float64]]:
    """Coordinates of the lines and outer rings of one part; points draw nothing."""
    if part.geom_type == "Polygon":
        return [shapely.get_coordinates(shapely.get_exterior_ring(part))]
    if part.geom_type == "LineString":
        return [shapely.get_coordinates(part)]
    if part.geom_type in ("MultiPolygon", "MultiLineString", "GeometryCollection"):
        return [ring for piece in shapely.get_parts([part]) for ring in outlines(piece)]
    return []


def make_window(points: Iterable[tuple[float, float]], width: float, ratio: float, pad: float) -> Window:
    """The window around points (lat, lon) with a margin in degrees, at least `ratio` high for its width."""
    places = list(points)
    lats, lons = [p[0] for p in places], [p[1] for p in places]
    south, north, west, east = min(lats) - pad, max(lats) + pad, min(lons) - pad, max(lons) + pad
    squeeze = cos(radians((south + north) / 2))
    missing = ratio * (east - west) * squeeze - (north - south)
    if missing > 0:
        south, north = south - missing / 2, north + missing / 2
    wide = (north - south) / (ratio * 1.9) / squeeze - (east - west)
    if wide > 0:
        west, east = west - wide / 2, east + wide / 2
    return Window(west, max(-85.0, south), east, min(85.0, north), width)


@dataclass
class Labels:
    """Labels set so far; the first one to ask gets the room."""

    window: Window
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def block(self, x: float, y: float, r: float) -> None:
        """Keep a mark free of labels."""
        self.boxes.append((x - r, y - r, x + r, y + r))

    def place(self, words: str, x: float, y: float, gap: float = 7) -> tuple[float, float, str] | None:
        """Where the label can stand: position and anchor of the text, or None where there is no room."""
        length = len(words) * LETTER_PX
        for dx, dy, anchor in self.tries(gap):
            left = x + dx - (length if anchor == "end" else length / 2 if anchor == "middle" else 0)
            box = (left, y + dy - LABEL_PX + 3, left + length, y + dy + 3)
            if self.free(box):
                self.boxes.append(box)
                return x + dx, y + dy, anchor
        return None

    def tries(self, gap: float) -> Sequence[tuple[float, float, str]]:
        return (
            (gap, 4, "start"),
            (-gap, 4, "end"),
            (0, -gap, "middle"),
            (0, gap + 9, "middle"),
            (gap, -gap, "start"),
            (gap, gap + 9, "start"),
            (-gap, -gap, "end"),
            (-gap, gap + 9, "end"),
        )

    def free(self, box: tuple[float, float, float, float]) -> bool:
        inside = box[0] >= 2 and box[2] <= self.window.width - 2 and box[1] >= 2 and box[3] <= self.window.height - 2
        return inside and all(box[2] <= b[0] or b[2] <= box[0] or box[3] <= b[1] or b[3] <= box[1] for b in self.boxes)
