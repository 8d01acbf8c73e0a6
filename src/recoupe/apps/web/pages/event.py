"""`/event/{id}`: the dossier of an event, and the same as a file for others."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from recoupe.api import Desk
from recoupe.apps.web.addresses import event_address
from recoupe.apps.web.deciding.notices import find_notice, form_values
from recoupe.apps.web.desk import ReadDesk, workplace
from recoupe.apps.web.dossier.event_page import Around, make_dossier, merge_choices, split_choices
from recoupe.apps.web.dossier.history import find_history
from recoupe.apps.web.render import render
from recoupe.apps.web.speech import words_of
from recoupe.model import Event
from recoupe.rebuilding import decision_states
from recoupe.share.export import FORMATS, export_events
from recoupe.share.shown import ExportContext, ExportSettings

router = APIRouter()
OFFERED = ("geojson", "csv", "xlsx", "plover", "acled-like", "ged-like", "polecat")


@router.get("/event/{name}", include_in_schema=False)
def event_page(request: Request, desk: ReadDesk, name: str, page: int = Query(1, ge=1, le=100_000)) -> Response:
    """The dossier; an id the event bore before leads to the one it bears now."""
    event = desk.event(name)
    if event is None:
        return gone_page(request, desk, name)
    if event.id != name:
        asked = urlencode(request.query_params.multi_items())
        return RedirectResponse(event_address(event.id) + (f"?{asked}" if asked else ""), 308)
    around = look_around(request, desk)
    dossier = make_dossier(event, page, around)
    analyst = request.state.user.analyst
    return render(
        request,
        "event.html.j2",
        d=dossier,
        e=dossier.event,
        asking=form_values(request),
        notice=find_notice(request),
        merges=merge_choices(dossier, desk, around.w) if analyst else [],
        splits=split_choices(dossier, around.w),
        names={column.report.article: column.name for column in dossier.page.columns},
        formats=[(form, FORMATS[form].about) for form in OFFERED],
    )


def look_around(request: Request, desk: Desk) -> Around:
    settings, place = request.app.state.settings, workplace(request)
    return Around(desk, place.situation(), words_of(request), settings.public, settings.now(), place.gazetteer)


def gone_page(request: Request, desk: Desk, name: str) -> Response:
    """What became of an event that is in the picture no longer, as far as decisions tell."""
    w, public = words_of(request), request.app.state.settings.public
    history = () if public else find_history(decision_states(desk.store, [name]), [name], w)
    if not history:
        raise HTTPException(404, w._("There is no event {id}.").format(id=name[:60]))
    values = {"asking": form_values(request), "notice": find_notice(request), "history": history, "name": name}
    return render(request, "event_gone.html.j2", 404, **values)


@router.get("/event/{name}/export", include_in_schema=False)
def export_event(request: Request, desk: ReadDesk, name: str, form: str = Query("geojson", alias="format")) -> Response:
    """The event as a file for others: what must not leave the desk is withheld."""
    event = desk.event(name)
    if event is None or form not in OFFERED:
        raise HTTPException(404, words_of(request)._("There is no such event or format."))
    return as_file(event, form, ExportContext(desk.facts, request.app.state.settings.now(), event.id, ExportSettings()))


def as_file(event: Event, form: str, context: ExportContext) -> FileResponse:
    folder = tempfile.TemporaryDirectory(prefix="recoupe-")
    path = Path(folder.name) / f"{event.id}{FORMATS[form].suffix}"
    export_events([event], form, path, context)
    return FileResponse(path, filename=path.name, background=BackgroundTask(folder.cleanup))
