"""PLOVER JSON: one object an event, with PLOVER's types, modes and quads.

A planned meeting is CONSULT with us; PLOVER codes it as AGREE. ACCIDENT is our own addition and keeps its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from recoupe.knowledge.event_types import load_event_types
from recoupe.share.codes import first_day
from recoupe.share.shown import Party, Shown

AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "denied": "negation"}


def write_plover(events: Iterable[Shown], out: TextIO) -> None:
    """JSON Lines."""
    for shown in events:
        out.write(json.dumps(plover_event(shown), ensure_ascii=False, allow_nan=False) + "\n")


def plover_event(shown: Shown) -> dict[str, Any]:
    kind, mode = plover_type(shown)
    where = shown.where
    return {
        "id": shown.id,
        "event": kind,
        "mode": mode,
        "quad": quad(kind),
        "score": score(kind, mode),
        "auxiliary_modes": auxiliary_modes(shown),
        "date": first_day(shown),
        "date_end": shown.when.last.isoformat() if shown.when else None,
        "actor": [plover_party(p) for p in shown.actors],
        "recipient": [plover_party(p) for p in shown.recipients],
        "location": {
            "name": shown.place,
            "admin1": where.admin1 if where else None,
            "country": where.country if where else None,
            "lat": where.lat if where else None,
            "lon": where.lon if where else None,
        },
        "magnitude": {
            name: [count.low, count.high] if count else None
            for name, count in (("dead", shown.killed), ("injured", shown.wounded), ("abducted", shown.abducted))
        },
        "sources": [
            {"outlet": s.outlet, "url": s.url, "published": s.published, "text": s.quote} for s in shown.sources
        ],
    }


def plover_type(shown: Shown) -> tuple[str, str | None]:
    """Type and mode; agreeing to meet is AGREE, which has no modes."""
    if shown.type == "CONSULT" and shown.status == "planned":
        return "AGREE", None
    return shown.type, shown.mode


def quad(kind: str) -> int | None:
    types = load_event_types()
    return types[kind].quad if kind in types else None


def score(kind: str, mode: str | None) -> float | None:
    """PLOVER's score of the mode, else of the type."""
    types = load_event_types()
    if kind not in types:
        return None
    of_mode = types[kind].mode(mode)
    return of_mode.score if of_mode and of_mode.score is not None else types[kind].score


def auxiliary_modes(shown: Shown) -> list[str]:
    found = [AUXILIARY[shown.status]] if shown.status in AUXILIARY else []
    return ["historical", *found] if shown.background else found


def plover_party(party: Party) -> dict[str, Any]:
    return {"text": party.name, "country": party.country, "sector": party.sector, "id": party.actor_id}
