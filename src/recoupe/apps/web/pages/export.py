"""`/export`: what a query finds in the formats of other tools, with what was withheld told beside."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.export import stream_archive, stream_file
from recoupe.apps.web.events.filters import make_chips
from recoupe.apps.web.events.finding import Found, find_events, hidden_ids, load_events, newest_keys
from recoupe.apps.web.events.ground import ground_of
from recoupe.apps.web.events.withholding import as_region
from recoupe.apps.web.pages.events import Text
from recoupe.apps.web.render import render
from recoupe.apps.web.speech import words_of
from recoupe.model import Event
from recoupe.share.export import FORMATS
from recoupe.share.shown import ExportContext, ExportSettings

router = APIRouter()

BATCH = 200
Form = Annotated[str, Query(alias="format", max_length=40)]


@router.get("/export", tags=["events"], response_class=Response)
def export(request: Request, q: Text = "", form: Form = "", alone: bool = False) -> Response:
    """Every event that meets the query in a `format`: a zip with its manifest, or the file `alone`.

    Private persons, places of recent or coming patrols and convoys and long quotes are withheld. Without a format:
    a page to choose one.
    """
    found = find_events(request, q, discreet=True)
    if not form:
        return choose_format(request, found)
    if form not in FORMATS:
        raise HTTPException(400, f"there is no format {form!r}; one of {', '.join(FORMATS)}")
    if not is_available(form):
        raise HTTPException(400, f"{form} needs a package that is not installed here")
    place = workplace(request)
    context = ExportContext(place.desk().facts, place.settings.now(), str(found.query), ExportSettings())
    name = f"events{FORMATS[form].suffix}" if alone else f"events-{form}.zip"
    stream = stream_file if alone else stream_archive
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-encoding": "identity",
        "cache-control": "no-store",
    }
    kind = "application/octet-stream" if alone else "application/zip"
    return StreamingResponse(stream(form, all_events(request, found), context), media_type=kind, headers=headers)


def choose_format(request: Request, found: Found) -> Response:
    w, line = words_of(request), str(found.query)
    about = {
        "geojson": w._("GeoJSON features, for maps such as QGIS"),
        "csv": w._("the table of events, one row each"),
        "xlsx": w._("a workbook: events, sources, findings, and what was withheld"),
        "parquet": w._("the table of events with types, for notebooks"),
        "acled-like": w._("the 31 columns of an ACLED export"),
        "ged-like": w._("the 49 columns of UCDP GED"),
        "polecat": w._("the 40 columns of POLECAT"),
        "plover": w._("PLOVER events, one a line"),
    }
    chips = make_chips(found.query, w, ground_of(request).situation)
    formats = [(name, about.get(name, FORMATS[name].about), is_available(name)) for name in FORMATS]
    return render(request, "export.html.j2", q=line, count=found.count, chips=chips, formats=formats)


def all_events(request: Request, found: Found) -> Iterator[Event]:
    """The newest first, in batches; flat memory."""
    keys, hidden = newest_keys(found.columns, found.mask, len(found.columns)), hidden_ids(request).events
    for start in range(0, len(keys), BATCH):
        for event in load_events(request, keys[start : start + BATCH]):
            yield as_region(event) if event.id in hidden else event


def is_available(name: str) -> bool:
    """Formats that need packages of their own are there only with them."""
    return name not in NEEDS or find_spec(NEEDS[name]) is not None


NEEDS = {"xlsx": "openpyxl", "parquet": "pyarrow"}
