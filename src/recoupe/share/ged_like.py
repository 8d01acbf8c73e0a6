"""A CSV with the 49 columns of UCDP's georeferenced event dataset, for tools that read those.

The rows are ours, not UCDP data. UCDP counts only deadly organised violence; here every event of the query has a
row, and `code_status` says what kind it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor
from typing import Any, TextIO

from recoupe.knowledge.formats import format_columns
from recoupe.model import Count, Place
from recoupe.share.cells import listed
from recoupe.share.codes import ARMED, STATE, country_codes, country_name, days_grade, has_sector, names, outlets
from recoupe.share.csv_tables import write_rows
from recoupe.share.shown import Shown

MARK = "GED-like export of recoupe, not UCDP data"
WHERE_PRECISION = {"region": 4, "country": 6}


def write_ged_like(events: Iterable[Shown], out: TextIO) -> None:
    """One row an event; an open upper bound leaves `high` empty."""
    write_rows(out, format_columns("ged_like"), map(ged_row, events))


def ged_row(shown: Shown) -> dict[str, Any]:
    when, where, codes = shown.when, shown.where, country_codes(shown.where)
    return {
        "id": shown.id,
        "year": when.first.year if when else None,
        "code_status": f"{MARK}; type={shown.type}; status={shown.status}",
        "type_of_violence": violence_type(shown),
        "dyad_name": " - ".join(n for n in (names(shown.actors), names(shown.recipients)) if n),
        "side_a": names(shown.actors),
        "side_b": names(shown.recipients),
        "number_of_sources": len({s.article for s in shown.sources}),
        "source_article": listed(f'"{s.outlet or s.article}", {s.published or ""}, {s.title}' for s in shown.sources),
        "source_office": outlets(shown),
        "source_date": listed(dict.fromkeys(s.published for s in shown.sources)),
        "source_headline": listed(dict.fromkeys(s.title for s in shown.sources)),
        "source_original": listed(dict.fromkeys(s.attributed_to for s in shown.sources)),
        "where_prec": where_precision(where),
        "where_coordinates": where.name if where else shown.place,
        "where_description": shown.place,
        "adm_1": where.admin1 if where else None,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "geom_wkt": f"POINT ({where.lon} {where.lat})" if where and where.located else None,
        "priogrid_gid": priogrid_cell(where),
        "country": country_name(where),
        "country_id": codes.gw if codes else None,
        "region": "Africa" if codes else None,
        "event_clarity": 1 if when and when.days == 1 and not shown.series else 2,
        "date_prec": days_grade(when, (1, 6, 7, 31)),
        "date_start": when.first.isoformat() if when else None,
        "date_end": when.last.isoformat() if when else None,
        "deaths_unknown": best_count(shown.killed),
        "best": best_count(shown.killed),
        "high": shown.killed.high if shown.killed else None,
        "low": shown.killed.low if shown.killed else None,
        "gwnoa": None,
        "gwnob": None,
    }


def violence_type(shown: Shown) -> int | None:
    """1 a state is a side, 2 armed groups among themselves, 3 one-sided; None for what is no violence."""
    if shown.type != "ASSAULT":
        return None
    actors, recipients = shown.actors, shown.recipients
    if not has_sector(recipients, ARMED | STATE):
        return 3
    return 1 if has_sector((*actors, *recipients), STATE) else 2


def best_count(count: Count | None) -> float | None:
    """The number when it is exact, the lower bound otherwise: no death that nobody reported."""
    return count.low if count else None


def where_precision(place: Place | None) -> int | None:
    """1 the place itself, 2 within 25 km of it, 4 a region, 6 a country."""
    if place is None:
        return None
    return WHERE_PRECISION.get(place.level) or (1 if place.radius_km <= 5 else 2)


def priogrid_cell(place: Place | None) -> int | None:
    """Number of the half-degree cell, counted from the south-west."""
    if place is None or place.lat is None or place.lon is None:
        return None
    row, column = min(floor((place.lat + 90) * 2), 359), min(floor((place.lon + 180) * 2), 719)
    return row * 720 + column + 1
