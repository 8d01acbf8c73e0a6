"""When this browser was here last: a visit ends after half an hour without a page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.web.access.sessions import is_secure
from recoupe.apps.web.settings import WebSettings

PAUSE = timedelta(minutes=30)
YEAR_S = 365 * 24 * 3600


def last_visit(request: Request) -> datetime | None:
    """The end of the visit before this one; None for somebody who was never here."""
    before, seen = kept_times(request)
    if seen is None:
        return before
    return before if settings_of(request).now() - seen < PAUSE else seen


def keep_visit(request: Request, response: Response, all_seen: bool = False) -> None:
    """Remember that somebody is here now; with `all_seen` what came in so far is no longer news."""
    settings = settings_of(request)
    now = settings.now()
    before = now if all_seen else last_visit(request)
    times = f"{stamp(before)}.{stamp(now)}"
    response.set_cookie(
        cookie_name(request), times, max_age=YEAR_S, httponly=True, samesite="lax", secure=is_secure(request)
    )


def kept_times(request: Request) -> tuple[datetime | None, datetime | None]:
    before, _, seen = request.cookies.get(cookie_name(request), "").partition(".")
    return moment(before), moment(seen)


def cookie_name(request: Request) -> str:
    """Each user of a shared browser has their own."""
    whose = f"{request.state.user.name}|{settings_of(request).db}"
    return "recoupe_seen_" + blake2b(whose.encode(), digest_size=5).hexdigest()


def stamp(when: datetime | None) -> str:
    return str(int(when.timestamp())) if when else ""


def moment(words: str) -> datetime | None:
    """A time that makes sense; anything else in the cookie is no visit."""
    seconds = int(words) if words.isdecimal() and words.isascii() and len(words) <= 10 else 0
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def settings_of(request: Request) -> WebSettings:
    settings: WebSettings = request.app.state.settings
    return settings
