"""Points said by way of a named place: «à 50 km au nord de Ménaka», «à l'est de Niamey», «dans le nord du Mali»."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from recoupe.knowledge.place_rules import PlaceRules, load_place_rules
from recoupe.model import Place, PlaceMention, Span
from recoupe.model.place import Level
from recoupe.parsing import Parse
from recoupe.reading.place_context import line_start
from recoupe.reading.place_spots import forward

LOOK_BACK = 70
DEGREE_KM = 111.2
UNSAID_KM = 30.0  # how far «à l'est de» may be when no distance is said
SLACK = 0.4  # a compass word is good to 22 degrees: so much of the distance to either side


@dataclass(frozen=True, slots=True)
class RelativePlace:
    """`place` is the derived point with a radius that holds what the words leave open; `span` covers all the words.

    `km` is the said distance from the named place (None when only a direction is said), `degrees` the direction
    from north (None when only a distance is said).
    """

    place: Place
    span: Span
    km: float | None
    degrees: float | None


def relative_place(parse: Parse, mention: PlaceMention, language: str = "fr") -> RelativePlace | None:
    """The point that the words before the mention derive from it; None when they derive none."""
    if mention.place.lat is None:
        return None
    rules = load_place_rules(language)
    pattern = leading_words(language)
    start = forward(parse, mention.span.start)
    match = pattern.search(parse.text, line_start(parse.text, start, LOOK_BACK), start) if pattern else None
    if match is None or (match["number"] is None and match["direction"] is None):
        return None
    km = said_km(match, rules)
    degrees = rules.directions.get(compass(match["direction"])) if match["direction"] else None
    inside = km is None and match["inside"] is not None
    span = Span.of(parse.plain.original, parse.plain.back(match.start()), mention.span.end)
    return RelativePlace(derive(mention.place, km, degrees, inside), span, km, degrees)


@lru_cache(maxsize=8)
def leading_words(language: str) -> re.Pattern[str] | None:
    """Distance and direction that end where a name begins; None where the language has no compass words."""
    rules = load_place_rules(language)
    if not rules.directions or not rules.units:
        return None
    amounts = "|".join(sorted(map(re.escape, rules.amounts), key=len, reverse=True))
    units = "|".join(sorted(map(re.escape, rules.units), key=len, reverse=True))
    compass_words = "|".join(
        sorted({w for d in rules.directions for w in (d, d.replace(" ", "-"))}, key=len, reverse=True)
    )
    distance = rf"(?:(?P<number>\d{{1,4}}(?:[.,]\d+)?|{amounts}) ?(?:{units})(?![^\W_])(?: [^\W\d_]+)? )?"
    to = r"(?:(?P<inside>dans |in )?(?:au |à l'|l'|le |la |à |to |in |the )*)"
    of = r"(?:de |d'|du |des |of |from )(?:la |le |l'|the )?\Z"
    return re.compile(rf"(?<![^\W_]){distance}(?:{to}(?P<direction>{compass_words}) )?{of}", re.IGNORECASE)


def compass(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").split())


def said_km(match: re.Match[str], rules: PlaceRules) -> float | None:
    number = match["number"]
    if number is None:
        return None
    unit = next(
        (km for word, km in rules.units.items() if re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", match[0])), 1.0
    )
    amount = rules.amounts.get(number.lower())
    return (amount if amount is not None else float(number.replace(",", "."))) * unit


def derive(base: Place, km: float | None, degrees: float | None, inside: bool) -> Place:
    """The derived place: shifted when a direction is said, widened by what is left open."""
    if degrees is None:
        return replace(base, id=f"near:{base.id}:{km:g}", radius_km=base.radius_km + (km or 0.0))
    within = inside or (km is None and base.level in ("country", "region"))
    away = base.radius_km / 2 if within else km if km is not None else UNSAID_KM
    radius = away if within or km is None else max(5.0, away * SLACK) + base.radius_km
    lat, lon = shifted(base.lat or 0.0, base.lon or 0.0, away, degrees)
    level: Level = "region" if base.level in ("country", "region") else "feature"
    return replace(base, id=f"near:{base.id}:{degrees:g}:{away:g}", level=level, lat=lat, lon=lon, radius_km=radius)


def shifted(lat: float, lon: float, km: float, degrees: float) -> tuple[float, float]:
    """The point `km` away in a direction; plane geometry, good to a percent for some hundred kilometres."""
    north = km * math.cos(math.radians(degrees)) / DEGREE_KM
    east = km * math.sin(math.radians(degrees)) / (DEGREE_KM * max(0.05, math.cos(math.radians(lat))))
    return max(-90.0, min(90.0, lat + north)), (lon + east + 180.0) % 360.0 - 180.0
