"""Who asks: the browser's own cookie for every visitor, and the user behind it. Nobody unknown gets past a public desk.

What stands open to everybody is listed here; every other address needs a session, so that a new page is closed
without anybody having to think of it.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recoupe.apps.web.access.guard import User
from recoupe.apps.web.access.sessions import cookie_name, find_user, is_secure
from recoupe.apps.web.access.tokens import COOKIE, new_browser
from recoupe.apps.web.addresses import asked_path
from recoupe.apps.web.settings import WebSettings
from recoupe.store import Store

OPEN = ("/login", "/static/")
NOBODY = User("", "reader")
YEAR_S = 365 * 24 * 3600


class Visitor:
    """Sets `request.state.browser` and `request.state.user` before any page is made."""

    def __init__(self, app: ASGIApp, settings: WebSettings, store: Store) -> None:
        self.app, self.settings, self.store = app, settings, store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        known = asked.cookies.get(COOKIE, "")
        browser = known if is_ours(known) else new_browser()
        user = await self.user_of(asked)
        state = scope.setdefault("state", {})
        state["browser"], state["user"] = browser, user or NOBODY
        send = send if browser == known or is_file(scope["path"]) else self.introduce(send, browser, is_secure(asked))
        answer: ASGIApp = self.app if user or is_open(scope["path"]) else log_in_first(scope)
        await answer(scope, receive, send)

    async def user_of(self, asked: HTTPConnection) -> User | None:
        """The desk's own name while nobody has to log in."""
        if not self.settings.public:
            return User(self.settings.who)
        key = asked.cookies.get(cookie_name(asked))
        return await run_in_threadpool(find_user, self.store, self.settings, key) if key else None

    def introduce(self, send: Send, browser: str, secure: bool) -> Send:
        """The browser gets its cookie with the first answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie(browser, secure))
            await send(message)

        return sending


def cookie(browser: str, secure: bool) -> str:
    return f"{COOKIE}={browser}; Path=/; HttpOnly; SameSite=Lax; Max-Age={YEAR_S}{'; Secure' if secure else ''}"


def is_open(path: str) -> bool:
    return path == OPEN[0] or is_file(path)


def is_file(path: str) -> bool:
    """Style sheets and scripts: the same for everybody, so that no proxy keeps one browser's cookie for another."""
    return path.startswith(OPEN[1])


def log_in_first(scope: Scope) -> Response:
    """The login page for people, a plain refusal for programs."""
    path, query = asked_path(scope), scope.get("query_string", b"").decode("latin-1")
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": "log in first"}, 401)
    wanted = f"{path}?{query}" if query else path
    after = f"?next={quote(wanted, safe='')}" if scope["method"] == "GET" and wanted != "/" else ""
    return RedirectResponse(f"/login{after}", 303)


def is_ours(value: str) -> bool:
    return 30 <= len(value) <= 40 and value.replace("-", "").replace("_", "").isalnum() and value.isascii()
