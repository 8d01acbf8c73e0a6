"""`/feed.xml`: the events of a query as RSS; what must not leave the desk is withheld, whoever asks."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.brief.wording import Wording
from recoupe.apps.web.desk import workplace
from recoupe.apps.web.events.feed import Channel, write_feed
from recoupe.apps.web.events.filters import events_address, make_chips
from recoupe.apps.web.events.finding import Found, find_events, load_events, youngest_keys
from recoupe.apps.web.events.ground import ground_of
from recoupe.apps.web.events.lines import make_lines
from recoupe.apps.web.pages.events import Text
from recoupe.apps.web.speech import words_of
from recoupe.store.saved_queries import load_saved

router = APIRouter()

ITEMS = 50


@router.get("/feed.xml", tags=["events"], response_class=Response)
def feed(request: Request, q: Text = "") -> Response:
    """The fifty events that came in last among those that meet the query, as RSS 2.0."""
    w, found = words_of(request), find_events(request, q, discreet=True)
    events = load_events(request, youngest_keys(found.columns, found.mask, ITEMS))
    content = write_feed(make_channel(request, found, w), make_lines(request, events, discreet=True), w)
    mark = f'"{hashlib.blake2b(content, digest_size=8).hexdigest()}"'
    headers = {"etag": mark, "cache-control": "private, max-age=300"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/rss+xml; charset=utf-8", headers=headers)


def make_channel(request: Request, found: Found, w: Wording) -> Channel:
    """Called by its saved name, or by its terms in words."""
    line, place = str(found.query), workplace(request)
    situation = ground_of(request).situation
    terms = " · ".join(chip.words for chip in make_chips(found.query, w, situation)) or w._("all events")
    saved = next((one.name for one in load_saved(place.store) if one.query == line), terms)
    name = situation.name.get(w.language) or situation.name.get("en") or situation.id
    asked = {"q": line, "lang": w.language if "lang" in request.query_params else ""}
    own = urlencode({key: value for key, value in asked.items() if value})
    return Channel(
        title=f"recoupe · {name} · {saved}",
        about=w._("Events coded from press reports: {terms}").format(terms=terms),
        home=home_address(request),
        page=events_address(line),
        own=f"/feed.xml?{own}" if own else "/feed.xml",
    )


def home_address(request: Request) -> str:
    """Where readers reach the desk: what its keeper said, else what was just asked for."""
    return (workplace(request).settings.address or str(request.base_url)).rstrip("/")
