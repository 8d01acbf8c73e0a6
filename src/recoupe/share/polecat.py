"""A TSV with the 40 columns of POLECAT's weekly files, for tools that read those; the rows are ours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from recoupe.knowledge.formats import format_columns
from recoupe.share.cells import listed
from recoupe.share.codes import country_name, first_day, names, outlets
from recoupe.share.csv_tables import write_rows
from recoupe.share.plover_json import plover_type, quad, score
from recoupe.share.shown import Party, Shown

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
VERSION = "recoupe"


def write_polecat(events: Iterable[Shown], out: TextIO) -> None:
    """One row an event; several names stand in one cell, parted by semicolons."""
    write_rows(out, format_columns("polecat"), map(polecat_row, events), "\t")


def polecat_row(shown: Shown) -> dict[str, Any]:
    kind, mode = plover_type(shown)
    where, sources = shown.where, shown.sources
    place_id = where.id if where else ""
    return {
        "Event ID": shown.id,
        "Event Date": first_day(shown),
        "Event Type": kind,
        "Event Mode": mode,
        "Intensity": score(kind, mode),
        "Quad Code": QUADS.get(quad(kind) or 0),
        **party_cells("Actor", shown.actors),
        **party_cells("Recipient", shown.recipients),
        "Placename": where.name if where else shown.place,
        "City": where.name if where and where.level in ("town", "feature") else None,
        "Province": where.admin1 if where else None,
        "Country": country_name(where),
        "Latitude": where.lat if where else None,
        "Longitude": where.lon if where else None,
        "GeoNames ID": place_id.removeprefix("geonames:") if place_id.startswith("geonames:") else None,
        "Raw Placename": shown.place,
        "Feature Type": where.level if where else None,
        "Source": outlets(shown),
        "Publication Date": min((s.published for s in sources if s.published), default=None),
        "Language": listed(dict.fromkeys(s.language for s in sources)),
        "Version": VERSION,
    }


def party_cells(side: str, parties: tuple[Party, ...]) -> dict[str, Any]:
    sectors = listed(dict.fromkeys(p.sector for p in parties))
    return {
        f"{side} Name": names(parties),
        f"{side} Country": listed(dict.fromkeys(p.country for p in parties)),
        f"Primary {side} Sector": next((p.sector for p in parties if p.sector), None),
        f"{side} Sectors": sectors,
        f"{side} Title": listed(dict.fromkeys(p.function for p in parties)),
        f"{side} Name Raw": names(parties),
    }
