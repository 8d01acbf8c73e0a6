"""`/saved`: queries under a name; each is a page, a download and a feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from recoupe.apps.brief.wording import Wording
from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.filters import Chip, Trouble, events_address, find_trouble, make_chips
from recoupe.apps.web.events.finding import find_events
from recoupe.apps.web.events.ground import ground_of
from recoupe.apps.web.pages.events import Text
from recoupe.apps.web.render import render
from recoupe.apps.web.speech import words_of
from recoupe.store.query import Query, QueryError, parse_query
from recoupe.store.saved_queries import (
    LONGEST_NAME,
    MOST,
    SavedQuery,
    SavedQueryError,
    delete_query,
    load_saved,
    rename_query,
    save_query,
)

router = APIRouter()

Name = Annotated[str, Form(max_length=500)]
Line = Annotated[str, Form(max_length=2500)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved query with its terms in words; `count` is None for one that is no longer understood."""

    saved: SavedQuery
    chips: list[Chip]
    count: int | None
    address: str


@router.get("/saved", include_in_schema=False)
def saved_page(request: Request, q: Text = "", deleted: str = "", name: str = "") -> Response:
    """The list; with a query a form to save it, with a deleted one a way to save it again."""
    try:
        line = str(parse_query(q))
    except QueryError as error:
        return show_saved(request, q, trouble=find_trouble(q, error, words_of(request)), status=400)
    return show_saved(request, line, name=name[:80], deleted=deleted[:80])


@router.get("/api/saved", tags=["events"])
def list_saved(request: Request) -> list[SavedQuery]:
    """Every saved query, by name."""
    return list(load_saved(workplace(request).store))


@router.post("/saved", include_in_schema=False)
def keep(request: Request, name: Name = "", q: Line = "") -> Response:
    place = workplace(request)
    try:
        with place.lock:
            save_query(place.writer, name, q, request.state.user.name, place.settings.now())
    except QueryError as error:
        return show_saved(request, q, name=name, trouble=find_trouble(q, error, words_of(request)), status=400)
    except SavedQueryError as error:
        return refuse(request, error, q, name)
    return RedirectResponse("/saved", 303)


@router.post("/saved/rename", include_in_schema=False)
def rename(request: Request, saved: Name = "", name: Name = "") -> Response:
    place = workplace(request)
    try:
        with place.lock:
            rename_query(place.writer, saved, name)
    except SavedQueryError as error:
        return refuse(request, error)
    return RedirectResponse("/saved", 303)


@router.post("/saved/delete", include_in_schema=False)
def delete(request: Request, saved: Name = "") -> Response:
    place = workplace(request)
    try:
        with place.lock:
            gone = delete_query(place.writer, saved)
    except SavedQueryError as error:
        return refuse(request, error)
    return RedirectResponse(f"/saved?{urlencode({'deleted': gone.name, 'name': gone.name, 'q': gone.query})}", 303)


def refuse(request: Request, error: SavedQueryError, q: str = "", name: str = "") -> Response:
    """The page with what is wrong and the form as it was filled in."""
    words = saved_words(error, words_of(request))
    return show_saved(request, q, name=name, trouble=Trouble(words, ""), status=400)


def show_saved(
    request: Request, q: str, name: str = "", deleted: str = "", trouble: Trouble | None = None, status: int = 200
) -> Response:
    rows = [shown_query(request, one) for one in load_saved(workplace(request).store)]
    w = words_of(request)
    chips = [] if trouble else make_chips(parse_query(q), w, ground_of(request).situation)
    asked = bool(q or request.query_params.get("q") is not None)
    return render(
        request, "saved.html.j2", status, q=q, name=name, asked=asked, deleted=deleted, trouble=trouble, rows=rows,
        chips=chips,
    )  # fmt: skip


def shown_query(request: Request, saved: SavedQuery) -> Shown:
    w, situation = words_of(request), ground_of(request).situation
    address = events_address(saved.query)
    try:
        query: Query = parse_query(saved.query)
        return Shown(saved, make_chips(query, w, situation), find_events(request, saved.query).count, address)
    except QueryError:
        return Shown(saved, [], None, address)


def saved_words(error: SavedQueryError, w: Wording) -> str:
    """What is wrong, in the reader's language."""
    known = {
        "no name": w._("A saved query needs a name."),
        "long name": w._("The name is too long: {most} characters are the most.").format(most=LONGEST_NAME),
        "name taken": w._("Another query has this name already: choose another name."),
        "too many": w._("{most} queries are saved already: delete one first.").format(most=MOST),
        "gone": w._("This saved query is gone: it may have been deleted meanwhile."),
    }
    return known.get(error.code, str(error))
