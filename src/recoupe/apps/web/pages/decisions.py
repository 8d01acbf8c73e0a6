"""`/decisions`: what was settled, by whom, when and why, and whether it holds; each is taken back from here."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse

from recoupe.apps.web.access.guard import analyst_only
from recoupe.apps.web.deciding.notices import find_notice, form_values
from recoupe.apps.web.desk import AtWork, ReadDesk
from recoupe.apps.web.render import render
from recoupe.apps.web.review.ledger import STATES, make_ledger
from recoupe.apps.web.speech import Speech, words_of
from recoupe.rebuilding import decision_states

router = APIRouter(dependencies=[Depends(analyst_only)])  # values, words and reasons tell what is held back


@router.get("/decisions", include_in_schema=False)
def decisions(request: Request, place: AtWork, desk: ReadDesk, state: str = "", page: int = 1) -> HTMLResponse:
    """Decisions in one state (`holds`, `waits`, `undone`, `unfit`) or in any, the newest first."""
    w = words_of(request)
    state = state if state in STATES else ""
    ledger = make_ledger(decision_states(place.store), state, page, desk, w)
    return render(
        request,
        "decisions.html.j2",
        ledger=ledger,
        state=state,
        states=[(one, state_name(one, w), ledger.counts.get(one, 0)) for one in STATES],
        address=lambda number: decisions_address(state, number),
        asking=form_values(request),
        notice=find_notice(request),
    )


def state_name(state: str, w: Speech) -> str:
    """The states as filters call them."""
    return {
        "holds": w._("In force"),
        "waits": w._("Waiting"),
        "undone": w._("Taken back"),
        "unfit": w._("No longer fits"),
    }[state]


def decisions_address(state: str, page: int) -> str:
    asked = {"state": state, "page": str(page) if page > 1 else ""}
    given = urlencode({name: value for name, value in asked.items() if value})
    return f"/decisions?{given}" if given else "/decisions"
