"""`/login` and `/logout`, on desks that others can reach."""

from __future__ import annotations

from typing import Annotated
from unicodedata import normalize

from fastapi import APIRouter, Form, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.web.access.forwarded import visitor_place
from recoupe.apps.web.access.local import go_to, local_path
from recoupe.apps.web.access.passwords import is_password
from recoupe.apps.web.access.sessions import cookie_name, end_session, give_cookie, start_session, take_cookie
from recoupe.apps.web.desk import AtWork, Workplace
from recoupe.apps.web.render import render
from recoupe.store import users

router = APIRouter()
Name = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=2000)]
Next = Annotated[str, Form(alias="next", max_length=2000)]


@router.get("/login", include_in_schema=False)
def show_login(request: Request, next: str = "/") -> Response:
    if not request.app.state.settings.public:
        return go_to("/")
    return render(request, "login.html.j2", after=local_path(next), fault="", name="")


@router.post("/login", include_in_schema=False)
def log_in(request: Request, place: AtWork, name: Name = "", password: Password = "", after: Next = "/") -> Response:
    """A new session when name and password are right; what was wrong of the two is not told."""
    settings = place.settings
    if not settings.public:
        return go_to("/")
    name, attempts = normalize("NFC", name.strip()), request.app.state.attempts
    who = visitor_place(request.client.host if request.client else ""), name, request.state.browser
    wait_s = attempts.wait_s(*who)
    if wait_s:
        raise HTTPException(429, "too many", {"Retry-After": str(wait_s)})
    attempts.failed(*who)  # until it is known to be right: many at once are many
    account = known_account(place, name, password)
    if account is None:
        return render(request, "login.html.j2", 401, after=local_path(after), fault="wrong", name=name)
    attempts.succeeded(*who)
    response = go_to(landing(after, account))
    with place.lock:
        give_cookie(response, request, start_session(place.writer, settings, name))
    return response


def known_account(place: Workplace, name: str, password: str) -> users.Account | None:
    """The account of that name when the password is right."""
    with place.store.reading() as connection:
        account = users.find_account(connection, name)
    return account if is_password(account.password if account else None, password) else None


def landing(wanted: str, account: users.Account) -> str:
    """Analysts who wanted nothing else begin with what waits for them."""
    return "/review" if local_path(wanted) == "/" and account.role == "analyst" else wanted


@router.post("/logout", include_in_schema=False)
def log_out(request: Request, place: AtWork) -> Response:
    """The session ends here and in the database."""
    key = request.cookies.get(cookie_name(request))
    if key:
        with place.lock:
            end_session(place.writer, key)
    response = go_to("/login" if place.settings.public else "/")
    take_cookie(response, request)
    return response
