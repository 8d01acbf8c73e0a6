"""Countries: names in French and English, demonyms, capitals, the names their governments go by."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from recoupe.knowledge.loader import HOME, KnowledgeError
from recoupe.model import Place

_LISTS = ("other_fr", "other_en", "demonyms_fr", "demonyms_en", "governments")


@dataclass(frozen=True, slots=True)
class Country:
    """`iso2`/`iso3` are ISO 3166-1 codes (XK, XKX for Kosovo); `radius_km` is that of a disc of the same area.

    `demonyms` hold every form («malien», «malienne», «maliens», «maliennes»); `governments` are buildings and
    titles that stand for the government («Élysée»); `capital_id` is the id of the capital in the gazetteer.
    """

    iso2: str
    iso3: str
    names: dict[str, tuple[str, ...]]
    demonyms: dict[str, tuple[str, ...]]
    lat: float
    lon: float
    radius_km: float
    capital: str
    capital_id: str
    languages: tuple[str, ...]
    governments: tuple[str, ...]
    id: str

    @property
    def place(self) -> Place:
        """The country as a place: its central point, with the radius of its area."""
        return Place(self.id, self.names["fr"][0], self.iso2, None, "country", self.lat, self.lon, self.radius_km)

    def demonym(self, language: str = "fr") -> str:
        """The masculine singular of the demonym, "" where there is none."""
        return next(iter(self.demonyms.get(language, ())), "")


@lru_cache(maxsize=1)
def load_countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code, from `countries.csv`."""
    path = HOME / "countries.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    try:
        return {row["iso2"]: _country(row) for row in rows}
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


@lru_cache(maxsize=4)
def country_of_demonym(language: str = "fr") -> dict[str, tuple[str, ...]]:
    """Lower-case demonym -> codes of the countries it may belong to («congolais» -> CD, CG)."""
    found: dict[str, tuple[str, ...]] = {}
    for country in load_countries().values():
        for word in country.demonyms.get(language, ()):
            found[word.lower()] = (*found.get(word.lower(), ()), country.iso2)
    return found


def _country(row: dict[str, str]) -> Country:
    lists = {key: tuple(x for x in row[key].split("|") if x) for key in _LISTS}
    return Country(
        iso2=row["iso2"],
        iso3=row["iso3"],
        names={"fr": (row["name_fr"], *lists["other_fr"]), "en": (row["name_en"], *lists["other_en"])},
        demonyms={"fr": lists["demonyms_fr"], "en": lists["demonyms_en"]},
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        radius_km=float(row["radius_km"]),
        capital=row["capital"],
        capital_id=row["capital_id"],
        languages=tuple(row["languages"].split()),
        governments=lists["governments"],
        id=row["geonames"] or f"recoupe:country-{row['iso2'].lower()}",
    )
