"""Stands before every page: who asks, may they, and does the form come from us."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import HTTPException
from starlette.requests import Request

from recoupe.apps.web.access.tokens import HEADER, is_our_token
from recoupe.store.users import Role

SAFE = ("GET", "HEAD", "OPTIONS")
FOR_ALL = ("/login", "/logout")  # readers, too, come and go


@dataclass(frozen=True, slots=True)
class User:
    """Readers look; analysts decide and add. `account` is False where nobody has to log in, or nobody did."""

    name: str
    role: Role = "analyst"
    account: bool = False

    @property
    def analyst(self) -> bool:
        return self.role == "analyst"


async def guard(request: Request) -> None:
    """For every page: what changes something needs an analyst and a token of ours."""
    if request.method in SAFE:
        return
    await check_token(request)
    if request.url.path not in FOR_ALL and not request.state.user.analyst:
        raise HTTPException(403, "analysts only")


async def check_token(request: Request) -> None:
    """Raises 403 for a form that another site sent, or that was open for too long."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "form from elsewhere")
    token = request.headers.get(HEADER)
    if token is None and not request.headers.get("content-type", "").startswith("application/json"):
        token = str((await request.form()).get("csrf") or "")
    if not is_our_token(request, token or ""):
        raise HTTPException(403, "form too old")


def reads_texts(request: Request) -> bool:
    """Whole texts are for the desk's own staff: whoever sits at the machine, and analysts who logged in."""
    settings = request.app.state.settings
    return not settings.public or (request.state.user.analyst and not settings.quotes_only)


def analyst_only(request: Request) -> None:
    """For pages that only analysts open: `dependencies=[Depends(analyst_only)]`."""
    if not request.state.user.analyst:
        raise HTTPException(403, "analysts only")
