"""A CSV with the 31 columns of an ACLED export (2023 and later), for tools that read those.

The rows are ours: press reports coded by recoupe, not ACLED data, and every row says so in `tags`. What ACLED would
not record at all (a meeting) stands as a strategic development, so that counts equal the query.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from recoupe.knowledge.formats import format_codes, format_columns
from recoupe.share.cells import listed
from recoupe.share.codes import country_codes, country_name, days_grade, first_day, is_battle, names, outlets
from recoupe.share.csv_tables import write_rows
from recoupe.share.shown import Party, Shown

MARK = "ACLED-like export of recoupe, not ACLED data"
REGION = "Western Africa"
GEO_PRECISION = {"town": 1, "feature": 1, "region": 3, "country": 3}


def write_acled_like(events: Iterable[Shown], out: TextIO) -> None:
    """One row an event; `fatalities` is the lower bound."""
    write_rows(out, format_columns("acled_like"), map(acled_row, events))


def acled_row(shown: Shown) -> dict[str, Any]:
    event_type, sub_type, disorder = acled_type(shown)
    codes, where = country_codes(shown.where), shown.where
    sides = [interaction(shown.actors), interaction(shown.recipients)]
    return {
        "event_id_cnty": shown.id,
        "event_date": first_day(shown),
        "year": shown.when.first.year if shown.when else None,
        "time_precision": days_grade(shown.when, (1, 7)),
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub_type,
        "actor1": shown.actors[0].name if shown.actors else None,
        "assoc_actor_1": names(shown.actors[1:]),
        "inter1": sides[0],
        "actor2": shown.recipients[0].name if shown.recipients else None,
        "assoc_actor_2": names(shown.recipients[1:]),
        "inter2": sides[1],
        "interaction": "-".join(side for side in sides if side),
        "civilian_targeting": "Civilian targeting" if event_type == "Violence against civilians" else None,
        "iso": codes.number if codes else None,
        "region": REGION if codes else None,
        "country": country_name(where),
        "admin1": where.admin1 if where else None,
        "location": shown.place,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "geo_precision": GEO_PRECISION[where.level] if where else None,
        "source": outlets(shown),
        "notes": shown.sources[0].quote if shown.sources else None,
        "fatalities": shown.killed.low if shown.killed else None,
        "tags": tags(shown),
        "timestamp": None,
    }


def acled_type(shown: Shown) -> tuple[str, str, str]:
    """Event type, sub-event type and disorder type, by our mode, then our type."""
    table = format_codes().acled
    keys = [f"{shown.type}.{shown.mode}", shown.type, "other"]
    if shown.type == "ASSAULT" and is_battle(shown) and shown.mode in (None, "firearms", "primitive"):
        keys.insert(0, "ASSAULT.battle")
    return next(table[key] for key in keys if key in table)


def interaction(parties: tuple[Party, ...]) -> str | None:
    words = format_codes().interaction
    return next((words[p.sector] for p in parties if p.sector in words), None)


def tags(shown: Shown) -> str:
    high = f"killed<={shown.killed.high:g}" if shown.killed and shown.killed.high is not None else None
    mode = f"mode={shown.mode}" if shown.mode else None
    return listed((MARK, f"type={shown.type}", mode, f"status={shown.status}", high))
