"""A situation: the small file that says which border, corridors, actors and outlets are watched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Corridor:
    """A chain of places a road runs through, in order.

    `places` are names, each followed by its id in brackets where several places bear it: "Moussala (geonames:6658544)".
    """

    id: str
    name: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """`pair` is the watched border as two ISO alpha-2 codes; `alert_km` are distances that alert, nearest first.

    An event within `corridor_km` of a corridor's chain of places touches that corridor. `source` is the file.
    """

    id: str
    name: dict[str, str]
    countries: tuple[str, ...]
    pair: tuple[str, str]
    corridors: tuple[Corridor, ...] = ()
    actors: tuple[str, ...] = ()
    alert_km: tuple[float, ...] = (10.0, 50.0, 100.0)
    outlets: tuple[str, ...] = ()
    corridor_km: float = 25.0
    source: str = ""

    @property
    def border(self) -> str:
        """The watched border as "SN-ML"."""
        return "-".join(self.pair)
