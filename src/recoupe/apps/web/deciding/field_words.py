"""Values of fields as a form gives them: 8+, two days, a place by name or point, names between semicolons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from recoupe.apps.brief.wording import Wording
from recoupe.knowledge.event_types import load_event_types
from recoupe.model import Place
from recoupe.model.report import Status

FindPlaces = Callable[[str], Sequence[Place]]
COUNTS = ("killed", "wounded", "abducted")
NAMES = ("actors", "recipients")
FACTS = ("background", "series")
FIELDS = ("type", "mode", *NAMES, "place", "when", *COUNTS, "status", "attributed_to", *FACTS)
COUNT = re.compile(r"(\d{1,9}(?:[.,]\d{1,3})?)\s*(?:(\+)|[-–—]\s*(\d{1,9}(?:[.,]\d{1,3})?))?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PLACE_ID = re.compile(r"(.+?)\s*\(([\w-]+:[^()\s]+)\)")
POINT_RADIUS_KM = 2.0  # a point put on the map by hand is no better than that


class WishError(ValueError):
    """What was asked makes no sense; the message says what would be right, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to understand a form: the words to answer in, and where places are looked up."""

    w: Wording
    find_places: FindPlaces

    def value(self, name: str, given: Mapping[str, str]) -> Any:
        """The field's value as decisions keep it, None when the form leaves it empty; raises WishError.

        Of `given` the parts are read that the field has: `name`, `name_from` and `name_to`, `name_lat` …
        """
        if name not in FIELDS:
            raise WishError(self.w._("There is no field {name!r}.").format(name=name[:40]))
        if name == "when":
            return self.days(given)
        if name == "place":
            return self.place(given)
        words = given.get(name, "").strip()
        return self.plain(name, words) if words else None

    def plain(self, name: str, words: str) -> Any:
        if name in COUNTS:
            return self.count(name, words)
        if name in NAMES:
            return [part.strip() for part in words.split(";") if part.strip()]
        if name in FACTS:
            return self.choice(name, words, {"yes": True, "no": False})
        if name == "type":
            return self.choice(name, words, {code: code for code in load_event_types().types})
        if name == "status":
            return self.choice(name, words, {code: code for code in get_args(Status)})
        return words

    def count(self, name: str, words: str) -> list[float | None]:
        match = COUNT.fullmatch(words)
        if match is None:
            message = self.w._("“{field}” takes a number: 8, 8+ for at least eight, or 8-12; not “{words}”.")
            raise WishError(message.format(field=self.w.field(name), words=words[:40]))
        low = number(match[1])
        high = None if match[2] else number(match[3]) if match[3] else low
        if high is not None and high < low:
            raise WishError(
                self.w._("The higher number comes second: {low}-{high}.").format(low=match[3], high=match[1])
            )
        return [low, high]

    def choice(self, name: str, words: str, choices: Mapping[str, Any]) -> Any:
        if words not in choices:
            message = self.w._("“{field}” takes one of: {choices}.")
            raise WishError(message.format(field=self.w.field(name), choices=", ".join(choices)))
        return choices[words]

    def days(self, given: Mapping[str, str]) -> dict[str, str] | None:
        """Two days, or one; `when` alone may hold both as 2025-11-05/2025-11-07."""
        first, _, last = given.get("when", "").partition("/")
        first = given.get("when_from", "").strip() or first.strip()
        last = given.get("when_to", "").strip() or last.strip() or first
        if not first and not last:
            return None
        if not (DAY.fullmatch(first) and DAY.fullmatch(last)):
            raise WishError(self.w._("A day is written 2025-11-05, first the first one."))
        if last < first:
            raise WishError(self.w._("The last day lies before the first."))
        return {"from": first, "to": last}

    def place(self, given: Mapping[str, str]) -> Any:
        """A point put on the map, a place chosen by its id, or the best known one of that name."""
        name = " ".join(given.get("place", "").split())
        point = self.point(given)
        if point is not None:
            return {"name": name or self.w._("unnamed point"), **point}
        if not name:
            return None
        chosen = PLACE_ID.fullmatch(name)
        found = self.find_places(chosen[1] if chosen else name)
        kept = [p for p in found if p.id == chosen[2]] if chosen else list(found[:1])
        return place_object(kept[0]) if kept else chosen[1] if chosen else name

    def point(self, given: Mapping[str, str]) -> dict[str, Any] | None:
        words = [given.get(f"place_{part}", "").strip().replace(",", ".") for part in ("lat", "lon", "radius_km")]
        if not words[0] and not words[1]:
            return None
        try:
            lat, lon, radius = float(words[0]), float(words[1]), float(words[2] or POINT_RADIUS_KM)
        except ValueError as error:
            raise WishError(self.w._("A point needs degrees north and east, such as 14.45 and -12.2.")) from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < radius <= 1000):
            raise WishError(self.w._("This point does not lie on Earth."))
        return {"lat": lat, "lon": lon, "radius_km": radius, "level": "town" if radius <= 10 else "region"}


def number(words: str) -> float:
    return float(words.replace(",", "."))


def place_object(place: Place) -> dict[str, Any]:
    names = ("name", "country", "admin1", "level", "lat", "lon", "radius_km")
    return {"place_id": place.id} | {name: getattr(place, name) for name in names}
