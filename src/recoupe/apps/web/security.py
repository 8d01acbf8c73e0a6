"""What every answer carries, and which requests get none: strangers' host names, bodies without end."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recoupe.apps.web.access.forwarded import is_forwarded
from recoupe.apps.web.settings import LOOPBACK_NAMES, WebSettings

MOST_BYTES = 64 * 1024 * 1024  # of one request
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


BEHIND_PROXY = "a proxy stands before this desk, and nobody has to log in: start it with --address"


class Safeguard:
    """Wraps the desk: checks the host's name and what a proxy says, bounds the body, adds the headers."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app, self.settings, self.hosts = app, settings, allowed_hosts(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        kept_send = with_headers(scope, send, self.settings.secure or scope["scheme"] == "https")
        if not self.known_host(headers.get("host", "")):
            await refuse(400, "unknown host name: open the address that recoupe printed")(scope, receive, kept_send)
        elif is_forwarded(headers) and not self.settings.public:
            await refuse(403, BEHIND_PROXY)(scope, receive, kept_send)
        else:
            await self.app(scope, bounded(receive), kept_send)

    def known_host(self, host: str) -> bool:
        """Against DNS rebinding: another site's name that leads here is not ours."""
        return not self.hosts or host.lower() in self.hosts


def allowed_hosts(settings: WebSettings) -> frozenset[str]:
    """Names the desk answers to; empty when it is reached under names that nobody told it."""
    if settings.address:
        return frozenset({urlsplit(settings.address).netloc.lower(), *loopback_hosts(settings.port)})
    return frozenset() if settings.public else loopback_hosts(settings.port)


def loopback_hosts(port: int) -> frozenset[str]:
    plain = LOOPBACK_NAMES if port == 80 else ()
    return frozenset({*plain, *(f"{name}:{port}" for name in LOOPBACK_NAMES)})


def with_headers(scope: Scope, send: Send, secure: bool) -> Send:
    """Adds what is missing; pages are never kept by browsers or proxies, marked files are."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", caching(scope, message["status"]))
            if secure:
                headers.setdefault("strict-transport-security", "max-age=31536000")
        await send(message)

    return sending


def caching(scope: Scope, status: int) -> str:
    if scope["path"].startswith("/static/") and status in (200, 304):
        return "public, max-age=31536000, immutable" if b"v=" in scope.get("query_string", b"") else "no-cache"
    return "no-store"


def declared_bytes(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() and len(length) < 16 else MOST_BYTES + 1


def bounded(receive: Receive) -> Receive:
    """The body up to the limit; one that never says its length is cut off there as if the sender had gone."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > MOST_BYTES else message

    return receiving


def refuse(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words + "\n", status_code=status)
