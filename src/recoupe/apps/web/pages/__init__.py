"""The pages; each module has a `router`, and every one of them stands in ROUTERS."""

from fastapi import APIRouter

from recoupe.apps.web.pages import add, decide, event, events, events_api, login, review, situation

ROUTERS: tuple[APIRouter, ...] = (
    situation.router,
    events.router,
    events_api.router,
    event.router,
    decide.router,
    add.router,
    login.router,
    review.router,
)
