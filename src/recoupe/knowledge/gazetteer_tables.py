"""The places that ship: our own tables, the countries and the world's cities, by folded name."""

from __future__ import annotations

import csv
import gzip
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from recoupe.knowledge.countries import load_countries
from recoupe.knowledge.loader import HOME, KnowledgeError
from recoupe.knowledge.names import fold_name
from recoupe.model import Place

PLACES = HOME / "places"
TABLE = ["id", "name", "other", "country", "admin1", "level", "lat", "lon", "radius_km"]

# How well known a place is before the text has said anything, 0 to 1.
WEIGHTS = {
    "capital": 0.95, "region seat": 0.85, "district seat": 0.75, "border post": 0.7, "town": 0.65, "village": 0.6,
    "region": 0.72, "quarter": 0.55, "namesake": 0.3, "mine": 0.6, "camp": 0.6, "massif": 0.7, "area": 0.6,
    "feature": 0.6,
}  # fmt: skip
COUNTRY, REGION, DIVISION, ALIAS, CAPITAL = 1.0, 0.8, 0.35, 0.15, 0.85
# First-level regions whose names are words of direction, of no use without their country.
_DIRECTION_WORDS = """
north south east west northern southern eastern western central centre center nord sud est ouest upper lower
region district capital coast islands island state province littoral plateau plateaux sur norte este oeste
federal city municipality territory area and of the de la du metropolitan
"""
_DIRECTIONS = frozenset(_DIRECTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Known:
    """A place with what is known of it: `weight` 0-1, `kind` as in the table, the tables' order in `source`."""

    place: Place
    weight: float
    kind: str
    source: str


@dataclass(slots=True)
class NameIndex:
    """Folded name -> rows; a row is a `Known` or the line of a city that nobody has asked for yet.

    `heads` gives, for the first word of any name, the most words a name with that beginning has. `lowered`
    holds names that begin in lower case («fleuve Sénégal») with that word as written; `own` are the names of our own
    tables, `acronyms` those that count in capitals only («EAU»), `languages` those in which a name is a country's.
    """

    names: dict[str, list[Known | str]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    lowered: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    languages: dict[str, set[str]] = field(default_factory=dict)

    def add(self, key: str, row: Known | str) -> None:
        if not key:
            return
        rows = self.names.setdefault(key, [])
        if row not in rows:
            rows.append(row)
        head, _, rest = key.partition(" ")
        length = rest.count(" ") + 2 if rest else 1
        if self.heads.get(head, 0) < length:
            self.heads[head] = length

    def get(self, key: str) -> list[Known]:
        """The places of a folded name; lines of cities are read on the way and kept read."""
        rows = self.names.get(key)
        if rows is None:
            return []
        found = [city_from_line(row, key) if isinstance(row, str) else row for row in rows]
        rows[:] = found
        return found


def load_tables(folder: Path = PLACES) -> NameIndex:
    """Everything that ships, best known first: countries, our tables, cities, first-level regions."""
    index = NameIndex()
    for country in load_countries().values():
        for language, spelt in country.names.items():
            for name in spelt:
                index.languages.setdefault(fold_name(name), set()).add(language)
    for known, names in (*country_rows(), *table_rows(folder / "theatre.csv"), *table_rows(folder / "regions.csv")):
        for name in names:
            key = fold_name(name)
            index.add(key, known)
            index.own.add(key)
            if name[0].islower():
                index.lowered[key] = re.split(r"[ '-]", name)[0]
            if name.isupper():
                index.acronyms.add(key)
    add_cities(index, folder / "cities.tsv.gz")
    for known, name in division_rows(folder / "admin1.tsv"):
        key = fold_name(name)
        if not any(same_division(known, row) for row in index.names.get(key, ())):
            index.add(key, known)
    return index


def same_division(known: Known, row: Known | str) -> bool:
    """The row is our own entry of the region."""
    if isinstance(row, str):
        return False
    return row.place.level in ("region", "country") and row.place.country == known.place.country


def country_rows() -> Iterator[tuple[Known, list[str]]]:
    for country in load_countries().values():
        names = [*country.names["fr"], *country.names["en"]]
        yield Known(country.place, COUNTRY, "country", "countries"), [n for n in names if len(n) > 2 or n.isupper()]


def table_rows(path: Path) -> Iterator[tuple[Known, list[str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            try:
                kind = row.get("kind") or row["level"]
                weight = WEIGHTS.get(kind, REGION) if "kind" in row or (kind == "region" and row["country"]) else REGION
                known = Known(_place(row), weight, kind, path.stem)
            except (KeyError, ValueError) as error:
                raise KnowledgeError(f"{path}: {row.get('id')}: {error}") from error
            yield known, [row["name"], *(n for n in row["other"].split("|") if n)]


def _place(row: dict[str, str]) -> Place:
    if row["level"] not in ("country", "region", "town", "feature"):
        raise ValueError(f"level {row['level']!r} is not one of country, region, town, feature")
    return Place(
        row["id"], row["name"], row["country"] or None, row["admin1"] or None, row["level"],  # type: ignore[arg-type]
        float(row["lat"]), float(row["lon"]), float(row["radius_km"]),
    )  # fmt: skip


def add_cities(index: NameIndex, path: Path) -> None:
    """Add the lines of the cities; a city that one of our tables has under the same id is left out."""
    taken = {row.place.id for rows in index.names.values() for row in rows if isinstance(row, Known)}
    names, heads = index.names, index.heads
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        number, _, keys, _ = line.split("\t", 3)
        if f"geonames:{number}" in taken:
            continue
        for key in filter(None, keys.replace(";", "|").split("|")):
            names.setdefault(key, []).append(line)
            head, _, rest = key.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if heads.get(head, 0) < length:
                heads[head] = length


def city_from_line(line: str, key: str) -> Known:
    """The city of a line; asked for by a spelling that is not its name, it weighs less."""
    number, name, keys, country, code, lat, lon, thousands = line.split("\t")
    people = float(thousands) * 1000
    place = Place(
        f"geonames:{number}", name, country, division_names().get(f"{country}.{code}"), "town",
        float(lat), float(lon), city_radius(people),
    )  # fmt: skip
    alias = 0.0 if key in keys.partition(";")[0].split("|") else ALIAS
    if place.id in capital_ids():
        return Known(place, CAPITAL - alias, "capital", "cities")
    return Known(place, city_weight(people) - alias, "city", "cities")


@lru_cache(maxsize=1)
def capital_ids() -> frozenset[str]:
    """Ids of the world's capitals."""
    return frozenset(country.capital_id for country in load_countries().values() if country.capital_id)


def city_radius(people: float) -> float:
    """Radius in km of a town of so many people: 3 for a village, 15 for a city of millions."""
    return round(min(20.0, max(3.0, 1.2 * math.log2(max(people, 1) / 1000 + 2))), 1)


def city_weight(people: float) -> float:
    """0.3 for a village of 500, 0.7 for a million, at most 0.9."""
    return min(0.9, 0.3 + 0.12 * math.log10(max(people, 500) / 500))


_DIVISIONS: dict[str, str] = {}


def division_names() -> dict[str, str]:
    """GeoNames code of a first-level region -> its name."""
    if not _DIVISIONS:
        for line in (PLACES / "admin1.tsv").read_text(encoding="utf-8").splitlines():
            code, _, name, *_ = line.split("\t")
            _DIVISIONS[code] = name
    return _DIVISIONS


def division_rows(path: Path) -> Iterator[tuple[Known, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        code, number, name, lat, lon, radius = line.split("\t")
        if set(fold_name(name).split()) <= _DIRECTIONS:
            continue
        place = Place(f"geonames:{number}", name, code[:2], None, "region", float(lat), float(lon), float(radius))
        yield Known(place, DIVISION, "region", "admin1"), name
