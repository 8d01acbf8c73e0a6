"""What a map shows of many events: the places in view, gathered into cells so that their number stays bounded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recoupe.model import Place
from recoupe.store.columns import EventColumns, Floats, Ints, Mask

CELL_PX = 56.0  # squares of the grid in which places are gathered
MARK_PX = 30.0  # marks closer than this would cover each other
MOST_MERGED = 800  # groups that are looked at for that
TILE_PX = 512.0  # the width of the world at zoom 0, as MapLibre counts
MOST = 300
AREA_KM = 40.0


@dataclass(frozen=True, slots=True)
class View:
    """Degrees, and the zoom level of a web map."""

    west: float
    south: float
    east: float
    north: float
    zoom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Places drawn as one mark, at the mean of their events: one place when `place` is there, areas when `area` is.

    `name` is that of the place with most events. `boards` counts events by the position of their first board, -1: none.
    """

    lat: float
    lon: float
    count: int
    places: int
    place: Place | None
    name: str
    area: bool
    radius_km: float
    boards: dict[int, int]
    west: float
    south: float
    east: float
    north: float


def find_cells(columns: EventColumns, mask: Mask, view: View, most: int = MOST) -> list[Cell]:
    """At most `most` marks for the events of `mask` in the view, the fullest first when there are more."""
    seen = np.flatnonzero(in_view(columns, mask, view))
    if not len(seen):
        return []
    spots = Spots.of(columns)
    groups = group_cells(columns, spots, seen, view)
    groups.sort(key=lambda members: (-len(members), int(columns.keys[members[0]])))
    return [make_cell(columns, spots, members) for members in groups[:most]]


def in_view(columns: EventColumns, mask: Mask, view: View) -> Mask:
    """The events of `mask` that are drawn in the view."""
    spots = Spots.of(columns)
    seen = np.append(spots.drawn & spots.inside(view), False)  # the last answers for -1, nowhere
    return np.asarray(mask & seen[columns.spot])


@dataclass(frozen=True)
class Spots:
    """Latitudes and longitudes of the places of the columns; whole countries are not drawn as points."""

    lat: Floats
    lon: Floats
    drawn: Mask
    area: Mask

    @classmethod
    def of(cls, columns: EventColumns) -> Spots:
        places = columns.places
        return cls(
            np.array([place.lat or 0.0 for place in places], dtype=float),
            np.array([place.lon or 0.0 for place in places], dtype=float),
            np.array([place.level != "country" for place in places], dtype=bool),
            np.array([is_area(place) for place in places], dtype=bool),
        )

    def inside(self, view: View) -> Mask:
        across = (
            (self.lon >= view.west) & (self.lon <= view.east)
            if view.west <= view.east
            else (self.lon >= view.west) | (self.lon <= view.east)
        )
        return np.asarray(across & (self.lat >= view.south) & (self.lat <= view.north))


def is_area(place: Place) -> bool:
    """Too wide for a point: a region, or a radius of forty kilometres and more."""
    return place.level == "region" or place.radius_km >= AREA_KM


def group_cells(columns: EventColumns, spots: Spots, seen: Ints, view: View) -> list[Ints]:
    """Events by the square of a grid they fall in; the grid is fixed to the earth, so marks stay when the map moves.

    Areas are gathered apart from villages.
    """
    px = TILE_PX * 2.0 ** (np.floor(view.zoom * 2) / 2)
    spot = columns.spot[seen]
    lon, lat = (spots.lon[spot] + 180) / 360, mercator(spots.lat[spot])
    x, y = (np.floor(part * px / CELL_PX).astype(np.int64) for part in (lon, lat))
    names = (x * 2**30 + y) * 2 + spots.area[spot]
    groups = split_by(names)
    centres = np.array([(lon[group].mean(), lat[group].mean()) for group in groups]) * px
    merged = merge_near(groups, centres, spots.area[[spot[group[0]] for group in groups]])
    return [seen[group] for group in merged]


def split_by(names: Ints) -> list[Ints]:
    """Positions of equal names together."""
    order = np.argsort(names, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(names[order])) + 1)


def merge_near(groups: list[Ints], centres: Floats, areas: Mask) -> list[Ints]:
    """Groups whose marks would cover each other become one: the smaller joins the larger, areas join areas."""
    left = sorted(range(len(groups)), key=lambda n: (-len(groups[n]), n))[:MOST_MERGED]
    merged = [groups[n] for n in set(range(len(groups))) - set(left)]
    while left:
        first, rest = left[0], np.array(left[1:], dtype=np.int64)
        away = np.hypot(*(centres[rest] - centres[first]).T) if len(rest) else np.array([])
        near = set(rest[(away < MARK_PX) & (areas[rest] == areas[first])].tolist())
        merged.append(np.concatenate([groups[first], *(groups[n] for n in sorted(near))]))
        left = [n for n in left[1:] if n not in near]
    return merged


def mercator(lat: Floats) -> np.ndarray:
    """0 at the north, 1 at the south edge of a web map."""
    clipped = np.radians(np.clip(lat, -85.0511, 85.0511))
    return np.asarray((1 - np.log(np.tan(clipped) + 1 / np.cos(clipped)) / np.pi) / 2)


def make_cell(columns: EventColumns, spots: Spots, members: Ints) -> Cell:
    """`members` are positions of events."""
    held, often = np.unique(columns.spot[members], return_counts=True)
    lat, lon = spots.lat[columns.spot[members]], spots.lon[columns.spot[members]]
    area = bool(spots.area[held].all())
    boards, counts = np.unique(columns.main_board[members], return_counts=True)
    return Cell(
        lat=float(lat.mean()),
        lon=float(lon.mean()),
        count=len(members),
        places=len(held),
        place=columns.places[held[0]] if len(held) == 1 else None,
        name=columns.places[held[np.argmax(often)]].name,
        area=area,
        radius_km=max(columns.places[n].radius_km for n in held) if area or len(held) == 1 else 0.0,
        boards={int(board): int(count) for board, count in zip(boards, counts, strict=True)},
        west=float(lon.min()),
        south=float(lat.min()),
        east=float(lon.max()),
        north=float(lat.max()),
    )


def off_map(columns: EventColumns, mask: Mask) -> Mask:
    """The events of `mask` that no mark can show: nobody says where, or only in which country."""
    drawn = np.append(Spots.of(columns).drawn, False)  # the last answers for -1, nowhere
    return np.asarray(mask & ~drawn[columns.spot])


def fit_view(columns: EventColumns, mask: Mask) -> tuple[float, float, float, float] | None:
    """West, south, east and north of what can be drawn, None of nothing."""
    spots = Spots.of(columns)
    held = np.unique(columns.spot[mask & ~off_map(columns, mask)])
    if not len(held):
        return None
    lat, lon = spots.lat[held], spots.lon[held]
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
