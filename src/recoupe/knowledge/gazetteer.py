"""The gazetteer: places by name, from our own tables, the world's cities, and what the user imported."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein

from recoupe.knowledge.gazetteer_imports import GazetteerError, Imported, Imports, import_places
from recoupe.knowledge.gazetteer_tables import Known, NameIndex, load_tables
from recoupe.knowledge.names import fold_name
from recoupe.model import Place

__all__ = ["Gazetteer", "GazetteerError", "Imported", "Known", "import_places", "load_gazetteer"]

SHORTEST = 5  # letters a name must have before a slip in it can be forgiven
EARTH_KM = 6371.0
SAME_TOWN_KM, SAME_REGION_KM = 10.0, 150.0


def load_gazetteer(imports: bool = True, home: Path | None = None) -> Gazetteer:
    """Everything that ships and, unless told otherwise, what was imported under `home` (or RECOUPE_HOME).

    Raises GazetteerError when there is an index that this version cannot read.
    """
    imported = Imports(home) if imports else None
    if imported:
        imported.base()  # an unreadable index is told now, not at the first name
    return Gazetteer(load_tables(), imported)


class Gazetteer:
    """Looks places up by any of their names; without arguments it is empty."""

    def __init__(self, index: NameIndex | None = None, imports: Imports | None = None) -> None:
        self.index = index or NameIndex()
        self.imports = imports if imports else None
        self._similar: dict[tuple[str, bool], str | None] = {}

    def find(self, name: str) -> tuple[Place, ...]:
        """Every place of that name (accents, case, hyphens aside), best known first."""
        return tuple(known.place for known in self.known(fold_name(name)))

    def known(self, folded: str) -> tuple[Known, ...]:
        """Every place of a folded name with its weight; our own tables before imports."""
        found = list(self.index.get(folded))
        if self.imports:
            found += new_places(found, self.imports.find(folded))
        return tuple(sorted(found, key=lambda k: -k.weight))

    def known_all(self, keys: Iterable[str]) -> dict[str, tuple[Known, ...]]:
        """`known` for many names at once; names nobody knows are left out."""
        asked = list(dict.fromkeys(keys))
        more = self.imports.find_all(asked) if self.imports else {}
        found = {}
        for key in asked:
            own = self.index.get(key)
            rows = (*own, *new_places(own, more.get(key, ())))
            if rows:
                found[key] = tuple(sorted(rows, key=lambda k: -k.weight))
        return found

    def find_similar(self, name: str, own_only: bool = False) -> tuple[Place, ...]:
        """Places whose name differs by a slip: one letter, two from nine letters on; nothing when two names fit.

        For names that `find` does not know and that the text calls a place: "Kidlra" is Kidira. Only names of our
        own tables and, unless `own_only`, of imports are tried, never the world's cities.
        """
        key = fold_name(name)
        if (key, own_only) not in self._similar:
            if len(self._similar) > 10_000:
                self._similar.clear()
            self._similar[key, own_only] = self._closest(key, own_only)
        closest = self._similar[key, own_only]
        return tuple(known.place for known in self.known(closest)) if closest else ()

    def _closest(self, key: str, own_only: bool) -> str | None:
        if len(key) < SHORTEST or self.known(key):
            return None
        bound = 1 if len(key) < 9 else 2
        more = self.imports.resembling(key) if self.imports and not own_only else ()
        scored = []
        for other in {*self.index.own, *more}:
            if abs(len(other) - len(key)) <= bound and len(other) >= SHORTEST:
                distance = DamerauLevenshtein.distance(key, other, score_cutoff=bound)
                if distance <= bound:
                    scored.append((distance, other))
        best = min(scored, default=None)
        if best is None:
            return None
        rivals = [other for distance, other in scored if distance == best[0]]
        return best[1] if self._one_place(rivals) else None

    def _one_place(self, keys: list[str]) -> bool:
        """All the names are spellings of one place."""
        ids = [{known.place.id for known in self.known(key)} for key in keys]
        return bool(set.intersection(*ids))

    def near(self, lat: float, lon: float, within_km: float = 50.0) -> tuple[Place, ...]:
        """Towns and features of our own tables and of imports around a point, nearest first."""
        rows = {
            row.place.id: row
            for key in self.index.own
            for row in self.index.names[key]
            if isinstance(row, Known) and row.place.level in ("town", "feature")
        }
        if self.imports:
            rows |= {row.place.id: row for row in self.imports.near(lat, lon) if row.place.level == "town"}
        away = [(distance_km(lat, lon, row.place), row.place.id, row.place) for row in rows.values()]
        return tuple(place for km, _, place in sorted(away) if km <= within_km)

    def counts(self) -> dict[str, int]:
        """Places by source: "countries", "theatre", "regions", "admin1", "cities" and every imported file."""
        counted: dict[str, int] = {}
        seen: set[str] = set()
        for rows in self.index.names.values():
            for row in rows:
                number = row.partition("\t")[0] if isinstance(row, str) else row.place.id.removeprefix("geonames:")
                source = "cities" if isinstance(row, str) else row.source
                if f"{source} {number}" not in seen:
                    seen.add(f"{source} {number}")
                    counted[source] = counted.get(source, 0) + 1
        files = self.imports.files() if self.imports else ()
        return counted | {file.file: file.places for file in files}


def new_places(own: Iterable[Known], imported: Iterable[Known]) -> list[Known]:
    """Imported places that are not ours under another id: a town of the name within 10 km, a region around one."""
    known = [k.place for k in own if k.source != "imports"]
    return [k for k in imported if not any(same_place(p, k.place) for p in known)]


def same_place(own: Place, imported: Place) -> bool:
    if own.id == imported.id:
        return True
    bound = {"town": SAME_TOWN_KM, "region": SAME_REGION_KM}.get(imported.level)
    if bound is None or own.country != imported.country or own.level not in ("town", imported.level):
        return False
    return distance_km(own.lat, own.lon, imported) < bound


def distance_km(lat: float | None, lon: float | None, place: Place) -> float:
    """Great-circle distance, good to half a percent; infinite where something is not located."""
    if lat is None or lon is None or place.lat is None or place.lon is None:
        return math.inf
    north, other = math.radians(lat), math.radians(place.lat)
    east = math.radians(place.lon - lon)
    h = math.sin((other - north) / 2) ** 2 + math.cos(north) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))
