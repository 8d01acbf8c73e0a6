"""The pages; each module has a `router`, and every one of them stands in ROUTERS."""

from fastapi import APIRouter

from recoupe.apps.web.pages import (
    add,
    article,
    brief,
    decide,
    decisions,
    event,
    events,
    events_api,
    export,
    feed,
    login,
    review,
    saved,
    search,
    situation,
)

ROUTERS: tuple[APIRouter, ...] = (
    situation.router,
    events.router,
    events_api.router,
    search.router,
    saved.router,
    export.router,
    feed.router,
    article.router,
    event.router,
    decide.router,
    add.router,
    login.router,
    review.router,
    brief.router,
    decisions.router,
)
