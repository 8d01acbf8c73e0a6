"""Values of fields as an analyst types them: 8+, 8-12, 2025-11-05/2025-11-07, a place by name, names between ;."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from recoupe.apps.cli.saying import say
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.model import Place

COUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:(\+)|[-–]\s*(\d+(?:\.\d+)?))?")
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*/\s*(\d{4}-\d\d-\d\d))?")
COUNTS = ("killed", "wounded", "abducted")
NAMES = ("actors", "recipients")
FACTS = ("background", "series")
YES = {"yes": True, "oui": True, "true": True, "no": False, "non": False, "false": False}
SET = re.compile(r"(\w+)=(.*)", re.DOTALL)


def field_value(name: str, words: str) -> Any:
    """The value as decisions keep it; raises ValueError that says how it is written."""
    words = words.strip()
    if name in COUNTS:
        return count_value(name, words)
    if name == "when":
        return days_value(words)
    if name in NAMES:
        return [part.strip() for part in words.split(";") if part.strip()]
    if name in FACTS:
        return fact_value(name, words)
    if name == "place":
        return place_value(words)
    return type_value(words) if name == "type" else words


def set_values(pairs: tuple[str, ...]) -> dict[str, Any]:
    """What --set FIELD=VALUE, given any number of times, says."""
    found = {}
    for pair in pairs:
        match = SET.fullmatch(pair)
        if match is None:
            raise ValueError(_("{pair!r} sets nothing: write it like killed=8").format(pair=pair))
        found[match[1]] = field_value(match[1], match[2])
    return found


def count_value(name: str, words: str) -> list[float | None]:
    match = COUNT.fullmatch(words)
    if match is None:
        raise ValueError(_("{field} is written 8, 8+ or 8-12, not {value!r}").format(field=name, value=words))
    low = float(match[1])
    return [low, None if match[2] else float(match[3]) if match[3] else low]


def days_value(words: str) -> dict[str, str]:
    match = DAYS.fullmatch(words)
    if match is None:
        what = _("when is a day (2025-11-05) or two (2025-11-05/2025-11-07), not {value!r}")
        raise ValueError(what.format(value=words))
    return {"from": match[1], "to": match[2] or match[1]}


def fact_value(name: str, words: str) -> bool:
    if words.lower() not in YES:
        raise ValueError(_("{field} is yes or no, not {value!r}").format(field=name, value=words))
    return YES[words.lower()]


def type_value(words: str) -> str:
    from recoupe.knowledge.event_types import load_event_types

    types = load_event_types()
    if words.upper() not in types:
        names = ", ".join(sorted(name for name in types.types))
        raise ValueError(_("there is no event type {value!r}; one of {names}").format(value=words, names=names))
    return words.upper()


def place_value(words: str) -> Any:
    """The best known place of the name, with its coordinates; a name nobody knows stays a name."""
    from recoupe.knowledge.gazetteer import load_gazetteer

    found = load_gazetteer().find(words)
    if not found:
        say(_("no place of the name {name} is known: kept without coordinates").format(name=words))
        return words
    place = found[0]
    if len(found) > 1:
        say(_("{count} places are called {name}: the one in {where} was taken").format(
            count=len(found), name=words, where=", ".join(part for part in (place.admin1, place.country) if part)
        ))  # fmt: skip
    return place_object(place)


def place_object(place: Place) -> dict[str, Any]:
    names = ("name", "country", "admin1", "level", "lat", "lon", "radius_km")
    return {"place_id": place.id} | {name: getattr(place, name) for name in names}
