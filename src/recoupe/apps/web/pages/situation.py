"""`/`: the situation at a glance."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from recoupe.apps.web.desk import ReadDesk
from recoupe.apps.web.render import render

router = APIRouter()


@router.get("/", include_in_schema=False)
def situation(request: Request, desk: ReadDesk) -> HTMLResponse:
    return render(request, "situation.html.j2")
