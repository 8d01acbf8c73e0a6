"""Who asks: the browser's own cookie for every visitor, and the user behind it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recoupe.apps.web.access.guard import User
from recoupe.apps.web.access.tokens import COOKIE, new_browser
from recoupe.apps.web.settings import WebSettings

YEAR_S = 365 * 24 * 3600


class Visitor:
    """Sets `request.state.browser` and `request.state.user` before any page is made."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known = HTTPConnection(scope).cookies.get(COOKIE, "")
        browser = known if is_ours(known) else new_browser()
        state = scope.setdefault("state", {})
        state["browser"] = browser
        state["user"] = User(self.settings.who)
        await self.app(scope, receive, send if browser == known else self.introduce(send, browser))

    def introduce(self, send: Send, browser: str) -> Send:
        """The browser gets its cookie with the first answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", self.cookie(browser))
            await send(message)

        return sending

    def cookie(self, browser: str) -> str:
        secure = "; Secure" if self.settings.secure else ""
        return f"{COOKIE}={browser}; Path=/; HttpOnly; SameSite=Lax; Max-Age={YEAR_S}{secure}"


def is_ours(value: str) -> bool:
    return 30 <= len(value) <= 40 and value.replace("-", "").replace("_", "").isalnum() and value.isascii()
