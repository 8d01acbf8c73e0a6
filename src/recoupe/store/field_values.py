"""Field values as an analyst gives them (plain JSON) made into model values, or refused with a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from recoupe.model import Count, Interval, Place
from recoupe.model.place import Level
from recoupe.model.report import Status


def parse_field(name: str, value: Any) -> dict[str, Any]:
    """The fields of a report or event that `name` sets; raises ValueError that says what would be right."""
    if name not in PARSERS:
        raise ValueError(f"there is no field {name!r} to correct; one of {', '.join(sorted(PARSERS))}")
    return PARSERS[name](name, value)


def empty_field(name: str) -> dict[str, Any]:
    """The field as if the article did not say; raises ValueError for a field that cannot be empty."""
    if name in ("type", "status", "background", "series"):
        raise ValueError(f"{name} cannot be empty: correct it instead, or reject the whole")
    return parse_field(name, [] if name in ("actors", "recipients") else None)


def parse_type(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, str) or not value.isalpha() or not value.isupper():
        raise ValueError(f"type {value!r} is no event type: a word in capitals such as ASSAULT is")
    return {"type": value, "mode": None}


def parse_words(name: str, value: Any) -> dict[str, Any]:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} takes words, not {value!r}")
    return {name: value or None}


def parse_names(name: str, value: Any) -> dict[str, Any]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(n, str) for n in names):
        raise ValueError(f"{name} takes a list of names, not {value!r}")
    ids = {"actors": "actor_ids", "recipients": "recipient_ids"}[name]
    return {name: tuple(names), ids: (None,) * len(names)}


def parse_place(name: str, value: Any) -> dict[str, Any]:
    """A name, or {"name", "place_id", "country", "admin1", "level", "lat", "lon", "radius_km"}."""
    if value is None or isinstance(value, str):
        return {"place": value or None, "where": None}
    if not isinstance(value, Mapping) or not value.get("name"):
        raise ValueError(f"place takes a name or an object with a name, not {value!r}")
    level: Any = value.get("level") or "town"
    if level not in get_args(Level):
        raise ValueError(f"level {level!r} is none of {', '.join(get_args(Level))}")
    where = Place(
        str(value.get("place_id") or f"given:{value['name']}"),
        str(value["name"]),
        value.get("country"),
        value.get("admin1"),
        level,
        parse_number("lat", value.get("lat")),
        parse_number("lon", value.get("lon")),
        parse_number("radius_km", value.get("radius_km")) or 5.0,
    )
    return {"place": where.name, "where": where}


def parse_number(name: str, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} takes a number, not {value!r}")
    return float(value)


def parse_when(name: str, value: Any) -> dict[str, Any]:
    """An ISO day, or {"from", "to"}."""
    if value is None:
        return {"when": None}
    ends = (value, value) if isinstance(value, str) else (value.get("from"), value.get("to") or value.get("from"))
    try:
        first, last = (date.fromisoformat(str(end)) for end in ends)
    except ValueError as error:
        raise ValueError(f"when takes days as 2025-11-05, not {value!r}") from error
    return {"when": Interval(first, last, "day" if first == last else "span")}


def parse_count(name: str, value: Any) -> dict[str, Any]:
    """A number, or [low, high] with high null when open."""
    ends = list(value) if isinstance(value, list | tuple) else [value, value]
    if value is None:
        return {name: None}
    if len(ends) != 2 or ends[0] is None:
        raise ValueError(f"{name} takes a number or [low, high], not {value!r}")
    low, high = (parse_number(name, end) for end in ends)
    return {name: Count(low or 0.0, high)}


def parse_status(name: str, value: Any) -> dict[str, Any]:
    if value not in get_args(Status):
        raise ValueError(f"status {value!r} is none of {', '.join(get_args(Status))}")
    return {name: value}


def parse_fact(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, bool):
        raise ValueError(f"{name} is true or false, not {value!r}")
    return {name: value}


PARSERS: dict[str, Callable[[str, Any], dict[str, Any]]] = {
    "type": parse_type,
    "mode": parse_words,
    "actors": parse_names,
    "recipients": parse_names,
    "place": parse_place,
    "when": parse_when,
    "killed": parse_count,
    "wounded": parse_count,
    "abducted": parse_count,
    "status": parse_status,
    "attributed_to": parse_words,
    "background": parse_fact,
    "series": parse_fact,
}
