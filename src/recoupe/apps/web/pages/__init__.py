"""The pages; each module has a `router`, and every one of them stands in ROUTERS."""

from fastapi import APIRouter

from recoupe.apps.web.pages import decide, login, situation

ROUTERS: tuple[APIRouter, ...] = (situation.router, decide.router, login.router)
