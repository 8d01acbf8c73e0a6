"""Situations: which border, corridors, actors and outlets are watched; a small TOML file each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from recoupe.knowledge.borders import Point
from recoupe.knowledge.loader import HOME, KnowledgeError, convert, load_toml
from recoupe.model import Corridor, Place, Situation

FOLDER = HOME / "situations"
NAME_AND_ID = re.compile(r"(?P<name>[^()]+?) *\((?P<id>[\w:.-]+)\)")


class Places(Protocol):
    """What a situation asks of the gazetteer."""

    def find(self, name: str) -> Sequence[Place]:
        """Every place of that name, best known first."""


def load_situation(name: str | Path, gazetteer: Places | None = None) -> Situation:
    """A shipped situation by name, or a file of the user's by path.

    With a gazetteer every place of every corridor is looked up. Raises KnowledgeError that names file, id and key
    for what the file should not say, and the places that nobody knows.
    """
    path = situation_path(name)
    row = convert(load_toml(path), _Situation, f"{path}: {path.stem}")
    situation = build_situation(row, path)
    if gazetteer is not None:
        for corridor in situation.corridors:
            corridor_chain(situation, corridor, gazetteer)
    return situation


def list_situations() -> tuple[Situation, ...]:
    """Every shipped situation, by name."""
    return tuple(load_situation(path) for path in sorted(FOLDER.glob("*.toml")))


def corridor_chain(situation: Situation, corridor: Corridor, gazetteer: Places) -> tuple[Point, ...]:
    """Longitude and latitude of the corridor's places; raises KnowledgeError for those without a point."""
    return tuple((p.lon or 0.0, p.lat or 0.0) for p in corridor_places(situation, corridor, gazetteer))


def corridor_places(situation: Situation, corridor: Corridor, gazetteer: Places) -> tuple[Place, ...]:
    """The located places a corridor runs through, in order."""
    where = f"{situation.source}: {corridor.id}: places"
    found = [(words, find_place(words, gazetteer, where)) for words in corridor.places]
    unknown = [words for words, place in found if place is None]
    if unknown:
        raise KnowledgeError(
            f"{where}: the places table does not know {', '.join(unknown)};"
            " `recoupe places find NAME` prints what it knows"
        )
    return tuple(place for _, place in found if place is not None)


def find_place(words: str, gazetteer: Places, where: str) -> Place | None:
    """The town or feature of a name, or of a name and its id; raises KnowledgeError when a bare name is not enough."""
    match = NAME_AND_ID.fullmatch(words.strip())
    name, place_id = (match["name"], match["id"]) if match else (words, None)
    towns = [p for p in gazetteer.find(name) if p.located and p.level in ("town", "feature")]
    if place_id:
        return next((p for p in towns if p.id == place_id), None)
    if len({p.id for p in towns}) > 1:
        ids = ", ".join(f"{p.name} ({p.id})" for p in towns[:5])
        raise KnowledgeError(f"{where}: {name} is the name of several places; say which: {ids}")
    return towns[0] if towns else None


def situation_path(name: str | Path) -> Path:
    """The file behind a name or path; raises KnowledgeError with the names that are shipped."""
    given = Path(name)
    shipped = FOLDER / f"{given.name}.toml"
    if given.suffix != ".toml" and len(given.parts) == 1 and shipped.is_file():
        return shipped
    if given.is_file():
        return given
    names = ", ".join(path.stem for path in sorted(FOLDER.glob("*.toml")))
    raise KnowledgeError(f"{name}: no situation of that name and no file there; shipped: {names}")


def build_situation(row: _Situation, path: Path) -> Situation:
    where = f"{path}: {row.id}"
    check_unique(f"{where}: corridor", (c.id for c in row.corridor))
    check_codes(f"{where}: countries", (*row.countries, *row.pair))
    check_distances(f"{where}: alert_km", (*row.alert_km, row.corridor_km))
    for corridor in row.corridor:
        if len(corridor.places) < 2:
            raise KnowledgeError(f"{where}: {corridor.id}: places: a corridor runs through at least two places")
    return Situation(
        id=row.id,
        name=row.name,
        countries=row.countries,
        pair=row.pair,
        corridors=tuple(Corridor(c.id, c.name, c.places) for c in row.corridor),
        actors=row.actors,
        alert_km=tuple(sorted(row.alert_km)),
        outlets=row.outlets,
        corridor_km=row.corridor_km,
        source=str(path),
    )


def check_unique(where: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise KnowledgeError(f"{where}: {name}: this id stands twice")
        seen.add(name)


def check_codes(where: str, codes: Iterable[str]) -> None:
    wrong = [code for code in codes if not (len(code) == 2 and code.isascii() and code.isupper())]
    if wrong:
        raise KnowledgeError(f"{where}: {wrong[0]!r} is not an ISO 3166-1 alpha-2 code like SN")


def check_distances(where: str, values: Iterable[float]) -> None:
    wrong = [value for value in values if not 0 < value < 20_000]
    if wrong:
        raise KnowledgeError(f"{where}: {wrong[0]} is not a distance in kilometres")


class _Corridor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    places: tuple[str, ...]


class _Situation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: dict[str, str]
    countries: tuple[str, ...]
    pair: tuple[str, str]
    corridor: tuple[_Corridor, ...] = ()
    actors: tuple[str, ...] = ()
    alert_km: tuple[float, ...] = (10.0, 50.0, 100.0)
    outlets: tuple[str, ...] = ()
    corridor_km: float = 25.0
