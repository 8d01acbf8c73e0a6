"""Tokens against forms that other sites send: each belongs to one browser and session, and no two look alike."""

from __future__ import annotations

import hmac
import secrets
from hashlib import blake2b

from starlette.requests import Request

COOKIE = "recoupe_browser"
HEADER = "x-csrf-token"


def csrf_token(request: Request) -> str:
    """A token for the forms of this page; a fresh nonce keeps compression from telling it."""
    nonce = secrets.token_hex(8)
    return f"{nonce}.{signature(request, nonce)}"


def is_our_token(request: Request, token: str) -> bool:
    nonce, _, signed = token.partition(".")
    return bool(signed) and hmac.compare_digest(signature(request, nonce).encode(), signed.encode())


def signature(request: Request, nonce: str) -> str:
    """Of the browser and whoever is logged in: a token from before the login is worth nothing after it."""
    key: bytes = request.app.state.secret
    user = request.state.user
    whose = f"{nonce}\n{request.state.browser}\n{user.name if user.account else ''}"
    return blake2b(whose.encode(), key=key, digest_size=20).hexdigest()


def new_browser() -> str:
    return secrets.token_urlsafe(24)
