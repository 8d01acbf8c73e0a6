"""`/article/{id}`: the text with everything read in it; for readers beyond this machine only what may be quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.web.access.guard import reads_texts
from recoupe.apps.web.deciding.notices import find_notice, form_values
from recoupe.apps.web.desk import ReadDesk
from recoupe.apps.web.dossier.article_page import Wanted, make_article_page, open_address
from recoupe.apps.web.dossier.article_quotes import make_quotes
from recoupe.apps.web.dossier.marks import KINDS, kind_names
from recoupe.apps.web.events.finding import hidden_ids
from recoupe.apps.web.render import render
from recoupe.apps.web.speech import words_of
from recoupe.model import Reading

router = APIRouter()
CORRECTABLE = (
    "type", "actors", "recipients", "place", "when", "killed", "wounded", "abducted", "status", "attributed_to",
    "background", "series",
)  # fmt: skip


@router.get("/article", include_in_schema=False)
def article_by_id(
    request: Request, desk: ReadDesk, name: Annotated[str, Query(alias="id", max_length=2000)]
) -> Response:
    """For ids that no path can hold."""
    return article_page(request, desk, name, None, 1, "", "")


@router.get("/article/{name:path}", include_in_schema=False)
def article_page(
    request: Request,
    desk: ReadDesk,
    name: str,
    version: int | None = Query(None, ge=1, le=100_000),
    part: int = Query(1, ge=1, le=100_000),
    at: str = Query("", max_length=30),
    report: str = Query("", max_length=300),
) -> Response:
    """`at` are the offsets of the words to be lit, `report` the report whose words they are."""
    w = words_of(request)
    versions: Sequence[Reading] = desk.store.versions(name)
    if not versions:
        raise HTTPException(404, w._("There is no article {id}; it may have been erased.").format(id=name[:60]))
    if not reads_texts(request):
        quotes = make_quotes(versions[-1], desk, request.app.state.settings.now(), w, hidden_ids(request).events)
        return render(request, "article_quotes.html.j2", q=quotes, url=open_address(quotes.url))
    page = make_article_page(versions, Wanted(version, part, at, report), desk, w)
    return render(
        request,
        "article.html.j2",
        p=page,
        a=page.article,
        kinds=KINDS,
        kind_names=kind_names(w),
        headlines={card.event: card.headline for card in page.cards if card.event},
        removed_why={removed.why: told for removed, told in page.removed},
        fields=CORRECTABLE,
        asking=form_values(request),
        notice=find_notice(request),
    )
