"""`POST /decide`: every decision of the desk, from forms and as JSON; back to where it was made, or what is wrong."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import quote as quoted

from fastapi import APIRouter, Depends, HTTPException, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.web.access.local import local_path
from recoupe.apps.web.deciding.decision_words import settled_words
from recoupe.apps.web.deciding.field_words import FIELDS, Reader, WishError, place_object
from recoupe.apps.web.deciding.notices import WHO_COOKIE, FormValues, form_values
from recoupe.apps.web.deciding.wishes import KINDS, Given, Wish, come_back, given_by_json, read_wish
from recoupe.apps.web.desk import AtWork, Outcome, decide_and_rebuild, workplace
from recoupe.apps.web.render import render
from recoupe.apps.web.speech import words_of
from recoupe.store import StoreError

router = APIRouter()
YEAR_S = 365 * 24 * 3600
LONGEST_NAME = 80
PLACES = 12
WORDS = {"type": "string"}
BODY = {
    "type": "object",
    "required": ["kind", "target", "why"],
    "properties": {
        "kind": {"enum": list(KINDS)},
        "target": {**WORDS, "description": "id of a report, event, article, outlet or decision"},
        "why": WORDS,
        "who": {**WORDS, "description": "who decides, where nobody has to log in"},
        "quote": {**WORDS, "description": "words of the article it rests on"},
        "at": {"type": "integer", "description": "where they begin, in code points"},
        "field": {"enum": list(FIELDS)},
        "value": {"description": '8, [8, null], "2025-11-05", {"from", "to"}, a name, {"name", "lat", "lon"} …'},
        "with": {"type": "array", "items": WORDS, "description": "merge: other events"},
        "out": {"type": "array", "items": WORDS, "description": "split: reports that leave"},
        "earlier": {**WORDS, "description": "origin: the other article"},
        "verdict": {"enum": ["same", "independent"]},
        "letter": {"enum": list("ABCDEF")},
    },
}


async def read_given(request: Request) -> Given:
    """The values of a form or of a JSON object; several under one name stay together."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        form = await request.form()
        return {name: [v for v in form.getlist(name) if isinstance(v, str)] for name in form}
    try:
        return given_by_json(json.loads(await request.body()))
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "expected a JSON object") from error


@router.post(
    "/decide",
    tags=["decisions"],
    summary="Settle something: correct, reject, merge, split, add … or undo",
    status_code=201,
    openapi_extra={"requestBody": {"content": {"application/json": {"schema": BODY}}}},
)
def decide(request: Request, given: Annotated[Given, Depends(read_given)]) -> Response:
    """`kind`, `target`, `why`, `who` and what the kind needs (docs/store.md). JSON is answered with JSON."""
    w = words_of(request)
    try:
        wish = read_wish(given, Reader(w, workplace(request).gazetteer.find))
        outcome = carry_out(request, wish)
    except (ValueError, StoreError) as error:
        words = str(error) if isinstance(error, WishError) else in_words(str(error), w.language)
        return refuse(request, given, words)
    return answer(request, given, wish, outcome)


@router.get("/api/places", tags=["places"], summary="Places of a name, best known first")
def find_places(place: AtWork, name: Annotated[str, Query(max_length=100)]) -> list[dict[str, Any]]:
    """What a form offers while a place is typed; `value` names exactly one of them."""
    found = place.gazetteer.find(name.strip())[:PLACES] if name.strip() else ()
    return [{"value": f"{p.name} ({p.id})", **place_object(p)} for p in found]


def carry_out(request: Request, wish: Wish) -> Outcome:
    """Keep the decision and make the picture anew; raises ValueError or StoreError, and nothing is kept."""
    who = signer(request, wish)
    return decide_and_rebuild(
        request, wish.kind, wish.target, why=wish.why, value=wish.value, quote=wish.quote, at=wish.at, who=who
    )


def signer(request: Request, wish: Wish) -> str:
    """Users sign with their account; where nobody logs in, with the name they typed."""
    user = request.state.user
    return str(user.name) if user.account or not wish.who else wish.who[:LONGEST_NAME]


def answer(request: Request, given: Given, wish: Wish, outcome: Outcome) -> Response:
    decision = outcome.decision
    if wants_json(request):
        told: dict[str, Any] = {
            "id": decision.id,
            "kind": decision.kind,
            "target": decision.target,
            "who": decision.who,
        }
        told |= {"words": settled_words(decision, words_of(request)), "applied": outcome.built is not None}
        return JSONResponse(told | {"unfit": outcome.unfit.why if outcome.unfit else None}, 201)
    response = RedirectResponse(come_back(last(given, "back"), decision.id), 303)
    if wish.who and not request.state.user.account:
        response.set_cookie(WHO_COOKIE, quoted(wish.who[:LONGEST_NAME]), max_age=YEAR_S, httponly=True, samesite="lax")
    return response


def refuse(request: Request, given: Given, words: str) -> Response:
    """The form again with what was typed in it, and what is wrong."""
    if wants_json(request):
        return JSONResponse({"error": words}, 422)
    flat = {name: values[-1] for name, values in given.items() if values}
    back = local_path(flat.get("back", ""))
    return render(
        request,
        "decide.html.j2",
        422,
        message=words,
        given=FormValues(flat),
        asking=form_values(request, back),
        notice=None,
    )


def wants_json(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/json")


def last(given: Given, name: str) -> str:
    values = given.get(name) or [""]
    return values[-1]
